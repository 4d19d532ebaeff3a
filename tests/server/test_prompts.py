"""The prompt `ask_documents` and the completions."""

import httpx2
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import PromptReference, ResourceTemplateReference
from pydantic import SecretStr

from lighton_mcp import Settings, create_server
from lighton_mcp.sandbox import Sandbox

from ..conftest import settings_for

PROMPT = PromptReference(name="ask_documents")
MODEL = ResourceTemplateReference(uri="ovhcloud://models/{model_id}")


async def prompted(client: Client, **arguments: str) -> str:
    prompt = await client.get_prompt("ask_documents", arguments)
    assert [message.role for message in prompt.messages] == ["user"]
    content = prompt.messages[0].content
    assert content.type == "text"
    return content.text


async def completed(
    client: Client, ref: PromptReference | ResourceTemplateReference, name: str, value: str
) -> list[str]:
    return (await client.complete(ref, {"name": name, "value": value})).completion.values


async def test_the_prompt_asks_for_one_call_with_the_resolved_workspace(client: Client):
    """A name becomes its id, so the model needs no other call; without a workspace nothing is said of one."""
    text = await prompted(client, question='What is "leave"?', workspace="HUMAN RESOURCES")
    assert 'grounded_answer with question = "What is \\"leave\\"?", workspaces = [301]' in text
    assert "workspaces" not in await prompted(client, question="What?")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "question is missing"),
        ({"question": "  "}, "question is missing"),
        ({"question": "x" * 4001}, "1 to 4000"),
        ({"question": "x", "workspace": "Humann"}, "Human Resources"),
    ],
)
async def test_a_wrong_argument_is_told_in_words(client: Client, arguments: dict[str, str], words: str):
    """Both eras get the sentence, not an internal error."""
    with pytest.raises(MCPError) as told:
        await client.get_prompt("ask_documents", arguments)
    assert told.value.code == -32602
    assert words in told.value.message


async def test_the_prompt_keeps_the_lock(sandbox: Sandbox, era: str):
    """A workspace outside is refused there too."""
    async with Client(create_server(settings_for(sandbox, workspaces=("301",))), mode=era) as client:
        for workspace in ("302", "Security & Compliance"):
            with pytest.raises(MCPError, match="301"):
                await client.get_prompt("ask_documents", {"question": "x", "workspace": workspace})
        assert await completed(client, PROMPT, "workspace", "") == ["Human Resources"]


async def test_workspaces_are_completed_prefix_first(client: Client):
    """Those that begin with what was typed, then those that contain it."""
    assert await completed(client, PROMPT, "workspace", "en") == ["Engineering & IT"]
    assert await completed(client, PROMPT, "workspace", "E") == [
        "Engineering & IT",
        "Human Resources",
        "Security & Compliance",
    ]
    assert await completed(client, PROMPT, "question", "E") == []


async def test_models_are_completed(client: Client):
    """Every id of the catalogue, live or known."""
    found = await completed(client, MODEL, "model_id", "qwen3.")
    assert found
    assert all(model.startswith("Qwen3.") for model in found)


async def test_at_most_a_hundred_values_are_offered(era: str):
    """With how many there are in all."""
    rows = [{"id": n, "name": f"Space {n:03}"} for n in range(1, 251)]
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, json={"results": rows}))
    settings = Settings(lighton_api_key=SecretStr("k"), lighton_base_url="https://lighton.example")
    async with Client(create_server(settings, transport=transport), mode=era) as client:
        completion = (await client.complete(PROMPT, {"name": "workspace", "value": "space"})).completion
    assert (len(completion.values), completion.total, completion.has_more) == (100, 250, True)


async def test_without_a_key_nothing_is_completed(era: str):
    """A client asks at every key stroke: no error, no values."""
    async with Client(create_server(Settings()), mode=era) as client:
        assert await completed(client, PROMPT, "workspace", "a") == []
