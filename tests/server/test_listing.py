"""What a client is told before any call."""

import json
import sys
from typing import Any

import jsonschema
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from lighton_mcp import Settings, create_server


async def test_tools_resources_and_templates_are_these(client: Client, snapshot: SnapshotAssertion):
    """Whole listings, in both eras; update with `pytest --snapshot-update` when a change is meant."""
    listed = {
        "tools": (await client.list_tools()).tools,
        "resources": (await client.list_resources()).resources,
        "resource_templates": (await client.list_resource_templates()).resource_templates,
        "prompts": (await client.list_prompts()).prompts,
    }
    as_json = {
        kind: [row.model_dump(mode="json", by_alias=True, exclude_none=True) for row in rows]
        for kind, rows in listed.items()
    }
    assert as_json == snapshot(name="listings", extension_class=JSONSnapshotExtension)


async def test_every_tool_says_all_that_a_client_asks_for(client: Client):
    """Four hints, a title, a short description, an output schema, and a description for every argument."""
    for tool in (await client.list_tools()).tools:
        assert tool.title
        assert tool.description
        assert len(tool.description) < 1000
        assert tool.annotations is not None
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert (tool.annotations.idempotent_hint, tool.annotations.open_world_hint) == (True, True)
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert "anyOf" not in tool.input_schema
        for argument in tool.input_schema["properties"].values():
            assert argument["description"]
            assert isinstance(argument["type"], str)
        for schema in (tool.input_schema, tool.output_schema):
            assert "$ref" not in str(schema)
            jsonschema.Draft202012Validator.check_schema(schema)


async def test_the_listing_is_short(era: str):
    """7,500 bytes as they go over stdio, the envelope of the protocol included: every conversation pays for them."""
    server = StdioServerParameters(command=sys.executable, args=["-m", "lighton_mcp", "serve"])
    async with Client(server, mode=era) as client:
        listed = await client.list_tools()
    message = {"jsonrpc": "2.0", "id": 1, "result": listed.model_dump(mode="json", by_alias=True, exclude_none=True)}
    assert len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()) <= 7500


async def test_results_have_the_fields_that_are_listed(client: Client):
    """The shortened schemas are true: they hold for a result of each tool, and name each of its fields."""
    calls = {
        "lighton_search": {"query": "leave"},
        "grounded_answer": {"question": "What is our data retention policy?"},
        "lighton_scopes": {},
        "lighton_read": {"file_id": 5101},
    }
    for tool in (await client.list_tools()).tools:
        result = (await client.call_tool(tool.name, calls[tool.name])).structured_content
        assert tool.output_schema is not None
        jsonschema.validate(result, tool.output_schema)
        assert_named(result, tool.output_schema)


def assert_named(value: Any, schema: dict[str, Any]) -> None:
    if isinstance(value, dict):
        assert set(value) == set(schema["properties"])
        for name, field in value.items():
            assert_named(field, schema["properties"][name])
    elif isinstance(value, list):
        for entry in value:
            assert_named(entry, schema["items"])


async def test_listing_needs_no_key_and_no_network(era: str):
    """Without any setting the server starts and lists; nothing is opened."""
    async with Client(create_server(Settings()), mode=era) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == {
            "lighton_search",
            "grounded_answer",
            "lighton_scopes",
            "lighton_read",
        }
        assert client.instructions
        assert len(client.instructions) < 2048
