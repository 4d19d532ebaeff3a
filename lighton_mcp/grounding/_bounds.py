"""Whether a number is a lower or an upper bound: "at least", "not later than", "ou plus"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _comparators, _units
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

_BEFORE_WORDS = word_set(
    "before ahead advance prior beforehand avant avance prealable vor vorher voraus zuvor antes antelacion "
    "anticipacion prima anticipo "
    "preavviso preavis voor tevoren antecedencia notice"
)
_LATE = word_set("later latest tard tardi tardar spatestens uiterlijk")
_LINKS = word_set("the le la les el il dem den de of von di i gli du des los las los than que a")
_LONGEST = 5  # words of a comparing phrase
HYPHENS = frozenset(["-", "\u2010", "\u2011"])


def bound(tokens: Sequence[Token], first: int, after: int) -> tuple[int, bool]:
    """Return the bound that the words around a number make it, +1 lower or -1 upper, and whether denying turns it."""
    before = [t.norm for t in tokens[max(0, first - 6) : first] if t.kind == "word" or t.text in HYPHENS]
    phrases = _comparators.before()
    ends = (before, before[:-1]) if before and before[-1] in _LINKS else (before,)
    for words in ends:
        for size in range(min(_LONGEST, len(words)), 0, -1):
            found = phrases.get(" ".join(words[-size:]))
            if found is not None:
                late = _LATE & {*words[-size - 1 :]}
                if late and any(t.norm in _BEFORE_WORDS for t in tokens[after : after + 3]):
                    return -found[0], found[1]  # "no later than 24 hours before" is at least 24 hours
                return found
    following: list[str] = []
    for token in tokens[after : after + 5]:
        if token.kind != "word":
            break
        following.append(token.norm)
    if len(following) > 2 and f"{following[0]} {following[1]}" not in _comparators.after():
        skip = 2 if following[0] in _units.EACH else 1 if following[0] in _units.frequencies() else 0
        following = following[skip:]
    for size in range(len(following), 0, -1):
        found = _comparators.after().get(" ".join(following[:size]))
        if found is not None:
            return found
    return 0, False
