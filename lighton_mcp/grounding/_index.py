"""Passages made ready for comparison together: how rare each word is among them, and which may carry a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING

from lighton_mcp.grounding._analysis import Analysis, analyse
from lighton_mcp.grounding._joining import joined
from lighton_mcp.grounding._parallels import parts_of
from lighton_mcp.grounding._tables import tables
from lighton_mcp.grounding._tokens import language_of, likely_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_EXAMINED = 3  # passages that are compared in full, those with most of the words
_LESS = 0.6  # of what the best passage shares with a claim: one with less need not be compared


@dataclass(frozen=True, eq=False)
class Index:
    """Passages with what they have in common.

    `titles` are the words of each passage's title, which go without saying. `among` has the passages of which these are
    part: a word is as rare as there.
    """

    analyses: tuple[Analysis, ...]
    titles: tuple[frozenset[str], ...]
    among: Index | None = None
    _weights: dict[str, float] = field(default_factory=dict, init=False)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the passages."""
        return frozenset(analysis.language for analysis in self.analyses)

    @cached_property
    def _sentences(self) -> int:
        return max(1, sum(len(analysis.units) for analysis in self.analyses))

    def weight(self, stem: str) -> float:
        """How much a word counts: the fewer sentences have it, the more.

        1 for one that none has (inverse document frequency).
        """
        if self.among is not None:
            return self.among.weight(stem)
        known = self._weights.get(stem)
        if known is None:
            count = sum(self.analyses[number].frequency(stem) for number in self._places.get(stem, ()))
            known = log(1 + self._sentences / (0.5 + count)) / log(1 + self._sentences / 0.5) if count else 1.0
            self._weights[stem] = known
        return known

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return passages_of(self.analyses)

    def likely(self, stems: Iterable[str], numbers: Iterable[float], but: Collection[int]) -> list[int]:
        """Return the passages, save some, that share most with a claim: rare words and numbers count more.

        Best first.
        """
        if len(self.analyses) <= _EXAMINED:
            return [number for number in range(len(self.analyses)) if number not in but]
        scores: dict[int, float] = {}
        for stem in stems:
            weight = self.weight(stem)
            for number in self._places.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + weight
        for value in numbers:
            for number in self._numbers.get(value, ()):
                scores[number] = scores.get(number, 0.0) + 1.0
        least = _LESS * max(scores.values(), default=0.0)
        candidates = ((score, -number) for number, score in scores.items() if number not in but and score >= least)
        return [-number for _, number in nlargest(_EXAMINED, candidates)]

    @cached_property
    def _numbers(self) -> dict[float, list[int]]:
        numbers: dict[float, list[int]] = {}
        for number, analysis in enumerate(self.analyses):
            for value in analysis.years.union(*(quantity.raw for quantity in analysis.quantities)):
                numbers.setdefault(value, []).append(number)
        return numbers

    def together(self, one: int, two: int) -> Index:
        """Return an index of one text made of two passages, for claims that are spread over both."""
        return _together(self, one, two)


@lru_cache(maxsize=8)
def passages_of(analyses: tuple[Analysis, ...]) -> dict[str, list[int]]:
    """Return for each stem the passages that have it."""
    places: dict[str, list[int]] = {}
    for number, analysis in enumerate(analyses):
        for stem in analysis.positions:
            places.setdefault(stem, []).append(number)
    return places


@lru_cache(maxsize=64)
def _together(index: Index, one: int, two: int) -> Index:
    text = joined(index.analyses[one], index.analyses[two])
    return Index((text,), (index.titles[one] | index.titles[two],), index)


def index(passages: Sequence[str], titles: Sequence[str] = ()) -> Index:
    """Passages made ready, with their titles where they have any; the last few sets are kept."""
    return indexed(tuple(passages), tuple(titles))


@lru_cache(maxsize=8)
def indexed(passages: tuple[str, ...], titles: tuple[str, ...]) -> Index:
    """Return the index of passages that may have been made before."""
    analyses = tuple(_analyses(passages))
    words = tuple(
        frozenset(analyse(title, analysis.language).positions)
        for title, analysis in zip(titles or ("",) * len(passages), analyses, strict=True)
    )
    return Index(analyses, words)


def read_ahead(passages: Sequence[str]) -> Iterator[None]:
    """Make passages ready one at a time, so that a later check of the same ones finds most of its work done."""
    analyses = []
    for analysis in _analyses(passages):
        analysis.complete()
        tables(analysis)
        for unit in range(len(analysis.units)):
            parts_of(analysis, unit)
        analyses.append(analysis)
        yield
    passages_of(tuple(analyses))


def _analyses(passages: Sequence[str]) -> Iterator[Analysis]:
    shared = language_of("\n".join(text[:300] for text in passages)) or "en"
    return (analyse(text, language_of(text) or likely_language(text) or shared) for text in passages)
