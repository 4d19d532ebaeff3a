"""A claim laid along the sentences that may carry it: what is the same in the same order, and what stands instead.

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

_MOST_TOKENS = 200  # of the sentences, and of the claim: longer ones repeat themselves
_MOST = 12  # changes of a kind: more of them say no more


class Change(NamedTuple):
    """Tokens of a claim and those of the passage in whose place they stand, one of both perhaps empty."""

    ours: list[int]
    theirs: list[int]
    outside: bool
    """Whether it stands before the first word that is the same, or behind the last."""


class Alignment:
    """The longest sequence that the words of a claim and of a passage share, its longest stretch, and the changes between."""

    def __init__(self, ours: Sequence[int], theirs: Sequence[int], said: Sequence[str], written: Sequence[str]) -> None:
        self.ours = ours
        self.same: list[int] = []
        self.longest = 0
        self.changes: list[Change] = []
        first = start = 0  # of what is not the same yet
        for block in LCSseq.opcodes(written, said).as_matching_blocks():
            if block.b > first or block.a > start:
                outside = start == 0 or block.a == len(written)
                self.changes.append(Change([*ours[first : block.b]], [*theirs[start : block.a]], outside))
            first, start = block.b + block.size, block.a + block.size
            self.same += ours[block.b : first]
            self.longest = max(self.longest, block.size)

    def shares(self) -> dict[str, float]:
        """Return the share of the claim's words that are the same, and of the longest stretch of them."""
        total = max(1, len(self.ours))
        return {"same": len(self.same) / total, "longest": self.longest / total}


def laid_along(line: Lineup) -> dict[str, float]:
    """Return what is to be said of the order of the claim's words beside the best sentence, and beside all chosen ones."""
    claim, passage = line.claim, line.passage
    ours = _signless(claim, range(len(claim.tokens)))[:_MOST_TOKENS]
    norms, meant = [claim.tokens[at].norm for at in ours], [line.meant(at) for at in ours]
    found: dict[str, float] = {}

    def lay(units: Sequence[int], name: str) -> Alignment:
        theirs = [at for unit in units for at in _signless(passage, line.c.tokens_of(unit))][:_MOST_TOKENS]
        literal = Alignment(ours, theirs, norms, [passage.tokens[at].norm for at in theirs])
        stems = [line.written.get(at, passage.tokens[at].stem) for at in theirs]
        found.update({f"{name}literally {key}": value for key, value in literal.shares().items()})
        found.update({f"{name}{key} in order": v for key, v in Alignment(ours, theirs, meant, stems).shares().items()})
        found.update({f"{name}{key}": float(value) for key, value in _counted(claim, passage, literal).items()})
        return literal

    units = line.coverage.units
    literal = lay(units[:1], "")
    if len(units) > 1:
        literal = lay(sorted(units), "all ")
    else:
        found |= {"all " + key: value for key, value in found.items()}
    instead = {"denial": _denials(line, literal)} | {
        "opposite": _instead(line, literal, _match.opposites(passage.language)),
        "alternative": _instead(line, literal, _match.alternatives(passage.language)),
    }
    return found | _clauses(line, literal) | {f"instead {kind}": float(count) for kind, count in instead.items()}


def _signless(text: Analysis, span: Iterable[int]) -> list[int]:
    return [at for at in span if text.tokens[at].kind != "sign"]


def _counted(claim: Analysis, passage: Analysis, alignment: Alignment) -> dict[str, int]:
    """How many changes there are, and of which form."""
    found = dict.fromkeys(("changes", "differing", "added", "dropped", "one for one"), 0)
    for change in alignment.changes:
        ours, theirs = _means(claim, change.ours), _means(passage, change.theirs)
        found["changes"] += bool(change.ours) or not change.outside
        found["differing"] += len(ours)
        found["added"] += bool(ours and not theirs)
        found["dropped"] += bool(theirs and not ours and not change.outside)
        found["one for one"] += len(ours) == len(theirs) == 1
    return {kind: min(count, _MOST) for kind, count in found.items()}


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


def _denials(line: Lineup, alignment: Alignment) -> int:
    """How often one of both denies where the other does not."""
    claim, passage = frozenset(line.claim.negators), frozenset(line.passage.negators)
    return sum(
        claim.isdisjoint(change.ours) is not passage.isdisjoint(change.theirs)
        for change in alignment.changes
        if change.ours or not change.outside
    )


def _instead(line: Lineup, alignment: Alignment, related: Mapping[str, frozenset[str]]) -> int:
    """How many words of the claim stand in the place of one that they are related to: "died" for "born"."""
    claim, passage = line.claim.tokens, line.passage.tokens
    return sum(
        not related[claim[at].stem].isdisjoint(passage[place].stem for place in change.theirs)
        for change in alignment.changes
        for at in change.ours
        if claim[at].stem in related
    )
