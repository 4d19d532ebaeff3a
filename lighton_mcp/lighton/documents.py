"""A document as `GET /files/{id}` returns it, read tolerantly (contract, section 6)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from lighton_mcp.lighton.lists import one_line
from lighton_mcp.lighton.wire import is_web_address, printable


@dataclass(frozen=True, slots=True)
class Document:
    """A document and where it stands.

    `pages` maps page numbers to Markdown. Documents ingested long ago have all their text under page 1, whatever
    `total_pages` says; without text, or when it was not asked for, `pages` is empty.
    """

    file_id: int
    title: str
    filename: str
    workspace_id: int | None
    workspace: str | None
    url: str | None
    total_pages: int
    pages: Mapping[int, str]

    @property
    def characters(self) -> int:
        """How much text it holds."""
        return sum(map(len, self.pages.values()))


class _Body(BaseModel):
    """Only what is wanted: the rest, a second copy of the text among it, never becomes a Python object."""

    model_config = ConfigDict(extra="ignore")

    id: int
    filename: Any = None
    title: Any = None
    workspace: Any = None
    total_pages: Any = None
    external_metadata: Any = None
    pages: Any = None


def read_document(content: bytes, file_id: int) -> Document:
    """Read the body about a file.

    Raises:
        ValueError: it is not JSON, or not about that file.

    """
    try:
        body = _Body.model_validate_json(content)
    except ValidationError:
        # Lone surrogates are refused there and accepted by `json`.
        body = _Body.model_validate(_loaded(content))
    if body.id != file_id:
        raise ValueError("about another file")
    pages = _pages(body.pages)
    filename = one_line(body.filename, 500)
    workspace = body.workspace if isinstance(body.workspace, dict) else {}
    workspace_id = workspace.get("id")
    said = body.total_pages if isinstance(body.total_pages, int) and 0 < body.total_pages < 2**31 else 0
    return Document(
        file_id=file_id,
        title=one_line(body.title, 500) or filename or f"File {file_id}",
        filename=filename,
        workspace_id=workspace_id if isinstance(workspace_id, int) and not isinstance(workspace_id, bool) else None,
        workspace=one_line(workspace.get("name"), 200) or None,
        url=_url(body.external_metadata),
        total_pages=max(said, max(pages, default=0)),
        pages=pages,
    )


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _pages(rows: Any) -> dict[int, str]:
    pages: dict[int, str] = {}
    for row in rows if isinstance(rows, list) else ():
        index, text = (row.get("index"), row.get("markdown")) if isinstance(row, dict) else (None, None)
        if isinstance(index, int) and 0 < index < 2**31 and isinstance(text, str) and text.strip():
            pages[index] = f"{pages[index]}\n\n{printable(text)}" if index in pages else printable(text)
    return dict(sorted(pages.items()))


def _url(metadata: Any) -> str | None:
    # On files the link stands one level deeper than on search results.
    more = metadata.get("additional_metadata") if isinstance(metadata, dict) else None
    for place in (metadata, more):
        url = place.get("external_url") if isinstance(place, dict) else None
        if isinstance(url, str) and is_web_address(url):
            return url
    return None
