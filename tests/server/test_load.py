"""Many calls at once, and work that is done while others wait."""

import anyio
import anyio.lowlevel

from lighton_mcp import Settings
from lighton_mcp.answering import Question, answer
from lighton_mcp.app import MAX_CALLS, App
from lighton_mcp.grounding._analysis import analyse
from lighton_mcp.network import MAX_CONNECTIONS
from lighton_mcp.progress import Progress
from lighton_mcp.scope import Scope


async def test_a_call_beyond_the_bound_says_that_it_waits_and_then_runs():
    """Waiting for a place is told as progress, and ends with the first call that ends."""
    app = App(Settings())
    release, waiting = anyio.Event(), anyio.Event()
    told: list[str] = []

    async def report(_: float, message: str) -> None:
        told.append(message)
        waiting.set()

    async def last() -> None:
        told.append("ran")

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            for _ in range(MAX_CALLS):
                tasks.start_soon(app.run, Progress(), release.wait)
            await anyio.wait_all_tasks_blocked()
            tasks.start_soon(app.run, Progress(report), last)
            await waiting.wait()
            assert told == [f"Waiting for one of {MAX_CALLS} other calls to end"]
            release.set()
    assert told[1:] == ["ran"]


def test_every_call_can_have_a_connection_to_each_service():
    """Otherwise calls that are let in would wait for a connection, and nobody would say so."""
    assert MAX_CONNECTIONS == 2 * MAX_CALLS


async def test_passages_are_made_ready_while_the_model_writes(settings: Settings):
    """The first word is held back here until a passage was read."""
    analyse.cache_clear()
    app = App(settings)

    async def hold(_: str) -> None:
        while analyse.cache_info().misses == 0:
            await anyio.lowlevel.checkpoint()

    question = Question("How long are access logs kept?", Scope(), 5, settings.model)
    with anyio.fail_after(20):
        async with app.running():
            result = await answer(app, question, Progress(), hold)
    assert result.status == "answered"
