"""What follows a number: its scale and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._hours import HOURS
from lighton_mcp.grounding._number_words import SHORT_SCALES, scale_word
from lighton_mcp.grounding._readings import exact
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

# Words of some language unless written with a capital.
_CASED_UNITS = frozenset(["to", "go", "mo", "ko", "a", "an", "in", "no", "ma", "va"])
_PERCENT = frozenset(["percent", "pourcent", "porciento", "porcento", "percento", "vonhundert"])
_DAY = ("second", 86400)
_WORKING_DAY = ("working_day", 1.0)
_OF = frozenset(["d", "de", "di", "of"])
_APOSTROPHES = frozenset(["'", "\u2019"])
_MOST_DESCRIBING = 2  # words
# How words end that stand before what they describe: in English any but plurals, in German participles and adjectives.
_DESCRIBED_BEFORE = {
    "en": tuple("abcdefghijklmnopqrtuvwxyz"),
    "de": ("ene", "enen", "ener", "ete", "eten", "te", "ten"),
}
_PRIMES = _APOSTROPHES | {"\u2032"}
_HAS = frozenset(["es", "it", "pt"])  # languages in which "ha" is also a verb
_LONG = 9  # letters of two words that are one unit: "newton metres"
_WORDS = 3  # of a unit that is written out
_HUNDRED = 100
_HOURS = 24
TEMPERATURES = frozenset(["celsius", "fahrenheit", "degree"])
_SCALES_OF_HEAT = {
    "celsius": "celsius", "centigrade": "celsius", "centigrades": "celsius", "centigrados": "celsius", "c": "celsius",
    "fahrenheit": "fahrenheit", "f": "fahrenheit",
}  # fmt: skip
_SQUARE = word_set("square sq carre carres cuadrado cuadrados quadrato quadrati quadrado quadrados vierkante")
_CUBIC = word_set("cubic cu cube cubes cubico cubicos cubo cubi kubieke")
_LITRES = 1000  # in a cubic metre
_MINUS = frozenset(["-", "\u2212", "\u2013", "minus", "moins", "menos", "meno"])
_AT_LEAST = frozenset(["al", "au", "lo", "pelo", "du", "ou", "o", "mas", "piu"])  # "al menos 20", "plus ou moins 20"
_BELOW = word_set("below unter sous sotto bajo onder abaixo")
_ZERO = word_set("zero null cero nul freezing")
# What may stand between a number and its unit.
MODIFIERS = word_set("""working contract financial fiscal business school swiss us american canadian australian calendar consecutive full whole additional more
    further calendaires calendaire consecutifs consecutives naturales corridos weitere volle vollen voller volles
    ganze ganzen kalender supplementaires complets pleines extra aufeinanderfolgende consecutivi solari angefangene angefangenen angefangener angefangenes entamee entame operating running empezado empezada primer primeros primeras first premiers premieres ersten primi prime eerste primeiros primeiras siguientes siguiente suivants suivantes seguenti following folgenden next iniciado iniciada iniziato iniziata started commenced""")


def with_unit(
    tokens: Sequence[Token], at: int, raw: frozenset[float], language: str
) -> tuple[frozenset[tuple[str, float]], int]:
    """Return the values of a number whose digits end before `at`, with what follows it read as scale and unit."""
    multiplier, position = _scale(tokens, at, language)
    hyphen = position < len(tokens) and tokens[position].text in HYPHENS  # 30-day
    for place in (position + hyphen, position + hyphen + 1):
        unit = _unit_at(tokens, place, language)
        if unit is not None and _is_no_unit(tokens, at, place):
            break
        if unit is not None:
            dimension, factor, end = unit
            values = {(dimension, exact(value * multiplier * factor)) for value in raw}
            if tokens[end - 1].norm in HOURS:  # also a time of day
                values |= {("clock", value * 60) for value in raw if value <= _HOURS}
            if dimension == "degree":
                values |= {(heat, value) for _, value in values for heat in TEMPERATURES}
            return frozenset(values), end
        if place >= len(tokens) or tokens[place].norm not in MODIFIERS:
            break
    described = None if raw == {1.0} or is_year(tokens[at - 1]) else _described(tokens, position, language)
    if described is not None:
        dimension, factor, end = described
        return frozenset((dimension, exact(value * multiplier * factor)) for value in raw), end
    money = position + 1 if position < len(tokens) and tokens[position].norm in _OF else len(tokens)
    money += money < len(tokens) and tokens[money].text in _APOSTROPHES
    if position < len(tokens) and language != "en" and _is_minutes(tokens, position):
        return frozenset(("second", exact(60 * value)) for value in raw), position + 1
    unit = _unit_at(tokens, money, language)
    if unit is not None and _units.is_currency(unit[0]):  # "cinq millions d'euros"
        return frozenset((unit[0], exact(value * multiplier * unit[1])) for value in raw), unit[2]
    return frozenset(("", exact(value * multiplier)) for value in raw), position


def _described(tokens: Sequence[Token], at: int, language: str) -> tuple[str, float, int] | None:
    """Return the unit of time behind the words that describe it: "five unused leave days"; not where they may be counted."""
    if language not in _DESCRIBED_BEFORE:
        return None
    for place in range(at, min(at + _MOST_DESCRIBING + 1, len(tokens))):
        unit = _units.units().get(tokens[place].norm) if place > at and len(tokens[place].norm) > len("min") else None
        if (
            unit is not None
            and unit[0] in _units.TIMES
            and tokens[place - 1].norm.endswith(_DESCRIBED_BEFORE[language])
        ):
            return (*unit, place + 1)
        if unit is not None or not tokens[place].content or tokens[place].norm in _units.units():
            return None
    return None


def _is_minutes(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apostrophe behind a number is its unit: "10' de cocción"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = behind is not None and behind.kind != "sign" and behind.start == tokens[at].end
    return tokens[at].text in _PRIMES and tokens[at].start == tokens[at - 1].end and not joined


def _is_no_unit(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether a letter behind a number is no unit: "under-16s", "trois s'ils", "17 l'année précédente"."""
    if len(tokens[place].text) > 1:
        return False
    elided = place + 1 < len(tokens) and tokens[place + 1].text in _APOSTROPHES
    return elided or (tokens[place].text == "s" and at > 1 and tokens[at - 2].text in HYPHENS)


def _scale(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int]:
    """Return what the word behind a number multiplies it by, and the index after it: "million", "k", "Mio."."""
    if at >= len(tokens):
        return 1.0, at
    token = tokens[at]
    scale = scale_word(token.norm, language)
    if scale is not None and scale > _HUNDRED:
        end = at + 1
        if end < len(tokens) and tokens[end].text == "." and token.norm in SHORT_SCALES:
            end += 1
        if end < len(tokens) and tokens[end].norm in _OF:
            end += 1
            end += end < len(tokens) and tokens[end].text in _APOSTROPHES
        return float(scale), end
    if tokens[at - 1].end == token.start:
        if token.norm == "k":
            return 1000.0, at + 1
        if token.norm == "m" and _currency_before(tokens, at):
            return 1e6, at + 1
    return 1.0, at


def _unit_at(tokens: Sequence[Token], at: int, language: str) -> tuple[str, float, int] | None:
    """Return the unit that stands at a token: dimension, factor, index after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    double = _of_two(token, following) if following is not None else None
    if double is not None:
        return (*double, at + 2)
    written_out = _units.units().get("".join(t.norm for t in tokens[at : at + _WORDS]))
    if written_out is not None and at + _WORDS <= len(tokens):  # "revolutions per minute", "U/min"
        return (*written_out, at + _WORDS)
    if _units.is_working_unit(token.norm):
        return (*_WORKING_DAY, at + 1)
    found = _units.units().get(token.norm) or (_units.compound(token.norm) if language == "de" else None)
    if found is not None and found[0] == "degree" and following is not None and following.norm in _SCALES_OF_HEAT:
        return _SCALES_OF_HEAT[following.norm], 1.0, at + 2
    cased = token.norm in _CASED_UNITS and not (token.norm == "an" and language == "fr")
    if found is None or (cased and token.text.islower()) or _is_verb(tokens, at, language):
        return None
    return (*found, at + 1)


def _is_verb(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether "ha" behind a number is a verb: "la linea 2 ha un ritardo"."""
    verb = tokens[at].norm == "ha" and language in _HAS
    return verb and at > 1 and tokens[at - 2].content


def _of_two(token: Token, following: Token) -> tuple[str, float] | None:
    """Return the unit that two tokens make: "\u00b0 C", "k\u20ac", "per cent", "working days", "jours ouvr\u00e9s"."""
    joined = token.norm + following.norm
    adjacent = following.start == token.end and "sign" in {token.kind, following.kind}
    if (adjacent or (len(joined) >= _LONG and token.norm in _units.units())) and joined in _units.units():
        return _units.units()[joined]
    if joined in _PERCENT:
        return ("percent", 1.0)
    for noun, adjective in ((following, token), (token, following)):
        length = _units.units().get(noun.norm, ("", 0.0))
        if length[0] == "metre" and adjective.norm in _SQUARE:
            return "square_metre", exact(length[1] ** 2)
        if length[0] == "metre" and adjective.norm in _CUBIC:
            return "litre", exact(_LITRES * length[1] ** 3)
    for day, adjective in ((following, token), (token, following)):
        if _units.is_working(adjective.norm) and _units.units().get(day.norm) == _DAY:
            return _WORKING_DAY
    return None


def below_zero(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether a number is said to be negative: "-20", "minus 20", "20 degrees below zero"."""
    if end + 1 < len(tokens) and tokens[end].norm in _BELOW and tokens[end + 1].norm in _ZERO:
        return True
    if not first or tokens[first - 1].norm not in _MINUS:
        return False
    sign = tokens[first - 1]
    if sign.kind == "word":
        return first == 1 or tokens[first - 2].norm not in _AT_LEAST
    # "5-20" is a range, and "- 20" an entry of a list.
    return sign.end == tokens[first].start and (first == 1 or tokens[first - 2].end < sign.start)


def _currency_before(tokens: Sequence[Token], at: int) -> bool:
    unit = _units.units().get(tokens[at - 2].norm) if at > 1 else None
    return unit is not None and _units.is_currency(unit[0])
