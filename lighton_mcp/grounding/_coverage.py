"""How much of a claim a passage has: its words and facts looked up, and the sentences that have most of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._facts import Date, Fact, within
from lighton_mcp.grounding._ordinals import ORDINAL
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._index import Index

MAX_UNITS = 3  # sentences that may carry a claim together
FACT_WEIGHT = 1.0
_MIN_GAIN = 0.15  # of what is covered: a sentence that adds less is not needed
_DIGITS = 9  # to which gains are alike
_ELSEWHERE = 0.6  # a word that stands in the passage, but not in the sentences that carry the claim
_ASKED_WEIGHT = 0.3  # words of the question help to tell which sentence is meant
_NOVEL = 0.5  # an ordinary word that the passage does not have may be a paraphrase
_COMMON = 0.4  # of that is left where the word is one of all texts, such as "part" or "receive"


class Term(NamedTuple):
    """A word of a claim that means something.

    `given` where the question has it too, `common` where many texts have it.
    """

    at: int
    stem: str
    weight: float
    given: bool
    common: bool


class Coverage:
    """The words and facts of a claim, where a passage has them, and the sentences that together have most of them.

    `units` are these sentences, best first, at most three. `asked` is the question that the claim answers, if any;
    `title` are the stems of the passage's title, which go without saying.
    """

    def __init__(self, claim: Analysis, passage: Analysis, weigh: Index, number: int, asked: Analysis | None) -> None:
        self.claim, self.passage, self.asked = claim, passage, asked
        self.title = weigh.titles[number]
        self.terms = {
            term: _match.find(term.stem, passage) for term in terms_of(claim, weigh, asked.positions if asked else ())
        }
        self.matches = [(fact, same_in(fact, passage)) for fact in claim.facts]
        self.facts = {
            fact: [other.first for other in (*others, *in_years(fact, passage))]
            for fact, others in self.matches
            if isinstance(fact, Date) or not fact.weak
        }
        self.units: list[int] = _units(self._gains(weigh), asked.positions if asked else ())

    def _gains(self, weigh: Index) -> dict[int, dict[object, float]]:
        """For each sentence what of the claim it has."""
        passage = self.passage
        gains: dict[int, dict[object, float]] = {}
        for term, (positions, quality) in self.terms.items():
            for at in positions:
                gains.setdefault(passage.unit_of[at], {})[term] = term.weight * quality
        for fact, places in self.facts.items():
            for hit in places:
                gains.setdefault(passage.unit_of[hit], {})[fact] = FACT_WEIGHT
        for stem in self.asked.positions if self.asked else ():
            for at in passage.positions.get(stem, ()):
                if not passage.tokens[at].stop and passage.unit_of[at] in gains:
                    gains[passage.unit_of[at]].setdefault(stem, _ASKED_WEIGHT * weigh.weight(stem))
        return gains

    @cached_property
    def near_terms(self) -> frozenset[Term]:
        """The words that stand in the chosen sentences."""
        return frozenset(term for term, (places, _) in self.terms.items() if self.near(places))

    def near(self, positions: Iterable[int]) -> bool:
        """Whether one of some tokens of the passage stands in the chosen sentences."""
        return any(self.passage.unit_of[at] in self.units for at in positions)

    @property
    def places(self) -> list[int]:
        """The tokens of the chosen sentences that the claim has."""
        unit_of = self.passage.unit_of
        found = [at for positions, _ in self.terms.values() for at in positions]
        return [
            at for at in (*found, *(hit for hits in self.facts.values() for hit in hits)) if unit_of[at] in self.units
        ]

    @property
    def adds(self) -> bool:
        """Whether the claim has a word or a number that the question has not."""
        known = {value for quantity in self.asked.quantities for value in quantity.raw} if self.asked else set()
        return any(not term.given for term in self.terms) or any(
            isinstance(fact, Date) or not fact.raw <= known for fact in self.facts
        )

    def share(self, *, within_units: bool, answering: bool = False) -> float:
        """Return the weighted share of the claim that the chosen sentences have, or the whole passage.

        `answering`: a word that the question has not is the answer. It counts in full where the passage lacks it, and
        such words count by themselves too: the smaller of both shares is returned.
        """
        everything = self._share(self.terms, 1.0 if answering else _NOVEL, within_units=within_units)
        if everything is None:
            return 1.0
        if not answering:
            return everything
        answer = self._share((term for term in self.terms if not term.given), 1.0, within_units=within_units)
        return everything if answer is None else min(everything, answer)

    def _share(self, chosen: Iterable[Term], novel: float, *, within_units: bool) -> float | None:
        total = have = 0.0
        for term in chosen:
            positions, quality = self.terms[term]
            if positions:
                total += term.weight
                have += term.weight * quality * (1.0 if not within_units or term in self.near_terms else _ELSEWHERE)
            elif term.stem in self.title:
                total += term.weight * _ELSEWHERE
                have += term.weight * _ELSEWHERE
            else:
                total += term.weight * novel * (_COMMON if term.common else 1.0)
        for places in self.facts.values():
            total += FACT_WEIGHT
            if places:
                have += FACT_WEIGHT * (1.0 if not within_units or self.near(places) else _ELSEWHERE)
        return have / total if total else None


def terms_of(claim: Analysis, weigh: Index, given: Iterable[str]) -> list[Term]:
    """Return the words of a claim to look up: no stop words, no numbers; each stem once."""
    known, common = frozenset(given), common_words(claim.language)
    return [
        Term(positions[0], stem, weigh.weight(stem), stem in known, claim.tokens[positions[0]].norm in common)
        for stem, positions in claim.positions.items()
        if not claim.tokens[positions[0]].stop and not claim.fact_of[positions[0]]
    ]


def facts_of(text: Analysis) -> list[Fact]:
    """Return the numbers and dates of a text that are more than articles."""
    return [*(q for q in text.quantities if not q.weak), *text.dates]


def has(fact: Fact, passage: Analysis) -> bool:
    """Whether a passage has a number or date."""
    return bool(same_in(fact, passage) or in_years(fact, passage))


def same_in(fact: Fact, passage: Analysis) -> list[Fact]:
    """Return the numbers or dates of a passage that are the same as one."""
    if isinstance(fact, Date):
        return [date for date in passage.dates if within(fact, date)] or _days(fact, passage)
    return passage.same(fact)


def _days(date: Date, passage: Analysis) -> list[Fact]:
    """Return the bare numbers that are a day in a sentence that names its month: "not on the 12th but on 19 June"."""
    days = {float(d): m for _, m, d in date.options if m and d}
    months = {(passage.unit_of[other.first], m) for other in passage.dates for _, m, _ in other.options}
    return [
        other
        for day, month in days.items()
        for other in passage.valued(day)
        if not other.weak and other.dimensions <= {"", ORDINAL} and (passage.unit_of[other.first], month) in months
    ]


def in_years(fact: Fact, passage: Analysis) -> list[Date]:
    """Return the dates of a passage whose year is a number."""
    if isinstance(fact, Date) or not fact.raw & passage.years:
        return []
    return [date for date in passage.dates if fact.raw & {float(y) for y, _, _ in date.options if y}]


def _units(gains: dict[int, dict[object, float]], asked: Collection[object] = ()) -> list[int]:
    """Return the sentences that together have most of a claim, best first, at most three.

    Near ones first among equals.
    """
    most = {unit: sum(gain.values()) for unit, gain in gains.items()}
    if max(most.values(), default=0.0) <= 0.0:
        return []
    chosen = [min(most, key=lambda unit: (-round(most[unit], _DIGITS), unit))]
    covered = dict(gains[chosen[0]])
    while len(chosen) < MAX_UNITS:
        least = _MIN_GAIN * sum(covered.values())
        more = {u: _added(gains[u], covered, asked) for u in gains if most[u] > least and u not in chosen}
        best = max(
            (unit for unit in more if more[unit] > least),
            key=lambda unit: (round(more[unit], _DIGITS), -min(abs(unit - c) for c in chosen), -unit),
            default=None,
        )
        if best is None:
            break
        chosen.append(best)
        for key, gained in gains[best].items():
            covered[key] = max(covered.get(key, 0.0), gained)
    return chosen


def _added(gain: dict[object, float], covered: dict[object, float], asked: Collection[object]) -> float:
    """Return how much more of a claim a sentence has than is covered, words of the question aside."""
    return sum(
        value - covered.get(key, 0.0)
        for key, value in gain.items()
        if value > covered.get(key, 0.0) and key not in asked and not (isinstance(key, Term) and key.given)
    )
