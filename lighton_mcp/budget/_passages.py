"""The passages of a search, shared out by rank."""

from collections.abc import Sequence
from typing import Final, TypeVar

from lighton_mcp.budget._measure import (
    CHARACTERS_PER_TOKEN,
    NEXT_STEP_CHARACTERS,
    clip,
    clip_all,
    cost,
    cut,
    largest,
    list_room,
    name_room,
    shares,
    size,
)
from lighton_mcp.rendering import render_search
from lighton_mcp.results import FoundPassage, SearchResult, Source

_S = TypeVar("_S", bound=Source)

# Less of a passage than about two sentences is of no use: passages of low rank are left out rather.
_LEAST: Final = 240


def fit_passages(found: SearchResult, max_tokens: int) -> SearchResult:
    """Cut passages at sentences and leave out those of lowest rank until both channels fit."""
    room = max_tokens * CHARACTERS_PER_TOKEN
    if size(found, render_search) <= room:
        return found
    names = name_room(room)
    rows = [with_short_names(passage, names) for passage in found.passages]
    frame = found.model_copy(
        update={
            "query": clip(found.query, names),
            "warnings": clip_all(found.warnings, names, list_room(room)),
            "truncated": True,
            "next_step": "x" * NEXT_STEP_CHARACTERS,
        }
    )

    def bare(count: int) -> int:
        emptied = [row.model_copy(update={"content": "", "truncated": True}) for row in rows[:count]]
        return size(frame.model_copy(update={"passages": emptied}), render_search)

    def fits(count: int) -> bool:
        return bare(count) + sum(min(cost(row.content), _LEAST) for row in rows[:count]) <= room

    count = largest(len(rows), fits)
    left = room - bare(count)
    while True:
        kept = _shared_out(rows[:count], left)
        fitted = frame.model_copy(update={"passages": kept, "next_step": _next_step(kept, len(rows) - count)})
        excess = size(fitted, render_search) - room
        if excess <= 0 or left <= 0:
            return fitted
        left -= excess


def with_short_names(source: _S, most: int) -> _S:
    """Shorten what other people wrote about a passage; a link is whole or absent, since half of one leads nowhere."""
    return source.model_copy(
        update={
            "chunk_id": clip(source.chunk_id, most),
            "title": clip(source.title, most),
            "filename": clip(source.filename, most),
            "workspace": source.workspace and clip(source.workspace, most),
            "url": source.url if source.url and cost(source.url) <= 2 * most else None,
        }
    )


def _shared_out(rows: Sequence[FoundPassage], room: int) -> list[FoundPassage]:
    given = shares([cost(row.content) for row in rows], room)
    contents = [cut(row.content, share) for row, share in zip(rows, given, strict=True)]
    # What cutting at sentences left over goes to the best passages.
    spare = room - sum(map(cost, contents))
    for rank, row in enumerate(rows):
        if len(contents[rank]) < len(row.content):
            longer = cut(row.content, cost(contents[rank]) + spare)
            if len(longer) > len(contents[rank]):
                spare -= cost(longer) - cost(contents[rank])
                contents[rank] = longer
    return [
        row.model_copy(update={"content": content, "truncated": len(content) < len(row.content)})
        for row, content in zip(rows, contents, strict=True)
    ]


def _next_step(kept: Sequence[FoundPassage], left_out: int) -> str:
    steps = []
    if cut_rows := [row for row in kept if row.truncated]:
        first = cut_rows[0]
        pages = f"{first.page_start or 1}"
        if first.page_end is not None and first.page_end > (first.page_start or 1):
            pages += f"-{first.page_end}"
        which = "Some passages are cut" if len(cut_rows) > 1 else f"Passage [{first.n}] is cut"
        steps.append(f'{which}: lighton_read(file_id={first.file_id}, pages="{pages}") has all of [{first.n}].')
    if left_out:
        steps.append(f"{left_out} of lower rank are left out: name files or workspaces, or lower max_results.")
    return " ".join(steps)
