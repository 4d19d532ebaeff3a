"""LIGHTON_MCP_FALLBACK_MODELS: another model where the one asked for is missing, busy or failing."""

import time
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult

from lighton_mcp import create_server
from lighton_mcp.sandbox import FAULTS, Fault, Reply, Sandbox

from ..conftest import settings_for, text_of

QUESTION = "How long are access logs kept?"
TRUE = "Access logs are kept for 12 months [1]."
DEFAULT = "Meta-Llama-3_3-70B-Instruct"
MODELS = ("gpt-oss-120b", "Qwen3.6-27B")


async def ask(sandbox: Sandbox, era: str, **arguments: Any) -> CallToolResult:
    settings = settings_for(sandbox, fallback_models=MODELS)
    async with Client(create_server(settings), mode=era) as client:
        return await client.call_tool("grounded_answer", {"question": QUESTION, **arguments})


def asked(sandbox: Sandbox) -> list[str]:
    return [request.json()["model"] for request in sandbox.requests if request.route == "chat"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("429", "is busy"),
        ("429 retry-after", "is busy"),
        ("500", "failed"),
        ("502 gateway", "failed"),
        ("503", "failed"),
        ("404", "is not served"),
        ("empty stream", "gave no usable answer"),
        ("error midway", "failed"),
    ],
)
async def test_the_next_model_answers_and_is_named(sandbox: Sandbox, era: str, name: str, words: str):
    """At once, without waiting for the first; the warning says which answered and why."""
    sandbox.fail("chat", FAULTS["ovhcloud"][name], times=1)
    started = time.monotonic()
    result = (await ask(sandbox, era)).structured_content
    assert result is not None
    assert result["status"] == "answered"
    assert f"{DEFAULT} {words}, so {MODELS[0]} answered in place of {DEFAULT}." in result["warnings"]
    assert asked(sandbox) == [DEFAULT, MODELS[0]]
    assert time.monotonic() - started < 4


async def test_they_are_tried_in_order(sandbox: Sandbox, era: str):
    """The second is asked when the first fails too."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["500"], times=2)
    result = (await ask(sandbox, era)).structured_content
    assert result is not None
    assert result["status"] == "answered"
    assert asked(sandbox) == [DEFAULT, *MODELS]


async def test_when_all_fail_the_error_names_them(sandbox: Sandbox, era: str):
    """What the last one said, and which were tried."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["500"])
    text = text_of(await ask(sandbox, era))
    assert "OVHcloud AI Endpoints failed on its side (status 500)." in text
    assert f"Models tried: {DEFAULT}, {', '.join(MODELS)}." in text


@pytest.mark.parametrize("name", ["401", "400", "413", "redirect"])
async def test_what_another_model_cannot_mend_is_told_at_once(sandbox: Sandbox, era: str, name: str):
    """A refused key or request stays refused, whichever model is asked."""
    sandbox.fail("chat", FAULTS["ovhcloud"][name])
    assert (await ask(sandbox, era)).is_error
    assert asked(sandbox) == [DEFAULT]


async def test_without_the_variable_no_other_model_is_asked(sandbox: Sandbox, era: str):
    """Nobody is billed for a model that was not chosen."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["500"])
    async with Client(create_server(settings_for(sandbox)), mode=era) as client:
        assert (await client.call_tool("grounded_answer", {"question": QUESTION})).is_error
    assert asked(sandbox) == [DEFAULT]


async def test_in_agentic_the_other_model_goes_on(sandbox: Sandbox, era: str):
    """Once it has taken over, later turns ask it first."""
    sandbox.fail("chat", Fault(status=503, body=b""), times=1)
    sandbox.say(Reply(tool_calls=(("lighton_search", {"query": "access logs"}),)), TRUE)
    result = (await ask(sandbox, era, strategy="agentic")).structured_content
    assert result is not None
    assert result["status"] == "answered"
    assert asked(sandbox) == [DEFAULT, MODELS[0], MODELS[0]]


async def test_vision_falls_back_only_to_models_that_see(sandbox: Sandbox, era: str):
    """gpt-oss-120b reads no images, so it is passed over."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["500"], times=1)
    result = (await ask(sandbox, era, mode="vision")).structured_content
    assert result is not None
    assert asked(sandbox) == ["Qwen2.5-VL-72B-Instruct", "Qwen3.6-27B"]
