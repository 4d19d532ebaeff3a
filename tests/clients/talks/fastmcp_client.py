"""`fastmcp`'s client."""

from typing import Any

from conversation import EMPTY, QUESTION, cancelled_when_told, run
from fastmcp import Client
from fastmcp.client.transports import StdioTransport


async def talk(config: dict[str, Any]) -> dict[str, Any]:
    """List, search, ask with progress, read, get a prompt, provoke an error."""
    steps: list[str | None] = []

    async def progress(_: float, __: float | None, message: str | None) -> None:
        steps.append(message)

    async with _client(config) as client:
        prompts = await client.list_prompts()
        searched = await client.call_tool("lighton_search", {"query": QUESTION})
        asked = await client.call_tool("grounded_answer", {"question": QUESTION}, progress_handler=progress)
        refused = await client.call_tool("lighton_search", EMPTY, raise_on_error=False)
        got = await client.get_prompt(prompts[0].name, {"question": QUESTION}) if prompts else None
        return {
            "tools": [tool.name for tool in await client.list_tools()],
            "search": {"text": searched.content[0].text, "structured": searched.structured_content},
            "answer": {"text": asked.content[0].text, "structured": asked.structured_content},
            "typed_status": asked.data.status,
            "progress": steps,
            "error": refused.content[0].text if refused.is_error else None,
            "resource": (await client.read_resource("ovhcloud://models"))[0].text,
            "prompt": got.messages[0].content.text if got else None,
        }


async def hang(config: dict[str, Any]) -> dict[str, Any]:
    """Search a service that does not answer."""
    async with _client(config) as client:
        return await cancelled_when_told(client.call_tool("lighton_search", {"query": QUESTION}))


def _client(config: dict[str, Any]) -> Client[Any]:
    return Client(StdioTransport(config["command"], config["args"], env=config["env"], keep_alive=False))


run(talk=talk, hang=hang)
