"""Workspaces and tags, as many as fit: names before descriptions."""

from typing import Final

from lighton_mcp.budget._measure import CHARACTERS_PER_TOKEN, clip, largest, name_room, size
from lighton_mcp.rendering import render_scopes
from lighton_mcp.results import ScopesResult

_DESCRIPTIONS: Final = (300, 100, 0)


def fit_scopes(listed: ScopesResult, max_tokens: int) -> ScopesResult:
    """Shorten descriptions, then keep the first workspaces and tags, until both channels fit."""
    room = max_tokens * CHARACTERS_PER_TOKEN
    if size(listed, render_scopes) <= room:
        return listed
    most = max(len(listed.workspaces), len(listed.tags))
    for described in _DESCRIPTIONS:
        fitted = _shortened(listed, most, described, room)
        if size(fitted, render_scopes) <= room:
            return fitted
    count = largest(most, lambda count: size(_shortened(listed, count, 0, room), render_scopes) <= room)
    return _shortened(listed, count, 0, room)


def _shortened(listed: ScopesResult, count: int, described: int, room: int) -> ScopesResult:
    names = min(80, name_room(room))
    workspaces = [
        row.model_copy(
            update={
                "name": clip(row.name, names),
                "description": clip(row.description, described) if described else "",
                "summary": clip(row.summary, described) if row.summary and described else None,
            }
        )
        for row in listed.workspaces[:count]
    ]
    tags = [
        row.model_copy(
            update={
                "name": clip(row.name, names),
                "description": clip(row.description, described) if described else "",
            }
        )
        for row in listed.tags[:count]
    ]
    return listed.model_copy(
        update={
            "workspaces": workspaces,
            "tags": tags,
            "truncated": True,
            "next_step": f"Shortened: {len(workspaces)} of {len(listed.workspaces)} workspaces and {len(tags)} of "
            f"{len(listed.tags)} tags are shown, descriptions in part. Give a part of a name as `name` to see others.",
        }
    )
