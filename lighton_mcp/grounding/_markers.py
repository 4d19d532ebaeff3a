"""Citation markers in every form that models write, with the numbers they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_NAMES = r"(?:passages?|sources?|quelles?|quellen|fuentes?|fonti|fonte|fontes|bronn?(?:en)?|passaggi[o]?|pasajes?|abschnitt|documents?|extraits?|refs?\.?)"
_LIST = r"\d{1,6}(?:\s{0,3}(?:[,;&\u2013\u2014-]|and|et|und|y|e|en)\s{0,3}\^?\d{1,6}){0,40}"
_MAX_RANGE = 50  # a wider range is no citation of that many passages

_FORMS = "|".join(
    (
        rf"[\[\u3010\u3014\uff3b]\s{{0,3}}\^?(?:{_NAMES}\s{{0,3}}[:#\u00b0]?\s{{0,3}}(?:n[o\u00b0]\.?\s?)?)?(?P<bracket>{_LIST})(?:\u2020[^\]\u3011\n]{{0,60}})?\s{{0,3}}[\]\u3011\u3015\uff3d](?![(:])",
        rf"\(\s?(?:(?:see|voir|siehe|cf\.?|vgl\.?|vedi|ver|zie)\s)?{_NAMES}\s?[:#]?\s?\[?(?P<named>{_LIST})\]?\s?\)",
        # Only behind a comma or stop: "in this document [1]" keeps its noun.
        rf"(?<=[.,;:(\u2013\u2014-]\s)(?P<inline>{_NAMES}\s\[(?P<inline_list>{_LIST})\])",
        r"(?P<superscript>[\u00b9\u00b2\u00b3\u2074-\u2079]+)(?=[\s.,;:)]|$)",
        r"(?<=[\w.!?\u00bb\u201d\")\]])\s?\((?P<round>\d{1,2})\)(?=[ \t]*(?:[.,;:!?]|$|\n|\(\d))",
    ),
)
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
    """Whether a superscript stands behind a letter or digit that it may be the power of, as in m\u00b2."""
    return start > 0 and (
        text[start - 1].isdigit() or text[max(0, start - 2) : start].strip() in {"m", "km", "cm", "mm"}
    )


def find(text: str, known: frozenset[int]) -> list[Marker]:
    """All markers of an answer in order; forms that could be something else count only with the number of a passage."""
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
            if (
                form == "bracket"
                and text[match.start()] == "["
                and match.start() > 0
                and text[match.start() - 1] in "!]"
                and _is_link(text, match.start())
            ):
                continue
        found.append(Marker(match.start(), match.end(), numbers))
    taken = {at for marker in found for at in range(marker.start, marker.end)}
    for match in _prose().finditer(text):
        if match.start() not in taken and known.issuperset(numbers := _numbers(match["prose_list"])):
            found.append(Marker(match.start(), match.end(), numbers, prose=True))
    return sorted(found, key=lambda marker: marker.start)


def _is_link(text: str, start: int) -> bool:
    return text[start - 1] == "!"


def blank(text: str, markers: list[Marker]) -> str:
    """Return the text with spaces in place of the markers, so that offsets stay; markers in prose stay too."""
    parts, at = [], 0
    for marker in markers:
        if marker.prose or marker.start < at:
            continue
        parts += [text[at : marker.start], " " * (marker.end - marker.start)]
        at = marker.end
    return "".join([*parts, text[at:]])
