"""A text made ready for comparison: tokens, sentences, clauses and what each denies, quantities and dates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lighton_mcp.grounding import _quantities
from lighton_mcp.grounding._lexicon import clause_words, denying, negators
from lighton_mcp.grounding._quantities import Date, Quantity
from lighton_mcp.grounding._sentences import split
from lighton_mcp.grounding._tokens import Token, tokenize

RELATIVE = 5  # letters that two words share from the beginning when one comes from the other: involv-ed, involv-ement
_BORDERS = frozenset(",;:()[]\u2013\u2014|\u2022\"\u201c\u201d\u00ab\u00bb")
# "not only", "no more than": the word after says that nothing is denied.
_NOT_DENIED = frozenset(
    "only more less later fewer longer sooner earlier seulement nur mehr spater solo solamente mas menos soltanto piu alleen meer "
    "later apenas so mais plus least just necessarily".split(),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a text: its tokens `first` to `last` exclusive, and its offsets."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What comparison needs of one text; lists with one entry a token run parallel to `tokens`."""

    text: str
    language: str
    tokens: list[Token]
    units: list[Unit]
    unit_of: list[int]
    clause_of: list[int]
    negated: list[bool]
    fact_of: list[bool]
    quantities: list[Quantity]
    dates: list[Date]
    positions: dict[str, list[int]]
    relatives: dict[str, list[str]]


@lru_cache(maxsize=256)
def analyse(text: str, language: str) -> Analysis:
    """Analyse a text as one in the given language; the last 256 texts are kept."""
    tokens = tokenize(text, language)
    units, unit_of = _units(text, tokens)
    quantities, dates = _quantities.facts(tokens, language)
    fact_of = [False] * len(tokens)
    for fact in (*quantities, *dates):
        fact_of[fact.first : fact.last + 1] = [True] * (fact.last + 1 - fact.first)
    clause_of = _clauses(tokens, unit_of, language)
    positions: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind == "word":
            positions.setdefault(token.stem, []).append(index)
    relatives: dict[str, list[str]] = {}
    for stem in positions:
        if len(stem) >= RELATIVE:
            relatives.setdefault(stem[:RELATIVE], []).append(stem)
    negated = _negated(tokens, clause_of, language)
    return Analysis(
        text, language, tokens, units, unit_of, clause_of, negated, fact_of, quantities, dates, positions, relatives,
    )  # fmt: skip


def _units(text: str, tokens: list[Token]) -> tuple[list[Unit], list[int]]:
    units: list[Unit] = []
    unit_of: list[int] = []
    at = 0
    for sentence in split(text):
        while at < len(tokens) and tokens[at].start < sentence.start:
            unit_of.append(max(0, len(units) - 1))
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < sentence.end:
            unit_of.append(len(units))
            at += 1
        units.append(Unit(first, at, sentence.start, sentence.end))
    unit_of += [max(0, len(units) - 1)] * (len(tokens) - at)
    return units, unit_of


def _clauses(tokens: list[Token], unit_of: list[int], language: str) -> list[int]:
    borders = clause_words(language)
    clause_of: list[int] = []
    clause = 0
    for index, token in enumerate(tokens):
        new_unit = index > 0 and unit_of[index] != unit_of[index - 1]
        if new_unit or token.text in _BORDERS or (token.norm in borders and token.kind == "word"):
            clause += 1
        clause_of.append(clause)
    return clause_of


def is_negator(tokens: list[Token], index: int, language: str) -> bool:
    """Whether a token denies its clause."""
    token = tokens[index]
    if token.norm not in negators(language):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return True
    if following.norm in _NOT_DENIED or following.kind in {"number", "clock"}:
        return False
    # "No. 5" and "n° 5"
    return not (following.text in {".", "\u00b0"} and index + 2 < len(tokens) and tokens[index + 2].kind == "number")


def _negated(tokens: list[Token], clause_of: list[int], language: str) -> list[bool]:
    """For each token whether its clause is denied; a denying word ("prohibited") turns the rest of its clause, not itself."""
    explicit: set[int] = set()
    lexical: dict[int, int] = {}
    beginnings = denying(language)
    turned: set[int] = set()
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if is_negator(tokens, index, language):
            explicit.add(clause_of[index])
        elif not token.stop and token.norm.startswith(beginnings):
            lexical[clause_of[index]] = lexical.get(clause_of[index], 0) + 1
            turned.add(index)
    return [
        (clause in explicit) != ((lexical.get(clause, 0) - (index in turned)) % 2 == 1)
        for index, clause in enumerate(clause_of)
    ]
