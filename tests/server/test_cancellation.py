"""A call that nobody waits for any more."""

import asyncio
import random

import anyio
import psutil
import pytest
from mcp import Client

from lighton_mcp.sandbox import Sandbox

from ..conftest import text_of

QUESTION = {"question": "How long are access logs kept?"}


@pytest.mark.parametrize("route", ["search", "chat"])
async def test_a_cancelled_call_closes_its_upstream_request(client: Client, sandbox: Sandbox, route: str):
    """At once, not when the answer would have been complete."""
    sandbox.latency[route] = 60.0
    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.call_tool, "grounded_answer", QUESTION)
            await sandbox.until(lambda running: running.open_requests(route) == 1)
            cancelled = anyio.current_time()
            tasks.cancel_scope.cancel()
        await sandbox.until(lambda running: running.open_requests(route) == 0)
    assert max(request.ended or 0 for request in sandbox.requests) - cancelled < 0.2


async def test_many_cancelled_calls_leave_nothing_behind(client: Client, sandbox: Sandbox):
    """200 calls cancelled at any moment: no request stays open, no descriptor is lost, and the server answers."""
    chance = random.Random(7)  # noqa: S311 (moments, not secrets)
    process = psutil.Process()
    sandbox.latency["search"] = 0.02
    sandbox.latency["chat"] = 0.05
    assert not (await client.call_tool("grounded_answer", QUESTION)).is_error

    async def cancelled_after(seconds: float) -> None:
        with anyio.move_on_after(seconds):
            await client.call_tool("grounded_answer", QUESTION)

    async def round_of(calls: int) -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(calls):
                tasks.start_soon(cancelled_after, chance.uniform(0, 0.2))
        await sandbox.until(lambda running: running.open_requests() == 0)

    def others() -> int:
        # Connections kept for the next call come and go with the pool.
        return process.num_fds() - len(process.net_connections())

    with anyio.fail_after(60):
        await round_of(20)
        before = others()
        for _ in range(9):
            await round_of(20)
        sandbox.latency["search"] = sandbox.latency["chat"] = 0.0
        result = await client.call_tool("grounded_answer", QUESTION)
        await sandbox.until(lambda running: running.open_requests() == 0)
    assert not result.is_error, text_of(result)
    assert others() <= before
    # Twenty calls at once hold at most one connection to each service, seen here from both ends.
    assert len(process.net_connections()) <= 2 * 2 * 20 + 4
    assert len(asyncio.all_tasks()) <= 20 + sum(sandbox.open_connections.values())
