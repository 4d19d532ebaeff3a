"""Every row of the taxonomy is a message that somebody can get, and the README has all of them."""

from collections.abc import AsyncIterator

import pytest
from mcp import Client

from lighton_mcp import Settings, create_server, errors
from lighton_mcp.sandbox import Reply, Sandbox, run_sandbox
from lighton_mcp.settings import read_settings
from scripts.readme import README, messages, troubleshooting, with_parts

from ..conftest import settings_for, text_of
from .table import OPERATIONS, message_pattern

RETENTION = {"question": "What is our data retention policy?"}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def shared() -> AsyncIterator[Sandbox]:
    async with run_sandbox() as running:
        yield running


async def told(settings: Settings, tool: str, **arguments: object) -> str:
    async with Client(create_server(settings)) as client:
        return text_of(await client.call_tool(tool, arguments))


async def test_a_missing_key(shared: Sandbox):
    """Named with the place where keys are made."""
    text = await told(settings_for(shared, lighton_api_key=None), "lighton_search", query="x")
    assert message_pattern(errors.MissingKey).fullmatch(text)


async def test_bad_settings():
    """Named by variable."""
    settings = read_settings({"LIGHTON_API_KEY": "k", "LIGHTON_MCP_TIMEOUT": "soon", "LIGHTON_MCP_MAX_TOKENS": "all"})
    text = await told(settings, "lighton_search", query="x")
    assert message_pattern(errors.BadSettings).fullmatch(text)
    assert "LIGHTON_MCP_TIMEOUT" in text
    assert "LIGHTON_MCP_MAX_TOKENS" in text


async def test_a_lock_that_cannot_be_resolved(shared: Sandbox):
    """Nothing is searched until it can."""
    text = await told(settings_for(shared, workspaces=("No such place",)), "lighton_search", query="x")
    assert message_pattern(errors.LockUnresolved).fullmatch(text)


async def test_a_wrong_argument(shared: Sandbox):
    """Named with the valid choices."""
    text = await told(settings_for(shared), "lighton_search", query="x", files=[1], tags=[2])
    assert message_pattern(errors.ArgumentError).fullmatch(text)


async def test_a_thought_too_long(shared: Sandbox):
    """A reasoning model that wrote nothing, twice."""
    thinking = Reply(text=None, reasoning="Hm. " * 50, finish_reason="length")
    shared.say(thinking, thinking)
    text = await told(settings_for(shared), "grounded_answer", model="Qwen3.8-27B", **RETENTION)
    assert message_pattern(errors.ThoughtTooLong).fullmatch(text)


SHOWN_ELSEWHERE = {
    errors.MissingKey,
    errors.BadSettings,
    errors.LockUnresolved,
    errors.ArgumentError,
    errors.ThoughtTooLong,
    errors.Unreachable,
}
"""By the tests above, and by those of the matrix on services that cannot be reached."""


def test_every_message_is_one_that_the_tests_provoke():
    """A new class needs a row of the matrix or a test of its own."""
    in_matrix = {cause for operation in OPERATIONS.values() for cause in operation.causes.values() if cause}
    assert set(messages()) == in_matrix | SHOWN_ELSEWHERE


def test_the_readme_lists_every_message():
    """The troubleshooting section is made from the taxonomy; `python -m scripts.readme` renews it."""
    text = README.read_text(encoding="utf-8")
    assert with_parts(text, {"troubleshooting": troubleshooting()}) == text
