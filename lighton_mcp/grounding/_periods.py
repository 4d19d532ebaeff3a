# word lists, one language a line
"""How often, or by what: "monthly", "every six months", "twice a year", "tous les jours", "l'an", "per litre"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._bounds import bound
from lighton_mcp.grounding._facts import Quantity
from lighton_mcp.grounding._fractions import half_more
from lighton_mcp.grounding._measures import MODIFIERS
from lighton_mcp.grounding._number_words import ARTICLES, ordinals
from lighton_mcp.grounding._readings import exact
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

PER = "per "
"""What the dimension of a period begins with."""

_LASTING = word_set("for of within after under over than lasts lasted last takes took is was be about")  # "for a year"
_BULK = frozenset(["gram", "litre", "metre", "square_metre"])  # what things are paid by: "per litre"
OTHER_MEANING = frozenset(["second", "seconde", "quarter", "minute", "minuto"])  # "a second line"
_ALL_THE = frozenset(["tous", "toutes", "todos", "todas", "tutti", "tutte"])
_THE = frozenset(["les", "los", "las", "i", "gli", "le", "os", "as"])
_ELIDED = frozenset(["l", "all", "nell"])
_THE_OR_FULL = MODIFIERS | {"ogni", "la"}  # "a la semana"
_ONE = frozenset(["un", "mezz"])  # "un'ora" is one hour
_PER = frozenset(["am", "im", "al", "par", "per", "por", "pro"])  # "per month" names no month
_EVERY = word_set("every each chaque jede jeden jedes jeder alle cada ogni elke iedere")
_NOUNS = frozenset(["orario", "horaire"])  # timetables, unless they stand behind what is paid
_OTHER = dict.fromkeys(["other", "second", "zweite", "zweiten", "zweites", "andere", "tweede"], 2)
_TIMES_WORDS = word_set("times time fois mal veces vez volte volta keer maal vezes")
_COUNTED = frozenset(["twice", "thrice", "once"])
_NEAR = 4  # tokens from "two" to "a year"
_MOST = 100  # times in a period: more of them is a rate of something else
_ELIDED_LENGTH = 3  # tokens of "l'an" and "a la semana"
_YEAR = 12.0  # months: what is "triennial" also lasts as long
_WEEK = ("per second", 604800.0)

BEGINNINGS = frozenset([*_ELIDED, *_ONE, *_units.EACH, *_ALL_THE, *_EVERY])


def period_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return the period that begins at a token, or None."""
    norm, left = tokens[at].norm, len(tokens) - at
    frequency = _units.frequencies().get(norm)
    if frequency is not None and not (norm in _NOUNS and (at == 0 or not tokens[at - 1].content)):
        size = float(frequency[1])
        values = [(PER + frequency[0], size)]
        if frequency[0] == "month" and size > _YEAR:
            return Quantity(at, at, frozenset([*values, (frequency[0], size)]), frozenset([size / _YEAR]))
        return Quantity(at, at, frozenset(values), frozenset())
    if norm in BEGINNINGS and left > 1:
        return _every_other(tokens, at) or _each_at(tokens, at)
    return None


def _each_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    norm, left = tokens[at].norm, len(tokens) - at
    if norm in _units.EACH:
        place = at + 2 if left >= _ELIDED_LENGTH and tokens[at + 1].norm in _THE_OR_FULL else at + 1
        unit = _unit(tokens[place], _BULK)
        if unit is not None and norm not in ARTICLES:
            return Quantity(at, place, frozenset([(PER + unit[0], unit[1])]), frozenset([1.0]), weak=True)
        unit = _unit(tokens[place], _units.TIMES)
        half = half_more(tokens, place + 1)
        if unit is not None and half is not None:  # "an hour and a half"
            return Quantity(at, half - 1, frozenset([(unit[0], 1.5 * unit[1])]), frozenset([1.5]))
        if unit is not None and norm in ARTICLES and at and tokens[at - 1].norm in _LASTING:
            return _one(tokens, at, place, unit)
        if unit is not None and not (norm in ARTICLES and tokens[place].norm in OTHER_MEANING):
            return _each(at, place, unit, weak=norm in ARTICLES or norm in _PER)
        if tokens[at + 1].norm in _units.weekdays() and norm not in ARTICLES | _PER:
            return Quantity(at, at + 1, frozenset([_WEEK]), frozenset([1.0]), weak=True)
    if norm in _ELIDED | _ONE and left >= _ELIDED_LENGTH and tokens[at + 1].text in {"'", "\u2019"}:
        unit = _unit(tokens[at + 2], _units.TIMES)
        half = half_more(tokens, at + _ELIDED_LENGTH)
        if unit is not None and half is not None:  # "un'ora e mezza"
            return Quantity(at, half - 1, frozenset([(unit[0], 1.5 * unit[1])]), frozenset([1.5]))
        if unit is not None and norm in _ONE:
            return _one(tokens, at, at + 2, unit)
        if unit is not None:
            return _each(at, at + 2, unit, weak=True)
    if norm in _ALL_THE and left >= _ELIDED_LENGTH and tokens[at + 1].norm in _THE:
        if tokens[at + 2].norm in _units.weekdays():
            return Quantity(at, at + 2, frozenset([_WEEK]), frozenset([1.0]), weak=True)
        unit = _unit(tokens[at + 2], _units.TIMES)
        if unit is not None:
            return Quantity(at, at + 2, frozenset([(PER + unit[0], unit[1])]), frozenset())
    return None


def _every_other(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return "every second week" and "every third month"."""
    if tokens[at].norm not in _EVERY or at + 2 >= len(tokens):
        return None
    count = _OTHER.get(tokens[at + 1].norm) or ordinals().get(tokens[at + 1].norm, 0)
    unit = _unit(tokens[at + 2], _units.TIMES)
    if count <= 1 or unit is None:
        return None
    return Quantity(at, at + 2, frozenset([(PER + unit[0], exact(count * unit[1]))]), frozenset([float(count)]))


def _one(tokens: Sequence[Token], first: int, last: int, unit: tuple[str, float]) -> Quantity:
    """Return "after a year", which is one year and never once in it."""
    return Quantity(first, last, frozenset([unit]), frozenset([1.0]), *bound(tokens, first, last + 1), weak=True)


def _each(first: int, last: int, unit: tuple[str, float], *, weak: bool) -> Quantity:
    """Return "a month", which is one month or once in it."""
    return Quantity(first, last, frozenset([(PER + unit[0], unit[1]), unit]), frozenset([1.0]), weak=weak)


def _unit(token: Token, dimensions: frozenset[str]) -> tuple[str, float] | None:
    unit = _units.units().get(token.norm) if len(token.norm) > 1 else None
    return unit if unit is not None and unit[0] in dimensions else None


def with_periods(tokens: Sequence[Token], quantities: list[Quantity]) -> list[Quantity]:
    """Let "every six months" and "twice a year" also be what they are alike: once in half a year."""
    done = [_repeated(tokens, quantity) for quantity in quantities]
    for at, (count, period) in enumerate(pairwise(done)):
        spans = [(d, v) for d, v in period.values if d.startswith(PER) and d.removeprefix(PER) in _units.TIMES]
        if not spans or count.dimensions != {""} or len(count.raw) != 1 or not _is_times(tokens, count, period):
            continue
        times = min(count.raw)
        if 1 < times <= _MOST:
            often = frozenset((dimension, exact(value / times)) for dimension, value in spans)
            done[at] = replace(count, values=count.values | often)
            done[at + 1] = replace(period, values=period.values | often)
    return done


def _repeated(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Return a quantity behind "every" also as a period."""
    at = quantity.first
    before = tokens[at - 1].norm if at else ""
    if before not in _EVERY and not (at > 1 and before in _THE and tokens[at - 2].norm in _ALL_THE):
        return quantity
    spans = frozenset((PER + dimension, value) for dimension, value in quantity.values if dimension in _units.TIMES)
    return replace(quantity, values=quantity.values | spans)


def _is_times(tokens: Sequence[Token], count: Quantity, period: Quantity) -> bool:
    """Whether a number says how often: "twice", "viermal", "deux fois"."""
    if period.first - count.last > _NEAR:
        return False
    between = [token.norm for token in tokens[count.last + 1 : period.first]]
    word = tokens[count.last].norm
    return (not between and (word in _COUNTED or word.endswith(("mal", "maal")))) or (
        bool(between) and between[0] in _TIMES_WORDS
    )
