"""Where a claim has one of two words that exclude each other, and the passage the other one.

Up and down, winter and summer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._lexicon import denies

if TYPE_CHECKING:
    from lighton_mcp.grounding._comparison import Comparison

_FAR = 8  # words


def alternative(c: Comparison) -> bool:
    """Whether the claim has one word of a kind where the sentences of the passage have another one.

    Winter for summer.
    """
    table = _match.alternatives(c.passage.language)
    claimed = {token.stem for token in c.claim.tokens}
    for at, token in enumerate(c.claim.tokens):
        others = table.get(token.stem)
        if not others or token.kind != "word" or c.places.get(at):
            continue
        found = {
            stem
            for stem in others - claimed
            for p in c.passage.positions.get(stem, ())
            if c.passage.unit_of[p] in c.units
        }
        if found:
            return True
    return False


def polar(c: Comparison) -> bool:
    """Tell whether a word stands where the passage has its opposite: "up in Italy" for "down in Italy"."""
    table = _match.opposites(c.passage.language)
    seen: set[tuple[str, str, bool]] = set()  # what repeats itself is compared once
    for at, token in enumerate(c.claim.tokens):
        others = table.get(token.stem) if token.content else None
        if not others or denies(token.norm, c.claim.language) or not c.claim.positions.keys().isdisjoint(others):
            continue
        partner = _partner(c, at)
        if partner is None or token.norm in c.bound_words(c.claim, c.claim.clause_of[at]):
            continue
        pair = (token.stem, c.claim.tokens[partner].stem, c.claim.denied[c.claim.clause_of[at]])
        if pair in seen:
            continue
        seen.add(pair)
        alike = unlike = float(_FAR)
        for place in c.places[partner]:
            same, other = _gaps(c, at, place, others)
            alike, unlike = min(alike, same), min(unlike, other)
        if unlike < alike:
            return True
    return False


def _gaps(c: Comparison, at: int, place: int, others: frozenset[str]) -> tuple[float, float]:
    """Return how far from a token of the passage a word of the claim stands, and how far its opposite."""
    passage = c.passage
    same_words = {c.claim.tokens[at].stem, *_match.synonyms(passage.language).get(c.claim.tokens[at].stem, ())}
    alike = unlike = float(_FAR)
    for near in range(max(0, place - _FAR), min(len(passage.tokens), place + _FAR + 1)):
        token, clause = passage.tokens[near], passage.clause_of[near]
        if (token.stem not in same_words and token.stem not in others) or passage.unit_of[near] != passage.unit_of[
            place
        ]:
            continue
        if token.stop or denies(token.stem, passage.language) or token.norm in c.bound_words(passage, clause):
            continue
        turned = passage.denied[clause] != c.claim.denied[c.claim.clause_of[at]]
        gap = abs(passage.metre[near] - passage.metre[place])
        if token.stem in others and not turned:
            unlike = min(unlike, gap)
        else:
            alike = min(alike, gap)
    return alike, unlike


def _partner(c: Comparison, at: int) -> int | None:
    """Return the matched word that stands nearest to a token of the claim, one behind it before one ahead."""
    metre = c.claim.metre
    near = [
        (metre[word] - metre[at] if word > at else 1.5 * (metre[at] - metre[word]), word)
        for word in c.places
        if word != at and c.claim.unit_of[word] == c.claim.unit_of[at]
    ]
    gap, word = min(near, default=(_FAR, -1))
    return word if gap < _FAR else None
