"""The sandbox as a test sees it: what arrived, what should go wrong, what should be said."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import anyio

from .documents import Library, Skipped
from .faults import Fault
from .http import Recorded
from .index import Index
from .ovhcloud import Quota
from .prompt import Prompt
from .reply import Reply
from .routes import ROUTES, route_of
from .writer import write

LIGHTON_KEY = "sandbox-lighton-key"
OVHCLOUD_TOKEN = "sandbox-ovhcloud-token"  # noqa: S105 - opens nothing but the sandbox
KEPT_REQUESTS = 20_000  # a sandbox that runs for days must not grow
SERVICES = ("lighton", "ovhcloud")


@dataclass(eq=False)
class Sandbox:
    """The two stand-in services while they run.

    `latency` is in seconds by route, from the arrival of a request to the end of its answer; a streamed answer is
    spread over it. The other switches make the services behave as older or degraded ones do.
    """

    library: Library = field(repr=False)
    index: Index = field(repr=False)
    lighton_key: str = field(repr=False)
    ovhcloud_token: str = field(repr=False)
    anonymous_limit: int | None
    lighton_url: str = ""
    ovhcloud_url: str = ""
    requests: list[Recorded] = field(default_factory=list, repr=False)
    connections: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SERVICES, 0))
    open_connections: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SERVICES, 0))
    latency: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ROUTES, 0.0))
    old_scores: bool = False  # LightOn before `scores` existed
    warnings: list[dict[str, str]] = field(default_factory=list)  # a degraded search; `relevance` takes the scores away
    vision_index: bool = True
    image_size: tuple[int, int] = (1240, 1754)  # pixels; A4 at 150 dots an inch
    wrapped_errors: bool = False  # OVHcloud's gateway errors under an `error` key
    writer: Callable[[Prompt], Reply] = write
    quotas: dict[str, Quota] = field(default_factory=dict, repr=False)
    replies: int = 0  # chat replies so far
    _faults: dict[str, deque[list[Any]]] = field(default_factory=dict, repr=False)
    _script: deque[Reply | bytes] = field(default_factory=deque, repr=False)
    _open: Counter[str] = field(default_factory=Counter, repr=False)
    _changed: anyio.Event = field(default_factory=anyio.Event, repr=False)

    @property
    def skipped(self) -> Sequence[Skipped]:
        """The files of a person's folder that could not be read."""
        return self.library.skipped

    def fail(self, route: str, fault: Fault, times: int | None = None) -> None:
        """Let requests of a route go wrong: the next `times` of them, or all until `clear`."""
        if route not in ROUTES:
            raise ValueError(f"There is no route {route!r}; the routes are {', '.join(ROUTES)}.")
        self._faults.setdefault(route, deque()).append([fault, times])

    def say(self, *replies: str | bytes | Reply) -> None:
        """Put the next chat replies in order; bytes go out as they are, JSON or a stream by their first byte."""
        self._script.extend(Reply(text=reply) if isinstance(reply, str) else reply for reply in replies)

    def clear(self) -> None:
        """Forget faults and scripted replies."""
        self._faults.clear()
        self._script.clear()

    def open_requests(self, route: str | None = None) -> int:
        """Return how many requests (of one route) are being answered now."""
        return self._open.total() if route is None else self._open[route]

    async def until(self, condition: Callable[[Sandbox], bool]) -> None:
        """Wait until the condition holds; it is looked at whenever a request or a connection begins or ends."""
        while not condition(self):
            await self._changed.wait()

    def next_fault(self, route: str) -> Fault | None:
        """Return the fault that is due on a route, and count it."""
        queue = self._faults.get(route)
        if not queue:
            return None
        due = queue[0]
        fault: Fault = due[0]
        if due[1] is not None:
            due[1] -= 1
            if due[1] <= 0:
                queue.popleft()
        return fault

    def next_reply(self) -> Reply | bytes | None:
        """Return the next scripted reply, or None when the writer has to write."""
        return self._script.popleft() if self._script else None

    def arrived(self, request: Recorded) -> None:
        """Record a request."""
        request.route = route_of(request.service, request.path)
        self.requests.append(request)
        del self.requests[:-KEPT_REQUESTS]
        self._open[request.route] += 1
        self._notify()

    def ended(self, request: Recorded) -> None:
        """Record that nothing more is sent for a request."""
        request.ended = anyio.current_time()
        self._open[request.route] -= 1
        if request.outcome == "open":
            request.outcome = "cut"
        self._notify()

    def connected(self, service: str, change: Literal[1, -1]) -> None:
        """Record that a connection was opened or closed."""
        self.connections[service] += change > 0
        self.open_connections[service] += change
        self._notify()

    def _notify(self) -> None:
        self._changed.set()
        self._changed = anyio.Event()
