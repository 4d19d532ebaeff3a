"""How well one passage carries a claim: words and numbers looked up, contradictions, and the stretch that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _cross, _match
from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._disagreement import problems
from lighton_mcp.grounding._facts import Date, Fact, within
from lighton_mcp.grounding._question import holds, misses, statement, yes_or_no
from lighton_mcp.grounding._quote import quote
from lighton_mcp.grounding._types import Kind
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lighton_mcp.grounding._index import Index

# One threshold for everything; what contradicts a passage, and what is half made of other words, stays below it.
THRESHOLD = 0.5
_PROBLEM = 0.49  # of the score is left where something contradicts
MAX_UNITS = 3  # sentences that may carry a claim together
_MIN_GAIN = 0.15  # of what is covered: a sentence that adds less is not needed
_ELSEWHERE = 0.6  # a word that stands in the passage, but not in the sentences that carry the claim
FACT_WEIGHT = 1.0
_ASKED_WEIGHT = 0.3  # words of the question help to tell which sentence is meant
_NOVEL = 0.5  # an ordinary word that the passage does not have may be a paraphrase
_COMMON = 0.4  # of that is left where the word is one of all texts, such as "part" or "receive"
_COPY = 4  # words
_MOST_FACTS = 60  # numbers and dates: no more stand in a quotation, and each is compared with each
LONGEST = 2000  # characters: no quotation of 300 shows that a longer sentence is true, and comparing takes time


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a claim that means something.

    `given` where the question has it too, `common` where many texts have it.
    """

    at: int
    stem: str
    weight: float
    given: bool
    common: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well one passage carries a claim, and where: offsets into its text."""

    score: float
    passage: int
    start: int
    end: int
    problems: tuple[str, ...]
    kind: Kind = "text"

    @property
    def supports(self) -> bool:
        """Whether the passage carries the claim."""
        return self.score >= THRESHOLD


_Found = dict[Term, tuple[list[int], float]]
_Places = dict[Fact, list[int]]


def terms_of(claim: Analysis, weigh: Index, given: Iterable[str]) -> list[Term]:
    """Return the words of a claim to look up: no stop words, no numbers; each stem once."""
    known, common = frozenset(given), common_words(claim.language)
    return [
        Term(positions[0], stem, weigh.weight(stem), stem in known, claim.tokens[positions[0]].norm in common)
        for stem, positions in claim.positions.items()
        if not claim.tokens[positions[0]].stop and not claim.fact_of[positions[0]]
    ]


def facts_of(claim: Analysis) -> list[Fact]:
    return [*(q for q in claim.quantities if not q.weak), *claim.dates]


def judge(text: str, passages: Index, number: int, question: str | None = None) -> Judgement:
    """How well passage `number` carries a claim, read as an answer to the question where one is given."""
    passage = passages.analyses[number]
    if len(text) > LONGEST:
        return Judgement(0.0, number, 0, 0, ("length",))
    other = _cross.foreign(text, passage)
    if other is not None:
        return _across(other, passage, number)
    claim = analyse(statement(text), passage.language)
    if len(claim.facts) > _MOST_FACTS:
        return Judgement(0.0, number, 0, 0, ("length",))
    asked = analyse(question, passage.language) if question else None
    said = yes_or_no(claim) if asked else None
    if asked is not None and said is not None:
        return _short(said, asked, passage, number)
    words = terms_of(claim, passages, asked.positions if asked else ())
    found: _Found = {term: _match.find(term.stem, passage) for term in words}
    facts = {fact: hits_of(fact, passage) for fact in facts_of(claim)}
    title = passages.titles[number]
    most = _coverage(found, facts, passage, None, title, asked)
    units = (
        _units(_gains(found, facts, passage, asked, passages), asked.positions if asked else ())
        if most >= THRESHOLD
        else []
    )
    if not units:
        return Judgement(most * _PROBLEM, number, 0, 0, ("words",))
    score = _coverage(found, facts, passage, units, title, asked)
    wrong: str | None = None
    if asked and misses(claim, asked, adds=_adds(words, facts, asked)):
        wrong = "answer"
    elif score >= THRESHOLD and not _copied(claim, passage):
        wrong = next(problems(claim, passage, units, asked, passages.weight, title), None)
    if wrong:
        return Judgement(score * _PROBLEM, number, 0, 0, (wrong,))
    kept = [at for positions, _ in found.values() for at in positions if passage.unit_of[at] in units]
    kept += [hit for places in facts.values() for hit in places if passage.unit_of[hit] in units]
    start, end = quote(passage, units, kept)
    return Judgement(score, number, start, end, ())


def _gains(
    found: _Found, facts: _Places, passage: Analysis, asked: Analysis | None, weigh: Index
) -> dict[int, dict[object, float]]:
    """For each sentence what of a claim it has."""
    gains: dict[int, dict[object, float]] = {}
    for term, (positions, quality) in found.items():
        for at in positions:
            gains.setdefault(passage.unit_of[at], {})[term] = term.weight * quality
    for fact, places in facts.items():
        for hit in places:
            gains.setdefault(passage.unit_of[hit], {})[fact] = FACT_WEIGHT
    for stem in asked.positions if asked else ():
        for at in passage.positions.get(stem, ()):
            if not passage.tokens[at].stop and passage.unit_of[at] in gains:
                gains[passage.unit_of[at]].setdefault(stem, _ASKED_WEIGHT * weigh.weight(stem))
    return gains


def _across(claim: Analysis, passage: Analysis, number: int) -> Judgement:
    """Return the judgement of a claim in another language."""
    compared = _cross.compare(claim, passage)
    if compared is None:
        return Judgement(0.0, number, 0, 0, ("language",), "cross_language")
    score, shown = compared
    counts: dict[int, int] = {}
    for at in shown:
        counts[passage.unit_of[at]] = counts.get(passage.unit_of[at], 0) + 1
    if not counts:
        return Judgement(score, number, 0, 0, ("number",), "cross_language")
    best = max(counts, key=lambda unit: (counts[unit], -unit))
    start, end = quote(passage, [best], [at for at in shown if passage.unit_of[at] == best])
    return Judgement(score, number, start, end, (), "cross_language")


def _copied(claim: Analysis, passage: Analysis) -> bool:
    """Whether a claim is one or more whole sentences of the passage, word by word."""
    own = [token.norm for token in claim.tokens if token.kind != "sign"]
    if len(own) < _COPY:
        return False
    first = passage.positions.get(claim.tokens[0].stem, ())
    return any(passage.units[passage.unit_of[at]].first == at and _runs(passage, at, own) for at in first)


def _runs(passage: Analysis, at: int, norms: list[str]) -> bool:
    """Whether the words of a passage from a token on are those given, up to the end of a sentence."""
    count = 0
    while at < len(passage.tokens) and count < len(norms):
        token = passage.tokens[at]
        if token.kind != "sign":
            if token.norm != norms[count]:
                return False
            count += 1
        at += 1
    while at < len(passage.tokens) and passage.tokens[at].kind == "sign":
        at += 1
    return count == len(norms) and (at == len(passage.tokens) or passage.units[passage.unit_of[at]].first == at)


def _short(said: bool, asked: Analysis, passage: Analysis, number: int) -> Judgement:
    """Return the judgement of an answer that is only "yes" or "no"."""
    share, units = holds(asked, passage)
    score = share if said else 1.0 - share
    if not units:
        return Judgement(0.0, number, 0, 0, ("words",))
    kept = [
        p
        for stem in asked.positions
        for p in passage.positions.get(stem, ())
        if passage.unit_of[p] in units and not passage.tokens[p].stop
    ]
    start, end = quote(passage, units[:MAX_UNITS], kept)
    return Judgement(score, number, start, end, ())


def _adds(words: list[Term], facts: Iterable[Fact], asked: Analysis) -> bool:
    """Whether a claim has a word or a number that the question has not."""
    known = {value for quantity in asked.quantities for value in quantity.raw}
    return any(not term.given for term in words) or any(
        isinstance(fact, Date) or not fact.raw <= known for fact in facts
    )


def hits_of(fact: Fact, passage: Analysis) -> list[int]:
    """Return the tokens at which a passage has the same number or date."""
    if isinstance(fact, Date):
        return [date.first for date in passage.dates if within(fact, date)]
    places = [other.first for other in passage.same(fact)]
    if not fact.raw & passage.years:
        return places
    return places + [date.first for date in passage.dates if fact.raw & {float(y) for y, _, _ in date.options if y}]


def _units(gains: dict[int, dict[object, float]], asked: Collection[object] = ()) -> list[int]:
    """Return the sentences that together have most of a claim, best first, at most three.

    Near ones first among equals.
    """
    covered: dict[object, float] = {}
    chosen: list[int] = []
    while len(chosen) < MAX_UNITS:
        best, value = max(
            (
                (unit, sum(max(0.0, v - covered.get(k, 0.0)) for k, v in gain.items() if not chosen or k not in asked))
                for unit, gain in gains.items()
                if unit not in chosen
            ),
            key=lambda pair: (round(pair[1], 9), -min((abs(pair[0] - unit) for unit in chosen), default=0), -pair[0]),
            default=(0, 0.0),
        )
        if value <= _MIN_GAIN * sum(covered.values()):
            break
        chosen.append(best)
        for key, gain in gains[best].items():
            covered[key] = max(covered.get(key, 0.0), gain)
    return chosen


def _coverage(
    found: _Found,
    facts: _Places,
    passage: Analysis,
    units: list[int] | None,
    title: frozenset[str],
    asked: Analysis | None,
) -> float:
    """Return the weighted share of a claim that the passage has, in some sentences or, without them, anywhere.

    In an answer the words that the question has not count by themselves too, since they are the answer.
    """
    novel = 1.0 if asked else _NOVEL

    def share(chosen: Iterable[Term]) -> float | None:
        total = have = 0.0
        for term in chosen:
            positions, quality = found[term]
            if positions:
                near = units is None or any(passage.unit_of[at] in units for at in positions)
                total += term.weight
                have += term.weight * quality * (1.0 if near else _ELSEWHERE)
            elif term.stem in title:
                total += term.weight * _ELSEWHERE
                have += term.weight * _ELSEWHERE
            else:
                total += term.weight * novel * (_COMMON if term.common else 1.0)
        for places in facts.values():
            total += FACT_WEIGHT
            if places:
                have += FACT_WEIGHT * (
                    1.0 if units is None or any(passage.unit_of[at] in units for at in places) else _ELSEWHERE
                )
        return have / total if total else None

    everything = share(found)
    if everything is None:
        return 1.0
    answer = share(term for term in found if not term.given) if asked else None
    return everything if answer is None else min(everything, answer)


def shown(text: str, passages: Index, number: int) -> tuple[int, int]:
    """Return the stretch of a passage that has most of a claim, whether or not it carries it."""
    passage = passages.analyses[number]
    claim = analyse(text, passage.language)
    found: _Found = {term: _match.find(term.stem, passage) for term in terms_of(claim, passages, ())}
    facts = {fact: hits_of(fact, passage) for fact in facts_of(claim)}
    units = _units(_gains(found, facts, passage, None, passages))[:1]
    kept = [
        at
        for places in (*(p for p, _ in found.values()), *facts.values())
        for at in places
        if passage.unit_of[at] in units
    ]
    return quote(passage, units, kept)
