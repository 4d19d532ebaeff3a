"""What LightOn sends, read tolerantly: null and absent are alike, unknown keys are ignored (contract, section 2.3)."""

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lighton_mcp.safety import clean, one_line

SearchMode = Literal["text", "vision"]
# JSON numbers have no bound, and a number of thousands of digits would go on to every result.
_Int = Annotated[int, Field(gt=-(2**63), lt=2**63)]

_NOT_IN_URL: Final = frozenset(' <>"`\\^{|}')


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class _Named(_Wire):
    id: _Int
    name: str


class _External(_Wire):
    external_url: str | None = None


class _Source(_Wire):
    file_id: _Int
    filename: str = ""
    title: str | None = None
    page_start: _Int | None = None
    page_end: _Int | None = None
    total_pages: _Int | None = None
    external_metadata: _External | None = None


class _Scores(_Wire):
    relevance: float | None = None


class _OldScore(_Wire):
    """The score object of older deployments (contract, section 2.4)."""

    retrieval: float = 0.0
    reranking: float | None = None


class _Image(_Wire):
    b64_content: str | None = None


class _Result(_Wire):
    chunk_id: str | None = None
    content: str | None = None
    score: float | _OldScore = 0.0
    scores: _Scores | None = None
    image: _Image | None = None
    source: _Source
    workspace: _Named | None = None

    @field_validator("content")
    @classmethod
    def _without_surrogates(cls, content: str | None) -> str | None:
        return None if content is None else printable(content)


class Hit(_Wire):
    """One search result: a chunk of a document, or in vision mode a page of it."""

    chunk_id: str
    content: str = Field(description="Without invisible characters; empty where LightOn sends null (vision).")
    original: str = Field(description="The content as LightOn sent it: what offsets of quotations count in.")
    score: float = Field(description="Sort key, descending; not comparable across requests.")
    relevance: float | None = Field(description="0 to 1; None where LightOn did not judge relevance.")
    image_base64: str = Field(description="Page image; empty without `include_image` or without a vision index.")
    file_id: int
    filename: str
    title: str = Field(description="The human title, falling back to the file name.")
    page_start: int | None
    page_end: int | None
    total_pages: int | None
    workspace_id: int | None
    workspace: str | None
    url: str | None = Field(description="The connector's link, http or https only.")


class SearchPage(_Wire):
    """One answer of `POST /search`."""

    hits: tuple[Hit, ...]
    degraded: tuple[str, ...] = Field(description="Signals LightOn could not compute: its `warnings[].code`.")
    unreadable: int = Field(description="Results that did not have the documented form.")


def read_search(payload: dict[str, Any]) -> SearchPage:
    """Read a body whose `results` is a list.

    Raises:
        ValueError: `results` is not a list.

    """
    results = payload.get("results")
    if not isinstance(results, list):
        raise ValueError("`results` is not a list")  # noqa: TRY004 (about the data, not an argument)
    hits: list[Hit] = []
    for result in results:
        try:
            hits.append(_hit(_Result.model_validate(result)))
        except ValidationError:
            continue
    warnings = payload.get("warnings")
    codes = [row.get("code") for row in warnings if isinstance(row, dict)] if isinstance(warnings, list) else []
    return SearchPage(
        hits=tuple(hits),
        degraded=tuple(code for code in codes if code in {"relevance", "multivector", "vision"}),
        unreadable=len(results) - len(hits),
    )


def printable(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot, one for one: offsets stay as they are."""
    return text.encode("utf-8", "replace").decode()


def _hit(result: _Result) -> Hit:
    source = result.source
    if isinstance(result.score, _OldScore):
        relevance = result.score.reranking
        score = result.score.retrieval if relevance is None else relevance
    else:
        score = result.score
        relevance = result.scores.relevance if result.scores else None
    url = source.external_metadata.external_url if source.external_metadata else None
    content = result.content or ""
    return Hit(
        chunk_id=result.chunk_id or f"{source.file_id}:{source.page_start or 1}",
        content=clean(content),
        original=content,
        score=score,
        relevance=relevance if relevance is not None and relevance >= 0 else None,
        image_base64=(result.image.b64_content if result.image else None) or "",
        file_id=source.file_id,
        filename=_name(source.filename),
        title=_name(source.title or "") or _name(source.filename) or f"File {source.file_id}",
        page_start=_page(source.page_start),
        page_end=_page(source.page_end),
        total_pages=source.total_pages,
        workspace_id=result.workspace.id if result.workspace else None,
        workspace=_name(result.workspace.name) if result.workspace else None,
        url=url if url and is_web_address(url) else None,
    )


def _name(text: str) -> str:
    return one_line(printable(text))


def _page(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None


def is_web_address(url: str) -> bool:
    """Tell whether a link may be shown to people."""
    # A link from a document's metadata is shown to people: javascript: and file: have no place there, nor has a
    # character that would end the link in Markdown and begin something else.
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable() and not _NOT_IN_URL & set(url)
