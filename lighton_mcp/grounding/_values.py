"""Comparisons that a claim makes, judged by the dates or numbers that the passage gives for both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._comparatives import ALIKE, as_behind, direction
from lighton_mcp.grounding._comparators import DEGREES, HALF
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._order import amount, comparing, than_behind
from lighton_mcp.grounding._ordinals import ORDINAL
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis

_BEFORE = word_set("before avant vor antes prima voor")
_AFTER = word_set("after apres nach despues dopo na apos")
_COMPARED = frozenset(_BEFORE | _AFTER | ALIKE.keys())
# What is no amount: the second quarter is not less than the third.
_NO_AMOUNTS = frozenset([ORDINAL, "quarter", "text", "clock"])
_CURRENCY = "currency"
_QUICK = ("fast", "quick", "slow", "schnell", "langsam", "rapid", "lent", "velo", "snel", "traag")
# How adjectives begin, behind "more" or with its ending, by the dimensions in which they compare.
_ADJECTIVES = {
    "gram": ("heav", "light", "schwer", "leicht", "lourd", "leger", "pesad", "liger", "pesant", "legger", "zwaar", "licht"),
    _CURRENCY: ("cheap", "dear", "expens", "costl", "teur", "billig", "gunstig", "preiswert", "cher", "couteu", "barat", "car", "econom", "duur", "goedkop"),
    "decibel": ("loud", "quiet", "laut", "leis", "bruyant", "silenc", "ruidos", "rumoros", "luid", "stil"),
    "celsius fahrenheit": ("warm", "hot", "cool", "cold", "kalt", "kuhl", "heiss", "chaud", "froid", "calient", "fri", "cald", "fredd", "koud"),
    "metre": ("tall", "wide", "narrow", "deep", "thick", "thin", "breit", "schmal", "tief", "dick", "dunn", "larg", "etroit", "profond", "anch", "estrech", "profund"),
}  # fmt: skip
_SIZES = ("grand", "petit", "gross", "klein", "pequen", "piccol", "groot")  # whatever is measured: "plus grand"
_BESIDE = 2  # tokens


class _Comparison(NamedTuple):
    """What a claim compares: dates or numbers, upwards (1), downwards (-1) or as alike (0), and the words of both sides."""

    kind: Literal["date", "number"]
    sign: int
    at: int
    left: list[int]
    right: list[int]


def compared(claim: Analysis, passage: Analysis) -> int:
    """Return 1 where a claim says "A is heavier than B", "A is as heavy as B" or "A came before B", and the values say so too.

    -1 where they say the reverse, 0 where the claim does not compare or the passage does not tell.
    """
    made = _comparison_in(claim)
    if made is None:
        return 0
    ours, theirs = ({_key(claim, at) for at in side} for side in (made.left, made.right))
    left = [at for at in made.left if _key(claim, at) not in theirs]
    right = [at for at in made.right if _key(claim, at) not in ours]
    for one, two in _sides(claim, left, right):
        about = {
            claim.tokens[at].stem
            for at in left
            if one != left
            and at not in one
            and not _is_of(at, one)
            and not (at == made.at + 1 and claim.tokens[at].norm.startswith(_SIZES))
        }
        told = _Told(claim, passage, made, about, one, two)
        if told.result:
            return told.result
    return 0


def _sides(claim: Analysis, left: list[int], right: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what tells both sides apart: the years where they are all that the second has, the names, or all words."""
    named = [[at for at in side if _is_named(claim, at)] for side in (left, right)]
    if named[1] and all(is_year(claim.tokens[at]) for at in named[1]):
        yield [at for at in left if is_year(claim.tokens[at])], named[1]
        return
    if all(named):
        yield named[0], named[1]
    else:
        yield left, right


def _is_of(at: int, named: list[int]) -> bool:
    """Whether a word only says what kind of thing a name is: the branch of "the Leeds branch", of "the branch in Leeds"."""
    return any(abs(at - other) <= _BESIDE for other in named)


def _is_named(text: Analysis, at: int) -> bool:
    return text.tokens[at].capital or is_year(text.tokens[at])


def _comparison_in(claim: Analysis) -> _Comparison | None:
    """Return what a claim compares; None where one side is a number or it has others than years."""
    tokens = claim.tokens
    if _COMPARED.isdisjoint(claim.norms) and not any(norm in comparing() for norm in claim.norms):
        return None
    for at, token in enumerate(tokens):
        kind, sign = comparing().get(token.norm, ("date", -1 if token.norm in _BEFORE else 1))
        than = None
        if token.norm in ALIKE:
            kind, sign, than = "number", 0, as_behind(claim, at)
        elif token.norm in comparing():
            than = than_behind(claim, at, len(tokens))
            following = comparing().get(tokens[at + 1].norm) if token.norm in DEGREES and at + 1 < len(tokens) else None
            if (following is not None and following[0] == "date") or _is_unless(claim, at, than):
                continue  # "plus ancienne" is told by its second word
            sign = direction(claim, at) or sign * DEGREES.get(tokens[at - 1].norm, 1)
        elif token.norm in _BEFORE or token.norm in _AFTER:
            than = at
        if than is None or any(_is_measured(claim, p) for p in range(than + 1, min(len(tokens), than + 4))):
            continue
        first, second = [*range(at), *range(at + 1, than)], range(than + 1, len(tokens))
        left, right = ([p for p in side if _names_one(claim, p)] for side in (first, second))
        if not left or not right or any(tokens[p].norm in HALF for p in range(than + 1, min(len(tokens), than + 3))):
            continue
        if any(claim.clause_of[p] == claim.clause_of[at] and p < at for p in claim.negators):
            sign = -sign or -1  # "not as heavy as" is lighter
        if kind == "date" and amount(token.norm) and all(is_year(tokens[p]) for p in right):
            kind, sign = "number", amount(token.norm)  # "mayor en 2024 que en 2023" is greater, not older
        return _Comparison(kind, sign, at, left, right)
    return None


def _is_unless(text: Analysis, at: int, than: int | None) -> bool:
    """Whether words compare nothing: "a menos que", "no more than one"."""
    if not at or than is None:
        return False
    return at - 1 in text.negators or (than == at + 1 and text.tokens[at - 1].norm == "a")


def _is_measured(text: Analysis, at: int) -> bool:
    """Whether a token is of a number that is no year."""
    return text.fact_of[at] and not is_year(text.tokens[at])


def _names_one(text: Analysis, at: int) -> bool:
    token = text.tokens[at]
    if is_year(token):
        return True
    return (
        token.kind == "word" and not text.fact_of[at] and (not token.stop or (token.capital and len(token.text) == 1))
    )


def _key(text: Analysis, at: int) -> str:
    token = text.tokens[at]
    return token.text if is_year(token) else token.stem


def _places(claim: Analysis, at: int, passage: Analysis) -> list[int]:
    """Return where the passage has a word of the claim, or a year."""
    token = claim.tokens[at]
    if is_year(token):
        return [p for p, other in enumerate(passage.tokens) if other.text == token.text]
    places = passage.positions.get(token.stem, ())
    return [p for p in places if not passage.fact_of[p] and not (p and passage.fact_of[p - 1])]  # not what is counted


class _Told:
    """What the values of a passage tell of a comparison: `result` is 1 where it holds, -1 where the reverse does, or 0.

    `one` and `two` are the words of a claim that tell its sides apart, `about` are the stems of what it says of both.
    """

    def __init__(
        self, claim: Analysis, passage: Analysis, made: _Comparison, about: set[str], one: list[int], two: list[int]
    ) -> None:
        self.claim, self.passage, self.about = claim, passage, about
        self.fitting = _dimensions_of(claim, made.at)
        self.known: dict[int, list[tuple[int, tuple[str, float]]]] = {}
        for at, value in passage.measured[made.kind]:
            following = passage.tokens[at + 1 : at + 1 + _BESIDE]
            if value[0] not in _NO_AMOUNTS and not any(token.norm in DEGREES for token in following):  # "two days more"
                self.known.setdefault(passage.clause_of[at], []).append((at, value))
        own, others = ([p for at in side for p in _places(claim, at, passage)] for side in (one, two))
        ours, theirs = self._values(one, own, others), self._values(two, others, own)
        shared = [dimension for dimension in ours if dimension in theirs]
        if not shared and len(ours) == len(theirs) == 1 and "" in ours.keys() | theirs.keys():
            # "for 640 euros, the other for 590" has the unit once; of other measures the sizes are not known then.
            unit = next((dimension for dimension in (*ours, *theirs) if dimension), "")
            shared = [""] if _units.is_currency(unit) or unit == "percent" else []
            ours, theirs = dict.fromkeys([""], *ours.values()), dict.fromkeys([""], *theirs.values())
        self.result = 0
        if len(shared) == 1:
            mine, other = ours[shared[0]], theirs[shared[0]]
            quick = claim.tokens[made.at].norm.startswith(_QUICK) or any(
                token.norm.startswith(_QUICK) for token in claim.tokens[made.at + 1 : made.at + 2]
            )
            if quick and shared[0] in _units.LENGTHS:
                mine, other = other, mine  # what is faster takes less time
            if not made.sign:
                self.result = 1 if mine == other else -1
            elif mine != other:
                self.result = made.sign if mine > other else -made.sign

    def _values(self, words: list[int], own: list[int], rivals: list[int]) -> dict[str, float]:
        """Return the value of each dimension that the passage gives for one side."""
        passage = self.passage
        found: dict[str, set[float]] = {}
        for at in words:
            mine: dict[str, set[float]] = {}
            for place in _places(self.claim, at, passage):
                beside = self.known.get(passage.clause_of[place], self.known.get(_labelled(passage, place), []))
                here = [p for p in (*own, *rivals) if passage.clause_of[p] == passage.clause_of[place]]
                for dimension, value in _of_place(place, beside, here, rivals).items():
                    if self._is_meant(place, dimension):
                        mine.setdefault(dimension, set()).add(value)
            for dimension, values in mine.items():
                if len(values) == 1:  # a word that has several, such as the verb of both, tells them not apart
                    found.setdefault(dimension, set()).update(values)
        return {dimension: min(values) for dimension, values in found.items() if len(values) == 1}

    def _is_meant(self, place: int, dimension: str) -> bool:
        """Whether a value of a sentence is what the claim compares: by its dimension, or by what else the sentence says."""
        if self.fitting is not None:
            return dimension in self.fitting or (_CURRENCY in self.fitting and _units.is_currency(dimension))
        span = self.passage.units[self.passage.unit_of[place]]
        return not self.about or not self.about.isdisjoint(t.stem for t in self.passage.tokens[span.first : span.last])


def _dimensions_of(claim: Analysis, at: int) -> frozenset[str] | None:
    """Return the dimensions in which the word at a token, or the one behind it, compares: grams for "heavier"."""
    for token in claim.tokens[at : at + 2]:
        for dimension, words in _ADJECTIVES.items():
            if token.norm.startswith(words):
                return frozenset(dimension.split())
    return None


def _of_place(
    place: int, known: list[tuple[int, tuple[str, float]]], sides: list[int], rivals: list[int]
) -> dict[str, float]:
    """Return for each dimension the value that belongs to a word: the next one, or the only one of its clause.

    `known` are the values of the clause, `sides` the words of both sides in it. Where one of these stands behind all
    values, each is of the word behind it: "24 hours of theory and 40 of practice". No word of the other side may stand
    between.
    """
    found: dict[str, float] = {}
    before = bool(known) and max(at for at, _ in known) < max(sides)
    for dimension in {dimension for _, (dimension, _) in known}:
        mine = sorted(
            (abs(at - place), at, value) for at, (d, value) in known if d == dimension and (at < place) == before
        )
        if mine and not any(min(place, mine[0][1]) < rival < max(place, mine[0][1]) for rival in rivals):
            found[dimension] = mine[0][2]
    return found


def _labelled(passage: Analysis, at: int) -> int:
    """Return the clause behind a colon that a token of a label stands before, or -1: "Annual berth: 410 euros"."""
    following = passage.clauses.get(passage.clause_of[at] + 1)
    return passage.clause_of[at] + 1 if following and passage.tokens[following[0]].text == ":" else -1
