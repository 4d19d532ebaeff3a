"""Many calls at once, and clients that do not keep to anything: one real process over stdio."""

import random
import subprocess
import sys
import time
from typing import Any

import anyio
import anyio.to_thread
import psutil
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult

from lighton_mcp.network import MAX_CONNECTIONS
from lighton_mcp.sandbox import Reply, Sandbox

from ..conftest import text_of
from ..test_stdio import environment, open_session, receive, send, serving

CALLS = 300
LIST = {"jsonrpc": "2.0", "method": "tools/list"}


async def test_three_hundred_calls_at_once(sandbox: Sandbox):
    """A third succeed, a third fail, a third are cancelled: each answer is that of its own question."""
    chance = random.Random(11)  # noqa: S311 (moments, not secrets)
    results: dict[int, CallToolResult] = {}
    peak = 0

    async def ask(client: Client, n: int) -> None:
        tool, name = ("grounded_answer", "question") if n % 2 else ("lighton_search", "query")
        arguments: dict[str, Any] = {name: f"How long are access logs kept for case {n}?"}
        if n % 3 == 1:
            arguments["workspaces"] = [999]
        with anyio.move_on_after(chance.uniform(0, 1.0) if n % 3 == 2 else 60):
            results[n] = await client.call_tool(tool, arguments)

    async def watch(process: psutil.Process) -> None:
        nonlocal peak
        while True:
            # As the server sees them: the sandbox learns a little later that one was closed.
            peak = max(peak, sum(one.status == psutil.CONN_ESTABLISHED for one in process.net_connections("tcp")))
            await anyio.sleep(0.02)

    sandbox.writer = lambda prompt: Reply(text=f"The moon holds the logs of {prompt.question[34:-1]}.")
    sandbox.latency["search"] = sandbox.latency["chat"] = 0.05
    server = StdioServerParameters(command=sys.executable, args=["-m", "lighton_mcp"], env=environment(sandbox))
    with anyio.fail_after(60):
        async with Client(server) as client:
            await ask(client, 0)
            (process,) = [one for one in psutil.Process().children() if "lighton_mcp" in one.cmdline()]
            before = process.memory_info().rss
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(watch, process)
                async with anyio.create_task_group() as calls:
                    for n in range(CALLS):
                        calls.start_soon(ask, client, n)
                tasks.cancel_scope.cancel()
            await sandbox.until(lambda running: running.open_requests() == 0)
            grown = process.memory_info().rss - before
            await ask(client, CALLS)
    for n, result in results.items():
        if n % 3 == 1:
            assert result.is_error
            assert "found nothing that this key may search" in text_of(result)
        else:
            content = result.structured_content
            assert content is not None, text_of(result)
            assert (content["searches"][0] if n % 2 else content["query"]).endswith(f"case {n}?")
            assert n % 2 == 0 or f"logs of case {n}" in content["answer"]
    assert {n for n in range(CALLS + 1) if n % 3 != 2} <= set(results)
    assert 0 < peak <= MAX_CONNECTIONS
    assert grown < 150_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be watched there")
def test_a_client_that_never_reads():
    """Two thousand answers that nobody takes: the server lives on, and ends when its stdin is closed."""
    with serving(environment()) as process:
        open_session(process)
        watched = psutil.Process(process.pid)
        before = watched.memory_info().rss
        assert process.stdin is not None
        for n in range(2000):
            send(process, LIST | {"id": n})
        assert process.poll() is None
        assert watched.memory_info().rss - before < 100_000_000
        closed = time.monotonic()
        process.stdin.close()
        process.stdin = None  # else it is flushed once more at the end
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - closed < 3


HUGE = 4 * 1024 * 1024


@pytest.mark.parametrize(
    "arguments",
    [
        {"query": "x" * HUGE},
        {"query": "\u202e" * (HUGE // 3)},
        {"x" * HUGE: 1},
        {"query": "x", "workspaces": list(range(1, 500_000))},
        {"query": "x", "workspaces": "9" * HUGE},
        {"query": "x", "workspaces": ["y" * HUGE]},
        {"query": "x", "workspaces": "[" * 1_000_000},
        {"query": "x", "max_results": 10**4000},
        {f"a{n}": n for n in range(200_000)},
        {"query": {"a": [{"b": "c" * HUGE}]}},
    ],
    ids=["query", "invisible", "name", "ids", "digits", "workspace", "brackets", "number", "names", "object"],
)
def test_arguments_of_four_mebibytes(hostile_process: subprocess.Popen[str], arguments: dict[str, Any]):
    """Each is refused in a short message, and the server goes on."""
    sys.set_int_max_str_digits(0)
    params = {"name": "lighton_search", "arguments": arguments}
    started = time.monotonic()
    send(hostile_process, {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params})
    reply = receive(hostile_process)
    assert time.monotonic() - started < 10
    if "result" in reply:
        assert reply["result"]["isError"] is True
        assert len(reply["result"]["content"][0]["text"]) <= 600
    send(hostile_process, LIST | {"id": 8})
    assert len(receive(hostile_process)["result"]["tools"]) == 4


@pytest.fixture(scope="module")
def hostile_process() -> Any:
    with serving(
        environment(LIGHTON_API_KEY="k", LIGHTON_BASE_URL="http://127.0.0.1:1", LIGHTON_MCP_TIMEOUT="1")
    ) as process:
        open_session(process)
        yield process
