# word lists, one language a line
"""Times of day as they are spoken: "half past nine", "Viertel vor zehn", "las siete y cuarto", "huit heures moins dix"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._dates import whole
from lighton_mcp.grounding._readings import words_value
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

NOON, HOUR = 12, 60
_PARTS = {"half": 30, "quarter": 15, "halb": 30, "viertel": 15, "kwart": 15}
_HALF_TO = {"de": "halb", "nl": "half"}  # "halb zehn" is half past nine
_SIDES = {"past": 1, "after": 1, "nach": 1, "over": 1, "to": -1, "before": -1, "vor": -1, "voor": -1}
_SURE_SIDES = frozenset(["past", "nach", "over", "vor", "voor"])  # "ten to twelve" may be from ten to twelve
_MORE = frozenset(["y", "e", "et"])
_LESS = frozenset(["menos", "meno", "moins"])
_THE = frozenset(["le", "un", "il"])
_BEHIND = dict.fromkeys(["cuarto", "quarto", "quart"], 15) | dict.fromkeys(
    ["media", "mezza", "mezzo", "demi", "demie", "meia"], 30
)
_AT = word_set("las la alle dalle a as at the")
_HOURS = word_set("heures heure horas hora")
_LEAST = 5  # minutes that are said as a number behind an hour
_LAST_OF_TENS = 30  # minutes before or after an hour
_CLOSING = frozenset(".,;:)!?")
BEGINNINGS = frozenset(_PARTS)


def past(tokens: Sequence[Token], at: int, language: str) -> tuple[int, int] | None:
    """Return the minutes of the day that begin at a token with a part of an hour, and the index behind them."""
    part, following = _PARTS.get(tokens[at].norm, 0), at + 1
    counted = None if part else words_value(tokens, at, language)
    if counted is not None:
        part, following = int(counted[0]), counted[1]
    side = _SIDES.get(tokens[following].norm, 0) if following < len(tokens) else 0
    if counted is not None and not (side and tokens[following].norm in _SURE_SIDES and _LEAST <= part < _LAST_OF_TENS):
        return None
    if not part or (not side and tokens[at].norm != _HALF_TO.get(language)):
        return None
    place = following + bool(side)
    if place >= len(tokens):
        return None
    said = words_value(tokens, place, language)
    hours, end = (int(said[0]), said[1]) if said is not None else (whole(tokens[place]), place + 1)
    if not 0 < hours <= NOON or (counted is not None and not ends(tokens, end)):
        return None
    return hours * HOUR + part * (side or -1), end


def added(tokens: Sequence[Token], at: int, end: int, language: str, *, named: bool = False) -> tuple[int, int] | None:
    """Return the minutes that are said behind an hour, and the index behind them; the hour may be `named`: "noon"."""
    hours = end < len(tokens) and tokens[end].norm in _HOURS
    article = tokens[at - 1].norm if at and not named else ""
    if not (named or hours or article in _AT):
        return None
    place = end + hours
    if place >= len(tokens):
        return None
    sign = 1 if tokens[place].norm in _MORE else -1 if tokens[place].norm in _LESS else 0
    if article == "the" and tokens[place].text not in HYPHENS:  # "the seven trains", "the seven-twelve"
        return None
    place += bool(sign) or tokens[place].text in HYPHENS
    place += sign < 0 and place < len(tokens) and tokens[place].norm in _THE
    place += sign > 0 and place + 1 < len(tokens) and tokens[place].norm in _THE and tokens[place + 1].norm in _BEHIND
    if place >= len(tokens):
        return None
    if sign and tokens[place].norm in _BEHIND:
        return sign * _BEHIND[tokens[place].norm], place + 1
    said = words_value(tokens, place, language) if tokens[place].kind == "word" else None
    if said is None or not _LEAST <= said[0] < HOUR or not ends(tokens, said[1]):
        return None
    return (sign or 1) * int(said[0]), said[1]


def ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a time cannot be what is counted."""
    return (
        at >= len(tokens)
        or tokens[at].text in _CLOSING
        or tokens[at].norm == "uhr"
        or (tokens[at].kind == "word" and tokens[at].stop)
    )
