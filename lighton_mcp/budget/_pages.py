"""The pages of a document, in their order, as far as they fit."""

from lighton_mcp.budget._measure import (
    CHARACTERS_PER_TOKEN,
    NEXT_STEP_CHARACTERS,
    clip,
    cost,
    cut,
    name_room,
    size,
)
from lighton_mcp.rendering import render_read
from lighton_mcp.results import PageRow, ReadResult


def fit_pages(read: ReadResult, start: int, upto: int, max_tokens: int) -> ReadResult:
    """Keep the first pages that fit, the last of them cut at a sentence, and say where to go on.

    `read` holds the pages that were asked for, up to number `upto`; the first begins at its character `start`.
    """
    room = max_tokens * CHARACTERS_PER_TOKEN
    # Thousands of pages that cannot fit need not be measured.
    if sum(len(row.content) for row in read.pages) <= room and size(read, render_read) <= room:
        return read
    names = name_room(room)
    frame = read.model_copy(
        update={
            "title": clip(read.title, names),
            "filename": clip(read.filename, names),
            "workspace": read.workspace and clip(read.workspace, names),
            "url": read.url if read.url and cost(read.url) <= 2 * names else None,
            "pages": [],
            "truncated": True,
            "next_step": "x" * NEXT_STEP_CHARACTERS,
        }
    )
    empty = PageRow(page=upto, content="")
    bare = size(frame, render_read)
    frame_of_one = size(frame.model_copy(update={"pages": [empty]}), render_read) - bare
    left = room - bare
    while True:
        kept = _first(read.pages, left, frame_of_one)
        fitted = frame.model_copy(update={"pages": kept, "next_step": _next_step(read, kept, start, upto)})
        excess = size(fitted, render_read) - room
        if excess <= 0 or left <= 0:
            return fitted
        left -= excess


def _first(pages: list[PageRow], room: int, frame: int) -> list[PageRow]:
    kept: list[PageRow] = []
    for row in pages:
        room -= frame
        content = cut(row.content, room)
        if not content and row.content:
            break
        kept.append(PageRow(page=row.page, content=content))
        room -= cost(content)
        if len(content) < len(row.content):
            break
    return kept


def _next_step(read: ReadResult, kept: list[PageRow], start: int, upto: int) -> str:
    # A page that was begun goes on; otherwise the next one begins, if there is one.
    last = len(kept) - 1
    if kept and len(kept[last].content) < len(read.pages[last].content):
        page = kept[last].page
        begin = f"{page}@{len(kept[last].content) + (start if last == 0 else 0)}"
    elif len(kept) < len(read.pages):
        page = read.pages[len(kept)].page
        begin = str(page)
    else:
        return clip(read.next_step or "Long names were shortened to fit.", NEXT_STEP_CHARACTERS)
    pages = begin if page == upto else f"{begin}-{upto}"
    return (
        f'Cut to fit. Go on with lighton_read(file_id={read.file_id}, pages="{pages}"), '
        "or find the passage you need with lighton_search and this file in `files`."
    )
