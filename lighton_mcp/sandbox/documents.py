"""The documents that the sandbox serves: those it ships, or a person's own folder."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .chunks import split_pages

SHIPPED = Path(__file__).parent / "documents"
_SHIPPED_AT = "2026-03-02T08:00:00Z"  # the shipped documents have no upload date of their own


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace; `summaries` in LightOn's shape, one a language."""

    id: int
    name: str
    description: str = ""
    summaries: tuple[dict[str, str], ...] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; company-wide, no permission boundary."""

    id: int
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document and the text of its pages, in order from page 1."""

    id: int
    filename: str
    title: str
    workspace: Workspace
    pages: tuple[str, ...] = field(repr=False)
    tags: tuple[Tag, ...] = ()
    url: str | None = None
    size_bytes: int = 0
    created_at: str = _SHIPPED_AT


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a person's folder that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the stand-in services know."""

    workspaces: Sequence[Workspace]
    tags: Sequence[Tag]
    documents: Sequence[Document]
    skipped: Sequence[Skipped] = ()


def read_catalog(root: Path = SHIPPED) -> Library:
    """Return the documents that `catalog.toml` in `root` lists."""
    catalog: dict[str, Any] = tomllib.loads((root / "catalog.toml").read_text(encoding="utf-8"))
    by_folder = {row["folder"]: _workspace(row) for row in catalog["workspaces"]}
    tags = {row["name"]: Tag(row["id"], row["name"], row.get("description", "")) for row in catalog.get("tags", [])}
    documents = []
    for row in catalog["files"]:
        path = root / row["path"]
        documents.append(
            Document(
                id=row["id"],
                filename=path.name,
                title=row["title"],
                workspace=by_folder[row["path"].partition("/")[0]],
                pages=tuple(split_pages(path.read_text(encoding="utf-8"))),
                tags=tuple(tags[name] for name in row.get("tags", [])),
                url=row.get("url"),
                size_bytes=path.stat().st_size,
            )
        )
    return Library(tuple(by_folder.values()), tuple(tags.values()), tuple(documents))


def _workspace(row: dict[str, Any]) -> Workspace:
    return Workspace(row["id"], row["name"], row.get("description", ""), tuple(row.get("summaries", ())))
