"""How well one passage carries a claim: the evidence for and against it weighed, and the stretch that shows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _cross
from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._clause_words import is_coordinator
from lighton_mcp.grounding._conjuncts import left_out
from lighton_mcp.grounding._coverage import MAX_UNITS, Coverage
from lighton_mcp.grounding._disagreement import DECISIVE
from lighton_mcp.grounding._evidence import Evidence
from lighton_mcp.grounding._question import holds, misses, statement, yes_or_no
from lighton_mcp.grounding._quote import quote
from lighton_mcp.grounding._trees import probability
from lighton_mcp.grounding._types import Kind

if TYPE_CHECKING:
    from lighton_mcp.grounding._index import Index

# One threshold for everything: what is more likely true than not.
THRESHOLD = 0.5
_REFUSED = 0.49  # of the score is left where no weighing can make a claim true
_LEAST = 0.3  # of a claim must stand in the passage for the rest to be weighed
_COPY = 4  # words
_LABEL = 24  # characters in which the number of a clause and the end of what is before it stand
_ENDS = frozenset(".!?\n")  # of a sentence
_MOST_FACTS = 60  # numbers and dates: no more stand in a quotation, and each is compared with each
LONGEST = 2000  # characters: no quotation of 300 shows that a longer sentence is true, and comparing takes time


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


def judge(text: str, passages: Index, number: int, question: str | None = None) -> Judgement:
    """How well passage `number` carries a claim, read as an answer to the question where one is given."""
    found = weighable(text, passages, number, question)
    if isinstance(found, Judgement):
        return found
    score = probability(found.numbers(), found.words())
    if score < THRESHOLD:
        return Judgement(score, number, 0, 0, tuple(sorted(found.findings)) or ("words",))
    return _shown(found.coverage, score, number)


def weighable(text: str, passages: Index, number: int, question: str | None = None) -> Evidence | Judgement:
    """Return the evidence on a claim that is to be weighed, or the judgement where nothing is left to weigh."""
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
    coverage = Coverage(claim, passage, passages, number, asked)
    most = coverage.share(within_units=False)
    if most < _LEAST or not coverage.units:
        return Judgement(most * _REFUSED, number, 0, 0, ("words",))
    if (_copied(claim, passage) or left_out(claim, passage, coverage.units[0])) and not (
        asked and misses(claim, asked, adds=coverage.adds)
    ):
        return _shown(coverage, coverage.share(within_units=True), number)
    evidence = Evidence(coverage, passages.weight)
    if not evidence.findings.isdisjoint(DECISIVE):
        return Judgement(most * _REFUSED, number, 0, 0, tuple(sorted(evidence.findings)))
    return evidence


def _shown(coverage: Coverage, score: float, number: int) -> Judgement:
    """Return the judgement of a claim that the passage carries, with the stretch that shows it."""
    start, end = quote(coverage.passage, coverage.units, coverage.places)
    return Judgement(score, number, start, end, ())


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
    """Whether a claim is a sentence of the passage, word by word, or one up to its "and"; a clause's number may be left out."""
    own = claim.spoken_norms
    word = next((token for token in claim.tokens if token.kind == "word"), None)
    if word is None or len(own) < _COPY:
        return False
    before = own.index(word.norm)
    spoken, norms = passage.spoken, passage.spoken_norms
    for place in passage.positions.get(word.stem, ()):
        first = bisect_left(spoken, place) - before
        if first < 0 or norms[first : first + len(own)] != own:
            continue
        run = spoken[first : first + len(own)]
        start, end = passage.tokens[run[0]].start, passage.tokens[run[-1]].end
        following = spoken[first + len(own) : first + len(own) + 1]
        behind = passage.text[end : passage.tokens[following[0]].start] if following else "\n"
        # What "and" adds takes nothing back.
        ends = not _ENDS.isdisjoint(behind) or is_coordinator(passage.tokens[following[0]], passage.language)
        if ends and _begins().search(passage.text, max(0, start - _LABEL), start):
            return True
    return False


@cache
def _begins() -> re.Pattern[str]:
    """Return what stands before a sentence: nothing, the end of another or of a line, and perhaps "4.1" or "(a)"."""
    return re.compile(
        r"(?:\A|[.!?\n][\"\u00bb\u201d)]?)[\s*\u2022\u00bb\u00ab\u201e\u201c\"-]*(?:\(?(?:\d+(?:\.\d+)*|[a-z])[.)]?\s+)?\Z"
    )


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


def shown(text: str, passages: Index, number: int) -> tuple[int, int]:
    """Return the stretch of a passage that has most of a claim, whether or not it carries it."""
    passage = passages.analyses[number]
    coverage = Coverage(analyse(text, passage.language), passage, passages, number, None)
    coverage.units = coverage.units[:1]
    return quote(passage, coverage.units, coverage.places)
