"""Dates in words and digits, in the notations of seven languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._facts import Date
from lighton_mcp.grounding._number_words import ROMAN, ordinals
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._readings import Said
    from lighton_mcp.grounding._tokens import Token

YEARS = frozenset(range(1000, 2200))
_NEAR_YEARS = range(1900, 2100)
_LAST_DAY, _LAST_MONTH = 31, 12
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_BEFORE_MONTH = frozenset([".", "er", "de", "di", "of", "\u00ba", "\u00b0", "o", "the", *_ORDINALS])
_BEFORE_DAY = word_set("""am bis zum vom ab dem der den und spatestens seit nach vor
    el del al desde hasta il dal entro fino le du au des jusqu op tot vanaf em ate dia giorno jour""")
_ELIDED = frozenset(["l", "all", "dall", "dell"])
OF = word_set("of de d des du del della dello dell dei degli delle di van do da dos das der")  # "el 1/3 de los votos"
DASHES = frozenset(["-", "\u2013", "\u2014"])
_BEFORE_YEAR = frozenset([",", ".", "de", "del", "of", "di", "do"])
_BETWEEN = frozenset(["-", "/", "."])
_TENS = frozenset([20, 30])
_VERBS = frozenset(["may", "march"])
# Also verbs, and other words in other languages; "mai" is May in French and German, never in Italian.
_AMBIGUOUS = {"march": "en", "may": "en", "mars": "fr", "mai": "fr", "sept": ""}


def whole(token: Token) -> int:
    """Return the value of a token of up to four digits, or -1."""
    if token.kind != "number":
        return -1
    text = token.text
    return int(text) if len(text) <= len("2026") and text.isdigit() and text.isascii() else -1


def is_year(token: Token) -> bool:
    """Whether a token in digits may be a year."""
    return whole(token) in YEARS


def date_at(tokens: Sequence[Token], at: int, said: Said, language: str) -> Date | None:
    """Return the date that begins at a token, or None."""
    if tokens[at].kind == "number":
        return _in_digits(tokens, at, language) or _day_first(tokens, at, language)
    if tokens[at].norm in _units.months():
        return _month_first(tokens, at, language)
    day, end = _place(tokens, at, said)
    return _day_then_month(tokens, at, day, end, language)


def _place(tokens: Sequence[Token], at: int, said: Said) -> tuple[int, int]:
    """Return the day that words say and the index behind it: "neunten", "treinta y uno", "twenty-fifth"."""
    if said is None:
        return ordinals().get(tokens[at].norm, 0), at + 1
    tens, end = said
    last = end + 1 if end + 1 < len(tokens) and tokens[end].text == "-" else end
    unit = ordinals().get(tokens[last].norm, 0) if last < len(tokens) and tens in _TENS else 0
    return (int(tens) + unit, last + 1) if 0 < unit < min(_TENS) else (int(tens), end)


def _in_digits(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    """2026-07-01, 01/07/2026, 1.7.2026, 1. 7. 2026, 07/2026 and 28/8."""
    parts = tokens[at].text.split(".")
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if len(parts) == 1 and following not in _BETWEEN:
        return None
    if len(parts) == 1 and at + 2 < len(tokens) and tokens[at + 2].kind == "word":
        return _roman_month(tokens, at)
    if len(parts) == len(("d", "m")):
        return _day_and_month(tokens, at, parts) if following == "." or _is_span(tokens, at) else None
    if len(parts) == len(("d", "m", "y")):
        return _dated(at, at, [int(p) for p in parts]) if all(p.isdigit() and p.isascii() for p in parts) else None
    numbers = [whole(t) for t in tokens[at : at + 5 : 2]]
    signs = [t.text for t in tokens[at + 1 : at + 5 : 2]]
    full = len(numbers) == len(("d", "m", "y")) and signs[0] == signs[1] and min(numbers) > 0
    if full and (signs[0] in {"-", "/"} or (signs[0] == "." and numbers[2] in YEARS)):
        return _dated(at, at + 4, numbers)
    if len(numbers) > 1 and signs[0] == "/":
        if 1 <= numbers[0] <= _LAST_MONTH and numbers[1] in YEARS:
            return Date(at, at + 2, frozenset([(numbers[1], numbers[0], 0)]))
        # 5/12 may be a fraction or a count; 28/8 is a day, and so is "dal 5/12".
        day, month = numbers[:2]
        as_day = day > _LAST_MONTH or (language != "en" and _is_day(tokens, at))
        if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY and signs[1:2] != ["/"] and as_day:
            return Date(at, at + 2, frozenset([(0, month, day)]))
    return None


def _roman_month(tokens: Sequence[Token], at: int) -> Date | None:
    """12-III-2026, 19/VI and 6.iii.: without spaces inside."""
    day, sign, month = tokens[at : at + 3]
    roman, _, year = month.norm.partition("-")
    if roman not in ROMAN or not 1 <= whole(day) <= _LAST_DAY or day.end != sign.start or sign.end != month.start:
        return None
    last = at + 2
    if last + 2 < len(tokens) and tokens[last + 1].text == sign.text and tokens[last + 1].end == tokens[last + 2].start:
        year, last = tokens[last + 2].text, last + 2
    full = _of_century(int(year)) if year.isdigit() and year.isascii() and len(year) <= len("2026") else 0
    if len(roman) == 1 and sign.text in {"-", "."} and not full and not (at and _names_weekday(tokens, at)):
        return None  # "a 12-V battery"
    return Date(at, last if full else at + 2, frozenset([(full, ROMAN[roman], whole(day))]))


def _of_century(year: int) -> int:
    """Return the year that two digits mean: one of this century."""
    return year + 2000 if year < 100 else year


def _is_span(tokens: Sequence[Token], at: int) -> bool:
    """Whether "1.7" is the first or the last day of "del 1.7 al 31.8", and no number."""
    for first in (at, at - 2, at - 3):
        if first < 1 or tokens[first - 1].norm not in _BEFORE_DAY:
            continue
        last = next(
            (place for place in range(first + 1, min(first + 4, len(tokens))) if tokens[place].kind == "number"), 0
        )
        between = tokens[first + 1 : last]
        if (
            not last
            or at not in (first, last)
            or any(t.norm not in _BEFORE_DAY and t.text not in DASHES for t in between)
        ):
            continue
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        if behind is not None and (behind.norm in _units.units() or behind.norm == "h"):
            return False
        return all(_is_day_and_month(tokens[place].text.split(".")) for place in (first, last))
    return False


def _is_day_and_month(parts: list[str]) -> bool:
    digits = len(parts) == len(("d", "m")) and all(part.isdigit() and part.isascii() for part in parts)
    return digits and 1 <= int(parts[0]) <= _LAST_DAY and 1 <= int(parts[1]) <= _LAST_MONTH


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of time stands before "5/12", or another day and a dash, and no "of" behind."""
    before = tokens[at - 1] if at else None
    if before is None or (at + 3 < len(tokens) and tokens[at + 3].norm in OF):
        return False
    if before.text in {"'", "\u2019"}:
        return at > 1 and tokens[at - 2].norm in _ELIDED
    if before.text in DASHES:
        return at > len("d/m") and tokens[at - 3].text == "/"
    return before.norm in _BEFORE_DAY or _names_weekday(tokens, at)


def _names_weekday(tokens: Sequence[Token], at: int) -> bool:
    """Whether a weekday stands before a token, or before the comma or full stop there."""
    place = at - 2 if at > 1 and tokens[at - 1].text in {",", "."} else at - 1
    return tokens[place].norm in _units.weekdays()


def _day_and_month(tokens: Sequence[Token], at: int, parts: list[str]) -> Date | None:
    """Return the date of "31.10.", which with a word of time before it is no number at the end of a sentence."""
    if at == 0 or not _is_day_and_month(parts):
        return None
    if tokens[at - 1].norm not in _BEFORE_DAY and tokens[at - 1].text != "(" and not _names_weekday(tokens, at):
        return None
    dot = at + 1 < len(tokens) and tokens[at + 1].text == "."
    return Date(at, at + dot, frozenset([(0, int(parts[1]), int(parts[0]))]))


def _dated(first: int, last: int, parts: list[int]) -> Date | None:
    """Return a date in digits, read in every order that it can have."""
    a, b, c = parts
    options = set()
    for year, month, day in ((a, b, c), (c, b, a), (c, a, b)):
        full = _of_century(year) if year == c else year
        if full in YEARS and 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY:
            options.add((full, month, day))
    return Date(first, last, frozenset(options)) if options else None


def _day_first(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    """1 July 2026, 1er juillet 2026, 1. Juli 2026, 1 de julio de 2026."""
    return _day_then_month(tokens, at, whole(tokens[at]), at + 1, language)


def _day_then_month(tokens: Sequence[Token], at: int, day: int, month: int, language: str) -> Date | None:
    """Return the date of a day that ends before `month`: in words "cinco de marzo", "the first of July"."""
    last = month + len(("st", "of"))
    while month < min(len(tokens), last) and tokens[month].norm in _BEFORE_MONTH:
        month += 1
    if not 1 <= day <= _LAST_DAY or month >= len(tokens) or tokens[month].norm not in _units.months():
        return None
    if language == "en" and tokens[month].text in _VERBS:  # "those under 18 may enter"
        return None
    year, last = _year(tokens, month + 1)
    return Date(at, last or month, frozenset([(year, _units.months()[tokens[month].norm], day)]))


def _month_first(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    """July 1, 2026, July 2026, and July alone where the word is nothing else."""
    number = _units.months()[tokens[at].norm]
    following = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "." else at + 1
    day = whole(tokens[following]) if following < len(tokens) else -1
    if 1 <= day <= _LAST_DAY and not tokens[at].text.islower():
        ordinal = following + 1 < len(tokens) and tokens[following + 1].norm in _ORDINALS
        year, last = _year(tokens, following + 1 + ordinal)
        return Date(at, last or following + ordinal, frozenset([(year, number, day)]))
    year, last = _year(tokens, following)
    if year:
        return Date(at, last, frozenset([(year, number, 0)]))
    if tokens[at].text == "Mai" or _is_month(tokens, at, language):
        return Date(at, at, frozenset([(0, number, 0)]))
    return None


def _is_month(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a month alone is one: "May" behind another word, but not "may"."""
    norm = tokens[at].norm
    if norm not in _AMBIGUOUS:
        return len(norm) > len("jan")
    if language == "en":
        inside = at > 0 and tokens[at - 1].kind == "word"
        return _AMBIGUOUS[norm] == "en" and inside and tokens[at].capital
    return _AMBIGUOUS[norm] == language


def _year(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the year that follows, and its token; zeros without one."""
    while at < len(tokens) and tokens[at].norm in _BEFORE_YEAR:
        at += 1
    if at < len(tokens) and whole(tokens[at]) in YEARS:
        return whole(tokens[at]), at
    return 0, 0


def with_years(tokens: Sequence[Token], dates: Sequence[Date]) -> list[Date]:
    """Dates without a year may be in any year that the text names."""
    years = {y for date in dates for y, _, _ in date.options if y}
    years |= {y for token in tokens if token.kind == "number" and (y := whole(token)) in _NEAR_YEARS}
    return [
        replace(date, options=date.options | {(y, m, d) for _, m, d in date.options for y in years})
        if all(not y for y, _, _ in date.options)
        else date
        for date in dates
    ]
