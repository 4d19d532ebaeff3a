"""How close what a claim says stands together in a passage, beside what else stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._coverage import facts_of
from lighton_mcp.grounding._facts import Fact, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._lineup import Lineup

_FAINT = 0.02  # of closeness: a ratio of less tells nothing
_MOST_TIMES = 5.0
_MOST_UNITS = 40
_MOST_LEFT = 10
_MOST_TOKENS = 60  # of a clause of the passage


def closeness(line: Lineup) -> dict[str, float]:
    """Return how close the words, names and numbers of a claim stand to the rest of it, and what else stands as close."""
    return _words(line) | _facts(line) | _sentences(line) | _left_out(line)


def _share(line: Lineup, at: int) -> float:
    """Return how much of the rest of the claim is close to a word or fact of it."""
    rest = line.tie.total - line.tie.weights.get(at, 0.0)
    return line.tie.closeness(line.best[at], at) / rest if rest > _FAINT else 1.0


def _words(line: Lineup) -> dict[str, float]:
    shares = sorted(_share(line, at) for at in line.c.places if at in line.best)
    if not shares:
        return {}
    total = line.tie.total or 1.0
    tokens, names = line.passage.tokens, line.passage.names
    others = {at: line.tie.closeness(at, -1) / total for at in line.left_out}
    nearest = [*sorted(others.values(), reverse=True)[:2], 0.0, 0.0]
    other_name = max((close for at, close in others.items() if tokens[at].capital or at in names), default=0.0)
    own = [at for at in line.c.places if at in line.best and (line.claim.tokens[at].capital or at in line.claim.names)]
    own_name = min((line.tie.closeness(line.best[at], at) / total for at in own), default=1.0)
    return {
        "close least": shares[0],
        "close second": shares[min(1, len(shares) - 1)],
        "close": _mean(shares),
        "other close": nearest[0],
        "other close second": nearest[1],
        "other closer": _times(nearest[0], shares[0]),
        "other name close": other_name,
        "name close": own_name,
        "other name closer": _times(other_name, own_name) if own else 0.0,
    }


def _facts(line: Lineup) -> dict[str, float]:
    hits = [fact for fact in line.hits if fact.first in line.best]
    if not hits:
        return {}
    known = {id(other) for _, others in line.c.matches for other in others}
    rivals = [other for other in facts_of(line.passage) if id(other) not in known]
    shares, times = [], []
    for fact in hits:
        at = fact.first
        shares.append(_share(line, at))
        nearest = max((line.tie.closeness(o.first, at) for o in rivals if _comparable(fact, o)), default=0.0)
        times.append(_times(nearest, line.tie.closeness(line.best[at], at)))
    return {"fact close": min(shares), "facts close": _mean(shares), "other fact closer": max(times)}


def _comparable(fact: Fact, other: Fact) -> bool:
    """Whether both are dates, or numbers of one dimension."""
    if isinstance(fact, Quantity) and isinstance(other, Quantity):
        return not fact.dimensions.isdisjoint(other.dimensions)
    return type(fact) is type(other)


def _sentences(line: Lineup) -> dict[str, float]:
    """How much of the claim one sentence has, how long the chosen ones are, and how far apart."""
    unit_of, units = line.passage.unit_of, line.coverage.units
    have: dict[int, float] = {}
    for term, (places, _) in line.coverage.terms.items():
        for unit in {unit_of[at] for at in places}:
            have[unit] = have.get(unit, 0.0) + term.weight
    total = sum(term.weight for term in line.coverage.terms) or 1.0
    return {
        "best sentence": max(have.values(), default=0.0) / total,
        "sentences": float(min(_MOST_UNITS, len(line.passage.units))),
        "longest sentence": float(min(100, max(len(line.c.tokens_of(unit)) for unit in units))),
        "sentences apart": float(min(_MOST_UNITS, max(units) - min(units))),
    }


def _left_out(line: Lineup) -> dict[str, float]:
    """How much of the clauses of the passage that say most of the claim's is said by the claim."""
    passage, c = line.passage, line.c
    shares, left, most = [], 0, 0.0
    for clause in {max(share, key=lambda k: (share[k], -k)) for share in c.aligned.values() if share}:
        weights = {
            at: 1.0 if passage.fact_of[at] else c.weigh(passage.tokens[at].stem)
            for at in passage.clauses[clause][:_MOST_TOKENS]
            if passage.tokens[at].content or passage.fact_of[at]
        }
        other = [at for at in weights if at not in c.said]
        total = sum(weights.values())
        if total:
            shares.append(1.0 - sum(weights[at] for at in other) / total)
        left += len(other)
        most = max([most, *(weights[at] for at in other)])
    if not shares:
        return {}
    return {
        "said least": min(shares),
        "said": _mean(shares),
        "left out": float(min(_MOST_LEFT, left)),
        "most left out": most,
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _times(one: float, other: float) -> float:
    """Return how many times one is the other."""
    return min(_MOST_TIMES, one / (other + _FAINT))
