"""Whether passages carry a sentence: words, numbers, names and polarity compared, and the stretch that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _cross, _match
from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._disagreement import problems
from lighton_mcp.grounding._facts import Date, Quantity, within
from lighton_mcp.grounding._index import Index, index
from lighton_mcp.grounding._question import holds, misses, yes_or_no
from lighton_mcp.grounding._quote import quote
from lighton_mcp.grounding._types import Kind, Support

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# One threshold for everything; what contradicts a passage, and what is half made of other words, stays below it.
THRESHOLD = 0.5
_PROBLEM = 0.49  # of the score is left where something contradicts
_MAX_UNITS = 3  # sentences that may carry a claim together
_MIN_GAIN = 0.15  # of what is covered: a sentence that adds less is not needed
_ELSEWHERE = 0.6  # a word that stands in the passage, but not in the sentences that carry the claim
_FACT_WEIGHT = 1.0
_ASKED_WEIGHT = 0.3  # words of the question help to tell which sentence is meant
_STRICT = 1.25  # an answer is short: one word that the passage does not have may be all that it says
_NOVEL = 0.5  # an ordinary word that the passage does not have may be a paraphrase
_COPY = 4  # words
_SILENT = frozenset(["words", "number", "date", "name", "unit"])  # problems that come from what a passage does not say
_PART, _MOST = 0.15, 0.8  # of a claim: what each of two passages must bring, and both together


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

    @property
    def supports(self) -> bool:
        """Whether the passage carries the claim."""
        return self.score >= THRESHOLD


_Found = dict[Term, tuple[list[int], float]]
_Places = dict[Quantity | Date, list[int]]


def _terms(claim: Analysis, weigh: Index, given: Iterable[str]) -> list[Term]:
    """Return the words of a claim to look up: no stop words, no numbers; each stem once."""
    known = frozenset(given)
    return [
        Term(positions[0], stem, weigh.weight(stem), stem in known)
        for stem, positions in claim.positions.items()
        if not claim.tokens[positions[0]].stop and not claim.fact_of[positions[0]]
    ]


def _facts(claim: Analysis) -> list[Quantity | Date]:
    return [*(q for q in claim.quantities if not q.weak), *claim.dates]


def judge(text: str, passages: Index, number: int, question: str | None = None) -> Judgement:
    """How well passage `number` carries a claim, read as an answer to the question where one is given."""
    passage = passages.analyses[number]
    claim = analyse(text, passage.language)
    language = _cross.foreign(text, claim, passage)
    if language is not None:
        return _across(analyse(text, language), passage, number)
    asked = analyse(question, passage.language) if question else None
    said = yes_or_no(claim) if asked else None
    if asked is not None and said is not None:
        return _short(said, asked, passage, number)
    words = _terms(claim, passages, asked.positions if asked else ())
    found: _Found = {term: _match.find(term.stem, passage) for term in words}
    facts = {fact: _hits(fact, passage) for fact in _facts(claim)}
    title = passages.titles[number]
    most = _coverage(found, facts, passage, None, title, asked)
    units = _units(_gains(found, facts, passage, asked, passages)) if most >= THRESHOLD else []
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
            gains.setdefault(passage.unit_of[hit], {})[fact] = _FACT_WEIGHT
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
    start, end = quote(passage, units[:_MAX_UNITS], kept)
    return Judgement(score, number, start, end, ())


def _adds(words: list[Term], facts: Iterable[Quantity | Date], asked: Analysis) -> bool:
    """Whether a claim has a word or a number that the question has not."""
    known = {value for quantity in asked.quantities for value in quantity.raw}
    return any(not term.given for term in words) or any(
        isinstance(fact, Date) or not fact.raw <= known for fact in facts
    )


def _hits(fact: Quantity | Date, passage: Analysis) -> list[int]:
    """Return the tokens at which a passage has the same number or date."""
    if isinstance(fact, Date):
        return [date.first for date in passage.dates if within(fact, date)]
    places = [other.first for other in passage.same(fact)]
    if not fact.raw & passage.years:
        return places
    return places + [date.first for date in passage.dates if fact.raw & {float(y) for y, _, _ in date.options if y}]


def _units(gains: dict[int, dict[object, float]]) -> list[int]:
    """Return the sentences that together have most of a claim, best first, at most three; near ones first among equals."""
    covered: dict[object, float] = {}
    chosen: list[int] = []
    while len(chosen) < _MAX_UNITS:
        best, value = max(
            (
                (unit, sum(max(0.0, v - covered.get(k, 0.0)) for k, v in gain.items()))
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
    """Return the weighted share of what a claim says that the passage has, in some sentences or, without them, anywhere.

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
                total += term.weight * novel
        for places in facts.values():
            total += _FACT_WEIGHT
            if places:
                have += _FACT_WEIGHT * (
                    1.0 if units is None or any(passage.unit_of[at] in units for at in places) else _ELSEWHERE
                )
        return have / total if total else None

    everything = share(found)
    if everything is None:
        return 1.0
    answer = share(term for term in found if not term.given) if asked else None
    return everything if answer is None else min(everything, answer) ** _STRICT


def _likely(text: str, passages: Index, but: Sequence[int]) -> list[int]:
    """Return the passages that may carry a claim, best first."""
    stems: dict[str, None] = {}
    numbers: set[float] = set()
    for language in {analysis.language for analysis in passages.analyses}:
        claim = analyse(text, language)
        same_words = _match.synonyms(language)
        for stem, positions in claim.positions.items():
            if not claim.tokens[positions[0]].stop:
                stems |= dict.fromkeys((stem, *same_words.get(stem, ())))
        numbers |= {value for quantity in claim.quantities for value in quantity.raw}
    return passages.likely(stems, numbers, but)


def support(text: str, passages: Index, cited: Sequence[int], question: str | None = None) -> list[Judgement]:
    """Return the passages that carry a sentence: of the cited ones those that do, or the cited ones together, or the best other, or none.

    A passage in another language carries it only if no passage has more of its numbers and names.
    """
    known = {n: judge(text, passages, n, question) for n in cited}
    direct = [j for j in known.values() if j.supports]
    if direct and all(j.kind == "text" for j in direct):
        return direct
    others = _likely(text, passages, cited)
    best: Judgement | None = None
    for number in others:
        judged = known[number] = judge(text, passages, number, question)
        if judged.supports and (best is None or judged.score > best.score):
            best = judged
            if judged.kind == "text":
                break
    direct = [j for j in direct if j.kind == "text" or best is None or j.score >= best.score]
    if direct:
        return direct
    # Where a passage contradicts a claim another one does not mend it.
    open_to = {n for n, judged in known.items() if not _SILENT.isdisjoint(judged.problems)}
    pairs = [pair for pair in combinations(sorted(cited)[:_MAX_UNITS], 2) if open_to.issuperset(pair)]
    if best is not None and not any(_jointly(text, passages, *pair, question) for pair in pairs):
        return [best]
    pairs += [pair for pair in combinations(sorted([*cited[:1], *others][:_MAX_UNITS]), 2) if open_to.issuperset(pair)]
    return next((joint for pair in pairs if (joint := _jointly(text, passages, *pair, question))), [])


def _jointly(text: str, passages: Index, one: int, two: int, question: str | None) -> list[Judgement]:
    """Judgements of two passages that carry a sentence only together, or none."""
    first, second = passages.analyses[one], passages.analyses[two]
    if first.language != second.language or not _complete(analyse(text, first.language), first, second, passages):
        return []
    both = judge(text, passages.together(one, two), 0, question)
    if not both.supports or both.kind != "text":
        return []
    parts = [judge(text, passages, number, question) for number in (one, two)]
    spans = [_shown(text, passages, number) for number in (one, two)]
    return [
        replace(part, score=both.score, start=start, end=end, problems=())
        for part, (start, end) in zip(parts, spans, strict=True)
    ]


def _shown(text: str, passages: Index, number: int) -> tuple[int, int]:
    """Return the stretch of a passage that has most of a claim, whether or not it carries it."""
    passage = passages.analyses[number]
    claim = analyse(text, passage.language)
    found: _Found = {term: _match.find(term.stem, passage) for term in _terms(claim, passages, ())}
    facts = {fact: _hits(fact, passage) for fact in _facts(claim)}
    units = _units(_gains(found, facts, passage, None, passages))[:1]
    kept = [
        at
        for places in (*(p for p, _ in found.values()), *facts.values())
        for at in places
        if passage.unit_of[at] in units
    ]
    return quote(passage, units, kept)


def _complete(claim: Analysis, first: Analysis, second: Analysis, weigh: Index) -> bool:
    """Whether two passages have most of a claim together, and each of them a part that the other lacks."""
    total = alone = other = both = 0.0
    for term in _terms(claim, weigh, ()):
        one, two = bool(_match.find(term.stem, first)[0]), bool(_match.find(term.stem, second)[0])
        total += term.weight
        alone += term.weight * (one and not two)
        other += term.weight * (two and not one)
        both += term.weight * (one and two)
    for fact in _facts(claim):
        one, two = bool(_hits(fact, first)), bool(_hits(fact, second))
        if not one and not two:
            return False
        total += _FACT_WEIGHT
        alone += _FACT_WEIGHT * (one and not two)
        other += _FACT_WEIGHT * (two and not one)
        both += _FACT_WEIGHT * (one and two)
    return min(alone, other) >= _PART * total and alone + other + both >= _MOST * total


def check(sentence: str, passages: Sequence[str], question: str | None = None) -> Support:
    """Whether any of the passages supports a sentence, read as an answer to `question` where one is given.

    The verdict is "unverifiable" where the sentence has nothing that could be compared, or stands in another language
    than the passages and shares neither a number nor a name with them.
    """
    prepared = index(passages)
    if not prepared.analyses or not any(c.isalnum() for c in sentence):
        return Support("unverifiable" if prepared.analyses else "unsupported", 0.0)
    carrying = support(sentence, prepared, (), question)
    if carrying:
        best = max(carrying, key=lambda j: j.score)
        return Support("supported", round(best.score, 3), best.passage, best.start, best.end, best.kind)
    judged = [judge(sentence, prepared, number, question) for number in _likely(sentence, prepared, ()) or [0]]
    score = round(max(j.score for j in judged), 3)
    kind: Kind = "cross_language" if all(j.kind == "cross_language" for j in judged) else "text"
    if all(j.problems == ("language",) for j in judged):
        return Support("unverifiable", score, kind=kind)
    return Support("unsupported", score, kind=kind)
