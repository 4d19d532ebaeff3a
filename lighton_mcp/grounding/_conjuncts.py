"""A sentence of the passage without the first of two that "and" joins: "the tenant pays the heating" of "the rent and the heating"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from lighton_mcp.grounding._clause_words import clause_words, is_coordinator
from lighton_mcp.grounding._entries import BOTH
from lighton_mcp.grounding._negators import is_exception
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis

# Of two things after these, one alone may be otherwise.
_TOGETHER = BOTH | word_set(
    """only solely nur lediglich seulement uniquement seul seule seuls seules solo unicamente soltanto solamente alleen slechts
    somente apenas between entre zwischen tra fra tussen together total sum average difference zusammen insgesamt summe
    gemeinsam ensemble somme moyenne juntos total suma promedio insieme somma media totale samen totaal soma conjunto either
    or oder ou oppure of unless until"""
)
_BORDERS = frozenset(";:.")
_LEAST = 4  # words of a claim


def left_out(claim: Analysis, passage: Analysis, unit: int) -> bool:
    """Whether a claim is a sentence of the passage, word by word, from its start on and without the first of two conjuncts."""
    ours = claim.spoken_norms
    span = passage.units[unit]
    theirs = passage.spoken[bisect_left(passage.spoken, span.first) : bisect_left(passage.spoken, span.last)]
    written = [passage.tokens[at].norm for at in theirs]
    if len(ours) < _LEAST or len(written) <= len(ours) or written[0] != ours[0]:
        return False
    same = next((at for at, (one, two) in enumerate(zip(ours, written, strict=False)) if one != two), len(ours))
    joint = next(
        (at for at in range(same, len(theirs)) if is_coordinator(passage.tokens[theirs[at]], passage.language)), 0
    )
    if not 0 < joint < len(theirs) - 1 or (passage.fact_of[theirs[joint - 1]] and passage.fact_of[theirs[joint + 1]]):
        return False  # "one hour and 30 minutes" are one length
    return _joins_freely(passage, range(theirs[0], theirs[joint])) and any(
        _goes_on(passage, theirs, written, joint + 1, ours[kept:])
        for kept in range(1, same + 1)
        if any(passage.tokens[at].content for at in theirs[:kept])
    )


def _goes_on(passage: Analysis, theirs: list[int], written: list[str], at: int, rest: list[str]) -> bool:
    """Whether a sentence has some words from a place on, and there ends or begins another part."""
    end = at + len(rest)
    if written[at:end] != rest or not rest:
        return False
    if end == len(theirs):
        return True
    between = range(theirs[end - 1] + 1, theirs[end] + 1)
    return any(
        passage.tokens[k].text in _BORDERS or is_coordinator(passage.tokens[k], passage.language) for k in between
    )


def _joins_freely(text: Analysis, span: range) -> bool:
    """Whether what is said of two joined things is said of each: nothing before them denies, compares or counts together."""
    return not any(
        at in text.negators
        or text.tokens[at].text in _BORDERS
        or text.tokens[at].norm in _TOGETHER
        or text.tokens[at].norm in clause_words(text.language)
        or text.tokens[at].norm in comparing()
        or is_exception(text.tokens, at, text.language)
        for at in span
    )
