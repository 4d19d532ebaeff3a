"""A text made ready for comparison: tokens, sentences, clauses and what each denies, quantities and dates."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lighton_mcp.grounding import _facts, _quantities, _weekdays
from lighton_mcp.grounding._aliases import aliases
from lighton_mcp.grounding._apart import apart, units_said
from lighton_mcp.grounding._clause_words import is_condition
from lighton_mcp.grounding._clauses import clauses, metre_of, signs, vague_clauses
from lighton_mcp.grounding._facts import Date, Fact, Quantity
from lighton_mcp.grounding._names import is_name, runs_of
from lighton_mcp.grounding._negators import is_negator, turning
from lighton_mcp.grounding._number_words import ordinals
from lighton_mcp.grounding._order import values_in
from lighton_mcp.grounding._ordinals import ORDINAL, places_in
from lighton_mcp.grounding._renaming import is_part
from lighton_mcp.grounding._sentences import split
from lighton_mcp.grounding._separable import rejoined
from lighton_mcp.grounding._subjects import stand_ins, taken_over
from lighton_mcp.grounding._tokens import Token, tokenize
from lighton_mcp.grounding._units import is_currency, units

RELATIVE = 5  # letters that two words share from the beginning when one comes from the other: involv-ed, involv-ement
_SILENT = frozenset(
    ".,;:!?()[]{}|/\\\"'`*_#~-\u2010\u2011\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2022\u00b7\u00bf\u00a1\u00a7\u00b0"
)
_CELL = "|"  # between the cells of a table


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a text: its tokens `first` to `last` exclusive, and its offsets."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Analysis:
    """What comparison needs of one text; lists with one entry a token run parallel to `tokens`."""

    text: str
    language: str
    tokens: list[Token]
    units: list[Unit]
    unit_of: list[int]
    clause_of: list[int]
    fact_of: list[bool]
    quantities: list[Quantity]
    dates: list[Date]
    positions: dict[str, list[int]]
    relatives: dict[str, list[str]]
    denied: dict[int, bool]
    denying: dict[int, list[int]]
    metre: list[float]
    vague: frozenset[int]
    found: dict[str, tuple[list[int], float]] = field(default_factory=dict)  # what `_match.find` found before
    units_named: dict[int, frozenset[tuple[str, float]]] = field(default_factory=dict)  # what `_apart` found before

    def complete(self) -> None:
        """Make at once what is otherwise made when a comparison first needs it."""
        for name, made in vars(Analysis).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    @cached_property
    def facts(self) -> list[Fact]:
        """The quantities and the dates."""
        return [*self.quantities, *self.dates]

    @cached_property
    def clauses(self) -> dict[int, list[int]]:
        """The tokens of each clause."""
        clauses: dict[int, list[int]] = {}
        for at, clause in enumerate(self.clause_of):
            clauses.setdefault(clause, []).append(at)
        return clauses

    @cached_property
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of each clause."""
        tokens = self.tokens
        return {
            c: frozenset(tokens[at].stem for at in inside if tokens[at].kind == "word")
            for c, inside in self.clauses.items()
        }

    @cached_property
    def conditional(self) -> frozenset[int]:
        """The clauses that are a condition or a question: "if it does not answer" says nothing of whether it answers."""
        return frozenset(
            clause
            for clause, inside in self.clauses.items()
            if self.tokens[self.units[self.unit_of[inside[0]]].last - 1].text == "?"
            or any(
                is_condition(self.tokens[at], self.language)
                for at in range(inside[0], min(inside[0] + 2, len(self.tokens)))
            )
        )

    @cached_property
    def taken_over(self) -> dict[int, list[int]]:
        """For the words of a subject the clauses of later sentences that take it over."""
        return taken_over(self.tokens, self.units, self.clause_of, self.language)

    def frequency(self, stem: str) -> int:
        """In how many sentences a stem stands."""
        return len({self.unit_of[at] for at in self.positions.get(stem, ())})

    @cached_property
    def negators(self) -> list[int]:
        """The tokens that deny their clause."""
        known = turning(self.language)
        return [
            at
            for at, token in enumerate(self.tokens)
            if token.norm in known and is_negator(self.tokens, at, self.language)
        ]

    @cached_property
    def _by_value(self) -> dict[object, list[Quantity]]:
        found: dict[object, list[Quantity]] = {}
        for quantity in self.quantities:
            for value in (*quantity.values, *quantity.raw):
                found.setdefault(value, []).append(quantity)
        return found

    def valued(self, value: object) -> list[Quantity]:
        """Return the quantities that have a value, with its dimension or without."""
        return self._by_value.get(value, [])

    def same(self, claimed: Quantity) -> list[Fact]:
        """Return the quantities of this text that are the claimed one, or the days of the month that it names."""
        keys: frozenset[object] = claimed.values | claimed.raw
        near = {id(quantity): quantity for key in keys for quantity in self._by_value.get(key, ())}
        in_order = sorted(near.values(), key=lambda quantity: quantity.first)  # a set has another order in each process
        found: list[Fact] = [quantity for quantity in in_order if _facts.same(claimed, quantity)]
        if ORDINAL in claimed.dimensions:
            found += [place for place in self.places if claimed.values & place.values]
            found += [date for date in self.dates if any(d in claimed.raw for _, _, d in date.options)]
        return found or [*apart(claimed, self)]

    @cached_property
    def measured(self) -> dict[str, list[tuple[int, tuple[str, float]]]]:
        """The dates and the numbers that can be compared, each with its token and its dimension."""
        return {kind: list(values_in(self, kind)) for kind in ("date", "number")}

    @cached_property
    def rows(self) -> frozenset[int]:
        """The sentences that are rows of a table."""
        if _CELL not in self.text:
            return frozenset()
        return frozenset(self.unit_of[at] for at, token in enumerate(self.tokens) if token.text == _CELL)

    @cached_property
    def units_said(self) -> frozenset[tuple[str, float]]:
        """The units and periods that it names, with a number or without."""
        return frozenset(units_said(self))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies that it names, with a number or without."""
        table = units()
        found = {table[token.norm][0] for token in self.tokens if token.norm in table}
        return frozenset(filter(is_currency, found))

    @cached_property
    def quantities_in(self) -> dict[int, list[Quantity]]:
        """The quantities of each sentence."""
        found: dict[int, list[Quantity]] = {}
        for quantity in self.quantities:
            found.setdefault(self.unit_of[quantity.first], []).append(quantity)
        return found

    @cached_property
    def places(self) -> list[Quantity]:
        """The places in an order that it has in words."""
        return [] if self.norms.isdisjoint(ordinals()) else places_in(self.tokens)

    @cached_property
    def spoken(self) -> list[int]:
        """The tokens that are said: no signs, save "$", "%" and the like."""
        return [at for at, token in enumerate(self.tokens) if token.kind != "sign" or token.text not in _SILENT]

    @cached_property
    def spoken_norms(self) -> list[str]:
        """What is said, without case and accents."""
        return [self.tokens[at].norm for at in self.spoken]

    @cached_property
    def norms(self) -> frozenset[str]:
        """The words without case and accents."""
        return frozenset(token.norm for token in self.tokens if token.kind == "word")

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The weekdays that it names: 1 is Monday."""
        return frozenset(_weekdays.named(self.tokens))

    @cached_property
    def weekdays_meant(self) -> dict[int, set[int]]:
        """The weekdays that its sentences include without naming them: "Monday to Thursday", "the weekend", "every day"."""
        found: dict[int, set[int]] = {}
        for at, day in _weekdays.meant(self.tokens, self.language):
            found.setdefault(self.unit_of[at], set()).add(day)
        return found

    @cached_property
    def plain_words(self) -> list[str]:
        """The words that mean something and are no names, without accents."""
        return [token.norm for token in self.tokens if token.content and not token.capital]

    @cached_property
    def content_words(self) -> list[str]:
        """The words in letters that mean something."""
        return [token.norm for token in self.tokens if token.content and token.norm.isalpha()]

    @cached_property
    def initials(self) -> str:
        """The first letters of the words that mean something."""
        return "".join(token.text[0] for token in self.tokens if token.content)

    @cached_property
    def years(self) -> frozenset[float]:
        """The years of its dates, as numbers."""
        return frozenset(float(y) for date in self.dates for y, _, _ in date.options if y)

    @cached_property
    def names(self) -> list[int]:
        """Codes and capitalised words that do not open a sentence, in German behind a title; no weekdays and months."""
        return [at for at in range(len(self.tokens)) if is_name(self, at)]

    @cached_property
    def name_runs(self) -> list[list[int]]:
        """The names, each as the tokens that follow each other."""
        return runs_of(self)

    @cached_property
    def aliases(self) -> dict[str, frozenset[str]]:
        """For the words of a name the word for what has it, and the other way round."""
        return aliases(self)

    @cached_property
    def capitalised(self) -> list[int]:
        """The words that may be part of a name by their capital."""
        return [at for at, token in enumerate(self.tokens) if is_part(token)]

    @cached_property
    def name_places(self) -> frozenset[int]:
        """The tokens of its names."""
        return frozenset(self.names)


@lru_cache(maxsize=256)
def analyse(text: str, language: str) -> Analysis:
    """Analyse a text as one in the given language; the last 256 texts are kept."""
    tokens = _weekdays.spelled_out(tokenize(text, language), language)
    units, unit_of = _units(text, tokens)
    quantities, dates = _quantities.facts(tokens, language)
    fact_of = [False] * len(tokens)
    facts: list[Fact] = [*quantities, *dates]
    for fact in facts:
        fact_of[fact.first : fact.last + 1] = [True] * (fact.last + 1 - fact.first)
    clause_of = clauses(tokens, unit_of, language)
    if language == "de":
        tokens = rejoined(tokens, clause_of)
    positions: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind == "word":
            positions.setdefault(token.stem, []).append(index)
    for opening, name in stand_ins(tokens, units, language).items():
        for at in name:
            insort(positions[tokens[at].stem], opening)
    relatives: dict[str, list[str]] = {}
    for stem in positions:
        if len(stem) >= RELATIVE:
            relatives.setdefault(stem[:RELATIVE], []).append(stem)
    denied, denying = signs(tokens, clause_of, unit_of, language)
    return Analysis(
        text, language, tokens, units, unit_of, clause_of, fact_of, quantities, dates, positions, relatives,
        denied, denying,
        metre_of(tokens, unit_of, language), vague_clauses(tokens, unit_of, clause_of, fact_of, units, denied, denying, language),
    )  # fmt: skip


def _units(text: str, tokens: list[Token]) -> tuple[list[Unit], list[int]]:
    starts = [token.start for token in tokens]
    units: list[Unit] = []
    unit_of: list[int] = []
    last = 0
    for number, sentence in enumerate(split(text)):
        first = bisect_left(starts, sentence.start, last)
        # What stands between two sentences, such as a bullet, goes with the one before it.
        unit_of += [max(0, number - 1)] * (first - last)
        last = bisect_left(starts, sentence.end, first)
        unit_of += [number] * (last - first)
        units.append(Unit(first, last, sentence.start, sentence.end))
    unit_of += [max(0, len(units) - 1)] * (len(tokens) - last)
    return units, unit_of
