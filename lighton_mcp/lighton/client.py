"""The client of LightOn's API: one `_fetch` through which every call passes."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx2
from pydantic import SecretStr

from lighton_mcp.errors import Garbled, NotFound
from lighton_mcp.failures import LIGHTON, from_status, from_transport
from lighton_mcp.network import BODY_LIMIT, BodyTooLarge, with_retries

if TYPE_CHECKING:
    from lighton_mcp.lighton.documents import Document
    from lighton_mcp.lighton.lists import Tag, Workspace
    from lighton_mcp.lighton.wire import SearchMode, SearchPage

_Row = TypeVar("_Row", "Workspace", "Tag")

_OK: Final = 200
# 20 rows each (contract, section 4): 5,000 workspaces. A list that never ends must not hold a call for ever.
_MAX_LIST_PAGES: Final = 250
# A document arrives whole, its text twice (contract, section 6): 3,000 dense pages are about 20 MB. Reading one of this
# size takes the process to 200 MB.
_MAX_DOCUMENT_BYTES: Final = 48 * 1024 * 1024
# Five pages scanned at 4000 x 3000 take some 40 MB as base64.
_MAX_IMAGES_BYTES: Final = 64 * 1024 * 1024


class LightOn:
    """Calls below `{base_url}/api/v3`, with the key in each request's own header.

    The HTTP client is shared with the other service and stays open: whoever opened it closes it.
    """

    def __init__(self, http: httpx2.AsyncClient, *, base_url: str, key: SecretStr) -> None:
        self._http = http
        self._base_url = f"{base_url}/api/v3"
        self._key = key

    async def search(
        self,
        query: str,
        *,
        max_results: int,
        workspace_ids: Sequence[int] = (),
        tag_ids: Sequence[int] = (),
        file_ids: Sequence[int] = (),
        mode: "SearchMode" = "text",
        include_image: bool = False,
    ) -> "SearchPage":
        """Search once (`POST /search`, billed); only what the caller set is sent.

        Raises:
            UpstreamError: as drawn in `errors`; only 429 and failed connections were tried again.

        """
        body: dict[str, Any] = {"query": query, "max_results": max_results}
        scope = {"workspace_id": workspace_ids, "tag_id": tag_ids, "file_id": file_ids}
        body |= {field: list(ids) for field, ids in scope.items() if ids}
        if mode != "text":
            body["mode"] = mode
        if include_image:
            body["include_image"] = True
        max_bytes = _MAX_IMAGES_BYTES if include_image else None
        payload = _as_object(await self._fetch("POST", "/search", json_body=body, max_bytes=max_bytes))
        from lighton_mcp.lighton.wire import read_search

        try:
            return read_search(payload)
        except ValueError:
            raise Garbled(service=LIGHTON.name, cause="the answer to a search holds no list of results.") from None

    async def workspaces(self) -> "tuple[Workspace, ...]":
        """List the workspaces that the key may see (`GET /workspaces`, every page).

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        from lighton_mcp.lighton.lists import read_workspace

        return await self._list("/workspaces", read_workspace)

    async def tags(self) -> "tuple[Tag, ...]":
        """List the tags of the company (`GET /tags`, every page).

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        from lighton_mcp.lighton.lists import read_tag

        return await self._list("/tags", read_tag)

    async def summary(self, workspace_id: int) -> str | None:
        """Return what LightOn generated about a workspace (`GET /workspaces/{id}`: the list does not hold it).

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        from lighton_mcp.lighton.lists import read_summary

        path = f"/workspaces/{workspace_id}"
        return read_summary(await self._request("GET", path, thing=f"workspace {workspace_id}"))

    async def file(self, file_id: int, *, with_pages: bool) -> "Document":
        """Return a document (`GET /files/{id}`); there is no way to ask for some of its pages only.

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        content = await self._fetch(
            "GET",
            f"/files/{file_id}",
            params={"include_content": "true"} if with_pages else None,
            thing=f"file {file_id}",
            max_bytes=_MAX_DOCUMENT_BYTES,
        )
        from lighton_mcp.lighton.documents import read_document

        try:
            return read_document(content, file_id)
        except ValueError:
            raise Garbled(service=LIGHTON.name, cause=f"the answer about file {file_id} is not a document.") from None

    async def _list(self, path: str, read: Callable[[Any], _Row | None]) -> tuple[_Row, ...]:
        found: dict[int, _Row] = {}
        seen = 0
        for page in range(1, _MAX_LIST_PAGES + 1):
            try:
                # The `next` link is not followed: it may name another host, which would then be sent the key.
                payload = await self._request(
                    "GET", path, params={"page": page}, thing="such page" if page > 1 else None
                )
            except NotFound:
                break  # the list became shorter in the meantime
            rows = payload.get("results")
            if not isinstance(rows, list):
                raise Garbled(service=LIGHTON.name, cause=f"the list at {path} holds no results.")
            seen += len(rows)
            known = len(found)
            for row in rows:
                if (one := read(row)) is not None:
                    found.setdefault(one.id, one)
            if len(found) == known or not _goes_on(payload, seen):
                break
        return tuple(found.values())

    async def check(self) -> None:
        """Ask for one workspace (`GET /workspaces`, not billed) to see whether the key is accepted.

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        await self._request("GET", "/workspaces", params={"page_size": 1})

    async def _request(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, Any] | None = None,
        json_body: dict[str, Any] | None = None,
        thing: str | None = None,
    ) -> dict[str, Any]:
        return _as_object(await self._fetch(method, path, params=params, json_body=json_body, thing=thing))

    async def _fetch(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, Any] | None = None,
        json_body: dict[str, Any] | None = None,
        thing: str | None = None,
        max_bytes: int | None = None,
    ) -> bytes:
        async def once() -> bytes:
            try:
                response = await self._http.request(
                    method,
                    self._base_url + path,
                    params=params,
                    json=json_body,
                    headers={
                        "Authorization": f"Bearer {self._key.get_secret_value()}",
                        "Accept": "application/json",
                    },
                    extensions={BODY_LIMIT: max_bytes} if max_bytes else None,
                )
            except (httpx2.TransportError, httpx2.InvalidURL, BodyTooLarge) as exc:
                raise from_transport(LIGHTON, exc) from None
            if response.status_code != _OK:
                raise from_status(LIGHTON, response.status_code, response.headers, response.content, thing=thing)
            return response.content

        return await with_retries(once)


def _goes_on(payload: dict[str, Any], seen: int) -> bool:
    # Pages without `count` or without `next` occur (contract, section 7).
    if "next" in payload:
        return bool(payload["next"])
    count = payload.get("count")
    return isinstance(count, int) and count > seen


def _as_object(content: bytes) -> dict[str, Any]:
    # A gateway may answer 200 with HTML (contract, section 8.3).
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise Garbled(service=LIGHTON.name, cause="a good status, but the body is not a JSON object.")
    return payload
