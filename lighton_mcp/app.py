"""What one process shares: the settings, one HTTP client and the clients of the two services.

Nothing is opened at start: the first reply of a server must not wait for TLS, for `openai` or for the sandbox.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self, TypeVar

import anyio
import anyio.to_thread
import httpx2
from anyio.abc import TaskGroup, TaskStatus
from pydantic import SecretStr

from lighton_mcp.directory import Directory
from lighton_mcp.errors import BadSettings, LightOnMCPError, MissingKey
from lighton_mcp.progress import Progress, within
from lighton_mcp.results import Backend
from lighton_mcp.settings import SANDBOX_KEY, Settings

if TYPE_CHECKING:
    from lighton_mcp.lighton import LightOn
    from lighton_mcp.ovhcloud import OVHcloud

logger = logging.getLogger(__name__)
_T = TypeVar("_T")

MAX_CALLS: Final = 100
"""Calls under way at once; `network.MAX_CONNECTIONS` gives each a connection to either service."""


@dataclass(slots=True)
class _Clients:
    """What is open: the client of OVHcloud comes when it is first asked for, the search need not wait for it."""

    settings: Settings
    http: httpx2.AsyncClient
    lighton: "LightOn | None"
    ovhcloud: "OVHcloud | None" = None


class App:
    """The shared state of a server or of one terminal command; use it inside `async with app.running()`."""

    def __init__(self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.settings = settings
        self.directory = Directory(self.lighton)
        self._transport = transport
        # Nearly always free, and taken ten times an answer: without `fast_acquire`, each time is a round of the loop.
        self._places = anyio.Semaphore(MAX_CALLS, fast_acquire=True)
        self._opening = anyio.Lock(fast_acquire=True)
        self._completing = anyio.Lock(fast_acquire=True)
        self._clients: _Clients | None = None
        self._tasks: TaskGroup | None = None

    @property
    def backend(self) -> Backend:
        """Which services answer."""
        key = self.settings.lighton_api_key
        # `lighton-mcp sandbox` hands out its own key, which the cloud would refuse.
        in_sandbox = self.settings.sandbox or (key is not None and key.get_secret_value() == SANDBOX_KEY)
        return "sandbox" if in_sandbox else "cloud"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """Own the connections and background work until the block ends."""
        async with anyio.create_task_group() as tasks:
            self._tasks = tasks
            try:
                yield self
            finally:
                clients, self._clients = self._clients, None
                self._tasks = None
                if clients is not None:
                    with anyio.CancelScope(shield=True):
                        await clients.http.aclose()
                tasks.cancel_scope.cancel()

    async def lighton(self) -> "LightOn":
        """Return the client of LightOn.

        Raises:
            ConfigError: the key is missing, or a variable cannot be used.

        """
        clients = await self._open()
        if clients.lighton is None:
            raise MissingKey
        return clients.lighton

    async def ovhcloud(self) -> "OVHcloud":
        """Return the client of OVHcloud; without a key it uses the anonymous tier.

        Raises:
            BadSettings: a variable cannot be used.

        """
        clients = await self._open()
        async with self._completing:
            if clients.ovhcloud is None:
                clients.ovhcloud = await anyio.to_thread.run_sync(_ovhcloud, clients)
            return clients.ovhcloud

    async def run(self, progress: Progress, call: Callable[[], Awaitable[_T]]) -> _T:
        """Run one call within the deadline, at most `MAX_CALLS` at a time; one that has to wait says so.

        Raises:
            DeadlineExceeded: it took longer, waiting included.

        """

        async def in_its_place() -> _T:
            if self._places.value == 0:
                await progress.say(f"Waiting for one of {MAX_CALLS} other calls to end")
            async with self._places:
                return await call()

        return await within(self.settings.timeout_s, progress, in_its_place)

    def in_background(self, work: Callable[[], Awaitable[object]]) -> None:
        """Run `work` beside the calls; its failure is logged and touches nobody."""

        async def guarded() -> None:
            try:
                await work()
            except LightOnMCPError as failure:
                logger.info("Background work failed: %s", failure)
            except Exception:
                logger.exception("Background work failed")

        if self._tasks is None:
            raise RuntimeError("the app is not running")
        self._tasks.start_soon(guarded)

    async def _open(self) -> _Clients:
        async with self._opening:
            if self._clients is None:
                self._clients = await self._build()
            return self._clients

    async def _build(self) -> _Clients:
        settings = self.settings
        if settings.problems:
            raise BadSettings(problems=" ".join(settings.problems))
        if settings.sandbox:
            settings = await self._start_sandbox()

        return await anyio.to_thread.run_sync(_clients, settings, self._transport)

    async def _start_sandbox(self) -> Settings:
        async def serve(*, task_status: TaskStatus[Settings]) -> None:
            from lighton_mcp.sandbox import run_sandbox

            async with run_sandbox() as sandbox:
                task_status.started(
                    replace(
                        self.settings,
                        lighton_base_url=sandbox.lighton_url,
                        lighton_api_key=SecretStr(sandbox.lighton_key),
                        ovhcloud_base_url=sandbox.ovhcloud_url,
                        ovhcloud_token=SecretStr(sandbox.ovhcloud_token),
                    )
                )
                await anyio.sleep_forever()

        if self._tasks is None:
            raise RuntimeError("the app is not running")
        sandboxed: Settings = await self._tasks.start(serve)
        return sandboxed


# Imports and the TLS context take some 100 ms together: in a thread, the event loop goes on.
def _clients(settings: Settings, transport: httpx2.AsyncBaseTransport | None) -> _Clients:
    from lighton_mcp.lighton import LightOn
    from lighton_mcp.network import open_http

    secure = any(url.startswith("https:") for url in (settings.lighton_base_url, settings.ovhcloud_base_url))
    http = open_http(transport, secure=secure)
    key = settings.lighton_api_key
    lighton = LightOn(http, base_url=settings.lighton_base_url, key=key) if key else None
    return _Clients(settings, http, lighton)


def _ovhcloud(clients: _Clients) -> "OVHcloud":
    from lighton_mcp.ovhcloud import OVHcloud

    settings = clients.settings
    return OVHcloud(clients.http, base_url=settings.ovhcloud_base_url, token=settings.ovhcloud_token)
