"""Pydantic AI: `MCPToolset`, and a whole turn of an agent."""

from typing import Any

from conversation import EMPTY, QUESTION, cancelled_when_told, run
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError
from pydantic_ai import Agent
from pydantic_ai.mcp import MCPToolset
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider


async def talk(config: dict[str, Any]) -> dict[str, Any]:
    """List, search, ask with progress, read, get a prompt, provoke an error."""
    steps: list[str | None] = []

    async def progress(_: float, __: float | None, message: str | None) -> None:
        steps.append(message)

    async with _toolset(config, progress_handler=progress, tool_error_behavior="error") as toolset:
        prompts = await toolset.list_prompts()
        searched = await toolset.direct_call_tool("lighton_search", {"query": QUESTION})
        steps.clear()
        asked = await toolset.direct_call_tool("grounded_answer", {"question": QUESTION})
        asked_steps = list(steps)
        try:
            await toolset.direct_call_tool("lighton_search", EMPTY)
            error = None
        except ToolError as refused:
            error = str(refused)
        got = await toolset.get_prompt(prompts[0].name, {"question": QUESTION}) if prompts else None
        return {
            "tools": [tool.name for tool in await toolset.list_tools()],
            "search": {"structured": searched},
            "answer": {"structured": asked},
            "progress": asked_steps,
            "error": error,
            "resource": await toolset.read_resource("ovhcloud://models"),
            "prompt": str(got.messages[0].content) if got else None,
        }


async def hang(config: dict[str, Any]) -> dict[str, Any]:
    """Search a service that does not answer."""
    async with _toolset(config) as toolset:
        return await cancelled_when_told(toolset.direct_call_tool("lighton_search", {"query": QUESTION}))


async def agent(config: dict[str, Any]) -> dict[str, Any]:
    """Let the model of `config` call the server's tools and answer."""
    model = config["model"]
    provider = OpenAIProvider(base_url=model["base_url"], api_key=model["key"])
    answerer = Agent(OpenAIChatModel(model["id"], provider=provider), toolsets=[_toolset(config)])
    return {"final": (await answerer.run(QUESTION)).output}


def _toolset(config: dict[str, Any], **more: Any) -> MCPToolset[Any]:
    transport = StdioTransport(config["command"], config["args"], env=config["env"], keep_alive=False)
    return MCPToolset(transport, **more)


run(talk=talk, hang=hang, agent=agent)
