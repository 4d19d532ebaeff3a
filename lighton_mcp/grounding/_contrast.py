"""Where a claim has one of two words that exclude each other, and the passage the other one: up and down, winter and summer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._lexicon import denies

if TYPE_CHECKING:
    from lighton_mcp.grounding._comparison import Comparison

_FAR = 8  # words


def alternative(c: Comparison) -> bool:
    """Whether the claim has one word of a kind where the sentences of the passage have another one: winter for summer."""
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
    """Whether a word stands beside another where the passage has its opposite: "up in Italy" for "down in Italy"."""
    table = _match.opposites(c.passage.language)
    for at, token in enumerate(c.claim.tokens):
        others = table.get(token.stem) if token.kind == "word" and not token.stop else None
        if not others or denies(token.norm, c.claim.language) or not others.isdisjoint(c.claim.positions):
            continue
        if token.norm in c.bound_words(c.claim, c.claim.clause_of[at]):
            continue
        same_words = {token.stem, *_match.synonyms(c.passage.language).get(token.stem, ())}
        partner = _partner(c, at)
        if partner is None:
            continue
        alike = unlike = _FAR
        for place in c.places[partner]:
            near = range(max(0, place - _FAR), min(len(c.passage.tokens), place + _FAR + 1))
            for other in near:
                stem = c.passage.tokens[other].stem
                if denies(stem, c.passage.language) or c.passage.tokens[other].stop:
                    continue
                if (stem not in same_words and stem not in others) or c.passage.unit_of[other] != c.passage.unit_of[
                    place
                ]:
                    continue
                if c.passage.tokens[other].norm in c.bound_words(c.passage, c.passage.clause_of[other]):
                    continue
                turned = c.passage.denied[c.passage.clause_of[other]] != c.claim.denied[c.claim.clause_of[at]]
                gap = int(abs(c.passage.metre[other] - c.passage.metre[place]))
                if stem in others and not turned:
                    unlike = min(unlike, gap)
                else:
                    alike = min(alike, gap)
        if unlike < min(alike, _FAR):
            return True
    return False


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
