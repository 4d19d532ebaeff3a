"""The OVHcloud client against the streams and errors of its contract."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio
import httpx2
import pytest
import stamina
from pydantic import SecretStr

from lighton_mcp.errors import (
    EffortRefused,
    Garbled,
    KeyRefused,
    LightOnMCPError,
    ModelNotFound,
    RateLimited,
    Redirected,
    RequestRefused,
    ServiceFailed,
    TooLarge,
    Unreachable,
)
from lighton_mcp.network import open_http
from lighton_mcp.ovhcloud import Completion, OVHcloud
from lighton_mcp.sandbox import Sandbox

from ..conftest import fixture

Handler = Callable[[httpx2.Request], httpx2.Response]
ALLOWED = {"model", "messages", "max_tokens", "temperature", "stream", "stream_options", "reasoning_effort", "tools"}


@asynccontextmanager
async def ovhcloud(handler: Handler, token: str | None = "secret-token") -> AsyncIterator[OVHcloud]:
    async with open_http(httpx2.MockTransport(handler)) as http:
        yield OVHcloud(http, base_url="https://ovh.example/v1", token=SecretStr(token) if token else None)


async def complete(handler: Handler, token: str | None = "secret-token", **changed) -> Completion:
    async with ovhcloud(handler, token) as client:
        return await client.complete(
            [{"role": "user", "content": "q"}], **({"model": "Meta-Llama-3_3-70B-Instruct", "max_tokens": 50} | changed)
        )


def streaming(name: str) -> Handler:
    return lambda _: stream(fixture(f"ovhcloud/{name}"))


def stream(body: bytes) -> httpx2.Response:
    return httpx2.Response(200, content=body, headers={"content-type": "text/event-stream"})


async def test_nothing_outside_the_allow_list_is_sent():
    """OVHcloud refuses unknown fields, and what describes the machine is nobody's business."""
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return streaming("stream_text.sse")(request)

    await complete(handler, temperature=0.0, reasoning_effort="low", tools=[{"type": "function"}])
    body = json.loads(seen[0].content)
    assert str(seen[0].url) == "https://ovh.example/v1/chat/completions"
    assert set(body) == ALLOWED
    assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})
    assert seen[0].headers["authorization"] == "Bearer secret-token"
    assert not [name for name in seen[0].headers if name.startswith(("x-", "openai-"))]


async def test_without_a_key_no_authorization_is_sent(monkeypatch: pytest.MonkeyPatch):
    """The anonymous tier has no header at all, and the variables of the openai package are never used."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "sk-leak")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://leak.example")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer sk-leak\nX-Leak: sk-leak")
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        if request.url.path.endswith("/models"):
            return httpx2.Response(200, content=fixture("ovhcloud/models.json"))
        return streaming("stream_text.sse")(request)

    async with ovhcloud(handler, token=None) as client:
        await client.complete([{"role": "user", "content": "q"}], model="m", max_tokens=5)
        await client.catalogue()
    assert client.tier == "anonymous"
    assert len(seen) == 2
    for request in seen:
        assert request.url.host == "ovh.example"
        assert "authorization" not in request.headers
        assert "sk-leak" not in str(request.headers)


async def test_text_is_given_piece_by_piece_and_whole():
    """`role` on every chunk and a late finish reason are Llama's way."""
    pieces: list[str] = []

    async def on_text(text: str) -> None:
        pieces.append(text)

    async def events() -> AsyncIterator[bytes]:
        for event in fixture("ovhcloud/stream_text.sse").splitlines(keepends=True):
            yield event

    completion = await complete(lambda _: httpx2.Response(200, content=events()), on_text=on_text)
    assert completion.text == "Le préavis est de trois mois, notifié par lettre recommandée [1]."
    assert "".join(pieces) == completion.text
    assert len(pieces) == 6
    assert completion.finish_reason == "stop"
    assert completion.usage is None


async def test_text_that_came_together_is_given_together():
    """What listens to an answer costs as much as reading it, so it is called once for each read."""
    pieces: list[str] = []

    async def on_text(text: str) -> None:
        pieces.append(text)

    completion = await complete(streaming("stream_text.sse"), on_text=on_text)
    assert pieces == [completion.text]


async def test_reasoning_is_no_part_of_the_answer():
    """`delta.reasoning` is dropped where it is read."""
    completion = await complete(streaming("stream_reasoning.sse"))
    assert completion.text.strip() == "Le préavis est de trois mois [1]."


async def test_usage_after_the_finish_chunk_is_read():
    """The last chunk has no choices."""
    completion = await complete(streaming("stream_usage_tail.sse"))
    assert completion.usage is not None
    assert (completion.usage.prompt_tokens, completion.usage.completion_tokens) == (612, 9)


async def test_tool_calls_are_gathered_from_their_fragments():
    """Id and name come once, arguments in pieces, the finish chunk with an empty one."""
    completion = await complete(streaming("stream_tool_calls.sse"))
    assert completion.finish_reason == "tool_calls"
    (call,) = completion.tool_calls
    assert call.id == "chatcmpl-tool-0457f6a8495e29419992d41d8f671c41"
    assert (call.name, json.loads(call.arguments)["max_results"]) == ("search_documents", 5)


@pytest.mark.parametrize(
    "body",
    [
        b"data: [DONE]\n\n",
        b"",
        b"<html>gateway</html>",
        b"data: {broken\n\n",
        b"data: [1]\n\n",
        b'data: {"choices": "none"}\n\n',
        b"data: " + b"[" * 100_000 + b"\n\n",
        b'data: {"model": "\xff"}\n\n',
        b'data: {"choices": [{"delta": {"content": {"text": "x"}}, "finish_reason": "stop"}]}\n\n',
        fixture("ovhcloud/stream_text.sse").split(
            b'data: {"id":"chatcmpl-fc001c23119a2b17","choices":[{"index":0,"delta":{"role":"assistant","content":" [1]'
        )[0],
    ],
)
async def test_an_unfinished_stream_is_an_error(body: bytes):
    """The openai package ends silently on each of these; an empty answer must not come of it."""
    with pytest.raises(Garbled):
        await complete(lambda _: stream(body))


class Held(httpx2.AsyncByteStream):
    """A body that is never ended by its sender."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.body
        await anyio.sleep_forever()

    async def aclose(self) -> None:
        """Note that whoever read it let it go."""
        self.closed = True


async def test_nothing_is_waited_for_behind_the_end_of_an_answer():
    """A service that keeps the response open after `[DONE]` delays nothing, and its connection is closed."""
    body = Held(fixture("ovhcloud/stream_text.sse"))
    with anyio.fail_after(5):
        completion = await complete(lambda _: httpx2.Response(200, stream=body))
    assert completion.finish_reason == "stop"
    assert body.closed


async def test_a_connection_is_used_again_after_an_answer(sandbox: Sandbox):
    """The response is read to its end: ten answers in turn need one connection."""
    async with open_http() as http:
        client = OVHcloud(http, base_url=sandbox.ovhcloud_url, token=SecretStr(sandbox.ovhcloud_token))
        for _ in range(10):
            await client.complete([{"role": "user", "content": "q"}], model="gpt-oss-20b", max_tokens=50)
    assert sandbox.connections["ovhcloud"] == 1


async def test_a_lone_surrogate_in_an_answer_is_replaced():
    """JSON can carry one, UTF-8 cannot; the rest of the answer is kept."""
    body = delta("a\ud800b") + delta("", "stop")
    assert (await complete(lambda _: stream(body))).text == "a?b"


async def test_an_error_in_the_stream_is_told():
    """The status was good; the answer is incomplete all the same."""
    with pytest.raises(ServiceFailed) as raised:
        await complete(streaming("stream_error_midway.sse"))
    assert "inference worker" not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, "error_400_extra_arguments.json", RequestRefused),
        (400, "error_400_model_template.json", EffortRefused),
        (401, "error_401.json", KeyRefused),
        (403, "error_403.json", KeyRefused),
        (403, "error_403.txt", KeyRefused),
        (404, "error_404.json", ModelNotFound),
        (413, None, TooLarge),
        (422, "error_422.txt", EffortRefused),
        (500, "error_500.json", ServiceFailed),
        (502, None, ServiceFailed),
        (302, None, Redirected),
    ],
)
async def test_a_status_becomes_its_error_after_one_request(
    status: int, body: str | None, error: type[LightOnMCPError]
):
    """Whatever the shape of the body, its words stay here."""
    calls = 0
    content = fixture(f"ovhcloud/{body}") if body else b""

    def handler(request: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        if request.url.path.endswith("/models"):
            return httpx2.Response(200, content=fixture("ovhcloud/models.json"))
        calls += 1
        return httpx2.Response(status, content=content, headers={"location": "https://evil.example/"})

    with pytest.raises(error) as raised:
        await complete(handler)
    assert type(raised.value) is error
    assert calls == 1
    assert "OVHcloud" in str(raised.value)
    assert "secret-token" not in str(raised.value)
    for words in ("enable_thinking", "xhigh", "deserialize", "does not exist", "authentication failed"):
        assert words not in str(raised.value)


async def test_an_unknown_model_is_answered_with_those_that_exist():
    """The reader gets ids that work now, from OVHcloud's own list."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/models"):
            return httpx2.Response(200, json={"data": [{"id": "New-Model", "context_length": 8192}]})
        return httpx2.Response(404, content=fixture("ovhcloud/error_404.json"))

    with pytest.raises(ModelNotFound, match="Models that exist now: New-Model"):
        await complete(handler, model="Mixtral-8x7B")


async def test_the_anonymous_limit_says_how_to_raise_it():
    """Two requests a minute are soon used up; the message names the variable."""
    headers = {"retry-after": "60"}
    with stamina.set_testing(True, attempts=1), pytest.raises(RateLimited, match="OVH_AI_ENDPOINTS_ACCESS_TOKEN"):
        await complete(lambda _: httpx2.Response(429, headers=headers), token=None)


async def test_no_connection_is_told_as_such():
    """Nothing came back at all."""

    def handler(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    with stamina.set_testing(True, attempts=2), pytest.raises(Unreachable, match="OVH_AI_ENDPOINTS_BASE_URL"):
        await complete(handler)


async def test_a_redirected_model_is_noticed():
    """A retired model may be answered by its successor, with `x-warning`."""
    body = fixture("ovhcloud/stream_text.sse")
    headers = {"content-type": "text/event-stream", "x-warning": "This model is deprecated"}
    completion = await complete(lambda _: httpx2.Response(200, content=body, headers=headers))
    assert completion.redirected


@pytest.mark.parametrize("body", ["error_400_model_template.json", "error_422.txt"])
async def test_a_refused_effort_is_left_out_the_second_time(body: str):
    """Which values a model takes changes with its template; its default always works."""
    efforts: list[str | None] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        effort = json.loads(request.content).get("reasoning_effort")
        efforts.append(effort)
        if effort:
            return httpx2.Response(400 if body.endswith("json") else 422, content=fixture(f"ovhcloud/{body}"))
        return streaming("stream_text.sse")(request)

    assert (await complete(handler, reasoning_effort="high")).finish_reason == "stop"
    assert efforts == ["high", None]


def delta(text: str, finish: str | None = None) -> bytes:
    chunk = {"id": "c", "model": "m", "object": "chat.completion.chunk", "created": 1}
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return b"data: " + json.dumps(chunk | {"choices": [choice]}).encode() + b"\n\n"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["<think>because</think>", "Yes [1]."], "Yes [1]."),
        (["\n", "<th", "ink>beca", "use</thi", "nk>\n\nYes", " [1]."], "Yes [1]."),
        (["<thin ice>", " is thin"], "<thin ice> is thin"),
        (["<", "b>", "Yes"], "<b>Yes"),
        (["<th"], "<th"),
    ],
)
async def test_a_thought_inside_the_text_is_dropped(pieces: list[str], shown: str):
    """Some models think in the text itself; what only begins alike is kept."""
    heard: list[str] = []

    async def on_text(text: str) -> None:
        heard.append(text)

    body = b"".join(delta(piece) for piece in pieces) + delta("", "stop")
    completion = await complete(lambda _: stream(body), on_text=on_text)
    assert completion.text == shown
    assert "because" not in "".join(heard)


async def test_a_thought_that_only_ends_is_dropped():
    """A template may open the thought for the model, which then writes only its end."""
    body = delta("because</think>Yes [1].") + delta("", "stop")
    assert (await complete(lambda _: stream(body))).text == "Yes [1]."
