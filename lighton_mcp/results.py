"""The shapes of the tools' results: what `structuredContent` holds, and what the output schemas say."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "partial", "insufficient_context", "no_results"]
Backend = Literal["cloud", "sandbox"]


def _without_titles(schema: dict[str, Any]) -> None:
    # A title that repeats the field's name tells a model nothing and is paid for in every listing.
    schema.pop("title", None)
    for field in schema.get("properties", {}).values():
        field.pop("title", None)


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, json_schema_extra=_without_titles)


class Source(_Result):
    """Where a passage stands. `n` is its number; pages count from 1."""

    n: int
    chunk_id: str
    title: str
    filename: str
    file_id: int
    page_start: int | None
    page_end: int | None
    workspace: str | None
    url: str | None
    uri: str


class FoundPassage(Source):
    """A passage of a search result. `content` is cut when `truncated`."""

    score: float
    relevance: float | None
    content: str
    truncated: bool


class SearchResult(_Result):
    """What `lighton_search` returns."""

    query: str
    backend: Backend
    passages: list[FoundPassage]
    truncated: bool
    next_step: str | None
    warnings: list[str]


class CitationRow(_Result):
    """answer[answer_start:answer_end] is the sentence; passage n holds `quote` at its offsets (code points)."""

    n: int
    answer_start: int
    answer_end: int
    quote: str
    quote_start: int | None
    quote_end: int | None
    support: Literal["text", "cross_language", "image"]
    score: float


class UsageRow(_Result):
    """Tokens, as OVHcloud counted them."""

    prompt_tokens: int
    completion_tokens: int


class Cost(_Result):
    """What the generation cost, by the list price."""

    amount: float
    currency: str


class Timing(_Result):
    """Milliseconds."""

    search: int
    generation: int
    total: int


class AnswerResult(_Result):
    """What `grounded_answer` returns."""

    status: Status
    reason: str | None
    answer: str
    sources: list[Source]
    citations: list[CitationRow]
    unsupported: list[str]
    searches: list[str]
    model: str | None
    usage: UsageRow | None
    cost: Cost | None
    timing_ms: Timing
    backend: Backend
    truncated: bool
    warnings: list[str]
