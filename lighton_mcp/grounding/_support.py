"""Whether passages carry a sentence: words, numbers, names and polarity compared, and the stretch that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._disagreement import problems
from lighton_mcp.grounding._quantities import Date, Quantity, same, within
from lighton_mcp.grounding._question import holds, misses, yes_or_no
from lighton_mcp.grounding._quote import quote
from lighton_mcp.grounding._tokens import fold, language_of
from lighton_mcp.grounding._types import Kind, Support

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

THRESHOLD = 0.5
_COPY = 4  # words
_MAX_UNITS = 3
_ELSEWHERE = 0.6  # a word that stands in the passage, but not in the sentences that carry the claim
_FACT_WEIGHT = 1.0
_STRICT = 1.25  # an answer is short: one word that the passage does not have may be all that it says
_NOVEL = 0.5  # an ordinary word that the passage does not have may be a paraphrase
_PROBLEM = 0.49  # of the score is left where something contradicts: always below the threshold
_EXAMINED = 3  # passages that are compared in full, those with most of the words


@dataclass(frozen=True)
class Index:
    """Passages made ready for comparison, with how rare each word is among their sentences."""

    analyses: tuple[Analysis, ...]

    @cached_property
    def _frequency(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for analysis in self.analyses:
            for stem, positions in analysis.positions.items():
                counts[stem] = counts.get(stem, 0) + len({analysis.unit_of[p] for p in positions})
        return counts

    @cached_property
    def _units(self) -> int:
        return max(1, sum(len(analysis.units) for analysis in self.analyses))

    def weight(self, stem: str) -> float:
        """How much a word counts: the fewer sentences have it, the more; 1 for one that none has."""
        return log(1 + self._units / (0.5 + self._frequency.get(stem, 0))) / log(1 + self._units / 0.5)


def index(passages: Sequence[str], titles: Sequence[str] = ()) -> Index:  # noqa: ARG001
    """Passages made ready; the last few sets are kept."""
    return _index(tuple(passages))


@lru_cache(maxsize=8)
def _index(passages: tuple[str, ...]) -> Index:
    return Index(tuple(_analyses(passages)))


def read_ahead(passages: Sequence[str]) -> Iterator[None]:
    """Make passages ready one at a time, so that a later check of the same ones finds most of its work done."""
    for _ in _analyses(passages):
        yield


def _analyses(passages: Sequence[str]) -> Iterator[Analysis]:
    shared = language_of("\n".join(text[:300] for text in passages)) or "en"
    return (analyse(text, language_of(text) or shared) for text in passages)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a claim that means something; `given` where the question has it too."""

    at: int
    stem: str
    weight: float
    given: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well one passage carries a claim, and where: offsets into its text."""

    score: float
    passage: int
    start: int
    end: int
    problems: tuple[str, ...]
    kind: Kind = "text"


def terms(claim: Analysis, weigh: Index, given: frozenset[str]) -> list[Term]:
    """The words of a claim to look up: no stop words, no numbers; each stem once."""
    seen: set[str] = set()
    found: list[Term] = []
    for at, token in enumerate(claim.tokens):
        if token.kind == "word" and not token.stop and not claim.fact_of[at] and token.stem not in seen:
            seen.add(token.stem)
            found.append(Term(at, token.stem, weigh.weight(token.stem), token.stem in given))
    return found


def judge(claim_text: str, passages: Index, number: int, question: str | None = None) -> Judgement:
    """How well passage `number` carries a claim that is read as an answer to the question, if there is one."""
    passage = passages.analyses[number]
    claim = analyse(claim_text, passage.language)
    asked = analyse(question, passage.language) if question else None
    said = yes_or_no(claim) if asked else None
    if asked is not None and said is not None:
        return _short(said, asked, passage, number)
    given = frozenset(asked.positions) if asked else frozenset()
    words = terms(claim, passages, given)
    found = {term: _match.find(term.stem, passage) for term in words}
    gains: dict[int, dict[object, float]] = {}
    for term, (positions, quality) in found.items():
        for at in positions:
            gains.setdefault(passage.unit_of[at], {})[term] = term.weight * quality
    facts: list[Quantity | Date] = [*(q for q in claim.quantities if not q.weak), *claim.dates]
    for fact in facts:
        for hit in hits(fact, passage):
            gains.setdefault(passage.unit_of[hit], {})[fact] = _FACT_WEIGHT
    if asked:  # the question says which of several sentences is meant
        for stem, positions in asked.positions.items():
            for at in passage.positions.get(stem, ()):
                if not passage.tokens[at].stop and passage.unit_of[at] in gains:
                    gains[passage.unit_of[at]].setdefault(stem, 0.3 * passages.weight(stem))
    units = _units(gains)
    if not units:
        return Judgement(0.0, number, 0, 0, ("words",))
    score = _coverage(words, found, facts, passage, units, asked)
    wrong = [] if _copied(claim, passage) else problems(claim, passage, units, asked, passages.weight)
    if asked and misses(claim, asked, adds=_adds(words, facts, asked)):
        wrong.append("answer")
    if wrong:
        score *= _PROBLEM
    kept = [at for positions, _ in found.values() for at in positions if passage.unit_of[at] in units]
    kept += [hit for fact in facts for hit in hits(fact, passage) if passage.unit_of[hit] in units]
    start, end = quote(passage, units, kept)
    return Judgement(score, number, start, end, tuple(wrong))


def _copied(claim: Analysis, passage: Analysis) -> bool:
    """Whether a claim is one or more whole sentences of the passage, word by word."""
    own = [token.norm for token in claim.tokens if token.kind != "sign"]
    if len(own) < _COPY:
        return False
    marked = "|".join("\x1f".join(t.norm for t in passage.tokens[u.first : u.last] if t.kind != "sign") for u in passage.units)
    return "|" + "\x1f".join(own) + "|" in "|" + marked + "|"


def _short(said: bool, asked: Analysis, passage: Analysis, number: int) -> Judgement:
    """The judgement of an answer that is only "yes" or "no"."""
    share, units = holds(asked, passage)
    score = share if said else 1.0 - share
    if not units:
        return Judgement(0.0, number, 0, 0, ("words",))
    kept = [p for stem in asked.positions for p in passage.positions.get(stem, ()) if passage.unit_of[p] in units and not passage.tokens[p].stop]
    start, end = quote(passage, units[:_MAX_UNITS], kept)
    return Judgement(score, number, start, end, ())


def _adds(words: list[Term], facts: list[Quantity | Date], asked: Analysis) -> bool:
    """Whether a claim has a word or a number that the question has not."""
    known = {value for quantity in asked.quantities for value in quantity.raw}
    return any(not term.given for term in words) or any(isinstance(fact, Date) or not fact.raw <= known for fact in facts)


def hits(fact: Quantity | Date, passage: Analysis) -> list[int]:
    """The tokens at which a passage has the same number or date."""
    if isinstance(fact, Date):
        return [date.first for date in passage.dates if within(fact, date)]
    places = [other.first for other in passage.quantities if same(fact, other)]
    return places + [date.first for date in passage.dates if fact.raw & {float(y) for y, _, _ in date.options if y}]


def _units(gains: dict[int, dict[object, float]]) -> list[int]:
    """The sentences that together have most of a claim, best first, at most three."""
    covered: dict[object, float] = {}
    chosen: list[int] = []
    while gains and len(chosen) < _MAX_UNITS:
        best, value = max(
            ((unit, sum(max(0.0, v - covered.get(k, 0.0)) for k, v in gain.items())) for unit, gain in gains.items() if unit not in chosen),
            key=lambda pair: (pair[1], -min((abs(pair[0] - unit) for unit in chosen), default=0), -pair[0]),
            default=(0, 0.0),
        )
        if value <= 0.15 * sum(covered.values()) or value <= 0:
            break
        chosen.append(best)
        for key, gain in gains[best].items():
            covered[key] = max(covered.get(key, 0.0), gain)
    return chosen


def _coverage(
    words: list[Term],
    found: dict[Term, tuple[list[int], float]],
    facts: list[Quantity | Date],
    passage: Analysis,
    units: list[int],
    asked: Analysis | None,
) -> float:
    """The weighted share of what a claim says that the passage has.

    In an answer the words that the question has not count by themselves too, since they are the answer.
    """
    novel = 1.0 if asked else _NOVEL

    def share(chosen: Iterable[Term]) -> float | None:
        total = have = 0.0
        for term in chosen:
            positions, quality = found[term]
            total += term.weight * (1.0 if positions else novel)
            if positions:
                near = any(passage.unit_of[at] in units for at in positions)
                have += term.weight * quality * (1.0 if near else _ELSEWHERE)
        for fact in facts:
            total += _FACT_WEIGHT
            places = hits(fact, passage)
            if places:
                have += _FACT_WEIGHT * (1.0 if any(passage.unit_of[at] in units for at in places) else _ELSEWHERE)
        return have / total if total else None

    everything = share(words)
    if everything is None:
        return 1.0
    answer = share(term for term in words if not term.given) if asked else None
    return everything if answer is None else min(everything, answer) ** _STRICT


def support(text: str, passages: Index, cited: Sequence[int], question: str | None) -> list[Judgement]:
    """The passages that carry a sentence: those of the cited ones that do, or else the best of the others, or none."""
    by_cited = [judgement for judgement in (judge(text, passages, n, question) for n in cited) if judgement.score >= THRESHOLD]
    if by_cited:
        return by_cited
    others = [judge(text, passages, n, question) for n in range(len(passages.analyses)) if n not in cited]
    best = max(others, key=lambda judgement: judgement.score, default=None)
    return [best] if best is not None and best.score >= THRESHOLD else []


def check(sentence: str, passages: Sequence[str], question: str | None = None) -> Support:
    """Whether any of the passages supports a sentence, read as an answer to `question` where one is given.

    The verdict is "unverifiable" where the sentence has nothing that could be compared, or stands in another language
    than the passages and shares neither a number nor a name with them.
    """
    prepared = index(passages)
    if not prepared.analyses:
        return Support("unsupported", 0.0)
    best = max((judge(sentence, prepared, number, question) for number in range(len(passages))), key=lambda j: j.score)
    if best.score >= THRESHOLD:
        return Support("supported", round(best.score, 3), best.passage, best.start, best.end)
    return Support("unsupported", round(best.score, 3))
