"""Retrieval: SQLite FTS5 ranked by BM25, and a relevance that says how much of the question a chunk covers."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from .chunks import Chunk, cut
from .documents import Document, Library
from .words import LETTERS, alike, beginning, covered, subject_words, word_set

CANDIDATES = 200  # chunks that BM25 hands to the finer ranking
_TITLE_SHARE = 0.5  # a word of the question that only the title has counts half
_BEST = 0.98


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk in its document, under a stable identifier."""

    chunk_id: str
    chunk: Chunk
    document: Document
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A passage found; `relevance` and `coverage` 0..1, `keyword` (BM25) unbounded, None where no word matches."""

    passage: Passage
    relevance: float
    coverage: float
    keyword: float | None

    @property
    def retrieval(self) -> float:
        """The score before any relevance scoring; no upper bound."""
        return round(2 * self.coverage + (self.keyword or 0.0), 3)


class Index:
    """The chunks of a library in memory."""

    def __init__(self, library: Library) -> None:
        self._passages = [
            Passage(_chunk_id(document, chunk), chunk, document, word_set(chunk.text))
            for document in library.documents
            for chunk in cut(document.pages)
        ]
        self._titles = {document.id: word_set(document.title) for document in library.documents}
        self._frequency: dict[str, Counter[str]] = defaultdict(Counter)
        for passage in self._passages:
            for word in passage.words | self._titles[passage.document.id]:
                self._frequency[word[:LETTERS]][word] += 1
        # Built in one thread, asked in another; never by two at once.
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE chunks USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._database.executemany(
            "INSERT INTO chunks (rowid, title, text) VALUES (?, ?, ?)",
            [(number, passage.document.title, passage.chunk.text) for number, passage in enumerate(self._passages)],
        )

    def close(self) -> None:
        """Free the memory."""
        self._database.close()

    def search(self, query: str, wanted: Callable[[Document], bool]) -> list[Match]:
        """Return the matches in the wanted documents, most relevant first; the rest of them follow with relevance 0."""
        asked = subject_words(query)
        forms = {word: self._forms(word) for word in asked}
        weights = {word: self._rarity(word, forms[word]) for word in asked}
        total = sum(weights.values())
        matches = []
        ranked = self._ranked(asked, wanted)
        best = max(ranked.values(), default=0.0)
        for number, keyword in ranked.items():
            passage = self._passages[number]
            inside = covered(forms, passage.words)
            above = covered(forms, self._titles[passage.document.id])
            coverage = sum(weights[word] * (1 if word in inside else _TITLE_SHARE) for word in inside | above) / total
            # Squared, so that a chunk which shares one common word of the question stays far below one that has it all.
            relevance = _BEST * coverage**2 * (0.8 + 0.2 * keyword / best)
            matches.append(Match(passage, round(relevance, 4), round(coverage, 4), round(keyword, 3)))
        matches.sort(key=lambda match: (-match.relevance, match.passage.document.id, match.passage.chunk.start))
        others = (
            Match(passage, 0.0, 0.0, None)
            for number, passage in enumerate(self._passages)
            if number not in ranked and wanted(passage.document)
        )
        return [*matches, *others]

    def _ranked(self, asked: Sequence[str], wanted: Callable[[Document], bool]) -> dict[int, float]:
        """Return chunk numbers with their BM25, the larger the better."""
        if not asked:
            return {}
        terms = " OR ".join(f'"{beginning(word)}"*' if word.isalpha() else f'"{word}"' for word in asked)
        rows = self._database.execute(
            "SELECT rowid, -bm25(chunks, 2.0, 1.0) AS rank FROM chunks WHERE chunks MATCH ? ORDER BY rank DESC, rowid",
            (terms,),
        )
        found = ((number, rank) for number, rank in rows if wanted(self._passages[number].document))
        return {number: rank for (number, rank), _ in zip(found, range(CANDIDATES), strict=False)}

    def _forms(self, word: str) -> set[str]:
        return {other for other in self._frequency.get(word[:LETTERS], ()) if alike(word, other)}

    def _rarity(self, word: str, forms: set[str]) -> float:
        """Return the inverse document frequency of a word, its forms counted together."""
        total, near = len(self._passages), self._frequency.get(word[:LETTERS], Counter())
        having = min(total, sum(near[form] for form in forms))
        return math.log(1 + (total - having + 0.5) / (having + 0.5))


def _chunk_id(document: Document, chunk: Chunk) -> str:
    return str(uuid5(NAMESPACE_URL, f"sandbox:{document.id}:{chunk.start}"))
