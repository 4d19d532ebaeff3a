"""The shortest stretch of a passage that shows what a claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lighton_mcp.grounding._analysis import Analysis

MAX_CHARACTERS = 300
_TRIMMED = ",;:-*#>\u2013\u2014|\u2022 \t\r\n"


def quote(passage: Analysis, units: Sequence[int], matched: Collection[int]) -> tuple[int, int]:
    """Return the offsets of the quotation: clauses from the first matched token to the last, at most 300 characters.

    Sentences that do not lie together within 300 characters are not joined: the first of `units`, the best, is quoted.
    """
    inside: list[int] = []
    for chosen in (units, units[:1]):
        first, last = min(chosen), max(chosen)
        inside = sorted(at for at in matched if first <= passage.unit_of[at] <= last)
        if not inside:
            unit = passage.units[units[0]]
            inside = [unit.first, max(unit.first, unit.last - 1)]
        start, end = _clauses(passage, inside[0], inside[-1])
        if end - start <= MAX_CHARACTERS:
            return start, end
    return _densest(passage, inside)


def _clauses(passage: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the offsets from the beginning of the clause of one token to the end of that of another."""
    while first > 0 and passage.clause_of[first - 1] == passage.clause_of[first]:
        first -= 1
    while last + 1 < len(passage.tokens) and passage.clause_of[last + 1] == passage.clause_of[last]:
        last += 1
    return _trimmed(passage, first, last)


def _trimmed(passage: Analysis, first: int, last: int) -> tuple[int, int]:
    while first < last and passage.tokens[first].text in _TRIMMED:
        first += 1
    while last > first and passage.tokens[last].text in _TRIMMED:
        last -= 1
    return passage.tokens[first].start, passage.tokens[last].end


def _densest(passage: Analysis, matched: list[int]) -> tuple[int, int]:
    """Return the stretch of at most 300 characters with most matched tokens, in whole words."""
    best = (0, matched[0], matched[0])
    last = 0
    for index, first in enumerate(matched):
        last = max(last, index)
        while (
            last + 1 < len(matched)
            and passage.tokens[matched[last + 1]].end - passage.tokens[first].start <= MAX_CHARACTERS
        ):
            last += 1
        best = max(best, (last - index + 1, first, matched[last]), key=lambda found: (found[0], -found[1]))
    _, first, final = best
    start, end = _clauses(passage, first, final)
    if end - start <= MAX_CHARACTERS:
        return start, end
    start, end = passage.tokens[first].start, passage.tokens[final].end
    return start, min(end, start + MAX_CHARACTERS)
