"""How close the words, numbers and names of a claim stand together in a passage."""

from __future__ import annotations

from bisect import bisect
from functools import cached_property, partial
from math import exp
from operator import mul
from typing import TYPE_CHECKING

from lighton_mcp.grounding._comparison import FACT

if TYPE_CHECKING:
    from lighton_mcp.grounding._comparison import Comparison

_REACH = 7.0  # words after which a tie between two places has faded to a third


class Association:
    """The words of a claim and where a passage has them, to tell which of its numbers and names they are about."""

    def __init__(self, c: Comparison) -> None:
        passage = c.passage
        self.claim, self.passage = c.claim, passage
        self.places = {**c.places, **{fact.first: [other.first for other in others] for fact, others in c.hits}}
        self.weights = {at: c.weights[at] for at in c.places} | {fact.first: FACT for fact, _ in c.hits}
        # Words that stand at the same places count together: a claim may repeat two words hundreds of times.
        self._group = {at: tuple(found) for at, found in self.places.items()}
        self._shared: dict[tuple[int, ...], float] = {}
        for at, weight in self.weights.items():
            self._shared[self._group[at]] = self._shared.get(self._group[at], 0.0) + weight
        groups = sorted(self._shared, key=lambda group: len(group) > 1)
        self._points = [passage.metre[group[0]] for group in groups if len(group) == 1]
        self._lines = [sorted(passage.metre[p] for p in group) for group in groups[len(self._points) :]]
        self._number = {group: number for number, group in enumerate(groups)}
        self._weights = [self._shared[group] for group in groups]
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

    def closeness(self, place: int, without: int) -> float:
        """How close the words of the claim, save one, stand to a token of the passage: their weight, faded by distance."""
        known = self._ties.get(place)
        if known is None:
            here = self.passage.metre[place]
            ties = [exp(-abs(point - here) / _REACH) for point in self._points]
            ties += [exp(-_gap(line, here) / _REACH) for line in self._lines]
            known = self._ties[place] = sum(map(mul, self._weights, ties)), ties
        left_out = self._group.get(without)
        return known[0] if left_out is None else known[0] - self.weights[without] * known[1][self._number[left_out]]


def _gap(line: list[float], here: float) -> float:
    """Return the distance to the nearest of some points in order."""
    at = bisect(line, here)
    if at == len(line):
        return here - line[-1]
    return line[at] - here if at == 0 else min(line[at] - here, here - line[at - 1])
