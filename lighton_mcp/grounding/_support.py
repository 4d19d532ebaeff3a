"""Which passages support a sentence: the cited ones, another one, two together, or none."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._coverage import FACT_WEIGHT, MAX_UNITS, facts_of, has, terms_of
from lighton_mcp.grounding._index import Index, index
from lighton_mcp.grounding._judging import LONGEST, Judgement, judge, shown
from lighton_mcp.grounding._tokens import language_of
from lighton_mcp.grounding._types import Kind, Support

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART, _MOST = 0.15, 0.8  # of a claim: what each of two passages must bring, and both together
_SILENT = frozenset(["words", "number", "date", "name", "unit"])  # problems that come from what a passage does not say


def _likely(text: str, question: str | None, passages: Index, but: Sequence[int]) -> list[int]:
    """Return the passages that may carry a claim, best first; the words of the question count too."""
    if len(text) > LONGEST or not passages.analyses:
        return []
    # Names and numbers are the same in every language; other words need only be looked up in one.
    own = language_of(text)
    language = own if own in passages.languages and own is not None else passages.analyses[0].language
    same_words = _match.synonyms(language)
    stems: dict[str, None] = {}
    numbers: set[float] = set()
    for said in (text, question) if question else (text,):
        claim = analyse(said, language)
        for stem, positions in claim.positions.items():
            if not claim.tokens[positions[0]].stop:
                stems |= dict.fromkeys((stem, *same_words.get(stem, ())))
        numbers |= claim.years.union(*(quantity.raw for quantity in claim.quantities))
    return passages.likely(stems, numbers, but)


def support(text: str, passages: Index, cited: Sequence[int], question: str | None = None) -> list[Judgement]:
    """Return the passages that carry a sentence.

    Of the cited ones those that do, or the cited ones together, or the best other, or none.

    A passage in another language carries it only if no passage has more of its numbers and names.
    """
    known = {n: judge(text, passages, n, question) for n in cited}
    direct = [j for j in known.values() if j.supports]
    if direct and all(j.kind == "text" for j in direct):
        return direct
    others = _likely(text, question, passages, cited)
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
    pairs = [pair for pair in combinations(sorted(cited)[:MAX_UNITS], 2) if open_to.issuperset(pair)]
    if best is not None and not any(_jointly(text, passages, *pair, question) for pair in pairs):
        return [best]
    pairs += [pair for pair in combinations(sorted([*cited[:1], *others][:MAX_UNITS]), 2) if open_to.issuperset(pair)]
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
    spans = [shown(text, passages, number) for number in (one, two)]
    return [
        replace(part, score=both.score, start=start, end=end, problems=())
        for part, (start, end) in zip(parts, spans, strict=True)
    ]


def _complete(claim: Analysis, first: Analysis, second: Analysis, weigh: Index) -> bool:
    """Whether two passages have most of a claim together, and each of them a part that the other lacks."""
    total = alone = other = both = 0.0
    for term in terms_of(claim, weigh, ()):
        one, two = bool(_match.find(term.stem, first)[0]), bool(_match.find(term.stem, second)[0])
        total += term.weight
        alone += term.weight * (one and not two)
        other += term.weight * (two and not one)
        both += term.weight * (one and two)
    for fact in facts_of(claim):
        one, two = has(fact, first), has(fact, second)
        if not one and not two:
            return False
        total += FACT_WEIGHT
        alone += FACT_WEIGHT * (one and not two)
        other += FACT_WEIGHT * (two and not one)
        both += FACT_WEIGHT * (one and two)
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
    judged = [
        judge(sentence, prepared, number, question) for number in _likely(sentence, question, prepared, ()) or [0]
    ]
    score = round(max(j.score for j in judged), 3)
    kind: Kind = "cross_language" if all(j.kind == "cross_language" for j in judged) else "text"
    if all(j.problems == ("language",) for j in judged):
        return Support("unverifiable", score, kind=kind)
    return Support("unsupported", score, kind=kind)
