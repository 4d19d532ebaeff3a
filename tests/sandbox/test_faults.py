"""What goes wrong on purpose, as a client sees it."""

import contextlib
import gzip
import time
import tracemalloc

import anyio
import httpx2
import pytest

from lighton_mcp.sandbox import FAULTS, Fault, run_sandbox

from ..conftest import fixture
from .conftest import KEY, TOKEN

QUESTION = {"query": "What is our data retention policy?"}
CHAT = {"model": "Qwen3.6-27B", "messages": [{"role": "user", "content": "Hello"}]}


async def ask(sandbox, http: httpx2.AsyncClient) -> httpx2.Response:
    return await http.post(f"{sandbox.lighton_url}/api/v3/search", json=QUESTION, headers=KEY)


async def chat(sandbox, http: httpx2.AsyncClient) -> httpx2.Response:
    return await http.post(f"{sandbox.ovhcloud_url}/chat/completions", json=CHAT, headers=TOKEN)


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("401", "error_401.json"),
        ("403", "error_403_filters.json"),
        ("429", "error_429.json"),
        ("500", "error_500.json"),
        ("503 maintenance", "error_503_maintenance.json"),
        ("no results", "search_empty.json"),
    ],
)
async def test_lighton_errors_are_the_fixtures(sandbox, http, name, payload):
    """A named fault has the body of the contract's example and its status."""
    sandbox.fail("search", FAULTS["lighton"][name])
    response = await ask(sandbox, http)
    assert response.json() == httpx2.Response(200, content=fixture(f"lighton/{payload}")).json()
    assert response.status_code == (int(name[:3]) if name[0].isdigit() else 200)


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("400", "error_400_extra_arguments.json"),
        ("400 effort", "error_400_model_template.json"),
        ("401", "error_401.json"),
        ("403", "error_403.json"),
        ("403 text", "error_403.txt"),
        ("404", "error_404.json"),
        ("422", "error_422.txt"),
        ("429", "error_429.json"),
        ("500", "error_500.json"),
        ("empty stream", "stream_done_only.sse"),
    ],
)
async def test_ovhcloud_errors_are_the_fixtures(sandbox, http, name, payload):
    """As above, JSON and plain text."""
    sandbox.fail("chat", FAULTS["ovhcloud"][name])
    response, expected = await chat(sandbox, http), fixture(f"ovhcloud/{payload}")
    same = response.json() == httpx2.Response(200, content=expected).json() if payload.endswith(".json") else None
    assert same or response.content.strip() == expected.strip()


async def test_a_rate_limit_comes_with_and_without_a_time_to_wait(sandbox, http):
    """The same refusal twice: with the headers of the contract and bare."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["429 retry-after"], times=1)
    sandbox.fail("chat", FAULTS["ovhcloud"]["429"], times=1)
    told, bare = await chat(sandbox, http), await chat(sandbox, http)
    assert (told.status_code, told.headers["retry-after"], told.headers["x-ratelimit-remaining-minute"]) == (
        429,
        "5",
        "0",
    )
    assert (bare.status_code, "retry-after" in bare.headers) == (429, False)


async def test_a_fault_lasts_as_often_as_told(sandbox, http):
    """`times` counts down, faults queue up, `clear` ends those that last."""
    sandbox.fail("search", Fault(status=500), times=2)
    sandbox.fail("search", Fault(status=503))
    assert [(await ask(sandbox, http)).status_code for _ in range(4)] == [500, 500, 503, 503]
    sandbox.clear()
    assert (await ask(sandbox, http)).status_code == 200


async def test_an_unknown_route_is_a_mistake_of_the_test(sandbox):
    """A fault that could never happen is refused, with the routes."""
    with pytest.raises(ValueError, match="search, ask, workspaces"):
        sandbox.fail("serach", Fault(status=500))


async def test_faults_keep_the_connection_where_http_allows(sandbox, http):
    """An error that is complete on the wire does not cost a connection."""
    sandbox.fail("search", FAULTS["lighton"]["429"], times=1)
    for _ in range(3):
        await ask(sandbox, http)
    assert sandbox.connections["lighton"] == 1


@pytest.mark.parametrize("name", ["html 200", "wrong type", "truncated json", "empty body", "wrong content type"])
async def test_a_200_that_is_no_result(sandbox, http, name):
    """Status 200 with a body, or a type, that no client should take for a result."""
    sandbox.fail("search", FAULTS["lighton"][name])
    response = await ask(sandbox, http)
    assert response.status_code == 200
    if name == "wrong content type":
        assert (response.headers["content-type"], "results" in response.json()) == ("text/plain", True)
    else:
        with pytest.raises((ValueError, KeyError, TypeError)):
            response.json()["results"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reset", httpx2.ReadError),
        ("reset in body", httpx2.ReadError),
        ("cut head", httpx2.RemoteProtocolError),
        ("cut body", httpx2.RemoteProtocolError),
        ("content-length too long", httpx2.RemoteProtocolError),
    ],
)
@pytest.mark.parametrize("route", ["search", "chat"])
async def test_a_connection_that_breaks(sandbox, http, name, expected, route):
    """Broken connections reach the client as what they are, and the next request works."""
    sandbox.fail(route, FAULTS["lighton"][name], times=1)
    call = ask if route == "search" else chat
    with pytest.raises(expected):
        await call(sandbox, http)
    assert sandbox.requests[-1].outcome == "cut"
    assert (await call(sandbox, http)).status_code == 200


async def test_a_body_that_is_longer_than_it_says(sandbox, http):
    """The client reads what was announced and drops the connection."""
    sandbox.fail("search", FAULTS["lighton"]["content-length too short"], times=1)
    assert len((await ask(sandbox, http)).content) == 10
    assert (await ask(sandbox, http)).status_code == 200


@pytest.mark.parametrize("after", [0, 5, 300])
async def test_a_stream_cut_in_the_middle_of_a_chunk(sandbox, http, after):
    """A chat stream stops after so many bytes on the wire, frames included."""
    sandbox.say("word " * 100)
    sandbox.fail("chat", Fault(cut_after=after), times=1)
    got = bytearray()

    async def read() -> None:
        url, body = f"{sandbox.ovhcloud_url}/chat/completions", CHAT | {"stream": True}
        async with http.stream("POST", url, json=body, headers=TOKEN) as response:
            async for piece in response.aiter_raw():
                got.extend(piece)

    with pytest.raises(httpx2.RemoteProtocolError):
        await read()
    assert len(got) <= after


@pytest.mark.parametrize("name", ["error midway", "error midway, no end", "cut midway"])
async def test_a_stream_that_fails_midway(sandbox, http, name):
    """Text comes first; then an error object, or nothing at all."""
    sandbox.fail("chat", FAULTS["ovhcloud"][name])
    text = (await chat(sandbox, http)).text
    assert "Le préavis est" in text
    assert '"finish_reason":"stop"' not in text
    assert ('"error"' in text, text.endswith("[DONE]\n\n")) == {
        "error midway": (True, True),
        "error midway, no end": (True, False),
        "cut midway": (False, False),
    }[name]


@pytest.mark.parametrize("name", ["slow headers", "slow body"])
@pytest.mark.parametrize("route", ["search", "chat"])
async def test_a_reply_that_does_not_come(sandbox, http, name, route):
    """A client that waits in vain gives up; the sandbox sees it leave."""
    sandbox.fail(route, FAULTS["lighton"][name])
    async with anyio.create_task_group() as client:
        client.start_soon(ask if route == "search" else chat, sandbox, http)
        with anyio.fail_after(10):
            await sandbox.until(lambda running: running.open_requests() == 1)
        client.cancel_scope.cancel()
    assert client.cancel_scope.cancelled_caught
    with anyio.fail_after(1):
        await sandbox.until(lambda running: running.open_requests() == 0)
    assert sandbox.requests[-1].outcome == "closed by client"


async def test_delays_can_be_short(sandbox, http):
    """A fault that only delays leaves the genuine reply whole."""
    sandbox.fail("search", Fault(delay=0.03, body_delay=0.03))
    began = time.perf_counter()
    assert (await ask(sandbox, http)).json()["results"]
    assert time.perf_counter() - began >= 0.06
    assert sandbox.requests[-1].outcome != "cut"


@pytest.mark.parametrize("name", ["huge", "gzip bomb"])
async def test_200_mb_take_no_memory_to_send(sandbox, http, name):
    """The body is made while it is read; a client that stops reading ends it."""
    sandbox.fail("search", FAULTS["lighton"][name], times=1)
    tracemalloc.start()
    received = 0
    async with http.stream("POST", f"{sandbox.lighton_url}/api/v3/search", json=QUESTION, headers=KEY) as response:
        async for piece in response.aiter_bytes():
            received += len(piece)
            if received > 20_000_000:
                break
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
    with anyio.fail_after(2):
        await sandbox.until(lambda running: running.open_requests() == 0)
    assert sandbox.requests[-1].outcome == "closed by client"


async def test_a_gzip_bomb_is_small_on_the_wire(sandbox, http):
    """A body of 3 MB arrives whole, in a few kilobytes."""
    sandbox.fail("search", Fault(body=b" ", size=3_000_000, gzip=True))
    async with http.stream("POST", f"{sandbox.lighton_url}/api/v3/search", json=QUESTION, headers=KEY) as response:
        raw = b"".join([piece async for piece in response.aiter_raw()])
    assert len(raw) < 10_000
    assert gzip.decompress(raw) == b" " * 3_000_000


async def test_a_redirect_can_be_seen_to_be_followed(sandbox, http):
    """Whoever follows it arrives at a path that is recorded, key and all."""
    sandbox.fail("search", FAULTS["lighton"]["redirect"])
    assert (await ask(sandbox, http)).status_code == 307
    assert [request.path for request in sandbox.requests] == ["/api/v3/search"]
    url = f"{sandbox.lighton_url}/api/v3/search"
    followed = await http.post(url, json=QUESTION, headers=KEY, follow_redirects=True)
    assert followed.status_code == 404
    assert sandbox.requests[-1].path == "/moved"


async def test_a_redirected_model_says_so_in_a_header(sandbox, http):
    """`x-warning` stands beside the genuine answer."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["redirected model"])
    response = await chat(sandbox, http)
    assert "will be redirected to" in response.headers["x-warning"]
    assert response.json()["choices"]


@pytest.mark.parametrize(
    ("route", "path"), [("workspaces", "workspaces"), ("workspace", "workspaces/301"), ("tags", "tags")]
)
async def test_every_route_can_fail(sandbox, http, route, path):
    """A fault hits its own route and no other."""
    sandbox.fail(route, Fault(status=502, body="<html>", content_type="text/html"))
    url = f"{sandbox.lighton_url}/api/v3"
    assert (await http.get(f"{url}/{path}", headers=KEY)).status_code == 502
    assert (await http.get(f"{url}/files", headers=KEY)).status_code == 200


async def test_all_named_faults_end(http):
    """Every fault of both tables, on a keep-alive client with a short deadline, leaves the sandbox able to answer."""
    for service, call, route in (("lighton", ask, "search"), ("ovhcloud", chat, "chat")):
        async with run_sandbox() as own:
            for name, fault in FAULTS[service].items():
                own.fail(route, fault, times=1)
                with anyio.move_on_after(0.2), contextlib.suppress(httpx2.HTTPError):
                    await call(own, http)
                assert (await call(own, http)).status_code == 200, name
