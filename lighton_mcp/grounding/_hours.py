# word lists, one language a line
"""Times of day: "14:30", "9h30", "7 pm", "19 Uhr 30", "siete de la tarde", "ore 19"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _spoken_hours
from lighton_mcp.grounding._bounds import HYPHENS, bound
from lighton_mcp.grounding._dates import whole
from lighton_mcp.grounding._facts import Quantity
from lighton_mcp.grounding._readings import words_value
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._readings import Said
    from lighton_mcp.grounding._tokens import Token

_NOON, _HOURS, _MINUTES = _spoken_hours.NOON, 24, _spoken_hours.HOUR
_PAIR = 2  # digits of minutes
_BEFORE_HOURS = frozenset(["ore", "heures", "horas", "h"])  # "alle ore 19"
# Words for hours, which say as well how long something lasts.
HOURS = frozenset(["h", "heure", "heures", "hora", "horas", "ore", "uur"])
_LINKS = word_set("in the de du del della di la l da am o clock s") | {"'", "\u2019"} | HOURS
_NAMED = dict.fromkeys(["noon", "midday", "midi", "mediodia", "mezzogiorno"], 12) | dict.fromkeys(
    ["midnight", "minuit", "mitternacht", "medianoche", "mezzanotte", "middernacht"], 0
)
BEGINNINGS = _spoken_hours.BEGINNINGS | frozenset(_NAMED)
_STEP = 5  # minutes that are written out: "heures trente"
_TO_HOURS = frozenset(["alle", "dalle", "at"])
_THE_HOURS = frozenset(["le", "delle", "las"])
_AROUND_HOURS = word_set("dopo prima entro verso tra fra e oltre de desde a hasta y antes despues")
_TO = word_set("to until till and bis und a et e y alle tot en ate as - \u2013")
_LINKED = 5  # tokens from an hour to its half of the day: "9 heures de l'apres-midi"
_WILL_BE = "ser\u00e1"  # without its accent it is the Italian evening
_MORNING = word_set("morning vormittag matin morgens vormittags manana mattina mattino ochtends manha")
_EVENING = word_set(
    "afternoon evening abend nachmittag apres soir nachmittags abends tarde noche pomeriggio sera middags avonds noite"
)


def hour_at(tokens: Sequence[Token], at: int, said: Said, language: str) -> Quantity | None:
    """Return the time of day that begins at a token, or None where it may be another number."""
    token = tokens[at]
    if token.kind == "clock":
        hours, minutes = map(int, re.split("[hH:]", token.text))
        half, end = _half_day(tokens, at + 1, language)
        return _clock(tokens, at, end, hours, minutes, half, lasts=":" not in token.text)
    if token.norm in _NAMED and not (at and tokens[at - 1].text in HYPHENS):  # "apr\u00e8s-midi"
        minutes, behind = _spoken_hours.added(tokens, at, at + 1, language, named=True) or (0, at + 1)
        return _clock(tokens, at, behind, *divmod(_NAMED[token.norm] * _MINUTES + minutes, _MINUTES))
    past = _spoken_hours.past(tokens, at, language) if token.kind == "word" else None
    if past is not None:
        return _spoken(tokens, at, *past, language)
    if token.kind == "word" and said is None:
        return None
    with_dot = _dotted(tokens, at, language) if "." in token.text else None
    if with_dot is not None:
        return with_dot
    hours, end = (int(said[0]), said[1]) if said is not None else (whole(token), at + 1)
    if not 0 <= hours <= _HOURS:
        return None
    spoken = end < len(tokens) and tokens[end].norm == "uhr"
    if end + 1 < len(tokens) and (spoken or tokens[end].norm in HOURS):
        minutes, behind = _minutes(tokens, end + 1, language)
        if behind:
            half, behind = _half_day(tokens, behind, language)
            return _clock(tokens, at, behind, hours, minutes, half, lasts=not spoken)
    more = _spoken_hours.added(tokens, at, end, language)
    if more is not None:
        return _spoken(tokens, at, hours * _MINUTES + more[0], more[1], language)
    half, behind = _half_day(tokens, end + spoken, language)
    if half and hours <= _NOON:
        return _clock(tokens, at, behind, hours, 0, half)
    if spoken:
        return _clock(tokens, at, end + 1, hours, 0)
    if at and token.kind == "number" and (tokens[at - 1].norm in _BEFORE_HOURS or _is_hour(tokens, at)):
        return _clock(tokens, at, end, hours, 0, bare=float(hours))
    return None


def _minutes(tokens: Sequence[Token], at: int, language: str) -> tuple[int, int]:
    """Return the minutes behind the word for hours and the index behind them, or zeros: "heures trente"."""
    minutes = whole(tokens[at])
    if 0 <= minutes < _MINUTES and len(tokens[at].text) == _PAIR:
        return minutes, at + 1
    said = words_value(tokens, at, language) if tokens[at].kind == "word" else None
    spoken = said is not None and _STEP <= said[0] < _MINUTES and said[0] % _STEP == 0
    return (int(said[0]), said[1]) if said is not None and spoken else (0, 0)


def _is_hour(tokens: Sequence[Token], at: int) -> bool:
    """Whether words before a number and none behind it say that it is an hour: "alle 14", "dopo le 14"."""
    before = tokens[at - 1].norm if at else ""
    if not _spoken_hours.ends(tokens, at + 1):
        return False
    return before in _TO_HOURS or (before in _THE_HOURS and at > 1 and tokens[at - 2].norm in _AROUND_HOURS)


def _spoken(tokens: Sequence[Token], at: int, minutes: int, end: int, language: str) -> Quantity:
    """Return a time of day that is spoken; without a half of the day it may be in both."""
    half, past = _half_day(tokens, end, language)
    found = _clock(tokens, at, past, *divmod(minutes, _MINUTES), half)
    if half or not 0 < minutes < (_NOON + 1) * _MINUTES:
        return found
    later = float((minutes + _NOON * _MINUTES) % (_HOURS * _MINUTES))
    return replace(found, values=found.values | {("clock", later)})


def dotted(text: str) -> tuple[int, int] | None:
    """Return the hours and minutes of "10.30", which may be another number; None of what cannot be a time of day."""
    hours, _, minutes = text.partition(".")
    if len(minutes) != _PAIR or not (hours.isdigit() and minutes.isdigit()):
        return None
    return (int(hours), int(minutes)) if int(hours) <= _HOURS and int(minutes) < _MINUTES else None


def _dotted(tokens: Sequence[Token], at: int, language: str) -> Quantity | None:
    """Return the time of day "10.30" beside a word that says that it is one."""
    time = dotted(tokens[at].text)
    if time is None:
        return None
    behind = at + 1 < len(tokens) and tokens[at + 1].norm in {"uhr", "h", "uur"}
    half, past = _half_day(tokens, at + 1 + behind, language)
    if behind or half or (at and tokens[at - 1].norm in _BEFORE_HOURS):
        return _clock(tokens, at, past, *time, half)
    if _is_hour(tokens, at) or any(_is_span(tokens, first) for first in (at, at - 2)):
        return _clock(tokens, at, past, *time, bare=float(tokens[at].text))
    return None


def _is_span(tokens: Sequence[Token], first: int) -> bool:
    """Whether two times of day stand here with what joins them: "9.00 to 13.00"."""
    if first < 0 or first + 2 >= len(tokens) or tokens[first + 1].norm not in _TO:
        return False
    begins, ends = dotted(tokens[first].text), dotted(tokens[first + 2].text)
    return begins is not None and ends is not None and begins < ends


def _half_day(tokens: Sequence[Token], at: int, language: str) -> tuple[str, int]:
    """Which half of the day stands behind an hour, "a" or "p" or neither, and the index behind it."""
    if at < len(tokens) and (tokens[at].norm == "pm" or (tokens[at].norm == "am" and language != "de")):
        return tokens[at].norm[0], at + 1
    if (
        at + 2 < len(tokens)
        and tokens[at].norm in {"a", "p"}
        and tokens[at + 1].text == "."
        and tokens[at + 2].norm == "m"
    ):
        return tokens[at].norm, at + 3
    for place in range(at, min(at + _LINKED, len(tokens))):
        norm = tokens[place].norm
        if norm == "apres" and not (place + 1 < len(tokens) and tokens[place + 1].text in HYPHENS):
            break  # "huit heures apr\u00e8s la prise"
        if (norm in _MORNING or norm in _EVENING) and tokens[place].text.lower() != _WILL_BE:
            return "a" if norm in _MORNING else "p", place + 1
        if norm not in _LINKS:
            break
    return "", at


def _clock(
    tokens: Sequence[Token],
    at: int,
    end: int,
    hours: int,
    minutes: int,
    half: str = "",
    *,
    lasts: bool = False,
    bare: float | None = None,
) -> Quantity:
    """Return a time in minutes of the day; "1 h 30" may also be how long something lasts, and "alle ore 19" is 19."""
    bare_value = {("", bare)} if bare is not None else set()
    if half == "p" and hours < _NOON:
        hours += _NOON
    value = float(hours * _MINUTES + minutes)
    values = {("clock", value)} | ({("second", value * 60)} if lasts else set()) | bare_value
    if not value:
        values.add(("clock", float(_HOURS * _MINUTES)))  # midnight ends a day, or begins one
    raw = {value} if minutes else {value, float(hours)}
    return Quantity(at, end - 1, frozenset(values), frozenset(raw), *bound(tokens, at, end))
