# word lists, one language a line
"""Parts of a whole: "two thirds", "a quarter of an hour", "2/3", "half the fleet", and "and a half" behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._comparators import DEGREES
from lighton_mcp.grounding._dates import OF, whole
from lighton_mcp.grounding._facts import Quantity
from lighton_mcp.grounding._number_words import ordinals
from lighton_mcp.grounding._readings import exact
from lighton_mcp.grounding._tokens import fold
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._readings import Said
    from lighton_mcp.grounding._tokens import Token

# These are parts of something without a number before them and without a unit behind.
_HALVES = word_set("half halves halved moitie halfte halbiert mitad meta helft metade")
_HALVING = frozenset(["halves", "halved", "halbiert"])  # "it halves the fare" may be said without a half
# These are parts of a unit: "demi-heure", "media hora", "halbe Stunde"; alone they mean other things.
_HALF_OF_UNIT = word_set("half halve demi demie halb halbe halben halber halbes medio media mezz mezza mezzo meio meia")
_PARTS = (
    dict.fromkeys(_HALVES | {"halb"}, 1 / 2)
    | dict.fromkeys(word_set("third thirds tiers drittel tercio tercios terzo terzi derde derden terco tercos"), 1 / 3)
    | dict.fromkeys(word_set("quarter quarters quart quarts viertel cuarto cuartos quarto quarti quartos kwart"), 1 / 4)
    | dict.fromkeys(word_set("fifth fifths cinquieme cinquiemes funftel quinto quintos quinti vijfde"), 1 / 5)
    | dict.fromkeys(word_set("tenth tenths dixieme dixiemes zehntel decimo decimos decimi tiende"), 1 / 10)
)
# Behind one of them these need a word for "of": "a quarter" is also three months, "un cuarto" a room.
_MORE_MEANINGS = word_set(
    "quarter quarters tiers cuarto cuartos quarto quartos terzo quinto fifth tenth third derde vijfde tiende"
)
_BETWEEN = OF | word_set("a an the un une la le l los las el una uno il lo i gli het een um uma o")
_LINK = 4  # tokens from a fraction to its unit: "quarter of an hour"
_SIGNS = {"\u00bd": 1 / 2, "\u2153": 1 / 3, "\u2154": 2 / 3, "\u00bc": 1 / 4, "\u00be": 3 / 4}
_JOINING = frozenset(["-", "'", "\u2019", "\u2010", "\u2011"])
_DIMENSIONS = frozenset(["second", "month", "gram", "litre", "metre"])
_AND = frozenset(["and", "et", "und", "y", "e", "en"])
_ARTICLES = frozenset(["a", "an", "een", "ein", "une", "un"])
_DIGITS = (8, 2, 1, 0)
_DOZENS = word_set("dozen douzaine dutzend docena dozzina dozijn duzia")
_MORE, _MORE_WITHIN = word_set("more over plus mehr uber mas piu oltre meer mais"), 3
_LARGEST = 10  # denominator: "7/12" is rather a date or a count
BEGINNINGS = frozenset([*_PARTS, *_HALF_OF_UNIT, *map(fold, _SIGNS)])


def fraction_at(tokens: Sequence[Token], at: int, said: Said) -> Quantity | None:
    """Return the part that begins at a token: a share of something in percent, or of a unit in that unit."""
    found = _share(tokens, at, said)
    if found is None or (at and tokens[at].norm in _HALVES and tokens[at - 1].norm in ordinals()):
        return None  # "the first half" is a time
    share, end, alone = found
    dozen = next((at for at in range(end, min(end + 2, len(tokens))) if tokens[at].norm in _DOZENS), None)
    if dozen is not None:
        return Quantity(at, dozen, frozenset([("", exact(12 * share))]), frozenset([exact(12 * share)]))
    if end + 1 < len(tokens) and tokens[end].text in _JOINING and tokens[end + 1].norm in _units.frequencies():
        dimension, size = _units.frequencies()[tokens[end + 1].norm]  # half-yearly
        return Quantity(at, end + 1, frozenset([(f"per {dimension}", exact(share * size))]), frozenset())
    unit_at = _unit_behind(tokens, end, short=tokens[at].text in _SIGNS or tokens[end - 1].kind == "number")
    if unit_at is not None:
        dimension, factor = _units.units()[tokens[unit_at].norm]
        return Quantity(at, unit_at, frozenset([(dimension, exact(share * factor))]), frozenset([exact(share)]))
    if not alone:
        return None
    percents = frozenset(exact(round(100 * share, digits)) for digits in _DIGITS)  # a third is also 33.3 %
    # "More than half" is "most", and no number.
    most = share == 1 / 2 and not _MORE.isdisjoint(token.norm for token in tokens[max(0, at - _MORE_WITHIN) : at])
    weak = most or tokens[at].norm in _HALVING
    return Quantity(at, end - 1, frozenset(("percent", percent) for percent in percents), percents, weak=weak)


def half_more(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index behind "and a half" that begins at a token, or None."""
    if at < len(tokens) and tokens[at].text == "\u00bd":
        return at + 1
    if at + 1 >= len(tokens) or tokens[at].norm not in _AND:
        return None
    half = at + 2 if tokens[at + 1].norm in _ARTICLES else at + 1
    return half + 1 if half < len(tokens) and tokens[half].norm in _HALF_OF_UNIT else None


def _share(tokens: Sequence[Token], at: int, said: Said) -> tuple[float, int, bool] | None:
    """Return a share, the index behind it, and whether it means something without a unit."""
    token = tokens[at]
    if token.text in _SIGNS:
        return _SIGNS[token.text], at + 1, True
    if token.kind == "number":
        count, end = float(whole(token)), at + 1
        if at + 2 < len(tokens) and tokens[at + 1].text == "/" and tokens[at + 1].start == token.end:
            below = whole(tokens[at + 2])
            return (count / below, at + 3, True) if 0 < count < below <= _LARGEST else None
    else:
        article = token.norm in _ARTICLES
        count, end = said if said is not None else (float(article), at + article)
    if end < len(tokens) and tokens[end].text == "-":  # two-thirds
        end += 1
    if count > 0 and end < len(tokens) and tokens[end].norm in _PARTS:
        of = end + 1 < len(tokens) and tokens[end + 1].norm in OF
        plural = count > 1 and tokens[end].norm.endswith(("s", "i", "tel"))
        bounded = any(token.norm in DEGREES for token in tokens[max(0, at - _MORE_WITHIN) : at])  # "moins d'un tiers"
        clear = of or plural or bounded or tokens[end].norm not in _MORE_MEANINGS
        return count * _PARTS[tokens[end].norm], end + 1, clear
    if token.norm in _HALVES:
        return 1 / 2, at + 1, True
    if token.norm in _HALF_OF_UNIT:
        return 1 / 2, at + 1, False
    return None


def _unit_behind(tokens: Sequence[Token], end: int, *, short: bool) -> int | None:
    """Return the token of a unit of time, length, weight or volume behind a fraction; one letter only in a `short` notation."""
    found = None
    for at in range(end, min(end + _LINK, len(tokens))):
        token = tokens[at]
        unit = _units.units().get(token.norm) if len(token.norm) > 1 or short else None
        if unit is not None and unit[0] in _DIMENSIONS:
            found = at
        if token.norm not in _BETWEEN and token.text not in _JOINING:  # "an" may be a year or an article
            break
    return found
