"""The pipeline of `lighton_scopes`: what can be searched, by name."""

from typing import TYPE_CHECKING, Final

from lighton_mcp.budget import fit_scopes
from lighton_mcp.errors import UpstreamError
from lighton_mcp.naming import containing, listed
from lighton_mcp.progress import Progress
from lighton_mcp.results import ScopesResult, TagRow, WorkspaceRow
from lighton_mcp.scope import locked
from lighton_mcp.together import together

if TYPE_CHECKING:
    from lighton_mcp.app import App
    from lighton_mcp.lighton.lists import Workspace

# A summary costs one request a workspace (contract, section 4).
_FEW: Final = 5


async def scopes(app: "App", progress: Progress, name: str | None) -> ScopesResult:
    """List the workspaces within the lock and the tags, those whose name contains `name`, as many as fit.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    await progress.say("Listing workspaces and tags")
    within = await searchable(app)
    workspaces = containing(name, within) if name else list(within)
    tags = await app.directory.tags()
    named_tags = containing(name, tags) if name else list(tags)
    summaries: list[str | None] = [None] * len(workspaces)
    if len(workspaces) <= _FEW:
        summaries = await together(lambda row: _summary(app, row), workspaces)
    next_step = await _missing(app, within)
    if name and not (workspaces or named_tags):
        next_step = f"No name contains that. Leave name out, or try one of: {listed([*within, *tags])}."
    return fit_scopes(
        ScopesResult(
            workspaces=[
                WorkspaceRow(id=row.id, name=row.name, description=row.description, files=row.files, summary=summary)
                for row, summary in zip(workspaces, summaries, strict=True)
            ],
            tags=[TagRow(id=tag.id, name=tag.name, description=tag.description) for tag in named_tags],
            backend=app.backend,
            truncated=False,
            next_step=next_step,
        ),
        app.settings.max_tokens,
    )


async def searchable(app: "App") -> "list[Workspace]":
    """Return the workspaces that the key may see and the lock allows.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    lock = await locked(app)
    return [row for row in await app.directory.workspaces() if not lock or row.id in lock]


async def _missing(app: "App", within: "list[Workspace]") -> str | None:
    known = {row.id for row in within}
    missing = ", ".join(str(one) for one in await locked(app) if one not in known)
    return f"LIGHTON_MCP_WORKSPACES names what the key cannot see: {missing[:100]}." if missing else None


async def _summary(app: "App", row: "Workspace") -> str | None:
    try:
        return await app.directory.summary(row.id)
    except UpstreamError:
        # It is an extra: the list is worth having without it.
        return None
