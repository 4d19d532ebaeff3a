"""The official Python SDK, in both eras."""

from typing import Any

from conversation import EMPTY, QUESTION, cancelled_when_told, run
from mcp import Client
from mcp.client.stdio import StdioServerParameters


async def talk(config: dict[str, Any]) -> dict[str, Any]:
    """List, search, ask with progress, read, get a prompt, provoke an error."""
    steps: list[str | None] = []

    async def progress(_: float, __: float | None, message: str | None) -> None:
        steps.append(message)

    async with _client(config) as client:
        prompts = (await client.list_prompts()).prompts
        searched = await client.call_tool("lighton_search", {"query": QUESTION})
        asked = await client.call_tool("grounded_answer", {"question": QUESTION}, progress_callback=progress)
        refused = await client.call_tool("lighton_search", EMPTY)
        read = await client.read_resource("ovhcloud://models")
        got = await client.get_prompt(prompts[0].name, {"question": QUESTION}) if prompts else None
        return {
            "tools": [tool.name for tool in (await client.list_tools()).tools],
            "search": {"text": searched.content[0].text, "structured": searched.structured_content},
            "answer": {"text": asked.content[0].text, "structured": asked.structured_content},
            "progress": steps,
            "error": refused.content[0].text if refused.is_error else None,
            "resource": read.contents[0].text,
            "prompt": got.messages[0].content.text if got else None,
        }


async def hang(config: dict[str, Any]) -> dict[str, Any]:
    """Search a service that does not answer."""
    async with _client(config) as client:
        return await cancelled_when_told(client.call_tool("lighton_search", {"query": QUESTION}))


def _client(config: dict[str, Any]) -> Client:
    server = StdioServerParameters(command=config["command"], args=config["args"], env=config["env"])
    return Client(server, mode=config["era"])


run(talk=talk, hang=hang)
