"""Where a claim puts after what a passage puts before or during, or has with it what the passage is without."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._facts import Fact, Quantity
from lighton_mcp.grounding._negators import is_local
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_REACH = 4  # tokens between the word and what it is about
_DENIAL = 2  # tokens before it: "not before"
# The words of the sides of each relation: before, after and during; until and from, without and with, except and including.
_RELATIONS = {
    "en": (
        ("before prior preceding", "after following", "during"), ("until till", "from since"),
        ("without", "with"), ("except excluding", "including even also"),
    ),
    "fr": (
        ("avant precedant precedent", "apres suivant suivants", "pendant durant"), ("jusqu", "des depuis"),
        ("sans", "avec"), ("sauf hormis exception excepte", "compris incluant meme aussi egalement"),
    ),
    "de": (
        ("vor bevor", "nach nachdem", "wahrend"), ("bis", "ab seit"),
        ("ohne", "mit"), ("ausser ausgenommen ausnahme", "einschliesslich inklusive inbegriffen auch sogar ebenfalls"),
    ),
    "es": (
        ("antes", "despues tras siguientes", "durante"), ("hasta", "desde"),
        ("sin", "con"), ("excepto salvo", "incluido incluida incluidos incluidas incluso tambien"),
    ),
    "it": (
        ("prima precedenti", "dopo seguenti successivi", "durante"), ("fino", "dal dall dalla"),
        ("senza", "con"), ("tranne eccetto salvo", "compreso compresa compresi comprese incluso inclusa inclusi incluse anche perfino"),
    ),
    "nl": (
        ("voor voordat", "na nadat", "tijdens gedurende"), ("tot", "vanaf sinds"),
        ("zonder", "met"), ("behalve uitgezonderd", "inclusief ook zelfs"),
    ),
    "pt": (
        ("antes", "depois apos", "durante"), ("ate", "desde"),
        ("sem", "com"), ("exceto salvo", "incluindo incluido incluida tambem mesmo"),
    ),
}  # fmt: skip
# Words of what is neither before nor after.
_AT = {
    "en": word_set("on upon from since at once"), "fr": word_set("lors des depuis a au compter"),
    "de": word_set("mit bei ab seit"), "es": word_set("desde al en"), "it": word_set("dalla dal dall alla al all"),
    "nl": word_set("bij vanaf sinds"), "pt": word_set("desde na no ao"),
}  # fmt: skip
_BEHIND_ITS_NOUN = word_set("precedent precedant preceding precedenti")  # "the 15th of the preceding month"
_CLOSE = 2  # tokens from them to what they are about
_ORDERED = 2  # of them are of time; the others turn with a denial in their sentence


@cache
def _relations(language: str) -> dict[str, tuple[int, int]]:
    """Return each word with the number of its relation and its side."""
    return {
        word: (number, side)
        for number, sides in enumerate(_RELATIONS[language])
        for side, words in zip((-1, 1, 0), sides, strict=False)
        for word in word_set(words)
    }


_MOST_LINKS = 3  # tokens between a length of time and its side: "48 heures a l'avance"
# Behind a length of time, in all languages.
_EARLIER = word_set(
    "before beforehand earlier ahead advance prior vorher zuvor fruher voraus vor avant avance auparavant antes antelacion anticipacion prima anticipo preavviso tevoren vooraf eerder voor antecedencia"
)
_LATER = word_set(
    "after afterwards later following nach danach spater nachher apres tard suivant suivants despues tarde siguientes dopo tardi successivi na later daarna depois seguintes"
)
_LINKING = word_set("a l in im in de di con d the con com d mit van") | {"'", "\u2019"}


def related_otherwise(c: Comparison) -> bool:
    """Whether a claim says "after delivery" where the passage says only "before" or "during delivery"; likewise with and without."""
    for word, relation, side, at in _placed(c.claim, range(len(c.claim.tokens))):
        said = {
            other
            for place in c.places.get(at, ())
            for _, kind, other, about in _placed(c.passage, range(max(0, place - _REACH - 1), place))
            if kind == relation
            and about == place
            and (relation < _ORDERED or _denies(c.claim, at) == _denies(c.passage, place))
        }
        if (said and side not in said) or (
            not relation and side < 0 and not said and word not in _BEHIND_ITS_NOUN and _at_the_time(c, at)
        ):
            return True
    for fact, others in c.hits:
        side = _side(c.claim, fact)
        if side and all(_side(c.passage, other) == -side for other in others):
            return True
    return False


def _side(text: Analysis, fact: Fact) -> int:
    """Return -1 for a length of time before something, 1 for one after it: "48 hours ahead", "two weeks later"."""
    if not isinstance(fact, Quantity) or fact.dimensions.isdisjoint(_units.LENGTHS):
        return 0
    for at in range(fact.last + 1, min(len(text.tokens), fact.last + 1 + _MOST_LINKS + 1)):
        norm = text.tokens[at].norm
        if norm in _EARLIER or norm in _LATER:
            return -1 if norm in _EARLIER else 1
        if norm not in _LINKING:
            break
    return 0


def _at_the_time(c: Comparison, at: int) -> bool:
    """Whether the passage says "on delivery" or "from delivery" wherever it has a word."""
    places, starting = c.places.get(at, ()), _AT[c.passage.language]
    return bool(places) and all(
        any(c.passage.tokens[p].norm in starting for p in range(max(0, place - _CLOSE), place)) for place in places
    )


def _denies(text: Analysis, at: int) -> bool:
    """Whether a sentence has another denial than "without" and "except"."""
    unit = text.unit_of[at]
    return any(text.unit_of[p] == unit and not is_local(text.tokens, p, text.language) for p in text.negators) or any(
        text.unit_of[p] == unit for places in text.denying.values() for p in places
    )


def _placed(text: Analysis, span: range) -> Iterator[tuple[str, int, int, int]]:
    """Yield the words in a stretch that relate, each with the relation, the side, and the token that it is about."""
    table = _relations(text.language)
    for at in span:
        found = table.get(text.tokens[at].norm)
        if found is None or any(p in text.negators for p in range(at - _DENIAL, at)):
            continue
        about = _about(text, at)
        if about is not None:
            yield text.tokens[at].norm, *found, about


def _about(text: Analysis, at: int) -> int | None:
    """Return the next word behind a token, in its sentence; before and after a number is compared as its bound."""
    for other in range(at + 1, min(len(text.tokens), at + 1 + _REACH)):
        token = text.tokens[other]
        if text.unit_of[other] != text.unit_of[at] or token.text in {",", ";", "."}:
            return None
        if text.fact_of[other]:
            return None
        if token.content:
            return other
    return None
