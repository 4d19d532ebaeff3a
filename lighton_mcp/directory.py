"""What LightOn says about workspaces, tags and documents, kept for a few minutes."""

import math
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from lighton_mcp.keeping import Keeper

if TYPE_CHECKING:
    from lighton_mcp.lighton import LightOn
    from lighton_mcp.lighton.documents import Document
    from lighton_mcp.lighton.lists import Tag, Workspace

# Some six documents of 3,000 pages with 1,000 characters each.
_DOCUMENT_CHARACTERS: Final = 20_000_000


class Directory:
    """Asks LightOn once for what several calls want to know; `since` refuses what was read before that time."""

    def __init__(
        self, lighton: "Callable[[], Awaitable[LightOn]]", *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._lighton = lighton
        self.clock = clock
        self._workspaces = Keeper[None, "tuple[Workspace, ...]"](self._read_workspaces, clock=clock)
        self._tags = Keeper[None, "tuple[Tag, ...]"](self._read_tags, clock=clock)
        self._summaries = Keeper[int, str | None](self._read_summary, clock=clock)
        self._whereabouts = Keeper[int, int | None](self._read_whereabouts, clock=clock)
        self._documents = Keeper[int, "Document"](
            self._read_document, room=_DOCUMENT_CHARACTERS, weigh=lambda document: document.characters, clock=clock
        )

    async def workspaces(self, *, since: float = -math.inf) -> "tuple[Workspace, ...]":
        """Return the workspaces that the key may see."""
        return await self._workspaces.get(None, since=since)

    async def tags(self, *, since: float = -math.inf) -> "tuple[Tag, ...]":
        """Return the tags of the company."""
        return await self._tags.get(None, since=since)

    async def summary(self, workspace_id: int) -> str | None:
        """Return what LightOn generated about a workspace."""
        return await self._summaries.get(workspace_id)

    async def workspace_of(self, file_id: int) -> int | None:
        """Return the id of the workspace that holds a document; None where LightOn does not say."""
        return await self._whereabouts.get(file_id)

    async def document(self, file_id: int) -> "Document":
        """Return a document with its pages."""
        return await self._documents.get(file_id)

    def name_of(self, workspace_id: int) -> str:
        """Return a workspace's name if it is at hand, and otherwise nothing: no request is made for it."""
        return next((one.name for one in self._workspaces.kept(None) or () if one.id == workspace_id), "")

    async def _read_workspaces(self, _: None) -> "tuple[Workspace, ...]":
        return await (await self._lighton()).workspaces()

    async def _read_tags(self, _: None) -> "tuple[Tag, ...]":
        return await (await self._lighton()).tags()

    async def _read_summary(self, workspace_id: int) -> str | None:
        return await (await self._lighton()).summary(workspace_id)

    async def _read_whereabouts(self, file_id: int) -> int | None:
        return (await (await self._lighton()).file(file_id, with_pages=False)).workspace_id

    async def _read_document(self, file_id: int) -> "Document":
        return await (await self._lighton()).file(file_id, with_pages=True)
