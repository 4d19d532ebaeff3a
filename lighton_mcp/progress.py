"""What a call is doing, in words a person likes to read, and the one deadline that covers all of it."""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import anyio

from lighton_mcp.errors import DeadlineExceeded

_T = TypeVar("_T")
Report = Callable[[float, str], Awaitable[None]]

# One less than the five that clients are promised: what is sent evenly may arrive unevenly.
_MOST_A_SECOND: Final = 4
# Clients that watch for life look every 10 s.
_HEARTBEAT_S: Final = 8.0


class Progress:
    """Tells the caller the step that is under way, and the deadline what to say when it passes.

    At most four reports a second go out, each with a higher number; a step that would be one more is kept for the
    next heartbeat.
    """

    def __init__(self, report: Report | None = None) -> None:
        self.step = "starting"
        self.deadline = float("inf")
        self._report = report
        self._sent: deque[float] = deque(maxlen=_MOST_A_SECOND)
        self._count = 0
        self._words = 0
        self._inside_word = False

    @property
    def left_s(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - anyio.current_time()

    async def say(self, step: str) -> None:
        """Begin a step, such as "Searching" or "Reading 5 passages from 3 documents"."""
        self.step = step
        now = time.monotonic()
        if self._report is None or (len(self._sent) == _MOST_A_SECOND and now - self._sent[0] < 1.0):
            return
        self._sent.append(now)
        self._count += 1
        await self._report(self._count, step)

    async def wrote(self, text: str) -> None:
        """Count the words of an answer as they arrive."""
        words = len(text.split())
        # A word that arrives in two pieces is one word.
        if words and self._inside_word and not text[0].isspace():
            words -= 1
        if text:
            self._inside_word = not text[-1].isspace()
        self._words += words
        await self.say(f"Writing: {self._words} words")

    async def beat(self) -> None:
        """Repeat the step while nothing else is said, until cancelled."""
        while True:
            last = self._sent[-1] if self._sent else time.monotonic()
            await anyio.sleep(max(0.0, last + _HEARTBEAT_S - time.monotonic()))
            if not self._sent or time.monotonic() - self._sent[-1] >= _HEARTBEAT_S:
                await self.say(self.step)


async def within(seconds: float, progress: Progress, call: Callable[[], Awaitable[_T]]) -> _T:
    """Run `call` under one deadline, with heartbeats.

    Raises:
        DeadlineExceeded: it took longer; the message names the step.

    """
    progress.deadline = anyio.current_time() + seconds
    results: list[_T] = []
    failure: Exception | None = None
    with anyio.CancelScope(deadline=progress.deadline) as scope:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(progress.beat)
            try:
                results.append(await call())
            except Exception as exc:  # noqa: BLE001 (raised below: the task group would wrap it)
                failure = exc
            tasks.cancel_scope.cancel()
    if failure is not None:
        raise failure
    if results:
        return results[0]
    if scope.cancelled_caught:
        raise late(seconds, progress)
    raise AssertionError("the call neither returned nor raised")  # pragma: no cover


def late(seconds: float, progress: Progress) -> DeadlineExceeded:
    """Say that the deadline passed during the present step."""
    return DeadlineExceeded(seconds=seconds, step=progress.step[:1].lower() + progress.step[1:])
