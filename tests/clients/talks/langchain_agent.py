"""LangChain's MCP adapters, and a whole turn of an agent."""

from typing import Any

import anyio
from conversation import EMPTY, QUESTION, cancelled_when_told, run
from langchain.agents import create_agent
from langchain_core.messages import ToolMessage
from langchain_mcp_adapters.callbacks import Callbacks
from langchain_mcp_adapters.client import MultiServerMCPClient
from langchain_mcp_adapters.prompts import load_mcp_prompt
from langchain_mcp_adapters.resources import load_mcp_resources
from langchain_mcp_adapters.tools import load_mcp_tools
from langchain_openai import ChatOpenAI


async def talk(config: dict[str, Any]) -> dict[str, Any]:
    """List, search, ask with progress, read, get a prompt, provoke an error."""
    steps: list[str | None] = []

    async def progress(_: float, __: float | None, message: str | None, ___: object) -> None:
        steps.append(message)

    callbacks = Callbacks(on_progress=progress)
    async with _client(config).session("lighton") as session:
        tools = {tool.name: tool for tool in await load_mcp_tools(session, callbacks=callbacks, server_name="lighton")}
        searched = await _called(tools["lighton_search"], {"query": QUESTION})
        steps.clear()
        asked = await _called(tools["grounded_answer"], {"question": QUESTION})
        asked_steps = list(steps)
        refused = await _called(tools["lighton_search"], EMPTY)
        prompts = (await session.list_prompts()).prompts
        got = await load_mcp_prompt(session, prompts[0].name, arguments={"question": QUESTION}) if prompts else None
        return {
            "tools": list(tools),
            "search": {"text": searched.content[0]["text"], "structured": searched.artifact["structured_content"]},
            "answer": {"text": asked.content[0]["text"], "structured": asked.artifact["structured_content"]},
            "progress": asked_steps,
            "error": str(refused.content) if refused.status == "error" else None,
            "resource": (await load_mcp_resources(session, uris="ovhcloud://models"))[0].as_string(),
            "prompt": str(got[0].content) if got else None,
        }


async def hang(config: dict[str, Any]) -> dict[str, Any]:
    """Search a service that does not answer."""
    seen: dict[str, Any] = {}
    try:
        async with _client(config).session("lighton") as session:
            tools = {tool.name: tool for tool in await load_mcp_tools(session)}
            seen |= await cancelled_when_told(tools["lighton_search"].ainvoke({"query": QUESTION}))
    except* anyio.BrokenResourceError:
        # The SDK's 1.x line, on which these adapters run, tells the server of a cancelled call only by disconnecting,
        # and trips over the error that the server answers the open call with.
        seen["tripped"] = True
    return seen


async def agent(config: dict[str, Any]) -> dict[str, Any]:
    """Let the model of `config` call the server's tools and answer."""
    model = config["model"]
    chat = ChatOpenAI(base_url=model["base_url"], api_key=model["key"], model=model["id"])
    async with _client(config).session("lighton") as session:
        answerer = create_agent(chat, await load_mcp_tools(session))
        turn = await answerer.ainvoke({"messages": [("user", QUESTION)]})
        return {"final": turn["messages"][-1].content}


async def _called(tool: Any, arguments: dict[str, Any]) -> ToolMessage:
    message: ToolMessage = await tool.ainvoke(
        {"name": tool.name, "args": arguments, "id": "call-1", "type": "tool_call"}
    )
    return message


def _client(config: dict[str, Any]) -> MultiServerMCPClient:
    started = {"command": config["command"], "args": config["args"], "env": config["env"], "transport": "stdio"}
    return MultiServerMCPClient({"lighton": started})


run(talk=talk, hang=hang, agent=agent)
