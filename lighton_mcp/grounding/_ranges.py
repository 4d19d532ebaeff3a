"""Numbers that share what stands behind the last of them: "3 to 5 years", "21 and 22 May", "von 6 bis 11 Uhr"."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._dates import is_year, whole
from lighton_mcp.grounding._facts import Date, Quantity
from lighton_mcp.grounding._hours import dotted
from lighton_mcp.grounding._measures import TEMPERATURES, below_zero
from lighton_mcp.grounding._readings import exact
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

_RANGE = word_set(
    "- \u2013 \u2014 to and or a et ou bis und oder y o e tot en of ate al au hasta fino through till until"
)
_IN_DATES = _RANGE | {","}
_BETWEEN = word_set(
    "+ - \u2212 \u2013 nach vor before after the el la il l ' \u2019 le dem den der o al au a zum"
)  # "entre el 2 y el 20 de junio"
_IS = frozenset(["\u00e8", "\u00e9"])  # without their accents they are "and"
_IN = word_set("in en im nel nell em since seit depuis desde dal year annee jahr ano anno jaar")
_LAST_DAY, _HOURS, _MINUTES = 31, 24, 60
_REACH = 5  # tokens from one number to the next


def spread_units(tokens: Sequence[Token], quantities: list[Quantity], dates: list[Date]) -> list[Quantity]:
    """Give "3" in "3 to 5 years" its unit, and make "21" in "21 and 22 May" a date."""
    done: list[Quantity] = []
    after = {date.first: date for date in dates}
    before = {date.last: date for date in dates}
    following: Quantity | None = None
    for this in reversed(quantities):
        current = this
        bare = this.dimensions == {""}
        if bare and this.first == this.last:
            date = after.get(_next(tokens, this.last, _IN_DATES))
            if date is None and this.first > 1 and tokens[this.first - 1].norm in _RANGE:
                date = before.get(this.first - 2)
            day = whole(tokens[this.first])
            options = frozenset((y, m, day) for y, m, d in date.options if d) if date is not None else frozenset()
            if options and 1 <= day <= _LAST_DAY:
                dates.append(Date(this.first, this.last, options))
                after[this.first] = dates[-1]
                continue
        if (
            bare
            and following is not None
            and following.first == _next(tokens, this.last, _RANGE)
            and not _is_in_year(tokens, this.first)
        ):
            current = _like(this, following, dotted(tokens[this.first].text))
            if below_zero(tokens, this.first, this.last + 1) and not current.dimensions.isdisjoint(TEMPERATURES):
                values = frozenset((dimension, -value) for dimension, value in current.values)  # "-5 to +35 degrees"
                current = replace(current, values=values, raw=frozenset(-value for value in current.raw))
        done.append(current)
        following = current
    dates.sort(key=lambda date: date.first)
    return done[::-1]


def _is_in_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is a year and begins no range: "from 4 million in 2022 to 5 million"."""
    return at > 0 and is_year(tokens[at]) and tokens[at - 1].norm in _IN


def _next(tokens: Sequence[Token], last: int, joining: frozenset[str]) -> int:
    """Return the token at which the other end of a range begins, or -1: articles and weekdays may stand before it."""
    at = last + 1
    if at >= len(tokens) or tokens[at].norm not in joining or tokens[at].text.lower() in _IS:
        return -1
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        norm = tokens[place].norm
        if norm not in _BETWEEN and norm not in _units.weekdays():
            return place
    return -1


def _like(bare: Quantity, other: Quantity, time: tuple[int, int] | None) -> Quantity:
    """Return a number without a unit in the unit of another one; beside a time of day "7.30" may be the `time` that it looks like."""
    if other.dimensions == {"clock"}:
        times = [float(time[0] * _MINUTES + time[1])] if time else [v * _MINUTES for v in bare.raw if v <= _HOURS]
        clock = frozenset(("clock", value) for value in times)
        return Quantity(bare.first, bare.last, bare.values | clock, bare.raw, bare.bound, bare.turns, bare.weak)
    if other.dimensions == {""} or len(other.raw) != 1:
        return bare
    factors = {(d, v / r) for (d, v), r in product(other.values, other.raw) if r}
    values = frozenset((d, exact(v * f)) for d, f in factors for v in bare.raw)
    return Quantity(bare.first, bare.last, values, bare.raw, bare.bound, bare.turns, bare.weak) if values else bare
