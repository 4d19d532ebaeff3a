"""`lighton_scopes`, `lighton://workspaces` and scope by name, through the whole server."""

import json

import pytest
from mcp import Client
from mcp_types import TextResourceContents

from lighton_mcp import create_server
from lighton_mcp.sandbox import FAULTS, Sandbox

from ..conftest import settings_for, text_of


async def test_a_name_is_enough_for_one_call(client: Client, sandbox: Sandbox):
    """A model that knows only a workspace's name asks once, by either tool, and LightOn gets the id."""
    for tool, asked in (("lighton_search", "query"), ("grounded_answer", "question")):
        result = await client.call_tool(tool, {asked: "What is the leave policy?", "workspace": "human resources"})
        assert not result.is_error
    searches = [request.json() for request in sandbox.requests if request.route == "search"]
    assert [sent["workspace_id"] for sent in searches] == [[301], [301]]


async def test_everything_that_can_be_searched_is_listed(client: Client, sandbox: Sandbox):
    """Ids, names, descriptions, number of files and summaries; each channel alone says it all."""
    result = await client.call_tool("lighton_scopes", {})
    listed = result.structured_content
    assert listed is not None
    assert {row["id"]: row["name"] for row in listed["workspaces"]} == {
        workspace.id: workspace.name for workspace in sandbox.library.workspaces
    }
    assert {row["name"] for row in listed["tags"]} == {tag.name for tag in sandbox.library.tags}
    human_resources = next(row for row in listed["workspaces"] if row["id"] == 301)
    assert human_resources["files"] == 4
    assert human_resources["summary"].startswith("Rules for employees")
    for row in listed["workspaces"]:
        for fact in (row["name"], str(row["id"]), row["description"], row["summary"]):
            assert fact in text_of(result)
    assert listed["backend"] == "sandbox"
    assert not listed["truncated"]


async def test_the_list_is_filtered_by_a_part_of_a_name(client: Client):
    """Without regard to case; and a filter that nothing matches names what there is."""
    listed = (await client.call_tool("lighton_scopes", {"name": "SEC"})).structured_content
    assert listed is not None
    assert [row["name"] for row in listed["workspaces"]] == ["Security & Compliance"]
    assert [row["name"] for row in listed["tags"]] == ["security"]
    listed = (await client.call_tool("lighton_scopes", {"name": "zzz"})).structured_content
    assert listed is not None
    assert listed["workspaces"] == listed["tags"] == []
    assert "Human Resources" in listed["next_step"]


async def test_a_lock_hides_the_others(sandbox: Sandbox, era: str):
    """Neither the tool nor the resource names a workspace outside, and one that the key cannot see is told."""
    settings = settings_for(sandbox, workspaces=("301", "999"))
    async with Client(create_server(settings), mode=era) as client:
        result = await client.call_tool("lighton_scopes", {})
        read = (await client.read_resource("lighton://workspaces")).contents[0]
        assert isinstance(read, TextResourceContents)
        for text in (text_of(result), json.dumps(result.structured_content), read.text):
            assert "Human Resources" in text
            assert "Engineering" not in text
            assert "999" in text


async def test_without_summaries_the_list_is_still_a_list(client: Client, sandbox: Sandbox):
    """They cost a request each and may fail."""
    sandbox.fail("workspace", FAULTS["lighton"]["500"])
    listed = (await client.call_tool("lighton_scopes", {})).structured_content
    assert listed is not None
    assert [row["summary"] for row in listed["workspaces"]] == [None] * 4


async def test_nothing_of_the_account_is_shown(client: Client):
    """Keys, sync credentials and people are in LightOn's lists and in no output."""
    outputs = [await client.call_tool("lighton_scopes", {}), await client.call_tool("lighton_read", {"file_id": 5201})]
    shown = [output.model_dump_json() for output in outputs]
    uris = ("lighton://workspaces", "lighton://files/5201/pages/1")
    shown += [(await client.read_resource(uri)).model_dump_json() for uri in uris]
    assert "canary" not in " ".join(shown).lower()


@pytest.mark.parametrize("tool", ["lighton_scopes", "lighton_read"])
async def test_a_failure_of_the_lists_is_told(client: Client, sandbox: Sandbox, tool: str):
    """The same words as for a search."""
    for route in ("workspaces", "file"):
        sandbox.fail(route, FAULTS["lighton"]["503 maintenance"])
    result = await client.call_tool(tool, {"file_id": 5201} if tool == "lighton_read" else {})
    assert result.is_error
    assert "under maintenance" in text_of(result)
