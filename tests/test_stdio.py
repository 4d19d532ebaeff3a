"""The real process, as a desktop assistant starts it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import anyio.to_thread
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from lighton_mcp.sandbox import FAULTS, Sandbox

SERVE = [sys.executable, "-m", "lighton_mcp"]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def environment(sandbox: Sandbox | None = None, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "COVERAGE_PROCESS_CONFIG"}}
    if sandbox is not None:
        kept |= {
            "LIGHTON_API_KEY": sandbox.lighton_key,
            "LIGHTON_BASE_URL": sandbox.lighton_url,
            "OVH_AI_ENDPOINTS_ACCESS_TOKEN": sandbox.ovhcloud_token,
            "OVH_AI_ENDPOINTS_BASE_URL": sandbox.ovhcloud_url,
        }
    return kept | more


@contextmanager
def serving(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        SERVE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=env,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def send(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def receive(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    message: dict[str, Any] = json.loads(process.stdout.readline())
    return message


def open_session(process: subprocess.Popen[str]) -> dict[str, Any]:
    send(process, INITIALIZE)
    opened = receive(process)
    send(process, {"jsonrpc": "2.0", "method": "notifications/initialized"})
    return opened


def call(question: str) -> dict[str, Any]:
    params = {"name": "grounded_answer", "arguments": {"question": question}}
    return {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_client_gets_an_answer_through_the_process(sandbox: Sandbox, mode: str):
    """Spawned as assistants spawn it, in both eras."""
    server = StdioServerParameters(command=SERVE[0], args=SERVE[1:], env=environment(sandbox))
    with anyio.fail_after(30):
        async with Client(server, mode=mode) as client:
            result = await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
    assert result.structured_content is not None
    assert result.structured_content["status"] == "answered"


def test_stdout_carries_nothing_but_the_protocol():
    """Every line parses, also when a call fails, and closing stdin ends the process with 0."""
    with serving(environment(LIGHTON_MCP_LOG_LEVEL="DEBUG")) as process:
        opened = open_session(process)
        assert opened["result"]["serverInfo"]["name"] == "lighton-mcp"
        assert opened["result"]["serverInfo"]["version"]
        send(process, call("anything"))
        assert receive(process)["result"]["isError"] is True
        stdout, _ = process.communicate(timeout=10)
    assert stdout == ""
    assert process.returncode == 0


async def test_closing_stdin_ends_the_process_during_a_call(sandbox: Sandbox):
    """The upstream request is closed with it; nobody waits for an answer that nobody reads."""
    sandbox.fail("search", FAULTS["lighton"]["slow headers"])
    with serving(environment(sandbox)) as process:
        await anyio.to_thread.run_sync(open_session, process)
        send(process, call("anything"))
        with anyio.fail_after(20):
            await sandbox.until(lambda running: running.open_requests("search") == 1)
        with anyio.fail_after(2):
            await anyio.to_thread.run_sync(process.communicate)
            await sandbox.until(lambda running: running.open_requests("search") == 0)
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_process(number: signal.Signals):
    """Both end it within the clean-up time, with the code a shell expects, while stdin stays open."""
    with serving(environment()) as process:
        open_session(process)
        process.send_signal(number)
        assert process.wait(timeout=5) == 128 + number


async def test_the_embedded_sandbox_answers_without_any_key():
    """`--sandbox` needs nothing, and every result says so."""
    server = StdioServerParameters(command=SERVE[0], args=[*SERVE[1:], "serve", "--sandbox"], env=environment())
    with anyio.fail_after(30):
        async with Client(server) as client:
            result = await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
    assert result.structured_content is not None
    assert (result.structured_content["status"], result.structured_content["backend"]) == ("answered", "sandbox")


def test_garbage_is_collected_while_serving():
    """Not during the start, which makes none; what the start made is set apart."""
    code = (
        "import gc, sys; from lighton_mcp.cli import main; main(['serve']);"
        "print(gc.isenabled(), gc.get_freeze_count() > 100_000, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "True True"


def test_starting_loads_neither_openai_nor_the_pipeline():
    """What only a call needs is imported by that call."""
    code = (
        "import sys, lighton_mcp.stdio, lighton_mcp; lighton_mcp.create_server(lighton_mcp.Settings());"
        "print([m for m in sys.modules if m.split('.')[0] in ('openai', 'stamina', 'pypdf', 'bs4', 'snowballstemmer')"
        " or m.startswith(('lighton_mcp.sandbox', 'lighton_mcp.grounding', 'lighton_mcp.answering',"
        " 'lighton_mcp.safety'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
