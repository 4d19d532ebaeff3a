"""Numbers with their units, and dates, as they are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number in a text, tokens `first` to `last` inclusive.

    `values` are the readings of its notation ("1.250" is 1250 or 1.25), each with its dimension ("" without a unit) in
    that dimension's base unit; `raw` are the same without units. `bound` is +1 for "at least", -1 for "at most", and
    `turns` where a denied clause makes it the other one. A weak quantity may be an article ("a year"). Two are equal only
    where they are one: `same` compares values.
    """

    first: int
    last: int
    values: frozenset[tuple[str, float]]
    raw: frozenset[float]
    bound: int = 0
    turns: bool = False
    weak: bool = False

    dimensions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Draw the dimensions from the values."""
        object.__setattr__(self, "dimensions", frozenset(dimension for dimension, _ in self.values))


@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A date or a part of one; each option is (year, month, day) with 0 for what is not said."""

    first: int
    last: int
    options: frozenset[tuple[int, int, int]]
    bound: int = 0
    turns: bool = False


Fact = Quantity | Date


def same(claimed: Quantity, found: Quantity) -> bool:
    """Whether two quantities can be the same value in the same unit; a number without a unit equals any with it.

    An article is one of its unit ("ein Jahr" is twelve months), and "per year" nothing else.
    """
    if len(claimed.raw) > 1 and claimed.raw == found.raw and claimed.dimensions == found.dimensions:
        return claimed.values == found.values  # one notation, read alike in both: "1.200 g" is not "1.200 kg"
    if (found.weak or not found.raw) and not (claimed.raw <= {1.0}):
        shared = {dimension for dimension, _ in claimed.values & found.values}
        rate = any(d.startswith("per ") for d in found.dimensions)
        return any(d.startswith("per ") for d in shared) if rate else bool(shared)
    if claimed.values & found.values:
        return True
    if claimed.dimensions == {""}:
        if _is_scaled(claimed) and _is_scaled(found):
            return not {value for _, value in claimed.values}.isdisjoint(value for _, value in found.values)
        return bool(claimed.raw & found.raw) and not found.weak
    return False


def _is_scaled(quantity: Quantity) -> bool:
    """Whether a number is said in thousands, millions or more, or in another measure than its base unit."""
    return quantity.raw.isdisjoint(value for _, value in quantity.values)


def agrees(claimed: Fact, found: Fact) -> bool:
    """Whether both are numbers or both are dates, and the same."""
    if isinstance(claimed, Date):
        return isinstance(found, Date) and within(claimed, found)
    return isinstance(found, Quantity) and same(claimed, found)


def within(claimed: Date, found: Date) -> bool:
    """Whether the claimed date says no more than the found one and agrees with it."""
    return any(
        all(part in (0, other) for part, other in zip(option, other_option, strict=True))
        for option, other_option in product(claimed.options, found.options)
    )
