"""Whether numbers and names of a claim stand where the passage says the rest of it, or belong to something else."""

from __future__ import annotations

from bisect import bisect
from functools import cached_property, partial
from math import exp
from operator import mul
from typing import TYPE_CHECKING

from lighton_mcp.grounding._facts import Date, Fact, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_BARE = frozenset([""])  # the dimension of a number without a unit
_REACH = 7.0  # words after which a tie between two places has faded to a third
_FACT = 1.0
_FAINT = 0.05
_OTHER_NAME = 1.4
_CLEARLY = 1.5  # times as close: another number is then taken to be the one that is meant


class Association:
    """The words of a claim and where a passage has them, to tell which of its numbers and names they are about."""

    def __init__(self, c: Comparison) -> None:
        passage = c.passage
        self.claim, self.passage = c.claim, passage
        self._matches = c.matches
        self._claimed = {id(other) for _, others in c.matches for other in others}
        self.places = {**c.places, **{fact.first: [other.first for other in others] for fact, others in c.hits}}
        self.weights = {at: c.weights[at] for at in c.places} | {fact.first: _FACT for fact, _ in c.hits}
        # Words that stand at the same places count together: a claim may repeat two words hundreds of times.
        self._group = {at: tuple(found) for at, found in self.places.items()}
        self._shared: dict[tuple[int, ...], float] = {}
        for at, weight in self.weights.items():
            self._shared[self._group[at]] = self._shared.get(self._group[at], 0.0) + weight
        self._lines = [sorted(passage.metre[p] for p in group) for group in self._shared]
        self._number = {group: number for number, group in enumerate(self._shared)}
        self._weights = list(self._shared.values())
        self._ties: dict[int, tuple[float, list[float]]] = {}

    @cached_property
    def total(self) -> float:
        """The weight of all words and facts that the passage has."""
        return sum(self.weights.values())

    @cached_property
    def homes(self) -> dict[int, int]:
        """For each clause of the claim the sentence that has most of it."""
        shares: dict[int, dict[int, float]] = {}
        for at, weight in self.weights.items():
            share = shares.setdefault(self.claim.clause_of[at], {})
            for unit in {self.passage.unit_of[p] for p in self.places[at]}:
                share[unit] = share.get(unit, 0.0) + weight
        return {clause: max(share, key=lambda unit: (share[unit], -unit)) for clause, share in shares.items() if share}

    @cached_property
    def best(self) -> dict[int, int]:
        """For each word and fact of the claim the place where most of the others are near."""
        by_group: dict[tuple[int, ...], int] = {}
        for at, group in self._group.items():
            if group and group not in by_group:
                by_group[group] = max(group, key=partial(self.closeness, without=at)) if len(group) > 1 else group[0]
        return {at: by_group[group] for at, group in self._group.items() if group}

    def misplaced(self) -> Iterator[str]:
        """Return the kinds of facts that the passage has, but about something else."""
        found = {
            "date elsewhere" if isinstance(fact, Date) else "number elsewhere"
            for fact, others in {_value(fact): (fact, others) for fact, others in reversed(self._matches)}.values()
            if others
            and (self._other_date(fact, others) if isinstance(fact, Date) else self._other_number(fact, others))
        }
        yield from sorted(found)
        claimed = {self._group[at]: at for at in reversed(self.claim.names) if at in self.places}.values()
        names = self._names() if claimed else []
        if any(self._other_name(at, names) for at in claimed):
            yield "name elsewhere"

    def _names(self) -> list[int]:
        """Return the names of the passage that the claim does not have."""
        matched = {p for places in self.places.values() for p in places}
        return [at for at in self.passage.names if at not in matched]

    def _other_name(self, at: int, names: list[int]) -> bool:
        """Whether another name stands clearly nearer to the rest of the claim than the one that it has."""
        mine = max(self.closeness(p, at) for p in self.places[at])
        return bool(names) and max(self.closeness(p, at) for p in names) > _OTHER_NAME * (mine + _FAINT)

    def closeness(self, place: int, without: int) -> float:
        """How close the words of the claim, save one, stand to a token of the passage: their weight, faded by distance."""
        known = self._ties.get(place)
        if known is None:
            here = self.passage.metre[place]
            ties = [exp(-_gap(line, here) / _REACH) for line in self._lines]
            known = self._ties[place] = sum(map(mul, self._weights, ties)), ties
        left_out = self._group.get(without)
        return known[0] if left_out is None else known[0] - self.weights[without] * known[1][self._number[left_out]]

    def _other_number(self, quantity: Quantity, others: list[Fact]) -> bool:
        if quantity.weak or not quantity.raw or any(d.startswith("per ") for d in quantity.dimensions):
            return False
        hits = [other for other in others if isinstance(other, Quantity)]
        unit_of = self.passage.unit_of
        # "24 hours here, 48 there": a number without a unit goes on the list of those before it in its sentence.
        lists = {
            unit_of[q.first]: q.first
            for q in reversed(self.passage.quantities)
            if not q.dimensions.isdisjoint(quantity.dimensions)
        }
        rivals = [
            other
            for other in self.passage.quantities
            if id(other) not in self._claimed
            and (
                not other.dimensions.isdisjoint(quantity.dimensions)
                or (other.dimensions == _BARE and lists.get(unit_of[other.first], other.first) < other.first)
            )
            and other.raw
            and (not other.weak or quantity.dimensions == {""})
        ]
        if quantity.dimensions == {""}:
            rivals = [other for other in rivals if self._noun(self.passage, other) & self._noun(self.claim, quantity)]
            hits = [hit for hit in hits if self._noun(self.passage, hit) & self._noun(self.claim, quantity)] or hits
        return self._nearer(quantity.first, hits, rivals)

    def _noun(self, text: Analysis, quantity: Quantity) -> frozenset[str]:
        """Return the words right behind a number, which say what is counted."""
        return frozenset(t.stem for t in text.tokens[quantity.last + 1 : quantity.last + 4] if t.content)

    def _other_date(self, date: Date, others: list[Fact]) -> bool:
        hits = [other for other in others if isinstance(other, Date)]
        shape = {tuple(map(bool, option)) for option in date.options}
        rivals = [
            other
            for other in self.passage.dates
            if id(other) not in self._claimed and shape & {tuple(map(bool, option)) for option in other.options}
        ]
        return self._nearer(date.first, hits, rivals)

    def _nearer(self, fact: int, hits: list[Quantity] | list[Date], rivals: list[Quantity] | list[Date]) -> bool:
        if not hits or not rivals or not self.weights:
            return False
        best = max(self.closeness(hit.first, fact) for hit in hits)
        return max(self.closeness(rival.first, fact) for rival in rivals) > _CLEARLY * best + 0.05


def _gap(line: list[float], here: float) -> float:
    """Return the distance to the nearest of some points in order."""
    at = bisect(line, here)
    if at == len(line):
        return here - line[-1]
    return line[at] - here if at == 0 else min(line[at] - here, here - line[at - 1])


def _value(fact: Fact) -> tuple[object, ...]:
    """Return what two facts share that say the same: such are looked at once."""
    return (fact.options,) if isinstance(fact, Date) else (fact.values, fact.raw, fact.weak)
