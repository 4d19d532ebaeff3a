"""Reasoning models, budgets, and the deadline, through the whole server."""

import json
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp_types import CallToolResult

from lighton_mcp import create_server
from lighton_mcp.sandbox import FAULTS, Reply, Sandbox

from ..conftest import settings_for, text_of

QUESTION = "How long are access logs kept?"
TRUE = "Access logs are kept for 12 months [1]."


async def ask(client: Client, **arguments: Any) -> CallToolResult:
    return await client.call_tool("grounded_answer", {"question": QUESTION, **arguments})


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content


def chats(sandbox: Sandbox) -> list[dict[str, Any]]:
    return [request.json() for request in sandbox.requests if request.route == "chat"]


@pytest.mark.parametrize("name", ["reasoning", "reasoning_content"])
async def test_reasoning_is_never_part_of_the_answer(client: Client, sandbox: Sandbox, name: Any):
    """Neither under its present name nor under its older one."""
    sandbox.say(Reply(text=TRUE, reasoning="The user wants a secret plan.", reasoning_field=name))
    result = await ask(client, model="Qwen3.8-27B")
    assert structured(result)["answer"] == TRUE
    assert "secret plan" not in text_of(result)


async def test_a_budget_eaten_by_thinking_is_tried_once_more(client: Client, sandbox: Sandbox):
    """With less effort and more room, as the catalogue allows for the model."""
    sandbox.say(Reply(text=None, reasoning="Hm.", finish_reason="length"), TRUE)
    result = structured(await ask(client, model="Qwen3.8-27B"))
    assert result["status"] == "answered"
    first, second = chats(sandbox)
    assert (first["reasoning_effort"], second["reasoning_effort"]) == ("low", "none")
    assert second["max_tokens"] > first["max_tokens"] >= 4096
    assert "temperature" not in first


async def test_a_budget_eaten_twice_is_told_as_what_it_is(client: Client, sandbox: Sandbox):
    """Not an empty answer, and not a third try."""
    thinking = Reply(text=None, reasoning="Hm.", finish_reason="length")
    sandbox.say(thinking, thinking)
    result = await ask(client, model="gpt-oss-120b")
    assert result.is_error
    assert "used up its whole budget thinking" in text_of(result)
    assert len(chats(sandbox)) == 2


async def test_a_model_without_reasoning_gets_neither_effort_nor_a_large_budget(client: Client, sandbox: Sandbox):
    """What a model takes comes from the catalogue."""
    structured(await ask(client))
    (body,) = chats(sandbox)
    assert "reasoning_effort" not in body
    assert body["temperature"] == 0
    assert body["max_tokens"] < 4096


async def test_an_answer_cut_at_its_budget_says_so(client: Client, sandbox: Sandbox):
    """What was written is checked and shown; `truncated` is set."""
    sandbox.say(Reply(text=f"{TRUE} Backups are", finish_reason="length"))
    result = structured(await ask(client))
    assert result["truncated"] is True
    assert result["citations"]


@pytest.mark.parametrize("reply", [Reply(text=None), Reply(text=""), Reply(text="  \n ")])
async def test_an_empty_answer_is_an_error(client: Client, sandbox: Sandbox, reply: Reply):
    """`content` may be null or empty with a good finish reason."""
    sandbox.say(reply)
    result = await ask(client)
    assert result.is_error
    assert "without writing anything" in text_of(result)


@pytest.mark.parametrize("fault", ["error midway", "error midway, no end", "cut midway", "empty stream", "cut body"])
async def test_a_broken_stream_is_an_error(client: Client, sandbox: Sandbox, fault: str):
    """Half an answer is not given for a whole one, and the next call works."""
    sandbox.fail("chat", FAULTS["ovhcloud"][fault], times=1)
    assert (await ask(client)).is_error
    assert structured(await ask(client))["status"] == "answered"


async def test_complete_sentences_survive_the_deadline(sandbox: Sandbox, era: str):
    """What was written until then is checked and returned as a part; the chat request is closed."""
    sandbox.latency["chat"] = 30.0
    sandbox.say(Reply(text=f"{TRUE} {TRUE} " + "And then nothing more came of it " * 60))
    async with Client(create_server(settings_for(sandbox, timeout_s=3.0)), mode=era) as client:
        with anyio.fail_after(10):
            result = structured(await ask(client))
            await sandbox.until(lambda running: running.open_requests("chat") == 0)
    assert (result["status"], result["truncated"]) == ("partial", True)
    assert result["reason"]
    assert result["answer"].startswith(TRUE)
    assert "And then nothing" not in result["answer"]
    assert any("LIGHTON_MCP_TIMEOUT" in warning for warning in result["warnings"])


async def test_a_deadline_before_the_first_sentence_is_an_error(sandbox: Sandbox, era: str):
    """It names the step and the variable."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["slow headers"])
    async with Client(create_server(settings_for(sandbox, timeout_s=1.5)), mode=era) as client:
        with anyio.fail_after(10):
            result = await ask(client)
    assert result.is_error
    assert "reading 5 passages" in text_of(result)
    assert "LIGHTON_MCP_TIMEOUT" in text_of(result)


async def test_waiting_for_a_rate_limit_ends_with_the_deadline(sandbox: Sandbox, era: str):
    """A wait that does not fit is not begun: the reader learns at once when to come back."""
    sandbox.fail("search", FAULTS["lighton"]["429 retry-after"])
    async with Client(create_server(settings_for(sandbox, timeout_s=5.0)), mode=era) as client:
        with anyio.fail_after(2):
            result = await ask(client)
    assert result.is_error
    assert "Try again in 30 s" in text_of(result)


@pytest.mark.parametrize(
    "delta",
    [
        {"content": "Access logs are kept for 12 months. " * 400_000},
        {"tool_calls": [{"index": n, "id": str(n), "function": {"name": "x", "arguments": "{}"}} for n in range(1000)]},
    ],
    ids=["text", "calls"],
)
async def test_more_than_a_model_may_write_is_refused(client: Client, sandbox: Sandbox, delta: dict[str, Any]):
    """Megabytes of answer would hold every other call up while they are checked."""
    chunk = {"id": "x", "model": "m", "choices": [{"index": 0, "delta": delta, "finish_reason": "stop"}]}
    sandbox.say(b"data: " + json.dumps(chunk).encode() + b"\n\ndata: [DONE]\n\n")
    with anyio.fail_after(10):
        result = await ask(client)
    assert result.is_error
    assert "answered with something unusable" in text_of(result)
