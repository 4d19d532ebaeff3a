# word lists, one language a line
"""Places in an order: "the 3rd contract", "ab dem 3. Vertrag", and the quarters and halves of a year: "Q3", "the third quarter", "H1"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._dates import whole
from lighton_mcp.grounding._facts import Quantity
from lighton_mcp.grounding._number_words import ordinals
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

ORDINAL = "ordinal"
_SUFFIXES = word_set("st nd rd th e er ere eme ieme o a de ste")
_BEFORE = word_set("der die das dem den des am im zum zur vom beim jeder jede jedes jedem jeden")
_DEGREE = frozenset(["fr", "es", "it", "pt"])  # "2\u00b0 piano"
_QUARTER = word_set("quarter trimestre trimester quartal quartals kwartaal")
_HALF_YEAR = word_set("semestre semester halbjahr halbjahrs halbjahres halfjaar")
_SHORT = {f"{letter}{n}": n for letter in "qt" for n in (1, 2, 3, 4)}
_SHORT_HALVES = {f"h{n}": n for n in (1, 2)}
_ACCORDING = frozenset(["secondo", "segundo"])
_ARTICLES = word_set("il lo la l i gli le quanto o a os as")
_HIGHEST = 60  # place that is written with a degree sign: "90\u00b0 a sinistra" is an angle
_QUARTERS, _HALVES = 4, 2
_NAMES = {_QUARTERS: "quarter", _HALVES: "half-year"}


def quarter_words() -> frozenset[str]:
    """Return the words with which a quarter of a year can begin."""
    return (
        frozenset(_SHORT)
        | frozenset(_SHORT_HALVES)
        | frozenset(word for word, place in ordinals().items() if place <= _QUARTERS)
    )


def quarter_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return the quarter or half of a year that begins at a token, or None."""
    number, end, parts = _SHORT.get(tokens[at].norm, 0), at + 1, _QUARTERS
    if tokens[at].norm in _SHORT_HALVES:
        number, parts = _SHORT_HALVES[tokens[at].norm], _HALVES
    if not number:
        number, end = _place(tokens, at)
        if number and end < len(tokens) and tokens[end].text == "-":  # third-quarter figures
            end += 1
        if not number or end >= len(tokens) or tokens[end].norm not in _QUARTER | _HALF_YEAR:
            return None
        parts = _QUARTERS if tokens[end].norm in _QUARTER else _HALVES
        end += 1
    return Quantity(at, end - 1, frozenset([(_NAMES[parts], float(number))]), frozenset()) if number <= parts else None


def ordinal_at(tokens: Sequence[Token], at: int, language: str) -> Quantity | None:
    """Return the place in digits that begins at a token, or None; as a number it is the same."""
    if tokens[at].kind != "number":
        return None
    place, end = _place(tokens, at)
    sign = tokens[end - 1].text if end > at + 1 else ""
    if not place or not sign or (sign == "." and language != "de"):
        return None
    if sign == "\u00b0" and (language not in _DEGREE or place > _HIGHEST):
        return None
    value = float(place)
    return Quantity(at, end - 1, frozenset([("", value), (ORDINAL, value)]), frozenset([value]))


def places_in(tokens: Sequence[Token]) -> list[Quantity]:
    """Return the places that a text has in words."""
    table = ordinals()
    return [
        Quantity(at, at, frozenset([(ORDINAL, float(table[token.norm]))]), frozenset())
        for at, token in enumerate(tokens)
        if token.norm in table and not _says_by_whom(tokens, at)
    ]


def _says_by_whom(tokens: Sequence[Token], at: int) -> bool:
    """Whether Italian "secondo" and Portuguese "segundo" mean "according to": "secondo il contratto"."""
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    return tokens[at].norm in _ACCORDING and following in _ARTICLES


def _place(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the place that a token says, in words or in digits with their sign, and the index behind it."""
    token = tokens[at]
    if token.kind != "number":
        return ordinals().get(token.norm, 0), at + 1
    place = whole(token)
    if place < 1 or at + 1 >= len(tokens) or tokens[at + 1].start != token.end:
        return 0, at + 1
    if tokens[at + 1].kind == "word":
        return (place, at + 2) if tokens[at + 1].norm in _SUFFIXES else (0, at + 1)
    if tokens[at + 1].text == "\u00b0" and at + 2 < len(tokens) and len(tokens[at + 2].norm) > 1:
        return place, at + 2
    if tokens[at + 1].text == "." and at + 2 < len(tokens):
        if tokens[at + 2].start == tokens[at + 1].end and tokens[at + 2].norm in _SUFFIXES:
            return place, at + 3  # "3.\u00ba"
        if tokens[at + 2].norm in _QUARTER or (at and tokens[at - 1].norm in _BEFORE):
            return place, at + 2
    return 0, at + 1
