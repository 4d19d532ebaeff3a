"""The models, as resources."""

import json
from typing import Any

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from lighton_mcp import Settings, create_server
from lighton_mcp.sandbox import Sandbox

from ..conftest import settings_for

FIELDS = {
    "id",
    "kind",
    "context_window",
    "max_output",
    "input_price",
    "output_price",
    "currency",
    "tools",
    "vision",
    "structured_output",
    "reasoning_effort",
    "note",
    "listed",
}


async def read(client: Client, uri: str) -> dict[str, Any]:
    content = (await client.read_resource(uri)).contents[0]
    assert isinstance(content, TextResourceContents)
    assert content.mime_type == "application/json"
    body: dict[str, Any] = json.loads(content.text)
    return body


async def test_the_catalogue_has_the_documented_form(client: Client):
    """Defaults, tier and source at the top, and the same fields for every model."""
    body = await read(client, "ovhcloud://models")
    assert (body["default"], body["vision_default"]) == ("Meta-Llama-3_3-70B-Instruct", "Qwen2.5-VL-72B-Instruct")
    assert (body["tier"], body["source"]) == ("keyed", "live")
    assert body["fetched_at"]
    assert all(set(model) == FIELDS for model in body["models"])


async def test_one_model_is_its_row(client: Client):
    """The template returns what the list holds."""
    body = await read(client, "ovhcloud://models")
    row = body["models"][0]
    assert await read(client, f"ovhcloud://models/{row['id']}") == row


async def test_an_unknown_model_is_not_found(client: Client):
    """It is a protocol error that names models which exist, never empty contents."""
    with pytest.raises(MCPError) as raised:
        await client.read_resource("ovhcloud://models/nothing")
    assert raised.value.code == -32602
    assert "Models that exist now" in raised.value.message


async def test_the_models_need_no_lighton_key(sandbox: Sandbox, era: str):
    """The catalogue is public; the anonymous tier is named."""
    settings = settings_for(sandbox, lighton_api_key=None, ovhcloud_token=None)
    async with Client(create_server(settings), mode=era) as client:
        assert (await read(client, "ovhcloud://models"))["tier"] == "anonymous"


async def test_a_bad_setting_is_told_by_the_resource_too(era: str):
    """The reader learns which variable to correct."""
    async with Client(create_server(Settings(problems=("LIGHTON_MCP_TIMEOUT is wrong.",))), mode=era) as client:
        with pytest.raises(MCPError, match="LIGHTON_MCP_TIMEOUT"):
            await client.read_resource("ovhcloud://models")
