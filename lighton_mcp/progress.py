"""What a call is doing, in words a person likes to read."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

from lighton_mcp.errors import DeadlineExceeded

_T = TypeVar("_T")
Report = Callable[[float, str], Awaitable[None]]


class Progress:
    """Tells the caller the step that is under way, and the deadline what to say when it passes."""

    def __init__(self, report: Report | None = None) -> None:
        self.step = "Starting"
        self._report = report
        self._count = 0

    async def say(self, step: str) -> None:
        """Begin a step, such as "Searching" or "Reading 5 passages from 3 documents"."""
        self.step = step
        self._count += 1
        if self._report is not None:
            await self._report(self._count, step)


async def within(seconds: float, progress: Progress, call: Callable[[], Awaitable[_T]]) -> _T:
    """Run `call` under one deadline.

    Raises:
        DeadlineExceeded: it took longer; the message names the step.

    """
    with anyio.move_on_after(seconds):
        return await call()
    raise DeadlineExceeded(seconds=seconds, step=progress.step[:1].lower() + progress.step[1:])
