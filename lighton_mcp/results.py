"""The shapes of the tools' results: what `structuredContent` holds, and what the output schemas say."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "partial", "insufficient_context", "no_results"]
Backend = Literal["cloud", "sandbox"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class Source(_Result):
    """Where a passage stands."""

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
    """A passage of a search result; `content` is a prefix of what LightOn returned when `truncated`."""

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


class WorkspaceRow(_Result):
    """A workspace that can be searched; `files` is how many it holds, `summary` what LightOn generated about it."""

    id: int
    name: str
    description: str
    files: int | None
    summary: str | None


class TagRow(_Result):
    """A tag, as `tags` takes it. Tags are company-wide: they say nothing about what may be searched."""

    id: int
    name: str
    description: str


class ScopesResult(_Result):
    """What `lighton_scopes` returns."""

    workspaces: list[WorkspaceRow]
    tags: list[TagRow]
    backend: Backend
    truncated: bool
    next_step: str | None


class PageRow(_Result):
    """Text of one page, as Markdown."""

    page: int
    content: str


class ReadResult(_Result):
    """What `lighton_read` returns; where `truncated`, `next_step` says how to go on."""

    file_id: int
    title: str
    filename: str
    workspace: str | None
    url: str | None
    total_pages: int
    pages: list[PageRow]
    backend: Backend
    truncated: bool
    next_step: str | None
