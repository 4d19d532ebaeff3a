"""The pipeline of `lighton_search`: scope → retrieve → number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lighton_mcp.app import App
from lighton_mcp.progress import Progress
from lighton_mcp.results import FoundPassage, SearchResult
from lighton_mcp.retrieval import distinct, source_of, warnings_of
from lighton_mcp.scope import Scope

if TYPE_CHECKING:
    from lighton_mcp.images import Picture
    from lighton_mcp.lighton.wire import Hit, SearchMode


# Clients refuse a message above 1 MiB (contract of MCP, section 12); the text needs room beside the images.
_MAX_BASE64_BYTES: Final = 700_000
_MAX_SIDE: Final = 1280
# More would each be too small to read.
_MAX_IMAGES: Final = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The result, and in mode "vision" the images of its passages by number."""

    result: SearchResult
    pictures: "dict[int, Picture]"


async def search(app: App, query: str, scope: Scope, max_results: int, mode: "SearchMode", progress: Progress) -> Found:
    """Search once and number the passages in rank order.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    lighton = await app.lighton()
    await progress.say(f"Searching {scope.label}" if scope.label else "Searching")
    page = await lighton.search(
        query,
        max_results=max_results,
        workspace_ids=scope.workspace_ids,
        tag_ids=scope.tag_ids,
        file_ids=scope.file_ids,
        mode=mode,
        include_image=mode == "vision",
    )
    hits = distinct(page.hits, with_text=mode == "text")
    warnings = [*scope.warnings, *warnings_of(page, hits)]
    pictures = await _pictures(hits, warnings) if mode == "vision" else {}
    result = SearchResult(
        query=query,
        backend=app.backend,
        passages=[
            FoundPassage(
                **source_of(n, hit).model_dump(),
                score=hit.score,
                relevance=hit.relevance,
                content=hit.content,
                truncated=False,
            )
            for n, hit in enumerate(hits, start=1)
        ],
        truncated=False,
        next_step=None if hits else "Try other words, or search more widely: without workspaces, tags or files.",
        warnings=warnings,
    )
    return Found(result, pictures)


async def _pictures(hits: "Sequence[Hit]", warnings: list[str]) -> "dict[int, Picture]":
    from lighton_mcp.images import fit

    shown = hits[:_MAX_IMAGES]
    fitted = await fit([hit.image_base64 for hit in shown], max_side=_MAX_SIDE, max_base64_bytes=_MAX_BASE64_BYTES)
    pictures = {n: picture for n, picture in enumerate(fitted, start=1) if picture is not None}
    if len(hits) > len(shown):
        warnings.append(f"Images are shown for the first {len(shown)} pages only: ask for fewer results to see others.")
    if missing := [f"[{n}]" for n in range(1, len(shown) + 1) if n not in pictures]:
        warnings.append(f"No usable image: {', '.join(missing)}. The page may have no vision index.")
    return pictures
