"""What a client is told while a call is under way."""

import anyio
import pytest
from mcp import Client

from lighton_mcp.progress import Progress, within
from lighton_mcp.sandbox import Sandbox


async def test_a_call_tells_its_steps(client: Client, sandbox: Sandbox):
    """In words, with rising numbers."""
    sandbox.latency["chat"] = 0.3
    told: list[tuple[float, str]] = []
    written = anyio.Event()

    async def on_progress(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, message or ""))
        if message and message.startswith("Writing"):
            written.set()

    await client.call_tool(
        "grounded_answer", {"question": "How long are access logs kept?"}, progress_callback=on_progress
    )
    with anyio.fail_after(5):
        await written.wait()
    messages = [message for _, message in told]
    assert messages[0].startswith("Searching")
    assert messages[1].startswith("Reading 5 passages from ")
    assert messages[2].startswith("Writing: ")
    numbers = [number for number, _ in told]
    assert numbers == sorted(set(numbers))


class Clock:
    """Collects what is reported."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    async def report(self, _: float, message: str) -> None:
        """Keep one message."""
        self.messages.append(message)


async def test_a_flood_of_words_is_few_reports():
    """Never more than five a second, however fast the model writes."""
    clock = Clock()
    progress = Progress(clock.report)
    for _ in range(500):
        await progress.wrote("word ")
    assert len(clock.messages) <= 5
    assert progress.step == "Writing: 500 words"


@pytest.mark.parametrize(
    ("pieces", "words"),
    [(["one ", "two ", "three"], 3), (["on", "e t", "wo"], 2), (["  ", "", "one", "\n", "two."], 2)],
)
async def test_words_are_counted_whole(pieces: list[str], words: int):
    """A word that comes in pieces is one."""
    progress = Progress()
    for piece in pieces:
        await progress.wrote(piece)
    assert progress.step == f"Writing: {words} words"


async def test_a_failure_comes_out_as_itself():
    """The heartbeat's task group does not wrap it."""

    async def call() -> None:
        raise ValueError("plain")

    with pytest.raises(ValueError, match="plain"):
        await within(5.0, Progress(), call)
