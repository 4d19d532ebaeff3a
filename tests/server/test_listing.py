"""What a client is told before any call."""

from mcp import Client
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


async def test_listing_needs_no_key_and_no_network(era: str):
    """Without any setting the server starts and lists; nothing is opened."""
    async with Client(create_server(Settings()), mode=era) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} >= {"lighton_search", "grounded_answer"}
        assert client.instructions
        assert len(client.instructions) < 2048
