# word lists, one language a line
"""Comparisons that both texts make in words: "B is cheaper than A" beside "A is dearer than B"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._comparators import DEGREES, HALF
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._order import PLAINLY, THAN, comparing
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lighton_mcp.grounding._analysis import Analysis

_BESIDE = word_set("rispetto respecto gegenuber compared rapport")
_THAN = THAN | {"qu", "dei", "del"} | _BESIDE
# How adjectives begin that mean less, behind "more" or "less".
_LESSER = (
    "faibl", "court", "petit", "bas", "lent", "cort", "pequen", "baj", "escas", "brev", "piccol", "scars", "rar", "leger", "legger",
    "liger", "estrech", "etroit", "strett", "angost", "delgad", "sottil", "mince", "fri", "froid", "fredd", "despaci", "econom", "barat", "jeune", "jov", "giovan", "rare", "slow", "limit",
)  # fmt: skip
# These take "to" where others take "than": "inf\u00e9rieur \u00e0".
_SIZES = dict.fromkeys(
    word_set("superieur superieure superieurs superieures superior superiores superiore superiori"), 1
) | dict.fromkeys(word_set("inferieur inferieure inferieurs inferieures inferior inferiores inferiore inferiori"), -1)
# Better or worse, which says nothing of an amount.
_BETTER = dict.fromkeys(
    word_set("better besser mieux meilleur meilleure mejor meglio migliore beter melhor"), 1
) | dict.fromkeys(word_set("worse schlechter pire peor peggio peggiore slechter pior"), -1)
_OVER = {"above": 1, "uber": 1, "below": -1, "under": -1, "unter": -1}
# In a ranking.
_AHEAD = dict.fromkeys(word_set("ahead delante devant davanti"), 1) | dict.fromkeys(
    word_set("behind detras derriere dietro hinter"), -1
)
_THAT_OF = word_set("that those the dem der den denen")
_TO = word_set("to a au aux al allo alla ai agli alle all")
_ENDINGS = ("en", "er", "es", "em", "e")  # of German comparatives: "niedrigeren"
# What says that two things are alike, with what stands between it and the second.
ALIKE = {
    word: word_set(halves)
    for words, halves in (
        ("as same equal equally", "as to"),
        ("aussi autant meme memes egal egale", "que a au"),
        ("gleich gleiche gleichen genauso ebenso", "wie"),
        ("igual iguales mismo misma mismos mismas tan tanto tanta", "que como a"),
        ("stesso stessa stessi stesse uguale uguali tanto", "di del della dello che quanto a al come"),
    )
    for word in words.split()
}
_TO_AS = 7  # tokens from the one to the other
_RIGHT_BEHIND = 2  # tokens
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
        subject = [at for at, clauses in passage.taken_over.items() if passage.clause_of[span.first] in clauses]
        theirs = _comparison_in(passage, range(span.first, span.last), subject)
        if theirs is None:
            continue
        straight = min(len(mine.first & theirs.first), len(mine.second & theirs.second))
        crossed = min(len(mine.first & theirs.second), len(mine.second & theirs.first))
        if straight != crossed:
            return mine.sign * theirs.sign * (1 if straight > crossed else -1)
    return 0


def _comparison_in(text: Analysis, span: range, subject: Iterable[int] = ()) -> _Comparison | None:
    """Return the comparison of a sentence, with the subject that it takes over: "It is lighter than B"."""
    tokens = text.tokens
    for at in span:
        norm = tokens[at].norm
        if norm not in _known() and (text.language != "de" or not norm.endswith(_ENDINGS)):
            continue
        sign = _SIZES.get(norm) or _OVER.get(norm) or _AHEAD.get(norm) or direction(text, at)
        denied = any(text.clause_of[p] == text.clause_of[at] and p < at for p in text.negators)
        if denied:  # "not as long as" is shorter
            sign = -1 if norm in ALIKE else -sign
        if not sign:
            continue
        links = _TO if norm in _SIZES else _THAN
        than: int | None
        if norm in _AHEAD:
            than = at
        elif norm in _OVER:  # "lag \u00fcber dem des Werks"
            than = at if at + 1 < span.stop and tokens[at + 1].norm in _THAT_OF else None
        elif norm in ALIKE:
            than = as_behind(text, at)
        else:
            than = _than(text, at, range(at + 1, min(span.stop, at + _FAR)), links)
        if than is None or any(token.norm in HALF for token in tokens[than + 1 : than + 3]):
            continue
        first, second = (
            _stems(text, [*subject, *range(span.start, than)], at),
            _stems(text, range(than + 1, span.stop), at),
        )
        if first - second and second - first:
            return _Comparison(sign, first - second, second - first)
    return None


@cache
def _known() -> frozenset[str]:
    """Return the words that compare."""
    return frozenset([*comparing(), *_SIZES, *_OVER, *_AHEAD, *_BETTER, *ALIKE])


def _than(text: Analysis, at: int, behind: range, links: frozenset[str]) -> int | None:
    """Return the "than" of a comparing word; behind a measure, as in "shorter by a month than", it is said otherwise."""
    found = [p for p in behind if text.tokens[p].norm in links]
    # "Maggiori nel cotone di Erdem che in quello di Kallis": "di" is "than" right behind the word only.
    than = next(
        (p for p in found if p <= at + _RIGHT_BEHIND or text.tokens[p].norm in PLAINLY), next(iter(found), None)
    )
    if than is None or not _is_measured(text, than + 1):
        return than
    return next((p for p in found if text.tokens[p].norm in _BESIDE), None)


def direction(text: Analysis, at: int) -> int:
    """Return whether a word compares upwards or downwards, with the adjective behind it: "plus petite", "weniger billig"."""
    norm = text.tokens[at].norm
    if text.language == "de" and norm not in comparing():
        norm = next(
            (norm[: -len(end)] for end in _ENDINGS if norm.endswith(end) and norm[: -len(end)] in comparing()), norm
        )
    following = text.tokens[at + 1].norm if at + 1 < len(text.tokens) else ""
    if norm in _BETTER:
        return -1 if following == "marche" else _BETTER[norm]  # "meilleur march\u00e9" is cheaper
    kind, sign = comparing().get(norm, ("", 0))
    if kind != "number":
        return 0
    return -sign if norm in DEGREES and following.startswith(_LESSER) else sign


def as_behind(text: Analysis, at: int) -> int | None:
    """Return the second half of "as heavy as" whose first stands at a token."""
    halves = ALIKE[text.tokens[at].norm]
    behind = range(at + 1, min(len(text.tokens), at + _TO_AS))
    return next((p for p in behind if text.tokens[p].norm in halves), None)


def _is_measured(text: Analysis, at: int) -> bool:
    """Whether a number that is no year stands where the second side would begin: "more than 50 minutes"."""
    return any(
        at <= q.first <= at + 1 and not is_year(text.tokens[q.first]) and not _is_compounded(text, q.first)
        for q in text.quantities
    )


def _is_compounded(text: Analysis, at: int) -> bool:
    """Whether a number is the first part of a name: "the two-day service"."""
    return at + 1 < len(text.tokens) and text.tokens[at + 1].text in HYPHENS


def _stems(text: Analysis, span: Iterable[int], but: int) -> frozenset[str]:
    return frozenset(
        text.tokens[at].stem
        for at in span
        if at != but and (text.tokens[at].content or text.tokens[at].kind == "number" or _is_letter(text, at))
    )


def _is_letter(text: Analysis, at: int) -> bool:
    """Whether a token is a name of one letter: "plant B"."""
    token = text.tokens[at]
    return token.kind == "word" and len(token.text) == 1 and token.capital
