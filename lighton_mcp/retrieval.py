"""From LightOn's hits to numbered passages."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from lighton_mcp.results import Source

if TYPE_CHECKING:
    from lighton_mcp.lighton.wire import Hit, SearchPage

# Published nowhere: a true hit in a captured payload scored 0.294, and hits that clear nothing are returned with about
# 0.02 (contract, section 9). Below this, the reader is told; nothing is left out for it.
LOW_RELEVANCE: Final = 0.05

_DEGRADED: Final = {
    "relevance": "LightOn could not judge relevance for this search, so the ranking is rougher than usual.",
    "multivector": "LightOn could not use one of its ranking signals (multivector) for this search.",
    "vision": "LightOn could not use its vision index for this search.",
}


def distinct(hits: "Iterable[Hit]", *, with_text: bool = True) -> "tuple[Hit, ...]":
    """Leave out repetitions of a chunk and, unless pages are wanted as images, hits without text; rank order stays."""
    seen: set[object] = set()
    kept: list[Hit] = []
    for hit in hits:
        text = " ".join(hit.content.split())
        same = (hit.file_id, text or hit.page_start)
        if (with_text and not text) or hit.chunk_id in seen or same in seen:
            continue
        seen.update((hit.chunk_id, same))
        kept.append(hit)
    return tuple(kept)


def warnings_of(page: "SearchPage", hits: "Sequence[Hit]") -> list[str]:
    """Say in words what was wrong with a search whose status was good."""
    warnings = [_DEGRADED[code] for code in dict.fromkeys(page.degraded)]
    if page.unreadable:
        warnings.append(f"{page.unreadable} of LightOn's results could not be read and were left out.")
    relevances = [hit.relevance for hit in hits]
    if relevances and all(relevance is not None and relevance < LOW_RELEVANCE for relevance in relevances):
        warnings.append("LightOn judged every passage hardly relevant: the documents may not cover this.")
    return warnings


def source_of(n: int, hit: "Hit") -> Source:
    """Describe where passage `n` stands."""
    return Source(
        n=n,
        chunk_id=hit.chunk_id,
        title=hit.title,
        filename=hit.filename,
        file_id=hit.file_id,
        page_start=hit.page_start,
        page_end=hit.page_end,
        workspace=hit.workspace,
        url=hit.url,
        uri=f"lighton://files/{hit.file_id}/pages/{hit.page_start or 1}",
    )
