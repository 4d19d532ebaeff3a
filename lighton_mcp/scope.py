"""What a call may search: the ids that go to LightOn."""

from collections.abc import Sequence
from dataclasses import dataclass

from lighton_mcp.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids that restrict a search; all empty: everything the key may see. `file_ids` excludes the other two."""

    workspace_ids: tuple[int, ...] = ()
    tag_ids: tuple[int, ...] = ()
    file_ids: tuple[int, ...] = ()


def scope_of(
    workspaces: Sequence[int | str] | None, tags: Sequence[int | str] | None, files: Sequence[int | str] | None
) -> Scope:
    """Make the references of a call into a scope.

    Raises:
        ArgumentError: files beside workspaces or tags, or a reference that is no id.

    """
    if files and (workspaces or tags):
        raise ArgumentError(
            problem="files cannot be combined with workspaces or tags.",
            choices="Give files alone, or leave files out.",
        )
    return Scope(_ids("workspaces", workspaces), _ids("tags", tags), _ids("files", files))


def _ids(name: str, references: Sequence[int | str] | None) -> tuple[int, ...]:
    ids = []
    for reference in references or ():
        if isinstance(reference, str):
            raise ArgumentError(
                problem=f"{name} holds a name, and this version takes ids only.",
                choices="Give whole numbers, or leave it out to search everything the key may see.",
            )
        ids.append(reference)
    return tuple(dict.fromkeys(ids))
