"""The client of LightOn's API: one `_request` through which every call passes."""

import json
from collections.abc import Sequence
from typing import Any, Final

import httpx2
from pydantic import SecretStr

from lighton_mcp.errors import Garbled
from lighton_mcp.failures import LIGHTON, from_status, from_transport
from lighton_mcp.lighton.wire import SearchMode, SearchPage, read_search
from lighton_mcp.network import BodyTooLarge, with_retries

_OK: Final = 200


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
        mode: SearchMode = "text",
        include_image: bool = False,
    ) -> SearchPage:
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
        payload = await self._request("POST", "/search", json_body=body)
        try:
            return read_search(payload)
        except ValueError:
            raise Garbled(service=LIGHTON.name, cause="the answer to a search holds no list of results.") from None

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
        async def once() -> dict[str, Any]:
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
                )
            except (httpx2.TransportError, httpx2.InvalidURL, BodyTooLarge) as exc:
                raise from_transport(LIGHTON, exc) from None
            if response.status_code != _OK:
                raise from_status(LIGHTON, response.status_code, response.headers, response.content, thing=thing)
            return _as_object(response.content)

        return await with_retries(once)


def _as_object(content: bytes) -> dict[str, Any]:
    # A gateway may answer 200 with HTML (contract, section 8.3).
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise Garbled(service=LIGHTON.name, cause="a good status, but the body is not a JSON object.")
    return payload
