"""The OpenAI Agents SDK: `MCPServerStdio`, and a whole turn of an agent."""

from typing import Any

from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from agents.mcp import MCPServerStdio
from conversation import EMPTY, QUESTION, cancelled_when_told, run
from openai import AsyncOpenAI


async def talk(config: dict[str, Any]) -> dict[str, Any]:
    """List, search, ask, read, get a prompt, provoke an error; this client shows no progress."""
    async with _server(config) as server:
        prompts = (await server.list_prompts()).prompts
        searched = await server.call_tool("lighton_search", {"query": QUESTION})
        asked = await server.call_tool("grounded_answer", {"question": QUESTION})
        refused = await server.call_tool("lighton_search", EMPTY)
        read = await server.read_resource("ovhcloud://models")
        got = await server.get_prompt(prompts[0].name, {"question": QUESTION}) if prompts else None
        return {
            "tools": [tool.name for tool in await server.list_tools()],
            "search": {"text": searched.content[0].text, "structured": searched.structured_content},
            "answer": {"text": asked.content[0].text, "structured": asked.structured_content},
            "error": refused.content[0].text if refused.is_error else None,
            "resource": read.contents[0].text,
            "prompt": got.messages[0].content.text if got else None,
        }


async def hang(config: dict[str, Any]) -> dict[str, Any]:
    """Search a service that does not answer."""
    async with _server(config) as server:
        return await cancelled_when_told(server.call_tool("lighton_search", {"query": QUESTION}))


async def agent(config: dict[str, Any]) -> dict[str, Any]:
    """Let the model of `config` call the server's tools and answer."""
    set_tracing_disabled(disabled=True)
    model = config["model"]
    client = AsyncOpenAI(base_url=model["base_url"], api_key=model["key"])
    async with _server(config, use_structured_content=config.get("structured", False)) as server:
        answerer = Agent(
            name="answerer", mcp_servers=[server], model=OpenAIChatCompletionsModel(model["id"], openai_client=client)
        )
        return {"final": (await Runner.run(answerer, QUESTION)).final_output}


def _server(config: dict[str, Any], **more: Any) -> MCPServerStdio:
    started = {"command": config["command"], "args": config["args"], "env": config["env"]}
    return MCPServerStdio(started, client_session_timeout_seconds=60, **more)


run(talk=talk, hang=hang, agent=agent)
