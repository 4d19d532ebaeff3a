"""What follows a number: its scale and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._number_words import scale_word
from lighton_mcp.grounding._readings import exact
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

# Words of other languages unless written with a capital.
_CASED_UNITS = frozenset(["to", "go", "mo", "ko", "a", "an", "in", "no"])
_PERCENT = frozenset(["percent", "pourcent", "porciento", "porcento", "percento", "vonhundert"])
_DAY = ("second", 86400)
_HUNDRED = 100
_HOURS = 24
# What may stand between a number and its unit.
MODIFIERS = word_set("""swiss us american canadian australian calendar consecutive full whole additional more further calendaires calendaire consecutifs
    consecutives naturales corridos weitere volle vollen voller volles ganze ganzen kalender supplementaires complets pleines extra
    aufeinanderfolgende consecutivi solari""")


def _unit_at(tokens: Sequence[Token], at: int) -> tuple[str, float, int] | None:
    """Return the unit that stands at a token: dimension, factor, index after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None:
        joined = token.norm + following.norm
        if token.text == "\u00b0" and joined in _units.units():
            return (*_units.units()[joined], at + 2)
        if following.start == token.end and following.kind == "sign" and joined in _units.units():
            return (*_units.units()[joined], at + 2)
        if joined in _PERCENT:
            return ("percent", 1.0, at + 2)
        if _units.is_working(token.norm):
            unit = _units.units().get(following.norm)
            if unit == _DAY:
                return ("working_day", 1.0, at + 2)
    if _units.is_working_unit(token.norm):
        return ("working_day", 1.0, at + 1)
    found = _units.units().get(token.norm)
    if found is None or (token.norm in _CASED_UNITS and not token.capital):
        return None
    if found == _DAY and following is not None and _units.is_working(following.norm):
        return ("working_day", 1.0, at + 2)
    return (*found, at + 1)


def with_unit(
    tokens: Sequence[Token], at: int, raw: frozenset[float], language: str
) -> tuple[frozenset[tuple[str, float]], int]:
    """Return the values of a number whose digits end before `at`, with what follows it read as scale and unit."""
    multiplier, position = 1.0, at
    if position < len(tokens):
        token = tokens[position]
        scale = scale_word(token.norm, language)
        if scale is not None and scale > _HUNDRED:
            multiplier, position = float(scale), position + 1
            if position < len(tokens) and tokens[position].text == ".":
                position += 1
            if position < len(tokens) and tokens[position].norm in {"d", "de", "di", "of"}:
                position += 1
        elif token.norm == "m" and tokens[at - 1].end == token.start and _currency_before(tokens, at):
            multiplier, position = 1e6, position + 1
        elif token.norm == "k" and tokens[at - 1].end == token.start:
            multiplier, position = 1000.0, position + 1
    if position < len(tokens) and tokens[position].text in HYPHENS:  # 30-day
        position += 1
    for skip in (0, 1):
        if skip and (position >= len(tokens) or tokens[position].norm not in MODIFIERS):
            break
        unit = _unit_at(tokens, position + skip)
        if unit is not None:
            dimension, factor, end = unit
            values = {(dimension, exact(value * multiplier * factor)) for value in raw}
            if tokens[end - 1].norm == "h":  # in French also a time of day
                values |= {("clock", value * 60) for value in raw if value <= _HOURS}
            return frozenset(values), end
    if multiplier == 1.0:
        return frozenset(("", value) for value in raw), at
    return frozenset(("", exact(value * multiplier)) for value in raw), position


def _currency_before(tokens: Sequence[Token], at: int) -> bool:
    unit = _units.units().get(tokens[at - 2].norm) if at > 1 else None
    return unit is not None and unit[0].isupper()
