"""Citation markers in every form that models write, with the numbers they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_NAMES = (
    r"(?:passages?|sources?|quelles?|quellen|fuentes?|fonti|fonte|fontes|bronn?(?:en)?|passaggi[o]?|pasajes?|abschnitt|"
    r"documents?|extraits?|refs?\.?)"
)
_LIST = r"\d{1,40}(?:\s{0,3}(?:[,;&\u2013\u2014-]|and|et|und|y|e|en)\s{0,3}\^?\d{1,40}){0,40}"
_OPEN, _CLOSE = r"[\[\u3010\u3014\uff3b]", r"[\]\u3011\u3015\uff3d]"
_NUMBER_SIGN = r"(?:n[o\u00b0]\.?\s?)?"
_MAX_RANGE = 50  # a wider range is no citation of that many passages

# A link whose text is only a number is a marker too; its target goes with it.
_BRACKETS = (
    rf"(?:!(?=\[\d{{1,40}}\]\())?{_OPEN}\s{{0,3}}\^?(?:{_NAMES}\s{{0,3}}[:#\u00b0]?\s{{0,3}}{_NUMBER_SIGN})?"
    rf"(?P<bracket>{_LIST})(?:\u2020[^\]\u3011\n]{{0,60}})?\s{{0,3}}{_CLOSE}(?:\([^()\s]{{0,500}}\))?"
)
_SEE = r"(?:(?:see|voir|siehe|cf\.?|vgl\.?|vedi|ver|zie)\s)?"
_NAMED = rf"\(\s?{_SEE}{_NAMES}\s?[:#]?\s?\[?(?P<named>{_LIST})\]?\s?\)"
_SUPERSCRIPT = r"(?P<superscript>[\u00b9\u00b2\u00b3\u2074-\u2079]+)(?=[\s.,;:)]|$)"
_ROUND = r"(?<=[\w.!?\u00bb\u201d\")\]])\s?\((?P<round>\d{1,2})\)(?=[ \t]*(?:[.,;:!?]|$|\n|\(\d))"
_FORMS = f"{_BRACKETS}|{_NAMED}|{_SUPERSCRIPT}|{_ROUND}"
_SUPERSCRIPTS = str.maketrans("\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "123456789")
_PROSE = rf"(?<![\w])(?P<prose>{_NAMES}\s(?:n[o\u00b0]\.?\s?)?(?P<prose_list>{_LIST}))(?![\w%])"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at `start:end` and the numbers it gives; one in prose ("passage 2 says") is part of the sentence."""

    start: int
    end: int
    numbers: tuple[int, ...]
    prose: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_FORMS, re.IGNORECASE)


@cache
def _prose() -> re.Pattern[str]:
    return re.compile(_PROSE, re.IGNORECASE)


def _numbers(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    previous_end, previous = 0, None
    for match in re.finditer(r"[0-9]+", text):
        number = int(match[0])
        joined = text[previous_end : match.start()].strip(" ^")
        if previous is not None and joined in {"-", "\u2013", "\u2014"} and 0 < number - previous <= _MAX_RANGE:
            numbers.extend(range(previous + 1, number + 1))
        else:
            numbers.append(number)
        previous_end, previous = match.end(), number
    return tuple(dict.fromkeys(numbers))


def _units_before(text: str, start: int) -> bool:
    """Tell whether a superscript stands behind a letter or digit that it may be the power of, as in m\u00b2."""
    return start > 0 and (
        text[start - 1].isdigit() or text[max(0, start - 2) : start].strip() in {"m", "km", "cm", "mm"}
    )


def find(text: str, known: frozenset[int]) -> list[Marker]:
    """Return all markers of an answer in order.

    Forms that could be something else count only with the number of a passage.
    """
    found: list[Marker] = []
    for match in _pattern().finditer(text):
        form = match.lastgroup
        if form == "superscript":
            numbers = tuple(dict.fromkeys(int(c) for c in match[0].translate(_SUPERSCRIPTS)))
            if not known.issuperset(numbers) or _units_before(text, match.start()):
                continue
        elif form == "round":
            numbers = _numbers(match["round"])
            if not known.issuperset(numbers):
                continue
        else:
            numbers = _numbers(match["bracket"] or match["named"] or "")
        found.append(Marker(match.start(), match.end(), numbers))
    taken = {at for marker in found for at in range(marker.start, marker.end)}
    found += [
        Marker(match.start(), match.end(), numbers, prose=True)
        for match in _prose().finditer(text)
        if match.start() not in taken and known.issuperset(numbers := _numbers(match["prose_list"]))
    ]
    return sorted(found, key=lambda marker: marker.start)


def blank(text: str, markers: list[Marker]) -> str:
    """Return the text with spaces in place of the markers, so that offsets stay; markers in prose stay too."""
    parts, at = [], 0
    for marker in markers:
        if marker.prose or marker.start < at:
            continue
        parts += [text[at : marker.start], " " * (marker.end - marker.start)]
        at = marker.end
    return "".join([*parts, text[at:]])
