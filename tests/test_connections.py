"""The connections to both services, against servers that do what sandboxes do not."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
import httpx2
import pytest
from anyio.abc import SocketAttribute, SocketStream

from lighton_mcp.network import open_http
from lighton_mcp.transport import Transport

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


@asynccontextmanager
async def listening(serve: Callable[[SocketStream], Awaitable[None]]) -> AsyncIterator[int]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        yield listener.extra(SocketAttribute.local_port)  # noqa: S610 (a socket's, not a database's)
        tasks.cancel_scope.cancel()


async def pieces(streams: int, words: int) -> int:
    """Let so many answers stream at once, one word every 4 ms, and count the pieces that they are read in."""

    async def write(stream: SocketStream) -> None:
        async with stream:
            await stream.receive()
            await stream.send(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            began = anyio.current_time()
            for said in range(1, words + 1):
                await stream.send(b"5\r\nword \r\n")
                await anyio.sleep_until(began + said * 0.004)  # a busy machine catches up
            await stream.send(b"0\r\n\r\n")

    counted = 0

    async def receive(http: httpx2.AsyncClient, port: int) -> None:
        nonlocal counted
        received = b""
        async with http.stream("GET", f"http://127.0.0.1:{port}") as response:
            async for piece in response.aiter_raw():
                counted += 1
                received += piece
        assert received == b"word " * words

    with anyio.fail_after(30):
        async with (
            listening(write) as port,
            open_http(secure=False) as http,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(streams):
                tasks.start_soon(receive, http, port)
    return counted


async def test_many_streams_are_read_several_words_at_a_time():
    """A read for each word of forty streams would be most of what an answer costs."""
    assert await pieces(40, 50) < 40 * 50 / 2


async def test_one_stream_is_read_as_it_comes():
    """Whoever watches an answer appear sees each word at once."""
    assert await pieces(1, 20) > 15


@asynccontextmanager
async def using(limits: httpx2.Limits) -> AsyncIterator[httpx2.AsyncClient]:
    transport = Transport(tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), limits=limits)
    async with httpx2.AsyncClient(transport=transport) as http:
        yield http


@asynccontextmanager
async def answering(*answers: bytes) -> AsyncIterator[tuple[int, list[SocketStream]]]:
    """Answer the requests in this order; yield the port, and the connections as they are opened."""
    opened: list[SocketStream] = []
    left = iter(answers)

    async def serve(stream: SocketStream) -> None:
        opened.append(stream)
        async with stream:
            with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
                while await stream.receive():
                    await stream.send(next(left))

    with anyio.fail_after(10):
        async with listening(serve) as port:
            yield port, opened


async def test_a_connection_is_used_again():
    """Opening one costs a round trip, and three with TLS."""
    async with answering(ANSWER, ANSWER) as (port, opened), open_http(secure=False) as http:
        for _ in range(2):
            assert (await http.post(f"http://127.0.0.1:{port}", content=b"body")).content == b"ok"
    assert len(opened) == 1


async def test_what_follows_an_answer_answers_nothing():
    """A service that sends two answers to one request must not have the second taken for that of the next."""
    forged = ANSWER.replace(b"ok", b"no")
    async with answering(ANSWER + forged, ANSWER) as (port, opened), open_http(secure=False) as http:
        for _ in range(2):
            assert (await http.get(f"http://127.0.0.1:{port}")).content == b"ok"
    assert len(opened) == 2


async def test_a_connection_is_not_used_again_before_its_answer_has_ended():
    """What a reader left unread would be in the way."""
    async with answering(ANSWER[:-1], ANSWER) as (port, opened), open_http(secure=False) as http:
        async with http.stream("GET", f"http://127.0.0.1:{port}"):
            pass
        assert (await http.get(f"http://127.0.0.1:{port}")).content == b"ok"
    assert len(opened) == 2


async def test_a_connection_that_was_idle_for_too_long_is_not_used_again():
    """Services and what stands between drop such connections without a word."""
    limits = httpx2.Limits(max_connections=2, keepalive_expiry=0.01)
    async with answering(ANSWER, ANSWER) as (port, opened), using(limits) as http:
        await http.get(f"http://127.0.0.1:{port}")
        await anyio.sleep(0.02)
        await http.get(f"http://127.0.0.1:{port}")
    assert len(opened) == 2


async def test_more_requests_than_connections_wait_their_turn():
    """Both services together never see more connections than are allowed, and no request is lost."""
    async with (
        answering(ANSWER, ANSWER) as (one, opened),
        answering(ANSWER) as (other, opened_too),
        using(httpx2.Limits(max_connections=1, keepalive_expiry=60)) as http,
    ):
        answers: list[bytes] = []

        async def get(port: int) -> None:
            answers.append((await http.get(f"http://127.0.0.1:{port}")).content)

        async with anyio.create_task_group() as tasks:
            for port in (one, one, other):
                tasks.start_soon(get, port)
    assert answers == [b"ok"] * 3
    assert len(opened) == len(opened_too) == 1


async def test_a_cancelled_request_closes_its_connection():
    """The service is not to work for nobody."""
    asked, gone = anyio.Event(), anyio.Event()

    async def serve(stream: SocketStream) -> None:
        async with stream:
            await stream.receive()
            asked.set()
            with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
                await stream.receive()
            gone.set()

    with anyio.fail_after(10):
        async with listening(serve) as port, open_http(secure=False) as http:
            async with anyio.create_task_group() as client:
                client.start_soon(http.get, f"http://127.0.0.1:{port}")
                await asked.wait()
                client.cancel_scope.cancel()
            await gone.wait()


async def test_a_connection_in_use_is_closed_after_the_client():
    """A server that stops leaves no connection behind, whatever was under way."""
    gone = anyio.Event()

    async def serve(stream: SocketStream) -> None:
        async with stream:
            await stream.receive()
            await stream.send(ANSWER)
            with pytest.raises(anyio.EndOfStream):
                await stream.receive()
            gone.set()

    with anyio.fail_after(10):
        async with listening(serve) as port:
            transport = Transport(tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), limits=httpx2.Limits(max_connections=2))
            response = await transport.handle_async_request(httpx2.Request("GET", f"http://127.0.0.1:{port}"))
            await transport.aclose()
            assert await response.aread() == b"ok"
            await response.aclose()
            await gone.wait()


async def test_an_answer_that_breaks_off_is_a_failure_of_the_transport():
    """A part of a body is never taken for all of it."""

    async def serve(stream: SocketStream) -> None:
        async with stream:
            await stream.receive()
            await stream.send(ANSWER[:-1])

    with anyio.fail_after(10):
        async with listening(serve) as port, open_http(secure=False) as http:
            with pytest.raises(httpx2.RemoteProtocolError):
                await http.get(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("wrong", [{"url": "ftp://127.0.0.1"}, {"url": "http://127.0.0.1:1", "headers": {"x": "\n"}}])
async def test_what_cannot_be_sent_is_a_failure_of_the_transport(wrong: dict[str, Any]):
    """Callers know the errors of `httpx2` only."""
    async with open_http(secure=False) as http:
        with pytest.raises(httpx2.TransportError):
            await http.get(**wrong)


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
