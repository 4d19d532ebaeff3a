"""Weighing the evidence: two hundred decision trees whose sum is a probability, learned by `scripts/train.py`.

Gradient boosting (Friedman, Annals of Statistics 2001, "Greedy function approximation: a gradient boosting machine"); the
trees are text in `trees.json`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LARGEST = 30.0  # of an exponent: beyond it the probability is 0 or 1

_Node: TypeAlias = tuple[int, float, Any, Any]
"""The place of a value, a limit, the node up to that limit and the node above it; a leaf has what it adds for a limit."""


class _Trees(NamedTuple):
    """`names` are those of the values that the trees ask for, in order."""

    names: dict[str, int]
    trees: list[_Node]


@cache
def _trees() -> _Trees:
    text = files("lighton_mcp.grounding").joinpath("trees.json").read_text(encoding="utf-8")
    table = json.loads(text)
    names = {name: at for at, name in enumerate(table["names"])}
    return _Trees(names, [_node(tree) for tree in table["trees"]])


def _node(node: Any) -> _Node:
    return (node[0], node[1], _node(node[2]), _node(node[3])) if isinstance(node, list) else (0, node, None, None)


def probability(numbers: Mapping[str, float], said: Iterable[str]) -> float:
    """Return how likely a claim is true by the evidence: `numbers` by name, and what is `said` of its words, each name counted."""
    names, trees = _trees()
    values = [0.0] * len(names)
    for name, number in numbers.items():
        if name in names:
            values[names[name]] = number
    place_of = names.get
    for name in said:
        place = place_of(name)
        if place is not None:
            values[place] += 1.0
    total = 0.0
    for at, limit, below, above in trees:
        while below:
            at, limit, below, above = below if values[at] <= limit else above  # noqa: PLW2901
        total += limit
    return 1.0 / (1.0 + exp(-max(-_LARGEST, min(_LARGEST, total))))
