"""What a caller reads when something is wrong with the set-up, the arguments or a service."""

import anyio
import pytest
from mcp import Client
from mcp_types import TextResourceContents
from pydantic import SecretStr

from lighton_mcp import Settings, create_server
from lighton_mcp.sandbox import FAULTS, Fault, Sandbox
from lighton_mcp.settings import read_settings

from ..conftest import settings_for, text_of


async def test_without_a_key_a_call_says_which_variable_and_where(era: str):
    """The message names the variable, where a key comes from, and the sandbox."""
    async with Client(create_server(Settings()), mode=era) as client:
        for tool, argument in (("lighton_search", "query"), ("grounded_answer", "question")):
            result = await client.call_tool(tool, {argument: "x"})
            assert result.is_error
            for words in ("LIGHTON_API_KEY", "Console", "API Keys", "sandbox"):
                assert words in text_of(result)


async def test_a_bad_setting_is_told_by_the_call(era: str):
    """The server starts with it, and says at the first call which variable to correct."""
    settings = read_settings({"LIGHTON_API_KEY": "k", "LIGHTON_BASE_URL": "https://api.lighton.ai/v1"})
    async with Client(create_server(settings), mode=era) as client:
        result = await client.call_tool("lighton_search", {"query": "x"})
        assert result.is_error
        assert "LIGHTON_BASE_URL" in text_of(result)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "query is required"),
        ({"query": ""}, "query must not be empty"),
        ({"query": "   "}, "query must not be empty"),
        ({"query": "x" * 4001}, "at most 4000 characters"),
        ({"query": "x", "max_results": 0}, "at least 1"),
        ({"query": "x", "max_results": 51}, "at most 50"),
        ({"query": "x", "max_results": "many"}, "whole number"),
        ({"query": "x", "mode": "audio"}, "'text' or 'vision'"),
        ({"query": ["x"]}, "query must be text"),
        ({"query": "x", "files": 1, "tags": 2}, "files cannot be combined"),
        ({"query": "x", "worksapces": 1}, "Did you mean workspaces?"),
    ],
)
async def test_a_wrong_argument_is_told_in_words(client: Client, sandbox: Sandbox, arguments, words: str):
    """Each message names the argument and what is valid, without the validator's own words, and nothing is sent."""
    result = await client.call_tool("lighton_search", arguments)
    assert result.is_error
    assert words in text_of(result)
    assert len(text_of(result)) <= 600
    assert "pydantic" not in text_of(result)
    assert [request for request in sandbox.requests if request.route == "search"] == []


async def test_an_unknown_tool_is_answered_with_those_that_exist(client: Client):
    """A model that invents a tool reads the right names."""
    result = await client.call_tool("search_everything", {})
    assert result.is_error
    assert "lighton_search" in text_of(result)


async def test_a_slow_service_is_told_by_the_step_and_the_variable(sandbox: Sandbox, era: str):
    """One deadline covers the whole call."""
    sandbox.fail("search", FAULTS["lighton"]["slow headers"])
    async with Client(create_server(settings_for(sandbox, timeout_s=0.2)), mode=era) as client:
        with anyio.fail_after(5):
            result = await client.call_tool("grounded_answer", {"question": "x"})
    assert result.is_error
    assert "0.2 s" in text_of(result)
    assert "searching" in text_of(result)
    assert "LIGHTON_MCP_TIMEOUT" in text_of(result)


async def test_a_wrong_key_is_told_by_its_variable(sandbox: Sandbox, era: str):
    """Each service's key has its own variable."""
    wrong = settings_for(sandbox, lighton_api_key=SecretStr("wrong-key"))
    async with Client(create_server(wrong), mode=era) as client:
        result = await client.call_tool("lighton_search", {"query": "x"})
        assert "LIGHTON_API_KEY" in text_of(result)
        assert "wrong-key" not in text_of(result)
    wrong = settings_for(sandbox, ovhcloud_token=SecretStr("wrong-token"))
    async with Client(create_server(wrong), mode=era) as client:
        result = await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
        assert "OVH_AI_ENDPOINTS_ACCESS_TOKEN" in text_of(result)
        assert "wrong-token" not in text_of(result)


async def test_neither_key_goes_to_the_other_service(client: Client, sandbox: Sandbox):
    """Each request carries the key of the service it goes to, and no other."""
    await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
    assert {request.service for request in sandbox.requests} == {"lighton", "ovhcloud"}
    for request in sandbox.requests:
        own, other = sandbox.lighton_key, sandbox.ovhcloud_token
        if request.service == "ovhcloud":
            own, other = other, own
        assert request.headers["authorization"] == f"Bearer {own}"
        assert other not in str(request.headers) + request.body.decode()


async def test_an_unusable_certificate_setting_is_told(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox, era: str):
    """Building the HTTP client fails then; the server goes on and says why."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    secure = settings_for(sandbox, lighton_base_url="https://127.0.0.1:1")
    async with Client(create_server(secure), mode=era) as client:
        result = await client.call_tool("lighton_search", {"query": "x"})
        assert "SSL_CERT_FILE" in text_of(result)


async def test_the_models_are_served_without_ovhcloud(client: Client, sandbox: Sandbox):
    """The built-in catalogue is marked as such; nothing fails."""
    sandbox.fail("models", Fault(status=500, body=b""))
    read = await client.read_resource("ovhcloud://models")
    assert isinstance(read.contents[0], TextResourceContents)
    assert '"source": "built-in"' in read.contents[0].text
