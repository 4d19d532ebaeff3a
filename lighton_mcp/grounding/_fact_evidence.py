"""What is to be said of each number and date of a claim, beside the sentences that may carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._bounds import effective
from lighton_mcp.grounding._coverage import facts_of
from lighton_mcp.grounding._facts import Date, Fact, Quantity
from lighton_mcp.grounding._lineup import neighbour

if TYPE_CHECKING:
    from lighton_mcp.grounding._lineup import Lineup, Said

_NEARER, _AS_NEAR = 1.3, 0.8  # times as close as the claimed number
_FAINT = 0.02  # of the claim: a tie of no more tells nothing


def said_of(fact: Fact, line: Lineup) -> list[Said]:
    """Return whether and where the passage has a number or a date, as which bound, beside what."""
    kind = _kind(fact)
    others = line.hits.get(fact)
    own = effective(line.claim, fact)
    found = [f"fact {kind}", f"fact bound {own}"]
    if not others:
        return [(*found, f"fact {kind} {'away' if line.coverage.facts.get(fact) else 'new'}")]
    bounds = {effective(line.passage, other) for other in others}
    found += [
        f"fact {kind} here",
        f"fact bound {'same' if own in bounds else 'opposite' if own and -own in bounds else 'other'}",
    ]
    place = line.best.get(fact.first)
    if place is None:
        return [tuple(found)]
    found.append(f"fact close {line.close(place, fact.first)}")
    if all(line.passage.unit_of[other.first] != line.home(fact.first) for other in others):
        found.append("fact in another sentence")
    found += [*_beside(fact, others, line), f"fact rival {_rival(fact, others, place, line)}"]
    return [tuple(found), line.following(fact.first, fact.last), line.led(fact.first, place)]


def _beside(fact: Fact, others: list[Fact], line: Lineup) -> list[str]:
    """Whether the words before and behind a number are those of the passage."""
    found = []
    for name, step, edge in (("behind", -1, fact.first), ("before", 1, fact.last)):
        word = neighbour(line.claim, edge, step)
        if word is not None and not line.claim.fact_of[word]:
            places = _match.find(line.claim.tokens[word].stem, line.passage)[0]
            same = any(neighbour(line.passage, o.last if step > 0 else o.first, step) in places for o in others)
            found.append(f"fact {name} {'same' if same else 'other' if places else 'new'}")
    return found


def _rival(fact: Fact, others: list[Fact], place: int, line: Lineup) -> str:
    """Whether another number of its kind stands nearer to the rest of the claim."""
    known = {id(other) for other in others}
    rivals = [other.first for other in facts_of(line.passage) if id(other) not in known and _comparable(fact, other)]
    if not rivals:
        return "none"
    close = line.tie.closeness(place, fact.first)
    nearest = max(line.tie.closeness(p, fact.first) for p in rivals)
    if nearest > _NEARER * close + _FAINT * line.tie.total:
        return "near"
    return "even" if nearest > _AS_NEAR * close else "far"


def _kind(fact: Fact) -> str:
    if isinstance(fact, Date):
        return "date"
    if fact.weak:
        return "article"
    return "number" if "" in fact.dimensions else "measure"


def _comparable(fact: Fact, other: Fact) -> bool:
    """Whether both are dates, or numbers of one dimension."""
    if isinstance(fact, Quantity) and isinstance(other, Quantity):
        return not fact.dimensions.isdisjoint(other.dimensions)
    return type(fact) is type(other)
