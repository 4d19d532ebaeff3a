"""What a test can see of the traffic, and how the sandbox begins and ends."""

import logging
import socket
import time

import anyio
import httpx2
import pytest

from lighton_mcp.sandbox import LIGHTON_KEY, Reply, run_sandbox

from .conftest import KEY, TOKEN

CHAT = {"model": "Qwen3.6-27B", "messages": [{"role": "user", "content": "Hello"}], "stream": True}


async def test_requests_are_recorded_as_they_arrived(sandbox, lighton):
    """Service, route, method, path, query, headers in lower case, body; in the order of arrival."""
    await lighton.get("/files?search=a%20b&workspace_id=301&workspace_id=302")
    await lighton.post("/search", json={"query": "é"})
    first, second = sandbox.requests
    assert (first.service, first.route, first.method, first.path) == ("lighton", "files", "GET", "/api/v3/files")
    assert first.query == {"search": "a b", "workspace_id": "301,302"}
    assert second.headers["authorization"] == f"Bearer {LIGHTON_KEY}"
    assert second.json() == {"query": "é"}
    assert second.arrived >= first.arrived
    await sandbox.until(lambda running: running.open_requests() == 0)
    assert (second.outcome, second.ended >= second.arrived) == ("answered", True)
    assert LIGHTON_KEY not in repr(second)


async def test_connections_are_kept_alive_and_counted(sandbox, lighton):
    """Many requests one after another use one connection; at the same time, one each."""
    for _ in range(5):
        await lighton.post("/search", json={"query": "leave"})
    assert sandbox.connections == {"lighton": 1, "ovhcloud": 0}
    sandbox.latency["search"] = 0.05
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(lambda: lighton.post("/search", json={"query": "leave"}))
        with anyio.fail_after(1):
            await sandbox.until(lambda running: running.open_requests("search") == 3)
    assert (sandbox.connections["lighton"], sandbox.open_connections["lighton"]) == (3, 3)
    await lighton.aclose()
    with anyio.fail_after(1):
        await sandbox.until(lambda running: running.open_connections["lighton"] == 0)


async def test_searches_at_the_same_time_do_not_wait_for_one_another(sandbox, lighton):
    """Latency is waited in parallel, and counts from arrival."""
    sandbox.latency["search"] = 0.1
    began = time.perf_counter()
    async with anyio.create_task_group() as group:
        for _ in range(10):
            group.start_soon(lambda: lighton.post("/search", json={"query": "leave"}))
    assert 0.1 <= time.perf_counter() - began < 0.3


async def test_a_client_that_leaves_is_noticed_at_once(sandbox, http):
    """Closing a stream midway ends its request on the service's side."""
    sandbox.latency["chat"] = 60
    sandbox.say("word " * 1000)
    async with http.stream("POST", f"{sandbox.ovhcloud_url}/chat/completions", json=CHAT, headers=TOKEN) as response:
        await anext(response.aiter_bytes())
        assert sandbox.open_requests("chat") == 1
    left = anyio.current_time()
    with anyio.fail_after(1):
        await sandbox.until(lambda running: running.open_requests() == 0)
    request = sandbox.requests[-1]
    assert request.outcome == "closed by client"
    assert request.ended - left < 0.2


async def test_a_cancelled_call_is_noticed_while_it_waits(sandbox, lighton):
    """So does cancelling a request that has not been answered yet."""
    sandbox.latency["search"] = 60
    async with anyio.create_task_group() as group:
        group.start_soon(lambda: lighton.post("/search", json={"query": "leave"}))
        with anyio.fail_after(1):
            await sandbox.until(lambda running: running.open_requests("search") == 1)
        group.cancel_scope.cancel()
    with anyio.fail_after(1):
        await sandbox.until(lambda running: running.open_requests("search") == 0)
    assert sandbox.requests[-1].outcome == "closed by client"


async def test_it_ends_at_once_while_clients_hang():
    """A streaming answer, a silent connection and a half-sent request do not hold the end up."""
    async with httpx2.AsyncClient() as http:
        with anyio.fail_after(2):
            async with run_sandbox() as own:
                own.latency["chat"] = 60
                own.say("word " * 1000)
                port = int(own.lighton_url.rpartition(":")[2])
                silent, half = await anyio.connect_tcp("127.0.0.1", port), await anyio.connect_tcp("127.0.0.1", port)
                await half.send(b"POST /api/v3/search HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
                url = f"{own.ovhcloud_url}/chat/completions"
                request = http.build_request("POST", url, json=CHAT, headers=TOKEN)
                response = await http.send(request, stream=True)
                await own.until(lambda running: sum(running.open_connections.values()) == 3)
                ending = anyio.current_time()
        assert anyio.current_time() - ending < 0.2
        with pytest.raises(httpx2.HTTPError):
            await response.aread()
        await response.aclose()
        await silent.aclose()
        await half.aclose()


async def test_the_ports_are_free_again_after_the_end():
    """The same port can be taken at once; a port in use is an OSError."""
    async with run_sandbox() as own:
        port = int(own.lighton_url.rpartition(":")[2])
        with pytest.raises(OSError, match="ddress"):
            async with run_sandbox(lighton_port=port):
                pass
    async with run_sandbox(lighton_port=port) as again:
        assert again.lighton_url == own.lighton_url


async def test_it_listens_on_loopback_only(sandbox):
    """Both addresses are 127.0.0.1, on two ports."""
    assert sandbox.lighton_url.startswith("http://127.0.0.1:")
    assert sandbox.ovhcloud_url.startswith("http://127.0.0.1:")
    assert sandbox.ovhcloud_url.endswith("/v1")
    port = int(sandbox.lighton_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        assert connection.getpeername() == ("127.0.0.1", port)


async def test_the_callers_exception_comes_out_as_it_is():
    """What fails inside the context is not wrapped into a group."""
    with pytest.raises(ZeroDivisionError):
        async with run_sandbox():
            _ = 1 / 0


async def test_it_prints_nothing(capfd, http):
    """Neither standard output nor standard error belong to the sandbox."""
    async with run_sandbox() as own:
        await http.post(f"{own.lighton_url}/api/v3/search", json={"query": "leave"}, headers=KEY)
        await http.get(f"{own.ovhcloud_url}/models")
    assert capfd.readouterr() == ("", "")


async def test_it_starts_in_well_under_100_ms():
    """The second start, everything imported, takes no longer than a start-up may."""
    async with run_sandbox():
        pass
    began = time.perf_counter()
    async with run_sandbox():
        took = time.perf_counter() - began
    assert took < 0.1


async def raw(url: str, sent: bytes) -> bytes:
    """Send bytes, say goodbye, and return all that comes back."""
    async with await anyio.connect_tcp("127.0.0.1", int(url.rpartition(":")[2])) as stream:
        await stream.send(sent)
        with anyio.fail_after(2):
            got = b""
            try:
                while True:
                    got += await stream.receive()
            except anyio.EndOfStream:
                return got


async def test_bytes_that_are_not_http_are_400(sandbox):
    """Nonsense gets an answer and a closed connection."""
    assert (await raw(sandbox.lighton_url, b"\x16\x03\x01 hello\r\n\r\n")).startswith(b"HTTP/1.1 400 ")


async def test_requests_sent_ahead_are_answered_in_turn(sandbox):
    """Two requests in one packet get two answers; `Connection: close` ends the conversation."""
    head = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n"
    got = await raw(sandbox.lighton_url, head + b"\r\n" + head + b"Connection: close\r\n\r\n")
    assert got.count(b"HTTP/1.1 404 Not Found") == 2


async def test_a_request_that_breaks_the_sandbox_is_a_500_and_the_others_go_on(sandbox, http, caplog):
    """An error inside is logged, never sent, and hurts nobody else."""

    def broken(_: object) -> Reply:
        raise RuntimeError("secret detail")

    sandbox.writer = broken
    with caplog.at_level(logging.ERROR):
        body = CHAT | {"stream": False}
        response = await http.post(f"{sandbox.ovhcloud_url}/chat/completions", json=body, headers=TOKEN)
    assert (response.status_code, "secret detail" in response.text) == (500, False)
    assert "secret detail" in caplog.text
    assert (await http.get(f"{sandbox.ovhcloud_url}/models")).status_code == 200
