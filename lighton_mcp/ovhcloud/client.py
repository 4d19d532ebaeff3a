"""The client of OVHcloud AI Endpoints: `AsyncOpenAI` on the shared HTTP client, always streamed."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import anyio.lowlevel
import anyio.to_thread
import httpx2
from pydantic import SecretStr

from lighton_mcp.errors import EffortRefused, Garbled, ServiceFailed, UpstreamError
from lighton_mcp.failures import OVHCLOUD, OVHCLOUD_ANONYMOUS, from_status, from_transport
from lighton_mcp.network import BodyTooLarge, with_retries
from lighton_mcp.ovhcloud.catalogue import Catalogue, Model, built_in, join
from lighton_mcp.ovhcloud.events import Events
from lighton_mcp.ovhcloud.openai_import import import_openai
from lighton_mcp.ovhcloud.streaming import Completion, Reader, ToolCall, Usage
from lighton_mcp.ovhcloud.wire import read_chunk

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["Completion", "OVHcloud", "ToolCall", "Usage"]

Message = dict[str, Any]
OnText = Callable[[str], Awaitable[None]]

_CATALOGUE_TTL_S: Final = 3600.0
_CATALOGUE_RETRY_S: Final = 60.0
# The list takes 0.3 s (contract, section 2.1), and what is built in will do.
_CATALOGUE_WAIT_S: Final = 5.0
_DONE: Final = b"[DONE]"
_END_S: Final = 0.1


@dataclass(slots=True)
class _CatalogueCache:
    catalogue: Catalogue = field(default_factory=built_in)
    fresh_until: float = 0.0


class OVHcloud:
    """Chat completions and the model list, with a key or on the anonymous tier.

    The HTTP client is shared with the other service: neither this class nor `AsyncOpenAI` ever closes it.
    """

    def __init__(self, http: httpx2.AsyncClient, *, base_url: str, token: SecretStr | None) -> None:
        self._http = http
        self._base_url = base_url
        self._token = token
        self._service = OVHCLOUD if token else OVHCLOUD_ANONYMOUS
        self._openai: AsyncOpenAI | None = None
        self._opening = anyio.Lock(fast_acquire=True)
        self._cached = _CatalogueCache()
        self._fetching = anyio.Lock(fast_acquire=True)

    @property
    def tier(self) -> str:
        """`keyed` or `anonymous`."""
        return "keyed" if self._token else "anonymous"

    async def warm_up(self) -> None:
        """Import `openai` and build its client: about 0.1 s, in a thread, once."""
        async with self._opening:
            if self._openai is None:
                self._openai = await anyio.to_thread.run_sync(self._build)

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        model: str,
        max_tokens: int,
        temperature: float | None = None,
        reasoning_effort: str | None = None,
        tools: Sequence[dict[str, Any]] = (),
        on_text: OnText | None = None,
        patient: bool = True,
    ) -> Completion:
        """Stream one completion to its end; `on_text` receives each piece of the answer, never of the reasoning.

        Only fields of the contract's allow-list (section 4) are sent. Unless `patient`, a busy model is not waited for.

        Raises:
            UpstreamError: as drawn in `errors`; only 429 and failed connections were tried again.

        """
        request: dict[str, Any] = {
            "model": model,
            "messages": list(messages),
            "max_tokens": max_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if temperature is not None:
            request["temperature"] = temperature
        if tools:
            request["tools"] = list(tools)
        if reasoning_effort is not None:
            try:
                return await with_retries(
                    lambda: self._stream(request | {"reasoning_effort": reasoning_effort}, on_text), patient=patient
                )
            except EffortRefused:
                # Which values a model takes changes with its template: without the field it uses its default.
                pass
        return await with_retries(lambda: self._stream(request, on_text), patient=patient)

    async def catalogue(self, *, within_s: float = _CATALOGUE_WAIT_S) -> Catalogue:
        """Join the live model list with what is known, at most once an hour; built in where the list cannot be had.

        It is there after a few seconds or `within_s`, whatever OVHcloud does.
        """
        with anyio.move_on_after(min(within_s, _CATALOGUE_WAIT_S)):
            async with self._fetching:
                if time.monotonic() >= self._cached.fresh_until:
                    # An outage must not cost every call a request of its own: this holds unless the list is read.
                    self._cached.fresh_until = time.monotonic() + _CATALOGUE_RETRY_S
                    with suppress(UpstreamError):
                        await self.read_catalogue()
        return self._cached.catalogue

    async def read_catalogue(self) -> None:
        """Read the model list now.

        Raises:
            UpstreamError: as drawn in `errors`.

        """
        self._cached.catalogue = join(await self._listed())
        self._cached.fresh_until = time.monotonic() + _CATALOGUE_TTL_S

    @property
    def snapshot(self) -> Catalogue:
        """The catalogue as it is known now, without a request."""
        return self._cached.catalogue

    def known(self, model_id: str) -> Model | None:
        """Return what is known of a model now, without a request."""
        return self._cached.catalogue.find(model_id)

    async def _stream(self, request: dict[str, Any], on_text: OnText | None) -> Completion:
        await self.warm_up()
        import openai

        assert self._openai is not None  # noqa: S101 (warm_up set it)
        reader = Reader()
        try:
            # Only the response is taken from it: what reads the stream costs more than all else together.
            async with await self._openai.post(
                "/chat/completions",
                cast_to=object,
                body=request,
                options={"headers": self._authorization(openai.Omit())},
                stream=True,
                stream_cls=openai.AsyncStream[object],
            ) as stream:
                reader.redirected = "x-warning" in stream.response.headers
                await self._read(stream.response, reader, on_text)
        except openai.APIStatusError as exc:
            raise await self._status_failure(exc.response, request["model"]) from None
        except openai.APIConnectionError as exc:
            cause = exc.__cause__ if isinstance(exc.__cause__, Exception) else exc
            raise from_transport(self._service, cause) from None
        except (httpx2.TransportError, BodyTooLarge) as exc:
            raise from_transport(self._service, exc) from None
        except (ValueError, RecursionError):
            raise Garbled(service=self._service.name, cause="its stream does not hold completions.") from None
        return reader.finish(self._service.name)

    async def _read(self, response: httpx2.Response, reader: Reader, on_text: OnText | None) -> None:
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 (an asynchronous client's)
        events = Events()
        received = aiter(response.stream)
        async for some in received:
            text, ended = self._take(events.split(some), reader)
            # What came together is told together: whoever listens costs as much as reading the words did.
            if text and on_text is not None:
                await on_text(text)
            if ended:
                await _end(received)
                return

    def _take(self, events: Sequence[bytes], reader: Reader) -> tuple[str, bool]:
        """Return the text that these events add to the answer, and whether the stream ends with them."""
        text = ""
        for data in events:
            if data.startswith(_DONE):
                return text, True
            chunk = read_chunk(data)
            if chunk.error:
                # After status 200 (contract, section 7).
                raise ServiceFailed(service=self._service.name, how="an error in the middle of the answer")
            text += reader.read(chunk)
        return text, False

    async def _listed(self) -> list[dict[str, Any]]:
        headers = {"Authorization": f"Bearer {self._token.get_secret_value()}"} if self._token else {}
        try:
            response = await self._http.get(f"{self._base_url}/models", headers=headers)
        except (httpx2.TransportError, httpx2.InvalidURL, BodyTooLarge) as exc:
            raise from_transport(self._service, exc) from None
        if response.status_code != httpx2.codes.OK:
            raise from_status(self._service, response.status_code, response.headers, response.content)
        try:
            payload = response.json()
        except (ValueError, RecursionError):
            payload = None
        rows = payload.get("data") if isinstance(payload, dict) else None
        if not isinstance(rows, list):
            raise Garbled(service=self._service.name, cause="its model list is not a list.")
        return [row for row in rows if isinstance(row, dict)]

    async def _status_failure(self, response: httpx2.Response, model: str) -> UpstreamError:
        models = (await self.catalogue()).usable() if response.status_code == httpx2.codes.NOT_FOUND else ()
        return from_status(
            self._service, response.status_code, response.headers, response.content, model=model, models=models
        )

    def _authorization(self, omitted: Any) -> dict[str, Any]:
        # The anonymous tier is reached with no header at all: any placeholder answers 403 (contract, section 11).
        return {"Authorization": f"Bearer {self._token.get_secret_value()}" if self._token else omitted}

    def _build(self) -> "AsyncOpenAI":
        openai = import_openai()
        client: AsyncOpenAI = openai.AsyncOpenAI(
            base_url=self._base_url,
            # Always given: left out, the package would read OPENAI_API_KEY. What is sent is `_authorization`.
            api_key="unused",
            http_client=self._http,
            timeout=self._http.timeout,
            max_retries=0,
        )
        return client


async def _end(received: AsyncIterator[bytes]) -> None:
    # Only a connection whose answer was read to its end can be used again; not ending it must cost no call its answer.
    with anyio.move_on_after(_END_S), suppress(httpx2.TransportError, BodyTooLarge):
        async for _ in received:
            # Bytes that are at hand already would pass the deadline by.
            await anyio.lowlevel.checkpoint()
