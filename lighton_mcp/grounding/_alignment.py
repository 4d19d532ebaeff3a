"""A claim laid along the sentence that has most of it: what is the same in the same order, and what stands instead.

In other words the same may be said in many ways; in the same words, what differs was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from lighton_mcp.grounding import _match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._lineup import Lineup

_MOST_TOKENS = 200  # of the sentence, and of the claim: longer ones repeat themselves
_MOST = 12  # changes of a kind: more of them say no more


class Change(NamedTuple):
    """Tokens of a claim and those of the passage in whose place they stand, one of both perhaps empty."""

    ours: list[int]
    theirs: list[int]
    outside: bool
    """Whether it stands before the first word that is the same, or behind the last."""


class Alignment:
    """The longest sequence that the words of a claim and of a sentence share, its longest stretch, and the changes between."""

    def __init__(self, claim: Analysis, passage: Analysis, sentence: range) -> None:
        ours = self.ours = _signless(claim, range(len(claim.tokens)))[:_MOST_TOKENS]
        theirs = _signless(passage, sentence)[:_MOST_TOKENS]
        said, written = [claim.tokens[at].norm for at in ours], [passage.tokens[at].norm for at in theirs]
        self.same: list[int] = []
        self.longest = 0
        self.changes: list[Change] = []
        first = start = 0  # of what is not the same yet
        for block in LCSseq.opcodes(written, said).as_matching_blocks():
            if block.b > first or block.a > start:
                outside = start == 0 or block.a == len(written)
                self.changes.append(Change(ours[first : block.b], theirs[start : block.a], outside))
            first, start = block.b + block.size, block.a + block.size
            self.same += ours[block.b : first]
            self.longest = max(self.longest, block.size)

    def shares(self) -> dict[str, float]:
        """Return the share of the claim's words that are the same, and of the longest stretch of them."""
        total = max(1, len(self.ours))
        return {"literally same": len(self.same) / total, "literally longest": self.longest / total}


def laid_along(line: Lineup) -> dict[str, float]:
    """Return what is to be said of the claim's words, in order, beside those of the sentence that has most of it."""
    claim, passage = line.claim, line.passage
    alignment = Alignment(claim, passage, line.c.tokens_of(line.coverage.units[0]))
    return {
        **alignment.shares(),
        **_counted(claim, passage, alignment),
        **_clauses(line, alignment),
        "instead denial": _denials(line, alignment),
        "instead opposite": _instead(line, alignment, _match.opposites(passage.language)),
        "instead alternative": _instead(line, alignment, _match.alternatives(passage.language)),
    }


def _signless(text: Analysis, span: Iterable[int]) -> list[int]:
    return [at for at in span if text.tokens[at].kind != "sign"]


def _counted(claim: Analysis, passage: Analysis, alignment: Alignment) -> dict[str, float]:
    """How many changes there are, and of which form."""
    found = dict.fromkeys(("changes", "differing", "added", "dropped", "one for one"), 0)
    for change in alignment.changes:
        ours, theirs = _means(claim, change.ours), _means(passage, change.theirs)
        found["changes"] += bool(change.ours) or not change.outside
        found["differing"] += len(ours)
        found["added"] += bool(ours and not theirs)
        found["dropped"] += bool(theirs and not ours and not change.outside)
        found["one for one"] += len(ours) == len(theirs) == 1
    return {kind: float(min(count, _MOST)) for kind, count in found.items()}


def _means(text: Analysis, run: Sequence[int]) -> list[int]:
    """Return the tokens that mean something."""
    return [at for at in run if text.tokens[at].content or text.fact_of[at]]


def _clauses(line: Lineup, alignment: Alignment) -> dict[str, float]:
    """How much of each clause stands in the same words and order."""
    same = frozenset(alignment.same)
    shares = [
        sum(at in same for at in ours) / len(ours)
        for inside in line.claim.clauses.values()
        if len(_means(line.claim, ours := _signless(line.claim, inside))) > 1
    ]
    return {"clause literally least": min(shares), "clause literally": sum(shares) / len(shares)} if shares else {}


def _denials(line: Lineup, alignment: Alignment) -> float:
    """How often one of both denies where the other does not."""
    claim, passage = frozenset(line.claim.negators), frozenset(line.passage.negators)
    return sum(
        1.0
        for change in alignment.changes
        if (change.ours or not change.outside)
        and claim.isdisjoint(change.ours) is not passage.isdisjoint(change.theirs)
    )


def _instead(line: Lineup, alignment: Alignment, related: Mapping[str, frozenset[str]]) -> float:
    """How many words of the claim stand in the place of one that they are related to: "died" for "born"."""
    claim, passage = line.claim.tokens, line.passage.tokens
    return sum(
        1.0
        for change in alignment.changes
        for at in change.ours
        if claim[at].stem in related
        and not related[claim[at].stem].isdisjoint(passage[place].stem for place in change.theirs)
    )
