"""Other people's clients: each starts the server as its users would, and gets out of it what they would."""

import json
from typing import Any

import anyio
import anyio.to_thread
import psutil
import pytest

from lighton_mcp.sandbox import FAULTS, Reply, Sandbox

from .conftest import AGENTS, CLIENTS, Talk, said

pytestmark = pytest.mark.clients
every_client = pytest.mark.parametrize("talk", CLIENTS, indirect=True)
every_agent = pytest.mark.parametrize("talk", AGENTS, indirect=True)

RETENTION = "keep data only as long as needed"


@every_client
async def test_a_client_gets_everything_that_the_server_offers(talk: Talk):
    """It lists, searches, asks with progress, reads, gets the prompt, is refused in words, and leaves no process."""
    with anyio.fail_after(60):
        seen = await talk("talk")
    assert {"lighton_search", "grounded_answer"} <= set(seen["tools"])
    structured = seen["answer"]["structured"]
    assert (structured["status"], structured["backend"]) == ("answered", "sandbox")
    assert RETENTION in structured["answer"]
    assert structured["citations"][0]["quote"]
    assert seen["search"]["structured"]["passages"][0]["content"]
    if "text" in seen["answer"]:
        # Complete alone: some of these clients' users see the text only.
        assert RETENTION in seen["answer"]["text"]
        assert "Data retention policy, page 1" in seen["answer"]["text"]
        assert "Data retention policy, page 1" in seen["search"]["text"]
    if "progress" in seen:
        assert seen["progress"][0] == "Searching"
    assert "query must not be empty" in seen["error"]
    assert json.loads(seen["resource"])["source"] == "live"
    assert talk.servers() == []
    assert "What is our data retention policy?" in seen["prompt"]


@every_client
async def test_cancelling_stops_the_work(talk: Talk, sandbox: Sandbox):
    """The request to LightOn is closed although it would never have been answered, and the connection still works."""
    sandbox.fail("search", FAULTS["lighton"]["slow headers"])
    with anyio.fail_after(60):
        async with talk.started("hang", sandbox) as process:
            await sandbox.until(lambda running: running.open_requests("search") == 1)
            assert process.stdin is not None
            await process.stdin.send(b"cancel\n")
            await sandbox.until(lambda running: running.open_requests("search") == 0)
            assert (await said(process))["cancelled"] is True
    assert talk.servers() == []


@every_client
async def test_a_client_that_is_killed_leaves_nothing_behind(talk: Talk, sandbox: Sandbox):
    """In the middle of a call: the server ends by itself, and its request with it."""
    sandbox.fail("search", FAULTS["lighton"]["slow headers"])
    with anyio.fail_after(60):
        async with talk.started("hang", sandbox) as process:
            await sandbox.until(lambda running: running.open_requests("search") == 1)
            servers = talk.servers()
            assert servers
            process.kill()
            await sandbox.until(lambda running: running.open_requests("search") == 0)
    _, alive = await anyio.to_thread.run_sync(lambda: psutil.wait_procs(servers, timeout=10))
    assert alive == []
    assert talk.servers() == []


@every_agent
async def test_an_agents_model_can_correct_itself(talk: Talk, sandbox: Sandbox):
    """A refusal reaches the model in the words that say what to do."""
    shown = await shown_to_the_model(talk, sandbox, {"question": "x", "workspce": 7})
    assert "grounded_answer has no argument" in shown
    assert "Did you mean workspaces?" in shown
    assert "Call again with that corrected." in shown


@pytest.mark.parametrize(
    ("talk", "structured"),
    [("openai-agents", False), ("openai-agents", True), ("pydantic-ai", True), ("langchain", False)],
    indirect=["talk"],
)
async def test_an_agent_shows_its_model_one_channel_and_that_is_enough(talk: Talk, sandbox: Sandbox, structured: bool):
    """LangChain shows the text, Pydantic AI the structure, the OpenAI Agents SDK what the agent's author asked for."""
    shown = await shown_to_the_model(talk, sandbox, {"question": "What is our data retention policy?"}, structured)
    assert shown.startswith("{") == structured
    assert ("“" in shown) != structured
    assert RETENTION in shown
    assert "Data retention policy" in shown


async def shown_to_the_model(talk: Talk, sandbox: Sandbox, arguments: dict[str, Any], structured: bool = False) -> str:
    """Run a turn in which the sandbox's model calls `grounded_answer`, and return the tool's message as it got it."""
    sandbox.say(Reply(tool_calls=(("grounded_answer", arguments),)), "That is the policy.")
    model = {"base_url": sandbox.ovhcloud_url, "key": sandbox.ovhcloud_token, "id": "Meta-Llama-3_3-70B-Instruct"}
    with anyio.fail_after(60):
        seen = await talk("agent", model=model, structured=structured)
    assert seen["final"] == "That is the policy."
    first, second = (request.json() for request in sandbox.requests if request.route == "chat")
    assert {tool["function"]["name"] for tool in first["tools"]} >= {"lighton_search", "grounded_answer"}
    message = second["messages"][-1]
    assert message["role"] == "tool"
    content = message["content"]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)
