"""Numbers with their units, dates, times of day and frequencies, whatever the notation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _comparators, _units
from lighton_mcp.grounding._number_words import ARTICLES, JOINING, number_word, number_words, scale_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

_MAX_DIGITS = 30  # a longer run of digits is an identifier: compared as text, not as a value
_RANGE = frozenset(["-", "\u2013", "\u2014", "to", "and", "or", "a", "et", "ou", "bis", "und", "oder", "y", "o", "e", "tot", "en", "of", "ate", "al"])
_CASED_UNITS = frozenset(["to", "go", "mo", "ko", "a", "an", "in", "no"])  # words of other languages unless written with a capital
_BULK = frozenset(["gram", "litre", "metre", "square_metre"])
_OTHER_MEANING = frozenset(["second", "seconde", "quarter", "minute", "minuto"])  # "a second line"
_ALL_THE, _THE = frozenset(["tous", "toutes", "todos", "todas", "tutti", "tutte"]), frozenset(["les", "los", "las", "i", "gli", "le", "os", "as"])
_HYPHENS = frozenset(["-", "\u2010", "\u2011"])
_YEARS = range(1000, 2200)
_NEAR_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, tokens `first` to `last` inclusive.

    `values` are the readings of its notation ("1.250" is 1250 or 1.25), each with its dimension ("" without a unit) in
    that dimension's base unit; `raw` are the same without units. `bound` is +1 for "at least", -1 for "at most", and `turns`
    where a denied clause makes it the other one. A weak quantity may be an article ("a year").
    """

    first: int
    last: int
    values: frozenset[tuple[str, float]]
    raw: frozenset[float]
    bound: int = 0
    turns: bool = False
    weak: bool = False

    dimensions: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Draw the dimensions from the values."""
        object.__setattr__(self, "dimensions", frozenset(dimension for dimension, _ in self.values))


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a part of one; each option is (year, month, day) with 0 for what is not said."""

    first: int
    last: int
    options: frozenset[tuple[int, int, int]]
    bound: int = 0
    turns: bool = False


def _exact(value: float) -> float:
    return float(f"{value:.10g}")


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u2009\u202f'\u2019]")


def readings(text: str) -> frozenset[float]:
    """The values that a number in digits can have: "1.250" is 1250 in one country and 1.25 in another."""
    digits = _numeric().sub("", text)
    if len(digits) > _MAX_DIGITS:
        return frozenset()
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return frozenset([_exact(float(digits))])
    if len(set(marks)) == 2:  # noqa: PLR2004  # the last kind is the decimal mark
        whole, _, part = digits.rpartition(marks[-1])
        return frozenset([_exact(float(re.sub("[.,]", "", whole) + "." + part))])
    groups = re.split("[.,]", digits)
    grouped = 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004
    values = set()
    if grouped and groups[0] != "0":
        values.add(_exact(float("".join(groups))))
    if len(groups) == 2:  # noqa: PLR2004
        values.add(_exact(float(".".join(groups))))
    return frozenset(values)


def _words_value(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    """The value of the number words that begin at a token, and the index after them."""
    total, current, end, position = 0.0, -1.0, at, at
    while position < len(tokens) and tokens[position].kind == "word":
        norm = tokens[position].norm
        value, scale = number_word(norm, language), scale_word(norm, language)
        if scale is not None and (current >= 0 or norm in {"cent", "mille", "mil", "cien", "ciento", "cem", "cento", "hundert", "tausend", "honderd", "duizend"}):
            if scale == 100:  # noqa: PLR2004
                current = max(current, 1.0) * 100
            else:
                total, current = total + max(current, 1.0) * scale, 0.0
        elif value is None:
            break
        elif current < 0 or (current == 0 and total):
            current = value
        elif language == "fr" and value == 20 and current % 100 == 4:  # noqa: PLR2004  # quatre-vingts
            current += 76
        elif _composes(current, value, language):
            current += value
        else:
            break
        end = position = position + 1
        if position + 1 < len(tokens) and (
            tokens[position].text in _HYPHENS or tokens[position].norm == JOINING[language]
        ):
            position += 1
    return None if current < 0 else (total + max(current, 0.0), end)


def _composes(current: float, value: int, language: str) -> bool:
    rest = current % 100
    if language == "fr" and rest % 20 == 10 and rest < 80 and 7 <= value <= 9:  # noqa: PLR2004  # dix-sept
        return True
    if rest == 0 and current >= 100:  # noqa: PLR2004
        return value < 100  # noqa: PLR2004
    if rest >= 20 and rest % 10 == 0:  # noqa: PLR2004
        return 0 < value < (20 if language == "fr" else 10)
    return False


def _unit_at(tokens: Sequence[Token], at: int) -> tuple[str, float, int] | None:
    """The unit that stands at a token: dimension, factor, index after it."""
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
        if joined in {"percent", "pourcent", "porciento", "porcento", "percento", "vonhundert"}:
            return ("percent", 1.0, at + 2)
        if _units.is_working(token.norm):
            unit = _units.units().get(following.norm)
            if unit == ("second", 86400):
                return ("working_day", 1.0, at + 2)
    if _units.is_working_unit(token.norm):
        return ("working_day", 1.0, at + 1)
    found = _units.units().get(token.norm)
    if found is None or (token.norm in _CASED_UNITS and not token.capital):
        return None
    if found == ("second", 86400) and following is not None and _units.is_working(following.norm):
        return ("working_day", 1.0, at + 2)
    return (*found, at + 1)


_HALVES = frozenset("half halves halved moitie halfte halb halbiert mitad meta helft metade".split())
_FRACTIONS = (
    dict.fromkeys(_HALVES, 50.0)
    | dict.fromkeys("third thirds tiers drittel tercio tercios terzi derde terco tercos".split(), _exact(100 / 3))
    | dict.fromkeys("quarters quart quarts viertel cuartos quarti kwart".split(), 25.0)
)
_ALONE = _HALVES - {"meta", "halb"} | {"meta"}


_MODIFIERS = frozenset(
    "swiss us american canadian australian calendar consecutive full whole additional more further calendaires calendaire consecutifs consecutives additional naturales "
    "corridos weitere volle vollen voller volles ganze ganzen kalender supplementaires complets pleines extra aufeinanderfolgende consecutivi solari".split(),
)


def _with_unit(tokens: Sequence[Token], at: int, raw: frozenset[float], language: str) -> tuple[frozenset[tuple[str, float]], int]:
    """The values of a number whose digits end before `at`, with what follows it read as scale and unit."""
    multiplier, position = 1.0, at
    if position < len(tokens):
        token = tokens[position]
        scale = scale_word(token.norm, language)
        if scale is not None and scale > 100:  # noqa: PLR2004
            multiplier, position = float(scale), position + 1
            if position < len(tokens) and tokens[position].text == ".":
                position += 1
            if position < len(tokens) and tokens[position].norm in {"d", "de", "di", "of"}:
                position += 1
        elif token.norm == "m" and tokens[at - 1].end == token.start and _currency_before(tokens, at):
            multiplier, position = 1e6, position + 1
        elif token.norm == "k" and tokens[at - 1].end == token.start:
            multiplier, position = 1000.0, position + 1
    if position < len(tokens) and tokens[position].text in _HYPHENS:  # 30-day
        position += 1
    for skip in (0, 1):
        if skip and (position >= len(tokens) or tokens[position].norm not in _MODIFIERS):
            break
        unit = _unit_at(tokens, position + skip)
        if unit is not None:
            dimension, factor, end = unit
            values = {(dimension, _exact(value * multiplier * factor)) for value in raw}
            if tokens[end - 1].norm == "h":  # in French also a time of day
                values |= {("clock", value * 60) for value in raw if value <= 24}  # noqa: PLR2004
            return frozenset(values), end
    if multiplier == 1.0:
        return frozenset(("", value) for value in raw), at
    return frozenset(("", _exact(value * multiplier)) for value in raw), position


def _currency_before(tokens: Sequence[Token], at: int) -> bool:
    unit = _units.units().get(tokens[at - 2].norm) if at > 1 else None
    return unit is not None and unit[0].isupper()


def _bound(tokens: Sequence[Token], first: int, after: int) -> tuple[int, bool]:
    before = [t.norm for t in tokens[max(0, first - 6) : first] if t.kind == "word" or t.text in _HYPHENS]
    phrases = _comparators.before()
    ends = (before, before[:-1]) if before and before[-1] in _LINKS else (before,)
    for words in ends:
        for size in range(min(5, len(words)), 0, -1):
            found = phrases.get(" ".join(words[-size:]))
            if found is not None:
                late = _LATE & {*words[-size - 1 :]}
                if late and any(t.norm in _BEFORE_WORDS for t in tokens[after : after + 3]):
                    return -found[0], found[1]  # "no later than 24 hours before" is at least 24 hours
                return found
    following: list[str] = []
    for token in tokens[after : after + 5]:
        if token.kind != "word":
            break
        following.append(token.norm)
    if len(following) > 2 and f"{following[0]} {following[1]}" not in _comparators.after():  # noqa: PLR2004
        skip = 2 if following[0] in _units.EACH else 1 if following[0] in _units.frequencies() else 0
        following = following[skip:]
    for size in range(len(following), 0, -1):
        found = _comparators.after().get(" ".join(following[:size]))
        if found is not None:
            return found
    return 0, False


_BEFORE_WORDS = frozenset(
    "before ahead advance prior beforehand avant avance prealable vor vorher voraus zuvor antes antelacion anticipacion prima anticipo "
    "preavviso preavis voor tevoren antecedencia notice".split(),
)
_LATE = frozenset("later latest tard tardi tardar spatestens uiterlijk".split())


_LINKS = frozenset("the le la les el il dem den de of von di i gli du des los las los than que a".split())


def _date_at(tokens: Sequence[Token], at: int) -> Date | None:  # noqa: C901  # one branch a notation
    """The date that begins at a token, in words or digits."""
    token = tokens[at]
    months = _units.months()
    numbers = [_whole(t) for t in tokens[at : at + 7]]
    words = [t.norm for t in tokens[at : at + 7]]
    count = len(words)

    def year_after(offset: int) -> tuple[int, int]:
        while offset < count and words[offset] in {",", ".", "de", "del", "of", "di", "do"}:
            offset += 1
        if offset < count and numbers[offset] in _YEARS:
            return numbers[offset], offset
        return 0, 0

    if token.kind == "number":
        parts = re.split(r"[.]", token.text)
        if len(parts) == 3 and all(p.isdigit() and p.isascii() for p in parts):  # noqa: PLR2004
            return _dated(at, at, [int(p) for p in parts])
        if count >= 5 and words[1] == words[3] and words[1] in {"-", "/"} and min(numbers[0], numbers[2], numbers[4]) > 0:  # noqa: PLR2004
            return _dated(at, at + 4, [numbers[0], numbers[2], numbers[4]])
        if count >= 5 and words[1] == words[3] == "." and min(numbers[0], numbers[2]) > 0 and numbers[4] in _YEARS:  # noqa: PLR2004
            return _dated(at, at + 4, [numbers[0], numbers[2], numbers[4]])
        if count >= 3 and words[1] == "/" and 1 <= numbers[0] <= 12 and numbers[2] in _YEARS:  # noqa: PLR2004
            return Date(at, at + 2, frozenset([(numbers[2], numbers[0], 0)]))
        if count >= 3 and words[1] == "/" and 1 <= numbers[2] <= 12 < numbers[0] <= 31 and (count < 4 or words[3] != "/"):  # noqa: PLR2004
            return Date(at, at + 2, frozenset([(0, numbers[2], numbers[0])]))
        offset = 1
        while offset < min(count, 4) and words[offset] in {".", "er", "st", "nd", "rd", "th", "de", "of", "\u00ba", "\u00b0", "o", "the"}:
            offset += 1
        if 1 <= numbers[0] <= 31 and offset < count and words[offset] in months:  # noqa: PLR2004
            year, end = year_after(offset + 1)
            return Date(at, at + (end or offset), frozenset([(year, months[words[offset]], numbers[0])]))
        return None
    if token.kind == "word" and token.norm in months:
        offset = 2 if count > 1 and words[1] == "." else 1
        if offset < count and numbers[offset] in _YEARS:
            return Date(at, at + offset, frozenset([(numbers[offset], months[token.norm], 0)]))
        if offset < count and 1 <= numbers[offset] <= 31 and not token.text.islower():  # noqa: PLR2004
            end = offset
            if end + 1 < count and words[end + 1] in {"st", "nd", "rd", "th"}:
                end += 1
            year, last = year_after(end + 1)
            return Date(at, at + (last or end), frozenset([(year, months[token.norm], numbers[offset])]))
        year, last = year_after(offset)
        if year:
            return Date(at, at + last, frozenset([(year, months[token.norm], 0)]))
        if len(token.norm) > 3 and token.norm not in {"march", "mars", "sept"} | {"may"}:  # noqa: PLR2004
            return Date(at, at, frozenset([(0, months[token.norm], 0)]))
    return None


def _whole(token: Token) -> int:
    return int(token.text) if token.kind == "number" and token.text.isascii() and token.text.isdigit() and len(token.text) <= 4 else -1  # noqa: PLR2004


def _dated(first: int, last: int, parts: list[int]) -> Date | None:
    """A date in digits, read in every order that it can have."""
    a, b, c = parts
    options = set()
    for year, month, day in ((a, b, c), (c, b, a), (c, a, b)):
        full = year + 2000 if year < 100 and year == c else year  # noqa: PLR2004
        if full in _YEARS and 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004
            options.add((full, month, day))
    return Date(first, last, frozenset(options)) if options else None


def _clock(tokens: Sequence[Token], at: int) -> tuple[frozenset[tuple[str, float]], int]:
    """The minutes of the day at a token "14:30" or "9h30", with am and pm."""
    hours, minutes = re.split("[hH:]", tokens[at].text)
    value, end = int(hours) * 60 + int(minutes), at + 1
    half, end = _half_day(tokens, end)
    if half == "p" and int(hours) < 12:  # noqa: PLR2004
        value += 720
    return frozenset([("clock", float(value))]), end


def _half_day(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    if at < len(tokens) and tokens[at].norm in {"am", "pm"}:
        return tokens[at].norm[0], at + 1
    if at + 2 < len(tokens) and tokens[at].norm in {"a", "p"} and tokens[at + 1].text == "." and tokens[at + 2].norm == "m":
        return tokens[at].norm, at + 3
    return "", at


@cache
def _beginnings(language: str) -> frozenset[str]:
    """The words with which a quantity or a date can begin."""
    words = {"l", "all", "nell", *_units.EACH, *_ALL_THE, *_FRACTIONS, *_units.frequencies(), *_units.months()}
    return frozenset(words | number_words(language))


def facts(tokens: Sequence[Token], language: str) -> tuple[list[Quantity], list[Date]]:
    """All quantities and dates of a text in order."""
    quantities: list[Quantity] = []
    dates: list[Date] = []
    at = 0
    beginnings = _beginnings(language)
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "sign" or (token.kind == "word" and token.norm not in beginnings):
            at += 1
            continue
        date = _date_at(tokens, at) if token.kind == "number" or (token.kind == "word" and token.norm in _units.months()) else None
        if date is not None:
            dates.append(Date(date.first, date.last, date.options, *_bound(tokens, date.first, date.last + 1)))
            at = date.last + 1
            continue
        found = _quantity_at(tokens, at, language)
        if found is None:
            at += 1
            continue
        quantities.append(found)
        at = found.last + 1
    spread = _spread_units(tokens, quantities, dates)
    return spread, _with_years(tokens, dates)


def _with_years(tokens: Sequence[Token], dates: list[Date]) -> list[Date]:
    """Dates without a year may be in any year that the text names."""
    years = {y for date in dates for y, _, _ in date.options if y} | {y for token in tokens if (y := _whole(token)) in _NEAR_YEARS}
    return [
        replace(date, options=date.options | {(y, m, d) for _, m, d in date.options for y in years})
        if all(not y for y, _, _ in date.options) else date
        for date in dates
    ]  # fmt: skip


def _quantity_at(tokens: Sequence[Token], at: int, language: str) -> Quantity | None:
    token = tokens[at]
    first, weak = at, False
    if token.kind == "clock":
        values, end = _clock(tokens, at)
        return Quantity(at, end - 1, values, frozenset(v for _, v in values), *_bound(tokens, at, end))
    if token.kind == "number":
        raw, end = readings(token.text), at + 1
        half, past = _half_day(tokens, end)
        if half and raw:
            hour = min(raw)
            minutes = hour * 60 + (720 if half == "p" and hour < 12 else 0)  # noqa: PLR2004
            return Quantity(at, past - 1, frozenset([("clock", minutes)]), raw, *_bound(tokens, at, past))
    elif token.kind == "word":
        period = _units.frequencies().get(token.norm)
        if period is not None:
            return Quantity(at, at, frozenset([(f"per {period[0]}", float(period[1]))]), frozenset())
        if token.norm in _units.EACH and at + 1 < len(tokens):
            skip = at + 2 if tokens[at + 1].norm in _MODIFIERS | {"ogni"} and at + 2 < len(tokens) else at + 1
            unit = _units.units().get(tokens[skip].norm)
            if unit and unit[0] in _BULK and len(tokens[skip].norm) > 1 and token.norm not in ARTICLES:
                return Quantity(at, skip, frozenset([(f"per {unit[0]}", unit[1])]), frozenset([1.0]), weak=True)
            if unit and unit[0] in {"second", "month"} and len(tokens[at + 1].norm) > 1 and tokens[at + 1].norm not in _OTHER_MEANING:
                return Quantity(at, at + 1, frozenset([(f"per {unit[0]}", unit[1]), (unit[0], unit[1])]), frozenset([1.0]), weak=token.norm in ARTICLES or token.norm in {"im", "al", "par", "per", "por", "pro"})
        if token.norm in {"l", "all", "nell"} and at + 2 < len(tokens) and tokens[at + 1].text in {"'", "\u2019"}:
            unit = _units.units().get(tokens[at + 2].norm)
            if unit and unit[0] in {"second", "month"} and len(tokens[at + 2].norm) > 1:
                return Quantity(at, at + 2, frozenset([(f"per {unit[0]}", unit[1]), (unit[0], unit[1])]), frozenset([1.0]), weak=True)
        if token.norm in _ALL_THE and at + 2 < len(tokens) and tokens[at + 1].norm in _THE:
            unit = _units.units().get(tokens[at + 2].norm)
            if unit and unit[0] in {"second", "month"}:
                return Quantity(at, at + 2, frozenset([(f"per {unit[0]}", unit[1])]), frozenset())
        parsed = _words_value(tokens, at, language)
        if parsed is None:
            share = _FRACTIONS.get(token.norm)
            return Quantity(at, at, frozenset([("percent", share)]), frozenset()) if share and token.norm in _ALONE else None
        value, end = parsed
        raw = frozenset([_exact(value)])
        weak = end == at + 1 and (token.norm in ARTICLES or value in {0.0, 1.0})
    else:
        return None
    if not raw:
        return Quantity(at, at, frozenset([("text", float(hash(token.text) % 10**9))]), frozenset())
    end = _past_repetition(tokens, end, raw, language)
    fraction = _FRACTIONS.get(tokens[end].norm) if end < len(tokens) else None
    if fraction is not None:
        return Quantity(first, end, frozenset(("percent", _exact(v * fraction)) for v in raw), raw, *_bound(tokens, first, end + 1))
    if token.kind == "number" and end + 1 < len(tokens) and tokens[end].norm == "h" and 0 <= _whole(tokens[end + 1]) < 60 and len(tokens[end + 1].text) == 2:  # noqa: PLR2004
        minutes = min(raw) * 60 + _whole(tokens[end + 1])
        return Quantity(first, end + 1, frozenset([("clock", minutes)]), frozenset([minutes]), *_bound(tokens, first, end + 2))
    values, end = _with_unit(tokens, end, raw, language)
    if any(d.isupper() and len(d) == 3 for d, _ in values) and end < len(tokens) and len(tokens[end].text) == 2 and _whole(tokens[end]) >= 0:  # noqa: PLR2004
        values, end = frozenset((d, _exact(v + _whole(tokens[end]) / 100)) for d, v in values), end + 1  # "2 euros 50"
    if all(not dimension for dimension, _ in values) and first > 0:
        before = _units.units().get(tokens[first - 1].norm)
        if before is not None and before[0].isupper():
            values, first = frozenset((before[0], _exact(v * before[1])) for _, v in values), first - 1
    if weak and token.norm in ARTICLES and tokens[end - 1].norm in _OTHER_MEANING:
        return None
    if weak and all(not dimension for dimension, _ in values):
        if token.norm in ARTICLES:
            return None
    elif weak and token.norm not in ARTICLES:
        weak = False
    return Quantity(first, end - 1, values, raw, *_bound(tokens, first, end), weak=weak)


def _past_repetition(tokens: Sequence[Token], end: int, raw: frozenset[float], language: str) -> int:
    """The index after "(36)" in "thirty-six (36) months"."""
    if end + 2 < len(tokens) and tokens[end].text == "(":
        inner = tokens[end + 1]
        if inner.kind == "number" and tokens[end + 2].text == ")" and readings(inner.text) & raw:
            return end + 3
        words = _words_value(tokens, end + 1, language)
        if words and _exact(words[0]) in raw and words[1] < len(tokens) and tokens[words[1]].text == ")":
            return words[1] + 1
    return end


def _spread_units(tokens: Sequence[Token], quantities: list[Quantity], dates: list[Date]) -> list[Quantity]:
    """Give "3" in "3 to 5 years" its unit, and make "21" in "21 and 22 May" a date."""
    done: list[Quantity] = []
    after = {date.first: date for date in dates}
    before = {date.last: date for date in dates}
    following: Quantity | None = None
    for this in reversed(quantities):
        current = this
        joined = len(tokens) > this.last + 2 and tokens[this.last + 1].norm in _RANGE
        if this.dimensions == {""} and this.first == this.last:
            date = after.get(this.last + 2) if joined else None
            if date is None and this.first > 1 and tokens[this.first - 1].norm in _RANGE:
                date = before.get(this.first - 2)
            day = _whole(tokens[this.first])
            if date is not None and 1 <= day <= 31:  # noqa: PLR2004
                dates.append(Date(this.first, this.last, frozenset((y, m, day) for y, m, d in date.options if d)))
                if dates[-1].options:
                    continue
                dates.pop()
        if joined and following is not None and following.first == this.last + 2 and this.dimensions == {""} != following.dimensions:
            factors = {(d, v / r) for (d, v), r in product(following.values, following.raw) if r} if len(following.raw) == 1 else set()
            values = frozenset((d, _exact(v * f)) for d, f in factors for v in this.raw)
            if values:
                current = Quantity(this.first, this.last, values, this.raw, this.bound, this.turns, this.weak)
        done.append(current)
        following = current
    dates.sort(key=lambda date: date.first)
    return done[::-1]


def same(claimed: Quantity, found: Quantity) -> bool:
    """Whether two quantities can be the same value in the same unit; a number without a unit equals any with it.

    An article ("a year", "per year") is one of its unit, and nothing else.
    """
    if (found.weak or not found.raw) and not (claimed.raw <= {1.0}):
        return False
    if claimed.values & found.values:
        return True
    if claimed.dimensions == {""}:
        return bool(claimed.raw & found.raw) and not found.weak
    return False


def within(claimed: Date, found: Date) -> bool:
    """Whether the claimed date says no more than the found one and agrees with it."""
    return any(
        all(part in (0, other) for part, other in zip(option, other_option, strict=True))
        for option, other_option in product(claimed.options, found.options)
    )
