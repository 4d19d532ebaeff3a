"""`lighton-mcp demo` and `lighton-mcp sandbox`: the product without keys and without the internet."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult, TextResourceContents

from lighton_mcp.sandbox import Sandbox, run_sandbox
from lighton_mcp.terminal import show

_INHERITED = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "VIRTUAL_ENV",
    "COVERAGE_PROCESS_CONFIG",
)


async def demo(question: str, documents: Path | None) -> int:
    """Ask the real server, started as an assistant would start it, against the sandbox."""
    try:
        async with run_sandbox(documents) as sandbox:
            show("Two stand-in services run on this machine; the server is started as an assistant would start it.\n")
            server = StdioServerParameters(
                command=sys.executable, args=["-m", "lighton_mcp", "serve"], env=_environment(sandbox)
            )
            async with Client(server) as client:
                return await _converse(client, question)
    except ValueError as unusable:
        # What `--docs` names cannot be read: the sandbox says why in words.
        print(f"lighton-mcp: {unusable}", file=sys.stderr)
        return 1


async def run_alone(port: int, documents: Path | None) -> int:
    """Run the stand-in services until interrupted, and print how to point a server at them."""
    try:
        async with run_sandbox(documents, lighton_port=port, ovhcloud_port=port + 1 if port else 0) as sandbox:
            for skipped in sandbox.skipped:
                print(f"lighton-mcp: left out {skipped.path}: {skipped.reason}", file=sys.stderr)
            for name, value in _variables(sandbox).items():
                show(f"export {name}={value}")
            print("The sandbox runs; stop it with Ctrl-C.", file=sys.stderr)
            await anyio.sleep_forever()
    except ValueError as unusable:
        print(f"lighton-mcp: {unusable}", file=sys.stderr)
    except OSError as unusable:
        print(f"lighton-mcp: port {port} or {port + 1} cannot be used: {unusable.strerror}.", file=sys.stderr)
    return 1


async def _converse(client: Client, question: str) -> int:
    tools = await client.list_tools()
    show(f"Tools: {', '.join(tool.name for tool in tools.tools)}")

    read = await client.read_resource("ovhcloud://models")
    content = read.contents[0]
    models: dict[str, Any] = json.loads(content.text) if isinstance(content, TextResourceContents) else {}
    listed = [row["id"] for row in models["models"] if row["listed"]]
    show(f"Models: {len(listed)} listed, default {models['default']}\n")

    found = await client.call_tool("lighton_search", {"query": question, "max_results": 3})
    if found.is_error:
        return _failed(found)
    show(f"lighton_search: {question}")
    for passage in (found.structured_content or {})["passages"]:
        show(f"  [{passage['n']}] {passage['title']}, page {passage['page_start']} (relevance {passage['relevance']})")

    answered = await client.call_tool("grounded_answer", {"question": question})
    if answered.is_error:
        return _failed(answered)
    show(f"\ngrounded_answer: {question}\n")
    show(_text(answered))
    return 0


def _failed(result: CallToolResult) -> int:
    print(f"lighton-mcp: {_text(result)}", file=sys.stderr)
    return 1


def _text(result: CallToolResult) -> str:
    return "\n".join(block.text for block in result.content if block.type == "text")


def _variables(sandbox: Sandbox) -> dict[str, str]:
    return {
        "LIGHTON_BASE_URL": sandbox.lighton_url,
        "LIGHTON_API_KEY": sandbox.lighton_key,
        "OVH_AI_ENDPOINTS_BASE_URL": sandbox.ovhcloud_url,
        "OVH_AI_ENDPOINTS_ACCESS_TOKEN": sandbox.ovhcloud_token,
    }


def _environment(sandbox: Sandbox) -> dict[str, str]:
    # Not the person's own LIGHTON_* variables: a lock or a proxy meant for the cloud would break the demo.
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return inherited | _variables(sandbox)
