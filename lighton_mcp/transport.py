"""The transport under both services' client: finding a connection costs the same whether there are two or two hundred.

The pool of `httpx2` looks at all of its connections whenever a request begins or ends, and hands each piece of a stream
through four generators: with a hundred answers at once, those were a quarter of the processor time of an answer.
"""

import ssl
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

import anyio
import httpx2
from anyio.abc import ByteStream

from lighton_mcp.connections import LOST, Connection, Pace

_PORTS: Final = {"http": 80, "https": 443}
_Origin = tuple[str, str, int]


class Transport(httpx2.AsyncBaseTransport):
    """Sends requests without a proxy, in HTTP/1.1; a connection carries one at a time and is then kept for the next.

    Of a request's timeouts only the one for connecting is heeded: what comes after has the deadline of its call.
    """

    def __init__(self, *, tls: ssl.SSLContext, limits: httpx2.Limits) -> None:
        tls.set_alpn_protocols(["http/1.1"])
        self._tls = tls
        self._most = limits.max_connections or 1
        self._keep_s = limits.keepalive_expiry or 0.0
        self._places = anyio.Semaphore(self._most, fast_acquire=True)
        self._kept: dict[_Origin, deque[Connection]] = {}
        self._open = 0
        self._closed = False
        self._pace = Pace()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return the head of its answer; raises as `httpx2` does."""
        scheme, host = request.url.scheme, request.url.host
        if scheme not in _PORTS:
            raise httpx2.UnsupportedProtocol("neither http nor https")
        origin = (scheme, host, request.url.port or _PORTS[scheme])
        timeout_s = request.extensions.get("timeout", {}).get("connect")
        await self._places.acquire()
        connection: Connection | None = None
        try:
            connection = await self._take(origin) or await self._connect(origin, timeout_s)
            head = await connection.ask(request)
        except BaseException:
            await self._give_back(origin, connection)
            raise
        body = _Body(self, origin, connection)
        return httpx2.Response(head.status_code, headers=head.headers.raw_items(), stream=body)

    async def aclose(self) -> None:
        """Close the connections that are kept, and from now on each other when its exchange ends."""
        self._closed = True
        for kept in self._kept.values():
            while kept:
                await self._close(kept.pop())

    async def _take(self, origin: _Origin) -> Connection | None:
        kept = self._kept.get(origin)
        while kept and time.monotonic() - kept[0].used_at > self._keep_s:
            await self._close(kept.popleft())
        while kept:
            connection = kept.pop()
            # What can be read between two requests is that the service has closed.
            if not connection.is_readable():
                return connection
            await self._close(connection)
        return None

    async def _connect(self, origin: _Origin, timeout_s: float | None) -> Connection:
        if self._open >= self._most:
            # This request has a place and no connection, so one at least is not in use.
            kept = next(kept for kept in self._kept.values() if kept)
            await self._close(kept.popleft())
        self._open += 1
        try:
            with anyio.fail_after(timeout_s):
                return Connection(await _open(origin, self._tls), self._pace)
        except BaseException as exc:
            self._open -= 1
            # A `TimeoutError` is an `OSError` as well.
            if isinstance(exc, TimeoutError):
                raise httpx2.ConnectTimeout("connecting took too long") from exc
            if isinstance(exc, LOST):
                raise httpx2.ConnectError("no connection") from exc
            raise

    async def _give_back(self, origin: _Origin, connection: Connection | None) -> None:
        """Keep a connection whose exchange is complete, and close any other; its place is then another's."""
        try:
            if connection is None:
                return
            if connection.is_free() and not self._closed:
                self._kept.setdefault(origin, deque()).append(connection)
            else:
                await self._close(connection)
        finally:
            self._places.release()

    async def _close(self, connection: Connection) -> None:
        try:
            with anyio.CancelScope(shield=True), suppress(*LOST):
                await connection.aclose()
        finally:
            self._open -= 1


class _Body(httpx2.AsyncByteStream):
    def __init__(self, transport: Transport, origin: _Origin, connection: Connection) -> None:
        self._transport = transport
        self._origin = origin
        self._connection: Connection | None = connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._connection is not None and (received := await self._connection.read()):
            yield received

    async def aclose(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await self._transport._give_back(self._origin, connection)  # noqa: SLF001 (a part of it)


async def _open(origin: _Origin, tls: ssl.SSLContext) -> ByteStream:
    scheme, host, port = origin
    if scheme == "http":
        return await anyio.connect_tcp(host, port)
    # Few services say goodbye in TLS before they close.
    return await anyio.connect_tcp(host, port, ssl_context=tls, tls_standard_compatible=False)
