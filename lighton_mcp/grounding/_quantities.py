"""The quantities and dates of a text.

Numbers with units, times of day, fractions and periods, whatever the notation.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from lighton_mcp.grounding import _fractions, _hours, _periods, _units
from lighton_mcp.grounding._bounds import bound
from lighton_mcp.grounding._dates import DASHES, date_at, whole, with_years
from lighton_mcp.grounding._facts import Date, Quantity
from lighton_mcp.grounding._fractions import fraction_at, half_more
from lighton_mcp.grounding._hours import hour_at
from lighton_mcp.grounding._measures import TEMPERATURES, below_zero, with_unit
from lighton_mcp.grounding._number_words import ARTICLES, is_composed, number_word, number_words, ordinals
from lighton_mcp.grounding._ordinals import ordinal_at, quarter_at, quarter_words
from lighton_mcp.grounding._periods import OTHER_MEANING, period_at, with_periods
from lighton_mcp.grounding._ranges import spread_units
from lighton_mcp.grounding._readings import Said, exact, readings, words_value
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

_OF_LENGTH = ("ig", "ige", "iger", "igen", "iges", "igem")
_LENGTHS = {"monat": "monat", "jahr": "jahr", "woch": "woche", "tag": "tag", "stund": "stunde", "minut": "minute"}
_OUT_OF = frozenset(["in", "out of", "sur", "von", "aus", "de cada", "su", "op de", "op", "em cada"])
_NEAR = 3  # tokens from one number to the other: "two out of three"
_LARGEST = 10  # whole: "two in three" is a share, "2 in 2026" is not
_VERSIONS = word_set("version versione versao versie release revision revisione")  # 2.10 is not 2.1
_AND = frozenset(["and", "et", "und", "y", "e", "en", ","])
_PAIR = 2  # digits of minutes and cents
_AND_CENTS = frozenset(["e", "y", "con", "et", "and", "und"])
_CENTS = word_set("cent cents centime centimes centimo centimos centesimo centesimi centavo centavos penny pence")
_LEAST_CENTS, _HUNDRED = 5, 100  # "two euros and three books" are no cents
# "The two" are both, and no count.
_THE = word_set("the les des aux los las i le gli dei delle degli ai alle der die den")


@cache
def _beginnings(language: str) -> frozenset[str]:
    """Return the words with which a quantity or a date can begin."""
    words = {*_units.frequencies(), *_units.months()}
    return (
        frozenset(words)
        | number_words(language)
        | _periods.BEGINNINGS
        | _fractions.BEGINNINGS
        | _hours.BEGINNINGS
        | quarter_words()
        | frozenset(ordinals())
    )


def facts(tokens: Sequence[Token], language: str) -> tuple[list[Quantity], list[Date]]:
    """All quantities and dates of a text in order."""
    quantities: list[Quantity] = []
    dates: list[Date] = []
    at = 0
    beginnings = _beginnings(language)
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "sign" or (token.kind == "word" and token.norm not in beginnings):
            composed = token.kind == "word" and is_composed(token.norm, language)
            if not composed or number_word(token.norm, language) is None:
                if language == "de" and token.norm.endswith(_OF_LENGTH):
                    quantities += _compound_adjective(token.norm, at)
                at += 1
                continue
        said = words_value(tokens, at, language) if token.kind == "word" else None
        date = date_at(tokens, at, said, language)
        if date is not None:
            dates.append(
                Date(date.first, date.last, date.options, *bound(tokens, date.first, date.last + 1, dated=True))
            )
            at = date.last + 1
            continue
        found = _quantity_at(tokens, at, said, language)
        if found is not None:
            quantities.append(found)
        at = found.last + 1 if found is not None else at + 1
    quantities = with_periods(tokens, _ratios(tokens, _compounds(tokens, quantities)))
    spread = spread_units(tokens, quantities, dates)
    return spread, with_years(tokens, dates)


def _compound_adjective(norm: str, at: int) -> list[Quantity]:
    """Return the length that a German adjective gives: "dreimonatig", "halbstundig"."""
    stem = norm[: norm.rindex("ig")]
    for unit, noun in _LENGTHS.items():
        count = number_word(stem.removesuffix(unit), "de") if stem.endswith(unit) else None
        if stem == f"halb{unit}":
            count = 0.5
        if count is not None:
            dimension, factor = _units.units()[noun]
            return [Quantity(at, at, frozenset([(dimension, exact(count * factor))]), frozenset([float(count)]))]
    return []


def _quantity_at(tokens: Sequence[Token], at: int, said: Said, language: str) -> Quantity | None:
    """Return the quantity that begins at a token, or None."""
    token = tokens[at]
    found = (
        hour_at(tokens, at, said, language)
        or quarter_at(tokens, at)
        or fraction_at(tokens, at, said)
        or ordinal_at(tokens, at, language)
    )
    if found is not None:
        return found
    if token.kind == "number":
        return _figure(tokens, at, at + 1, readings(token.text), language)
    period = period_at(tokens, at)
    if period is not None:
        return period
    if said is None:
        return None
    value, end = said
    return _figure(tokens, at, end, frozenset([exact(value)]), language)


def _figure(tokens: Sequence[Token], first: int, end: int, raw: frozenset[float], language: str) -> Quantity | None:
    """Return the quantity whose digits or words stand from `first` up to `end`."""
    token = tokens[first]
    if not raw or (first and tokens[first - 1].norm in _VERSIONS and not token.text.isdigit()):
        text = frozenset([("text", float(crc32(token.text.encode())))])
        return Quantity(first, first, text, raw)  # the number alone may name it: "up to 7.1"
    single = end == first + 1 and token.kind == "word"
    end = _past_repetition(tokens, end, raw, language)
    if end + 1 < len(tokens) and tokens[end].text in {",", "."} and tokens[end + 1].text in DASHES:
        end += 2  # "1.250,- EUR"
    half = half_more(tokens, end)
    if half is not None:
        raw, end, single = frozenset(exact(v + 0.5) for v in raw), half, False
    values, end = with_unit(tokens, end, raw, language)
    half = half_more(tokens, end)
    if half is not None:
        values = frozenset((d, exact(v + 0.5 * v / r)) for d, v in values for r in raw if r)
        raw, end, single = frozenset(exact(v + 0.5) for v in raw), half, False
    if below_zero(tokens, first, end) and any(dimension in TEMPERATURES for dimension, _ in values):
        values, raw = frozenset((d, -v) for d, v in values), frozenset(-v for v in raw)
    if any(_units.is_currency(dimension) for dimension, _ in values):
        cents, end = _cents(tokens, end, language)
        values = frozenset((d, exact(v + cents)) for d, v in values)
    bare = all(not dimension for dimension, _ in values)
    if bare and first > 0 and not _is_apart(tokens, first):
        before = _units.units().get(tokens[first - 1].norm)
        if before is not None and _units.is_currency(before[0]):
            currencies = _currencies(tokens, first - 1, before[0], language)
            values = frozenset((currency, exact(v * before[1])) for currency in currencies for _, v in values)
            first, bare = first - 1, False
    article = single and token.norm in ARTICLES
    if article and (bare or tokens[end - 1].norm in OTHER_MEANING):
        return None
    both = single and bare and raw == {2.0} and first > 0 and tokens[first - 1].norm in _THE
    side, turns = bound(tokens, first, end)
    # "More than a day" is no article.
    weak = (article and not side) or both or (single and bare and raw <= {0.0, 1.0})
    return Quantity(first, end - 1, values, raw, side, turns, weak=weak)


def _is_apart(tokens: Sequence[Token], at: int) -> bool:
    """Whether more than a space stands before a token, as between two cells of a table."""
    return tokens[at].start - tokens[at - 1].end > 1


def _currencies(tokens: Sequence[Token], at: int, currency: str, language: str) -> list[str]:
    """Return what the sign of a currency may mean: reais in "R$", dollars or pesos where "$" stands alone in Spanish."""
    if tokens[at].text != "$":
        return [currency]
    if at and tokens[at - 1].end == tokens[at].start:
        return ["BRL"] if tokens[at - 1].text == "R" else [currency]
    return [currency, "PESO"] if language == "es" else [currency]


def _cents(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int]:
    """Return what stands behind a currency as its hundredths, and the index behind it: "2 euros 50", "due euro e cinquanta"."""
    if at >= len(tokens) or _is_apart(tokens, at):
        return 0.0, at
    if len(tokens[at].text) == _PAIR and whole(tokens[at]) >= 0:
        return whole(tokens[at]) / 100, at + 1
    place = at + 1 if tokens[at].norm in _AND_CENTS else at
    counted = (
        None if place >= len(tokens) else words_value(tokens, place, language) or (whole(tokens[place]), place + 1)
    )
    if (
        counted is not None
        and 0 < counted[0] < _HUNDRED
        and counted[1] < len(tokens)
        and tokens[counted[1]].norm in _CENTS
    ):
        return counted[0] / _HUNDRED, counted[1] + 1
    said = words_value(tokens, place, language) if place < len(tokens) and tokens[place].kind == "word" else None
    if said is None or not _LEAST_CENTS <= said[0] < _HUNDRED or (place > at and said[0] % _LEAST_CENTS):
        return 0.0, at
    return said[0] / 100, said[1]


def _past_repetition(tokens: Sequence[Token], end: int, raw: frozenset[float], language: str) -> int:
    """Return the index after "(36)" in "thirty-six (36) months"."""
    if end + 2 >= len(tokens) or tokens[end].text != "(":
        return end
    inner = tokens[end + 1]
    if inner.kind == "number" and tokens[end + 2].text == ")" and readings(inner.text) & raw:
        return end + 3
    words = words_value(tokens, end + 1, language)
    if words and exact(words[0]) in raw and words[1] < len(tokens) and tokens[words[1]].text == ")":
        return words[1] + 1
    return end


def _compounds(tokens: Sequence[Token], quantities: list[Quantity]) -> list[Quantity]:
    """Make one quantity of "2 hours and 15 minutes"."""
    done: list[Quantity] = []
    for this in quantities:
        before = done[-1] if done else None
        if before is not None and _continues(tokens, before, this):
            (dimension, large), small = next(iter(before.values)), next(iter(this.values))[1]
            size = small / next(iter(this.raw))
            values, raw = frozenset([(dimension, large + small)]), frozenset([exact((large + small) / size)])
            done[-1] = Quantity(before.first, this.last, values, raw, before.bound or this.bound, before.turns)
        else:
            done.append(this)
    return done


def _ratios(tokens: Sequence[Token], quantities: list[Quantity]) -> list[Quantity]:
    """Let both numbers of "two in three" also be what they are together, two thirds."""
    done = list(quantities)
    for at, (part, of) in enumerate(pairwise(quantities)):
        if of.first - part.last > _NEAR or part.dimensions != {""} or of.dimensions != {""}:
            continue
        if " ".join(token.norm for token in tokens[part.last + 1 : of.first]) not in _OUT_OF:
            continue
        if len(part.raw) == len(of.raw) == 1 and 0 < (small := min(part.raw)) < (large := min(of.raw)) <= _LARGEST:
            share = frozenset([("percent", exact(100 * small / large))])
            done[at] = replace(part, values=part.values | share, weak=False)
            done[at + 1] = replace(of, values=of.values | share)
    return done


def _continues(tokens: Sequence[Token], before: Quantity, this: Quantity) -> bool:
    """Whether a quantity goes on in a smaller unit of the same dimension."""
    between = tokens[before.last + 1 : this.first]
    if len(between) > 1 or any(t.norm not in _AND for t in between):
        return False
    if before.dimensions != this.dimensions or not before.dimensions <= _units.TIMES:
        return False
    if not len(before.values) == len(this.values) == len(before.raw) == len(this.raw) == 1:
        return False
    large, small, count = next(iter(before.values))[1], next(iter(this.values))[1], next(iter(before.raw))
    return 0 < small < large / count if count else False
