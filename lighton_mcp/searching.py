"""The pipeline of `lighton_search`: scope → retrieve → number."""

from lighton_mcp.app import App
from lighton_mcp.errors import ArgumentError
from lighton_mcp.lighton.wire import SearchMode
from lighton_mcp.progress import Progress
from lighton_mcp.results import FoundPassage, SearchResult
from lighton_mcp.retrieval import distinct, source_of, warnings_of
from lighton_mcp.scope import Scope


async def search(
    app: App, query: str, scope: Scope, max_results: int, mode: SearchMode, progress: Progress
) -> SearchResult:
    """Search once and number the passages in rank order.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    if mode != "text":
        raise ArgumentError(problem=f'mode "{mode}" is not available in this version.', choices='Use mode "text".')
    lighton = await app.lighton()
    await progress.say(f"Searching {scope.label}" if scope.label else "Searching")
    page = await lighton.search(
        query,
        max_results=max_results,
        workspace_ids=scope.workspace_ids,
        tag_ids=scope.tag_ids,
        file_ids=scope.file_ids,
    )
    hits = distinct(page.hits)
    return SearchResult(
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
        warnings=[*scope.warnings, *warnings_of(page, hits)],
    )
