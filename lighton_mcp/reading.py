"""The pipeline of `lighton_read`: document → pages → as many as fit."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lighton_mcp.budget import CHARACTERS_PER_TOKEN, fit_pages
from lighton_mcp.errors import ArgumentError
from lighton_mcp.naming import quoted
from lighton_mcp.progress import Progress
from lighton_mcp.results import PageRow, ReadResult
from lighton_mcp.safety import clean
from lighton_mcp.scope import check_file, locked

if TYPE_CHECKING:
    from lighton_mcp.app import App
    from lighton_mcp.lighton.documents import Document

# "3@1200" is the text of page 3 from its character 1200 on: `next_step` writes it when a page does not fit.
_PAGES: Final = re.compile(r"(\d{1,9})(?:@(\d{1,9}))?(?:\s*[-–]\s*(\d{1,9}))?", re.ASCII)
_ONE_PAGE_ONLY: Final = "LightOn holds text of this document under page 1 only; long documents may stand there whole."
_NO_TEXT: Final = "LightOn holds no text of {pages}: it may be an image. lighton_search with mode vision finds those."


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    start: int
    last: int


async def read(app: "App", progress: Progress, file_id: int, pages: str | None) -> ReadResult:
    """Return the pages that were asked for, or all, as far as they fit LIGHTON_MCP_MAX_TOKENS.

    Raises:
        ArgumentError: `pages` cannot be understood or lies outside the document, or the document outside the lock.
        LightOnMCPError: as drawn in `errors`.

    """
    await progress.say("Looking up the document")
    await check_file(app, file_id, await locked(app))
    await progress.say("Reading the document")
    document = await app.directory.document(file_id)
    return _result(app, document, _span(pages, document))


async def page_text(app: "App", progress: Progress, file_id: int, page: str) -> str:
    """Return one page as Markdown: the body of `lighton://files/{file_id}/pages/{page}`.

    Raises:
        LightOnMCPError: as for `read`.

    """
    found = await read(app, progress, file_id, page)
    text = "\n\n".join(row.content for row in found.pages)
    return "\n\n".join([text, f"({found.next_step})"] if found.next_step else [text])


def _result(app: "App", document: "Document", span: _Span) -> ReadResult:
    rows: list[PageRow] = []
    room = app.settings.max_tokens * CHARACTERS_PER_TOKEN
    for number, text in document.pages.items():
        # Pages behind the first that cannot fit need not be looked at.
        if span.first <= number <= span.last and room >= 0:
            rows.append(PageRow(page=number, content=clean(text)[span.start if number == span.first else 0 :]))
            room -= len(rows[-1].content)
    notes = []
    if not rows:
        which = f"page {span.first}" if span.first == span.last else f"pages {span.first} to {span.last}"
        notes.append(_NO_TEXT.format(pages=which if document.pages else "this document"))
    if set(document.pages) == {1} and document.total_pages > 1:
        notes.append(_ONE_PAGE_ONLY)
    if following := next((number for number in document.pages if number > span.last), None):
        notes.append(f'The document goes on: pages="{following}-{document.total_pages}".')
    whole = ReadResult(
        file_id=document.file_id,
        title=document.title,
        filename=document.filename,
        workspace=document.workspace,
        url=document.url,
        total_pages=document.total_pages,
        pages=rows,
        backend=app.backend,
        truncated=False,
        next_step=" ".join(notes) or None,
    )
    return fit_pages(whole, span.start, span.last, app.settings.max_tokens)


def _span(pages: str | None, document: "Document") -> _Span:
    end = max(document.total_pages, 1)
    if not pages:
        return _Span(1, 0, end)
    valid = f'Give one page or a range from 1 to {end}, such as "1" or "1-{end}".'
    found = _PAGES.fullmatch(pages.strip())
    if found is None:
        raise ArgumentError(problem=f"pages is {quoted(pages)}, which names no pages.", choices=valid)
    first, start = int(found[1]), int(found[2] or 0)
    last = min(int(found[3] or first), end)
    if set(document.pages) == {1} and first > 1:
        # Passages still name the pages of the original, and their `uri` must lead to the text.
        return _Span(1, 0, 1)
    if not 1 <= first <= end or last < first:
        raise ArgumentError(problem=f"pages is {quoted(pages)}, and the document has pages 1 to {end}.", choices=valid)
    if start and start >= (length := len(clean(document.pages.get(first, "")))):
        raise ArgumentError(problem=f"Page {first} has {length} characters, fewer than {start}.", choices=valid)
    return _Span(first, start, last)
