"""Sentences of the passages copied word by word, and the same with one thing changed; drawn, not written."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from lighton_mcp.grounding import split_sentences

_SEED = 20261122
_SHORTEST = 5  # words: with fewer there is no copy to speak of
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]*\d)")
_WORD = re.compile(r"(?<![\w'\u2019-])[^\W\d_]{6,}(?![\w'\u2019-])")
_VERB = {
    "en": (r"\b(is|are|was|were|may|must|can|will)\b", r"\1 not"),
    "fr": (r"\b(sont|doit|doivent|peut|peuvent|sera)\b", r"ne \1 pas"),
    "de": (r"\b(ist|sind|wird|werden|darf|kann|muss|hat)\b", r"\1 nicht"),
    "es": (r"\b(es|son|debe|deben|puede|pueden|será)\b", r"no \1"),
    "it": (r"\b(sono|deve|devono|può|possono|viene)\b", r"non \1"),
}
_DENIES = re.compile(
    r"\b(?:not?|nor|never|nobody|none|neither|without|ne|n|pas|aucune?|sans|nicht|kein\w*|nie|ohne|non|nessun\w*|"
    r"senza|sin|nunca|ning\w*|nadie|jamais|rien)\b",
    re.IGNORECASE,
)


class Copy(NamedTuple):
    """A sentence, and what was done to it: "none", "number", "word" or "denial"."""

    text: str
    passage: str
    changed: str


def copies(documents: Sequence[dict[str, Any]]) -> Iterator[Copy]:
    """Yield every sentence of the documents' passages as it is, then changed in each way that can be done to it."""
    random = Random(_SEED)  # noqa: S311 (drawn again the same)
    for document in documents:
        passage = document["passage"]
        for sentence in split_sentences(passage):
            text = passage[sentence.start : sentence.end].strip()
            if len(text.split()) < _SHORTEST or "\n" in text:
                continue
            yield Copy(text, passage, "none")
            for changed, pattern in (("number", _NUMBER), ("word", _WORD)):
                other = _exchanged(pattern, text, passage, random)
                if other is not None:
                    yield Copy(other, passage, changed)
            verb, denied = _VERB.get(document["language"], (r"(?!)", ""))
            if not _DENIES.search(text) and re.search(verb, text):
                yield Copy(re.sub(verb, denied, text, count=1), passage, "denial")


def _exchanged(pattern: re.Pattern[str], text: str, passage: str, random: Random) -> str | None:
    """Put another word or number of the passage in the place of one; None where there is none."""
    mine = list(pattern.finditer(text))
    if not mine:
        return None
    match = random.choice(mine)
    others = [
        other
        for other in sorted(set(pattern.findall(passage)))
        if other.lower() not in text.lower() and other[:4].lower() != match[0][:4].lower()
    ]
    return text[: match.start()] + random.choice(others) + text[match.end() :] if others else None
