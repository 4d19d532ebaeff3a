# word lists, one language a line
"""Comparisons that both texts make in words: "B is cheaper than A" beside "A is dearer than B"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding._comparators import DEGREES
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._order import THAN, comparing
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lighton_mcp.grounding._analysis import Analysis

_THAN = THAN | {"qu", "dei", "del"}
# How adjectives begin that mean less, behind "more" or "less".
_LESSER = (
    "faibl", "court", "petit", "bas", "lent", "cort", "pequen", "baj", "escas", "brev", "piccol", "scars", "rar", "leger", "legger",
    "liger", "econom", "barat", "jeune", "jov", "giovan", "rare", "slow", "limit",
)  # fmt: skip
# These take "to" where others take "than": "inf\u00e9rieur \u00e0".
_SIZES = dict.fromkeys(
    word_set("superieur superieure superieurs superieures superior superiores superiore superiori"), 1
) | dict.fromkeys(word_set("inferieur inferieure inferieurs inferieures inferior inferiores inferiore inferiori"), -1)
_TO = word_set("to a au aux al allo alla ai agli alle all")
_ENDINGS = ("en", "er", "es", "em", "e")  # of German comparatives: "niedrigeren"
_FAR = 14  # tokens from a comparing word to its "than"


class _Comparison(NamedTuple):
    """What the first side of a comparison is more (1) or less (-1) than the second; the stems on both sides."""

    sign: int
    first: frozenset[str]
    second: frozenset[str]


def compared_in_words(claim: Analysis, passage: Analysis, units: Iterable[int]) -> int:
    """Return 1 where a sentence of the passage makes the same comparison as a claim, from whichever side; -1 for the reverse.

    0 where one of them compares nothing, or the sides are not told apart.
    """
    mine = _comparison_in(claim, range(len(claim.tokens)))
    if mine is None:
        return 0
    for unit in units:
        span = passage.units[unit]
        theirs = _comparison_in(passage, range(span.first, span.last))
        if theirs is None:
            continue
        straight = min(len(mine.first & theirs.first), len(mine.second & theirs.second))
        crossed = min(len(mine.first & theirs.second), len(mine.second & theirs.first))
        if straight != crossed:
            return mine.sign * theirs.sign * (1 if straight > crossed else -1)
    return 0


def _comparison_in(text: Analysis, span: range) -> _Comparison | None:
    tokens = text.tokens
    for at in span:
        norm = tokens[at].norm
        sign = _SIZES.get(norm) or _sign(text, at)
        if not sign:
            continue
        links = _TO if norm in _SIZES else _THAN
        than = next((p for p in range(at + 1, min(span.stop, at + _FAR)) if tokens[p].norm in links), None)
        if than is None or _is_measured(text, than + 1):
            continue
        first, second = _stems(text, range(span.start, than), at), _stems(text, range(than + 1, span.stop), at)
        if first - second and second - first:
            return _Comparison(sign, first - second, second - first)
    return None


def _sign(text: Analysis, at: int) -> int:
    """Return whether a word compares upwards or downwards, with the adjective behind it: "plus petite", "weniger billig"."""
    norm = text.tokens[at].norm
    if text.language == "de" and norm not in comparing():
        norm = next(
            (norm[: -len(end)] for end in _ENDINGS if norm.endswith(end) and norm[: -len(end)] in comparing()), norm
        )
    kind, sign = comparing().get(norm, ("", 0))
    if kind != "number":
        return 0
    following = text.tokens[at + 1].norm if at + 1 < len(text.tokens) else ""
    return -sign if norm in DEGREES and following.startswith(_LESSER) else sign


def _is_measured(text: Analysis, at: int) -> bool:
    """Whether a number that is no year stands where the second side would begin: "more than 50 minutes"."""
    return any(at <= q.first <= at + 1 and not is_year(text.tokens[q.first]) for q in text.quantities)


def _stems(text: Analysis, span: Iterable[int], but: int) -> frozenset[str]:
    return frozenset(
        text.tokens[at].stem
        for at in span
        if at != but and (text.tokens[at].content or is_year(text.tokens[at]) or _is_letter(text, at))
    )


def _is_letter(text: Analysis, at: int) -> bool:
    """Whether a token is a name of one letter: "plant B"."""
    token = text.tokens[at]
    return token.kind == "word" and len(token.text) == 1 and token.capital
