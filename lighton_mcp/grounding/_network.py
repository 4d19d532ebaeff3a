"""Weighing the evidence: a network of one layer a word and one layer a claim, learned by `scripts/train.py`.

Each word is the sum of the rows of what is said of it; the claim is the sum and the maximum of its words, beside what
is counted once (Zaheer et al., NeurIPS 2017, "Deep Sets"). Weights are text in `weights.json`.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lighton_mcp.grounding._lineup import Said

_LARGEST = 30.0  # of an exponent: beyond it the probability is 0 or 1


class _Network(NamedTuple):
    """`words` has a row for each name, `columns` what each hidden unit and, last, the output makes of a claim.

    A claim is the sums of its words, their maxima, and the numbers in the order of `numbers`.
    """

    words: dict[str, list[float]]
    bias: list[float]
    numbers: list[str]
    columns: list[list[float]]
    claim_bias: list[float]
    output: list[float]


@cache
def _network() -> _Network:
    text = files("lighton_mcp.grounding").joinpath("weights.json").read_text(encoding="utf-8")
    return _Network(**json.loads(text))


@lru_cache(maxsize=1 << 14)
def _row(said: Said) -> list[float] | None:
    """Return the sum of the rows of some names; None where none is known."""
    rows = [row for name in said if (row := _network().words.get(name)) is not None]
    return [*map(sum, zip(*rows, strict=True))] if rows else None


def probability(numbers: Mapping[str, float], words: Sequence[Sequence[Said]]) -> float:
    """Return how likely a claim is true by the evidence: `numbers` by name, and for each word what is said of it."""
    network = _network()
    told = [rows for said in words if (rows := [row for row in map(_row, said) if row is not None])]
    active = [[max(0.0, value) for value in map(sum, zip(network.bias, *rows, strict=True))] for rows in told] or [
        [0.0] * len(network.bias)
    ]
    by_unit = list(zip(*active, strict=True))
    claim = [*map(sum, by_unit), *map(max, by_unit), *(numbers.get(name, 0.0) for name in network.numbers)]
    *hidden, direct = (
        sum(map(mul, claim, column), bias) for column, bias in zip(network.columns, network.claim_bias, strict=True)
    )
    total = direct + sum(value * weight for value, weight in zip(hidden, network.output, strict=True) if value > 0.0)
    return 1.0 / (1.0 + exp(-max(-_LARGEST, min(_LARGEST, total))))
