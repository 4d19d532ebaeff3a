"""The connections to both services, against servers that do what sandboxes do not."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpcore2
import httpx2
import pytest
from anyio.abc import SocketAttribute, SocketStream

from lighton_mcp.connections import Connections
from lighton_mcp.network import open_http

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


@asynccontextmanager
async def listening(serve: Callable[[SocketStream], Awaitable[None]]) -> AsyncIterator[int]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        yield listener.extra(SocketAttribute.local_port)  # noqa: S610 (a socket's, not a database's)
        tasks.cancel_scope.cancel()


class Counted(httpcore2.AsyncNetworkBackend):
    """The usual network, which counts the reads that it is asked for."""

    def __init__(self) -> None:
        self.reads = 0

    async def connect_tcp(self, *address: Any) -> httpcore2.AsyncNetworkStream:
        """Connect, with `read` counted."""
        stream = await httpcore2.AnyIOBackend().connect_tcp(*address)
        read = stream.read

        async def counted(max_bytes: int, timeout: float | None = None) -> bytes:
            self.reads += 1
            return await read(max_bytes, timeout)

        stream.read = counted  # type: ignore[method-assign]
        return stream


async def reads(streams: int, words: int) -> int:
    """Let so many connections receive so many words, one every 4 ms, and count the reads."""

    async def write(stream: SocketStream) -> None:
        async with stream:
            for _ in range(words):
                await stream.send(b"word ")
                await anyio.sleep(0.004)

    network = Counted()
    connections = Connections(network)

    async def receive(port: int) -> None:
        stream = await connections.connect_tcp("127.0.0.1", port)
        received = b""
        while more := await stream.read(65536):
            received += more
        await stream.aclose()
        assert received == b"word " * words

    with anyio.fail_after(30):
        async with listening(write) as port, anyio.create_task_group() as tasks:
            for _ in range(streams):
                tasks.start_soon(receive, port)
    return network.reads


async def test_many_streams_are_read_several_words_at_a_time():
    """A read for each word of forty streams would be most of what an answer costs."""
    assert await reads(40, 50) < 40 * 50 / 2


async def test_a_connection_that_the_service_closed_is_not_used_again():
    """Services close connections that nobody uses; the next request opens another and does not fail."""
    opened = 0
    closed = anyio.Event()

    async def serve(stream: SocketStream) -> None:
        nonlocal opened
        opened += 1
        async with stream:
            await stream.receive()
            await stream.send(ANSWER)
        closed.set()

    with anyio.fail_after(10):
        async with listening(serve) as port, open_http(secure=False) as http:
            await http.get(f"http://127.0.0.1:{port}")
            await closed.wait()
            await http.get(f"http://127.0.0.1:{port}")
    assert opened == 2


async def test_a_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch):
    """Companies reach the outside through one."""
    asked = b""

    async def serve(stream: SocketStream) -> None:
        nonlocal asked
        async with stream:
            asked = await stream.receive()
            await stream.send(ANSWER)

    with anyio.fail_after(10):
        async with listening(serve) as port:
            monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
            async with open_http(secure=False) as http:
                response = await http.get("http://lighton.example/api")
    assert response.status_code == httpx2.codes.OK
    assert asked.startswith(b"GET http://lighton.example/api HTTP/1.1")
