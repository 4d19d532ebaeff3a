"""What a call may touch: the ids that go to LightOn, within the lock of LIGHTON_MCP_WORKSPACES."""

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lighton_mcp.errors import ArgumentError, LockUnresolved, NotFound
from lighton_mcp.naming import Named, called, listed, nearest, quoted
from lighton_mcp.progress import Progress
from lighton_mcp.together import together

if TYPE_CHECKING:
    from lighton_mcp.app import App

_Read = Callable[[float], Awaitable[Sequence[Named]]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids that restrict a search; all empty: everything the key may see. `file_ids` excludes the other two.

    `label` names the workspaces for people, and is empty where their names are not at hand. `warnings` say what was
    left out of what was asked for.
    """

    workspace_ids: tuple[int, ...] = ()
    tag_ids: tuple[int, ...] = ()
    file_ids: tuple[int, ...] = ()
    label: str = ""
    warnings: tuple[str, ...] = ()


async def resolve(
    app: "App",
    progress: Progress,
    *,
    workspaces: Sequence[int | str] | None = None,
    tags: Sequence[int | str] | None = None,
    files: Sequence[int | str] | None = None,
) -> Scope:
    """Make the references of a call into a scope that lies within the lock; ids need no look-up.

    Raises:
        ArgumentError: a name is unknown or ambiguous, files are combined with the others, or the lock forbids it.
        LockUnresolved: a name in LIGHTON_MCP_WORKSPACES cannot be resolved.
        UpstreamError: LightOn could not be asked for names.

    """
    if files and (workspaces or tags):
        raise ArgumentError(
            problem="files cannot be combined with workspaces or tags.",
            choices="Give files alone, or leave files out.",
        )
    directory = app.directory
    since = directory.clock()
    named = any(isinstance(one, str) for one in (*(workspaces or ()), *(tags or ())))
    if named or any(as_id(one) is None for one in app.settings.workspaces):
        await progress.say("Looking up the names of workspaces and tags")
    lock = await locked(app)
    if files:
        return Scope(file_ids=await _files(app, progress, files, lock))

    async def searchable(since: float) -> Sequence[Named]:
        return [row for row in await directory.workspaces(since=since) if not lock or row.id in lock]

    asked = await _ids("workspaces", workspaces or (), searchable, since)
    allowed = tuple(one for one in asked if not lock or one in lock)
    if asked and not allowed:
        raise _outside(app, lock, "None of the given workspaces may be searched by this server.")
    warnings: tuple[str, ...] = ()
    if left_out := ", ".join(str(one) for one in asked if one not in allowed):
        warnings = (f"Not searched, since this server is locked to other workspaces: {left_out[:100]}.",)
    tag_ids = await _ids("tags", tags or (), lambda since: directory.tags(since=since), since)
    searched = allowed or lock
    return Scope(searched, tag_ids, label=_label(app, searched), warnings=warnings)


async def locked(app: "App") -> tuple[int, ...]:
    """Return the ids of the workspaces that this server is locked to; none: there is no lock.

    Raises:
        LockUnresolved: a name cannot be resolved.
        UpstreamError: LightOn could not be asked for names.

    """
    ids: list[int] = []
    since = app.directory.clock()
    for reference in app.settings.workspaces:
        known = as_id(reference)
        if known is None:
            found, rows = await _called(reference, lambda since: app.directory.workspaces(since=since), since)
            if len(found) != 1:
                near = listed(found or nearest(reference, rows))
                choices = f"Nearest: {near}." if near else "The key sees no workspace."
                raise LockUnresolved(name=quoted(reference), choices=choices)
            known = found[0].id
        ids.append(known)
    return tuple(dict.fromkeys(ids))


async def check_file(app: "App", file_id: int, lock: Sequence[int]) -> None:
    """Make sure that a document lies within the lock.

    Raises:
        ArgumentError: it lies elsewhere, LightOn does not say where, or there is no such document.

    """
    try:
        inside = not lock or await app.directory.workspace_of(file_id) in lock
    except NotFound:
        # The same words: whether it exists outside is nobody's business.
        inside = False
    if not inside:
        raise _outside(app, lock, f"File {file_id} is not in a workspace that this server may read.")


def as_id(reference: str) -> int | None:
    """Read digits as an id. Longer ones are no id of LightOn's, and Python refuses to convert very long ones."""
    text = reference.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 and int(text) else None  # noqa: PLR2004


async def _files(app: "App", progress: Progress, files: Sequence[int | str], lock: Sequence[int]) -> tuple[int, ...]:
    ids = []
    for reference in files:
        if isinstance(reference, str):
            raise ArgumentError(
                problem=f"files takes ids, and {quoted(reference)} is not one.",
                choices="Use the file_id of a result of lighton_search.",
            )
        ids.append(reference)
    if lock:
        await progress.say("Checking where the files are")
        await together(lambda file_id: check_file(app, file_id, lock), list(dict.fromkeys(ids)))
    return tuple(dict.fromkeys(ids))


async def _ids(argument: str, references: Sequence[int | str], read: _Read, since: float) -> tuple[int, ...]:
    ids: list[int] = []
    for reference in references:
        if isinstance(reference, int):
            ids.append(reference)
            continue
        found, rows = await _called(reference, read, since)
        if len(found) != 1:
            raise _unclear(argument, reference, found, rows)
        ids.append(found[0].id)
    return tuple(dict.fromkeys(ids))


async def _called(name: str, read: _Read, since: float) -> tuple[list[Named], Sequence[Named]]:
    """Find what has that name, in a list read after `since` if an older one does not hold it."""
    rows = await read(-math.inf)
    found = called(name, rows)
    if not found:
        rows = await read(since)
        found = called(name, rows)
    return found, rows


def _unclear(argument: str, name: str, found: Sequence[Named], rows: Sequence[Named]) -> ArgumentError:
    if found:
        return ArgumentError(
            problem=f"{argument} names {quoted(name)}, and {len(found)} are called that.",
            choices=f"Give the id of one of them: {listed(found)}.",
        )
    return ArgumentError(
        problem=f"{argument} names {quoted(name)}, and none that may be searched is called that.",
        choices=f"Nearest: {listed(nearest(name, rows))}. lighton_scopes lists all."
        if rows
        else f"There are no {argument}: leave that argument out.",
    )


def _outside(app: "App", lock: Sequence[int], problem: str) -> ArgumentError:
    allowed = [_Known(one, app.directory.name_of(one)) for one in lock]
    return ArgumentError(problem=problem, choices=f"It is locked to these workspaces: {listed(allowed)}.")


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    name: str


def _label(app: "App", ids: Sequence[int]) -> str:
    names = [app.directory.name_of(one) for one in ids]
    if not names or not all(names):
        return ""
    return " and ".join(name[:60] for name in names) if len(names) <= 2 else f"{len(names)} workspaces"  # noqa: PLR2004
