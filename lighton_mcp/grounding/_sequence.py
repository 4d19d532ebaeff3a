"""Where a claim puts before what a passage puts after, or the reverse: "after delivery" for "before delivery"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_REACH = 4  # tokens between the word and what it is about
_DENIAL = 2  # tokens before it: "not before"
# The words of one side; each line is about another relation, so "until" is compared with "from" only.
_RELATIONS = {
    "en": (("before prior preceding", "after following"), ("until till", "from since")),
    "fr": (("avant precedant precedent", "apres suivant suivants"), ("jusqu", "des depuis")),
    "de": (("vor bevor", "nach nachdem"), ("bis", "ab seit")),
    "es": (("antes", "despues tras siguientes"), ("hasta", "desde")),
    "it": (("prima precedenti", "dopo seguenti successivi"), ("fino", "dal dall dalla")),
    "nl": (("voor voordat", "na nadat"), ("tot", "vanaf sinds")),
    "pt": (("antes", "depois apos"), ("ate", "desde")),
}


@cache
def _relations(language: str) -> dict[str, tuple[int, int]]:
    """Return each word with the number of its relation and its side."""
    return {
        word: (number, side)
        for number, sides in enumerate(_RELATIONS[language])
        for side, words in zip((-1, 1), sides, strict=True)
        for word in word_set(words)
    }


def out_of_sequence(c: Comparison) -> bool:
    """Whether a claim has something before that of which the passage says only what comes after it, or the reverse."""
    for relation, side, at in _placed(c.claim, range(len(c.claim.tokens))):
        said = {
            other
            for place in c.places.get(at, ())
            for kind, other, about in _placed(c.passage, range(max(0, place - _REACH - 1), place))
            if kind == relation and about == place
        }
        if said == {-side}:
            return True
    return False


def _placed(text: Analysis, span: range) -> Iterator[tuple[int, int, int]]:
    """Yield the words of sequence in a stretch: the relation, the side, and the token that it is about."""
    table = _relations(text.language)
    for at in span:
        found = table.get(text.tokens[at].norm)
        if found is None or any(p in text.negators for p in range(at - _DENIAL, at)):
            continue
        about = _about(text, at)
        if about is not None:
            yield (*found, about)


def _about(text: Analysis, at: int) -> int | None:
    """Return the next word behind a token, in its sentence; before and after a number is compared as its bound."""
    for other in range(at + 1, min(len(text.tokens), at + 1 + _REACH)):
        token = text.tokens[other]
        if text.unit_of[other] != text.unit_of[at] or token.text in {",", ";", "."}:
            return None
        if text.fact_of[other]:
            return None
        if token.kind == "word" and not token.stop:
            return other
    return None
