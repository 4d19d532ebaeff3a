"""HTTP/1.1 on loopback: h11 reads the requests, the responses are written by hand because some have to be wrong."""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl, urlsplit

import anyio
import h11
from anyio.abc import SocketAttribute, SocketStream

from .wire import to_json

if TYPE_CHECKING:
    from .state import Sandbox

Outcome = Literal["open", "answered", "cut", "closed by client"]
Next = Literal["another request", "close", "reset"]
Pieces = AsyncGenerator[bytes, None]
Answer = Callable[["Recorded"], Awaitable["Response"]]

KEPT_BYTES = 12_000_000  # above OVHcloud's largest body (10 MB); what comes after is counted, not kept
_DRAIN_S = 1.0  # how long a client may take to notice that the server has finished


@dataclass(slots=True, eq=False)
class Recorded:
    """One request as it arrived; header names in lower case, times on the event loop's clock in seconds."""

    service: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)  # may hold a key
    body: bytes = field(repr=False)
    size: int
    arrived: float
    route: str = "unknown"
    ended: float | None = None
    outcome: Outcome = "open"

    def json(self) -> Any:
        """Return the parsed body; raises ValueError when it is not JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class Response:
    """A response, and where its bytes stop on the wire when it is not sent whole."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | Pieces = b""
    cut_head_after: int | None = None  # bytes of the head
    cut_after: int | None = None  # bytes behind the head, chunk framing included
    reset: bool = False


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return `value` as a JSON response."""
    return Response(status, {"content-type": "application/json", **(headers or {})}, to_json(value))


class _Gone(Exception):
    pass


async def serve_connection(stream: SocketStream, service: str, sandbox: Sandbox, answer: Answer) -> None:
    """Answer the requests of one connection until either side closes it."""
    sandbox.connected(service, 1)
    unread, then = b"", "another request"
    try:
        while then == "another request":
            request, unread = await _read(stream, unread, service)
            sandbox.arrived(request)
            try:
                more, then = await _exchange(stream, request, answer)
                unread += more
            finally:
                sandbox.ended(request)
        await _finish(stream, reset=then == "reset")
    except (_Gone, anyio.BrokenResourceError, anyio.ClosedResourceError):
        pass
    except h11.RemoteProtocolError:
        # Whoever sends what is no HTTP, such as TLS, may be gone before it is told.
        with suppress(_Gone, anyio.BrokenResourceError, anyio.ClosedResourceError):
            await stream.send(_head(400, {"content-length": "0", "connection": "close"}))
            await _finish(stream, reset=False)
    finally:
        await anyio.aclose_forcefully(stream)
        sandbox.connected(service, -1)


async def _read(stream: SocketStream, unread: bytes, service: str) -> tuple[Recorded, bytes]:
    """Return the next request, and the bytes that came behind it; a parser lives for one request."""
    parser = h11.Connection(h11.SERVER)
    if unread:
        parser.receive_data(unread)
    head: h11.Request | None = None
    kept, size = bytearray(), 0
    while True:
        event = parser.next_event()
        if event is h11.NEED_DATA:
            parser.receive_data(await _receive(stream))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            size += len(event.data)
            kept += event.data[: max(0, KEPT_BYTES - len(kept))]
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            break
        else:
            raise _Gone
    target = urlsplit(head.target.decode("ascii", "replace"))
    query: dict[str, str] = {}
    for name, value in parse_qsl(target.query, keep_blank_values=True):
        query[name] = f"{query[name]},{value}" if name in query else value
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    method = head.method.decode("ascii")
    now = anyio.current_time()
    return Recorded(service, method, target.path, query, headers, bytes(kept), size, now), parser.trailing_data[0]


async def _receive(stream: SocketStream) -> bytes:
    try:
        return await stream.receive()
    except anyio.EndOfStream:
        raise _Gone from None


async def _exchange(stream: SocketStream, request: Recorded, answer: Answer) -> tuple[bytes, Next]:
    """Answer one request while listening for the client's goodbye; return what else came, and what is next."""
    early = bytearray()
    then: Next = "close"

    async def listen() -> None:
        try:
            while True:
                early.extend(await stream.receive())
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            request.outcome = "closed by client"
            group.cancel_scope.cancel()

    async with anyio.create_task_group() as group:
        group.start_soon(listen)
        try:
            then = await _send(stream, request, await answer(request))
        except (anyio.BrokenResourceError, anyio.ClosedResourceError):
            request.outcome = "closed by client"
        group.cancel_scope.cancel()
    return bytes(early), then


async def _send(stream: SocketStream, request: Recorded, response: Response) -> Next:
    """Write the response and say what becomes of the connection."""
    body, headers = response.body, dict(response.headers)
    chunked = not isinstance(body, bytes) and "content-length" not in headers
    if isinstance(body, bytes):
        headers.setdefault("content-length", str(len(body)))
    elif chunked:
        headers["transfer-encoding"] = "chunked"
    doubtful = not chunked and headers["content-length"] != str(len(body) if isinstance(body, bytes) else -1)
    if doubtful or request.headers.get("connection", "").lower() == "close":
        headers["connection"] = "close"
    sent = await _write(stream, response, _head(response.status, headers), chunked=chunked)
    whole = sent is not None and (chunked or headers["content-length"] == str(sent))
    request.outcome = "answered" if whole else "cut"
    if response.reset:
        return "reset"
    return "another request" if whole and "connection" not in headers else "close"


async def _write(stream: SocketStream, response: Response, head: bytes, *, chunked: bool) -> int | None:
    """Send head and body as far as the response allows; return the size of the body, None if it was cut."""
    if response.cut_head_after is not None:
        await stream.send(head[: response.cut_head_after])
        return None
    if response.reset and response.cut_after is None:
        return None
    left = sys.maxsize if response.cut_after is None else response.cut_after
    if isinstance(response.body, bytes):
        await stream.send(head + response.body[:left])
        return len(response.body) if left >= len(response.body) else None
    await stream.send(head)
    size = 0
    async with aclosing(response.body) as pieces:
        async for piece in pieces:
            frame = b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece
            await stream.send(frame[:left])
            left -= len(frame)
            if left <= 0:
                return None
            size += len(piece)
    await stream.send(b"0\r\n\r\n" if chunked else b"")
    return size


async def _finish(stream: SocketStream, *, reset: bool) -> None:
    """Close after the client has read what was sent, or at once and rudely."""
    if reset:
        # A linger time of zero makes the kernel send RST in place of FIN.
        linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        raw_socket = stream.extra(SocketAttribute.raw_socket)  # noqa: S610 - a socket's, not a database's
        raw_socket.setsockopt(SOL_SOCKET, SO_LINGER, linger)
        return
    await stream.send_eof()
    with anyio.move_on_after(_DRAIN_S):
        while True:
            await _receive(stream)


def _head(status: int, headers: dict[str, str]) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")
