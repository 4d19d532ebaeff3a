"""What a strategy works with and what it hands on: the call, and the draft of an answer before it is checked."""

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio.lowlevel

from lighton_mcp.app import App
from lighton_mcp.progress import Progress
from lighton_mcp.retrieval import distinct, warnings_of
from lighton_mcp.scope import Scope

if TYPE_CHECKING:
    from lighton_mcp.generating import Generated
    from lighton_mcp.grounding import Passage
    from lighton_mcp.lighton import LightOn
    from lighton_mcp.lighton.wire import Hit, SearchMode
    from lighton_mcp.ovhcloud import Usage

OnText = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as it was asked."""

    text: str
    scope: Scope
    max_results: int
    model: str
    mode: "SearchMode" = "text"
    strategy: str = "single"


@dataclass(frozen=True, slots=True)
class Call:
    """One question under way, with all that answering it takes."""

    app: App
    question: Question
    lighton: "LightOn"
    progress: Progress
    on_text: OnText | None = None

    def read_ahead(self, passages: "Sequence[Passage]") -> None:
        """Make passages ready for the check while the model writes, giving way after each."""
        from lighton_mcp.grounding import read_ahead

        async def read() -> None:
            for _ in read_ahead([passage.text for passage in passages]):
                await anyio.lowlevel.checkpoint()

        self.app.in_background(read)


@dataclass(slots=True)
class Draft:
    """What was found and written so far. Passage n is `hits[n - 1]`; a passage keeps its number for good.

    `originals` holds the text of passages that is not that of their hit, as LightOn sent it. `model` is the one that
    answers in place of the question's, where that failed.
    """

    hits: "list[Hit]" = field(default_factory=list)
    passages: "list[Passage]" = field(default_factory=list)
    originals: dict[int, str] = field(default_factory=dict)
    searches: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    generated: "Generated | None" = None
    reason: str | None = None
    model: str | None = None
    usage: "Usage | None" = None
    search_s: float = 0.0
    generation_s: float = 0.0

    def number(self, hits: "Iterable[Hit]") -> list[int]:
        """Give new passages the next numbers and return the numbers of all of them."""
        known = {hit.chunk_id: n for n, hit in enumerate(self.hits, start=1)}
        numbers = []
        for hit in hits:
            if hit.chunk_id not in known:
                self.hits.append(hit)
                known[hit.chunk_id] = len(self.hits)
            numbers.append(known[hit.chunk_id])
        return numbers

    def passage(self, n: int) -> "Passage":
        """Return passage `n` whole, as the model is to see it."""
        from lighton_mcp.grounding import Passage

        hit = self.hits[n - 1]
        return Passage(n=n, text=hit.content, title=hit.title, page_start=hit.page_start, page_end=hit.page_end)

    def original(self, n: int) -> str:
        """Return the text of passage `n` as LightOn sent it: what offsets of quotations count in."""
        return self.originals.get(n, self.hits[n - 1].original)

    def warn(self, *warnings: str) -> None:
        """Add warnings, each once."""
        self.warnings += [warning for warning in dict.fromkeys(warnings) if warning not in self.warnings]

    def spend(self, generated: "Generated") -> None:
        """Add the tokens of one completion."""
        if generated.usage is not None:
            self.usage = generated.usage + self.usage

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Count the time of the block as search."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.search_s += time.perf_counter() - started

    @contextmanager
    def generating(self) -> Iterator[None]:
        """Count the time of the block as generation."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.generation_s += time.perf_counter() - started


async def search_text(call: Call, draft: Draft, query: str, max_results: int) -> "list[Hit]":
    """Search once within the call's scope, and note the query and what was wrong with the search.

    Raises:
        UpstreamError: as drawn in `errors`.

    """
    draft.searches.append(query)
    page = await call.lighton.search(
        query,
        max_results=max_results,
        workspace_ids=call.question.scope.workspace_ids,
        tag_ids=call.question.scope.tag_ids,
        file_ids=call.question.scope.file_ids,
    )
    hits = distinct(page.hits)
    draft.warn(*warnings_of(page, hits))
    return list(hits)


def count(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
