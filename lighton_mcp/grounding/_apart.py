"""A number whose unit stands apart from it: "Los días no disfrutados, con un máximo de cinco", as in tables and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._facts import Quantity

_BARE = frozenset([""])
_DIGITS = 9
_AMOUNT = 100.0  # smaller numbers in a passage that names a currency are often of something else
_MOST_LABELS = 20
_BORDERS = frozenset(".,;:)")
# Lengths of time within German words: "Vorjahr", "Jahresmiete".
_PERIODS = {"jahr": ("month", 12.0), "monat": ("month", 1.0), "woche": ("second", 604800.0)}
_LONG = 4  # letters of a unit at the end of a German word: "Betriebsstunden"


def apart(claimed: Quantity, passage: Analysis) -> list[Quantity]:
    """Return the numbers of a passage without a unit whose sentence has the claimed unit, by itself or beside another number."""
    if claimed.dimensions == _BARE or not claimed.raw:
        return []
    wanted = {(d, round(v / r, _DIGITS)) for d, v in claimed.values for r in claimed.raw if r}
    found = [other for value in claimed.raw for other in passage.valued(value) if other.dimensions == _BARE]
    return [
        other
        for other in dict.fromkeys(found)
        if not other.weak
        and not _is_label(passage, other)
        and (
            not wanted.isdisjoint(_named(passage, passage.unit_of[other.first]))
            or (
                _in_row(passage, other)
                and any(not wanted.isdisjoint(_named(passage, unit)) for unit in _heads(passage))
            )
            or _is_money(claimed, other)
            # The currency of a table stands at its head.
            or (min(other.raw) >= _AMOUNT and frozenset() < passage.currencies <= claimed.dimensions)
        )
    ]


def _in_row(passage: Analysis, number: Quantity) -> bool:
    """Whether a number stands in a row of a table, whose units stand at its head."""
    return passage.unit_of[number.first] in passage.rows


def _heads(passage: Analysis) -> list[int]:
    """Return the first rows of the tables of a passage."""
    return sorted(row for row in passage.rows if row - 1 not in passage.rows)


def _is_label(passage: Analysis, number: Quantity) -> bool:
    """Whether a small number only tells which thing is meant: "room 1, between 0 and 2 degrees"."""
    if max(number.raw) > _MOST_LABELS or not number.first or number.last + 1 >= len(passage.tokens):
        return False
    before, behind = passage.tokens[number.first - 1], passage.tokens[number.last + 1]
    return before.content and passage.tokens[number.first].kind == "number" and behind.text in _BORDERS


def units_said(passage: Analysis) -> Iterator[tuple[str, float]]:
    """Yield the units and periods that a passage names, with a number, without or within a German word."""
    table = _units.named()
    for token, is_fact in zip(passage.tokens, passage.fact_of, strict=True):
        if not is_fact and token.norm in table:
            yield table[token.norm]
        yield from (size for end, size in _PERIODS.items() if end in token.norm)
    for quantity in passage.quantities:
        yield from ((dimension.removeprefix("per "), value) for dimension, value in quantity.values)


def named_period(claimed: Quantity, passage: Analysis) -> bool:
    """Whether a passage names the period of a rate somewhere: "monthly" for the rate "per month"."""
    periods = _units.periods()
    wanted = {(d.removeprefix("per "), v) for d, v in claimed.values if d.startswith("per ")}
    return bool(wanted) and any(token.kind == "word" and periods.get(token.norm) in wanted for token in passage.tokens)


def _named(passage: Analysis, unit: int) -> frozenset[tuple[str, float]]:
    """Return the units, with their sizes, that a sentence names, with a number or without."""
    known = passage.units_named.get(unit)
    if known is not None:
        return known
    table = _units.named()
    span = passage.units[unit]
    found = set()
    for token in passage.tokens[span.first : span.last]:
        size = table.get(token.norm) if len(token.norm) > 1 else None
        if size is None and token.kind == "word" and passage.language == "de":
            size = next(
                (table[token.norm[at:]] for at in range(1, len(token.norm) - _LONG + 1) if token.norm[at:] in table),
                None,
            )
        if size is not None:
            found.add((size[0], round(float(size[1]), _DIGITS)))
    for other in passage.quantities_in.get(unit, ()):
        found |= {(d, round(v / r, _DIGITS)) for d, v in other.values for r in other.raw if r and d}
    passage.units_named[unit] = frozenset(found)
    return passage.units_named[unit]


def _is_money(claimed: Quantity, found: Quantity) -> bool:
    """Whether "2.6 million euros" is claimed where a passage has "2.6 million"."""
    scaled = {v for _, v in found.values} - found.raw
    return any(_units.is_currency(d) and v in scaled for d, v in claimed.values)
