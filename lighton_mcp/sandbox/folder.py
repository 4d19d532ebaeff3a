"""A person's own documents, read from a folder."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from .chunks import split_pages
from .documents import Document, Library, Skipped, Workspace

_FIRST_FILE_ID = 1_001
_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCKS = ("p", "div", "section", "article", "header", "footer", "blockquote", "pre", "table", "ul", "ol", "dl")


class NoDocuments(ValueError):
    """The folder holds nothing that can be read; the message says so in words."""


def read_folder(root: Path) -> Library:
    """Return the .md, .txt, .html and .pdf files under `root`; each first-level folder is a workspace.

    Raises:
        NoDocuments: nothing could be read there.
    """
    if not root.is_dir():
        raise NoDocuments(f"{root} is not a folder. Name a folder with .md, .txt, .html or .pdf files.")
    workspaces: dict[str, Workspace] = {}
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for path in sorted(path for path in root.rglob("*") if path.suffix.lower() in _READERS and path.is_file()):
        relative = path.relative_to(root)
        try:
            raw = path.read_bytes()
            pages = _READERS[path.suffix.lower()](raw)
        except Exception as error:  # noqa: BLE001 - a reader may raise anything at all on a broken file
            skipped.append(Skipped(relative.as_posix(), _why(error)))
            continue
        if not any(page.strip() for page in pages):
            skipped.append(
                Skipped(relative.as_posix(), "It holds no text; a scanned document has to be recognised first.")
            )
            continue
        name = relative.parts[0] if len(relative.parts) > 1 else root.resolve().name
        workspace = workspaces.setdefault(name, Workspace(len(workspaces) + 1, name))
        documents.append(
            Document(
                id=_FIRST_FILE_ID + len(documents),
                filename=path.name,
                title=path.stem,
                workspace=workspace,
                pages=tuple(pages),
                size_bytes=len(raw),
                created_at=datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            )
        )
    if not documents:
        found = (
            "no .md, .txt, .html or .pdf file" if not skipped else f"{len(skipped)} files, none of which can be read"
        )
        raise NoDocuments(f"{root} holds {found}.")
    return Library(tuple(workspaces.values()), (), tuple(documents), tuple(skipped))


def _text(raw: bytes) -> list[str]:
    return split_pages(raw.decode("utf-8-sig").replace("\r\n", "\n"))


def _html(raw: bytes) -> list[str]:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(raw, "html.parser")
    for hidden in soup(["script", "style", "template", "noscript", "nav", "head"]):
        hidden.decompose()
    for text in soup(string=True):
        if text.find_parent("pre") is None:
            text.replace_with(_SPACE.sub(" ", text))
    for level in range(1, 7):
        for heading in soup(f"h{level}"):
            heading.insert_before("\n\n" + "#" * level + " ")
            heading.insert_after("\n\n")
    for cell in soup(["td", "th"]):
        cell.insert_after(" | ")
    for item in soup("li"):
        item.insert_before("\n- ")
    for line in soup(["br", "tr", "dt", "dd"]):
        line.insert_after("\n")
    for block in soup(_BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    lines = "\n".join(line.strip() for line in soup.get_text().splitlines())
    return split_pages(_BLANK_LINES.sub("\n\n", lines).strip())


def _pdf(raw: bytes) -> list[str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    return [page.extract_text() for page in reader.pages]


_READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".md": _text,
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}


def _why(error: Exception) -> str:
    logging.getLogger(__name__).debug("A file was skipped", exc_info=error)
    if isinstance(error, UnicodeError):
        return "It is not UTF-8 text."
    if isinstance(error, PermissionError):
        return "It is protected by a password or by the rights of the file."
    if isinstance(error, OSError):
        return "It could not be opened."
    return "It is damaged, or not what its name says."
