"""Comparisons that a claim makes, judged by the dates or numbers that the passage gives for both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lighton_mcp.grounding._order import comparing, than_behind
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lighton_mcp.grounding._analysis import Analysis

_BEFORE = word_set("before avant vor antes prima voor")
_AFTER = word_set("after apres nach despues dopo na apos")
# What says that two things are alike, with what stands between it and the second.
_ALIKE = {
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
_COMPARED = frozenset(_BEFORE | _AFTER | _ALIKE.keys())
_TO_AS = 7  # tokens from the one to the other


def compared(claim: Analysis, passage: Analysis) -> int:
    """Return 1 where a claim says "A is heavier than B", "A is as heavy as B" or "A came before B", and the values say so too.

    -1 where they say the reverse, 0 where the claim does not compare or the passage does not tell.
    """
    found = _comparison_in(claim)
    if found is None:
        return 0
    kind, sign, left, right = found
    one, two = (
        [at for at in side if claim.tokens[at].stem not in others]
        for side, others in (
            (left, {claim.tokens[at].stem for at in right}),
            (right, {claim.tokens[at].stem for at in left}),
        )
    )
    known: dict[int, list[tuple[int, tuple[str, float]]]] = {}
    for at, value in passage.measured[kind]:
        known.setdefault(passage.clause_of[at], []).append((at, value))
    ours, theirs = _only_value(one, claim, passage, known), _only_value(two, claim, passage, known)
    if ours is None or theirs is None:
        return 0
    if ours[0] and theirs[0] and ours[0] != theirs[0]:  # but "for 640 euros, the other for 590"
        return 0
    if not sign:
        return 1 if ours[1] == theirs[1] else -1
    if ours[1] == theirs[1]:
        return 0
    return sign if ours[1] > theirs[1] else -sign


def _comparison_in(claim: Analysis) -> tuple[Literal["date", "number"], int, list[int], list[int]] | None:
    """Return what a claim compares, which way, and the words on both sides; None where one side is a number."""
    tokens = claim.tokens
    if _COMPARED.isdisjoint(claim.norms) and not any(norm in comparing() for norm in claim.norms):
        return None
    for at, token in enumerate(tokens):
        kind, sign = comparing().get(token.norm, ("date", -1 if token.norm in _BEFORE else 1))
        than = None
        if token.norm in _ALIKE:
            kind, sign, than = "number", 0, _as_behind(claim, at)
        elif token.norm in comparing():
            than = than_behind(claim, at, len(tokens))
        elif token.norm in _BEFORE or token.norm in _AFTER:
            than = at
        if than is None or any(claim.fact_of[than + 1 : than + 4]):
            continue
        left, right = ([p for p in side if _names_one(claim, p)] for side in (range(at), range(than + 1, len(tokens))))
        if left and right:
            return kind, sign, left, right
    return None


def _as_behind(text: Analysis, at: int) -> int | None:
    """Return the second half of "as heavy as" whose first stands at a token."""
    halves = _ALIKE[text.tokens[at].norm]
    behind = range(at + 1, min(len(text.tokens), at + _TO_AS))
    return next((p for p in behind if text.tokens[p].norm in halves), None)


def _names_one(text: Analysis, at: int) -> bool:
    token = text.tokens[at]
    return (
        token.kind == "word" and not text.fact_of[at] and (not token.stop or (token.capital and len(token.text) == 1))
    )


def _only_value(
    words: list[int], claim: Analysis, passage: Analysis, known: Mapping[int, list[tuple[int, tuple[str, float]]]]
) -> tuple[str, float] | None:
    """Return the value that the passage gives behind one of the words, in its clause; None where there are several."""
    found = set()
    for at in words:
        values = {
            value
            for place in passage.positions.get(claim.tokens[at].stem, ())
            for p, value in known.get(passage.clause_of[place], known.get(_labelled(passage, place), []))
            if p > place
        }
        if len(values) == 1:  # a word that has several, such as the verb of both, tells them not apart
            found |= values
    return next(iter(found)) if len(found) == 1 else None


def _labelled(passage: Analysis, at: int) -> int:
    """Return the clause behind a colon that a token of a label stands before, or -1: "Annual berth: 410 euros"."""
    following = passage.clauses.get(passage.clause_of[at] + 1)
    return passage.clause_of[at] + 1 if following and passage.tokens[following[0]].text == ":" else -1
