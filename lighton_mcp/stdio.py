"""Serving MCP on stdin and stdout until stdin closes or a signal arrives."""

import gc
import os
import select
import signal
import sys
import threading
import time

import anyio
from mcp.server.mcpserver import MCPServer

from lighton_mcp.app import App
from lighton_mcp.server import create_server
from lighton_mcp.settings import Settings

# Time for calls to be cancelled and connections to be closed.
_CLEANUP_S = 0.5
# A client that has closed stdin and reads nothing for so long is gone.
_UNREAD_S = 1.5
_LOOK_S = 0.25


def serve(settings: Settings) -> None:
    """Serve until the client goes away."""
    server = create_server(settings)
    # What exists now stays: no later collection has to look at it.
    gc.freeze()
    gc.enable()
    if sys.platform != "win32":  # pipes cannot be polled there; a closed stdin still ends all but a blocked write
        threading.Thread(target=_leave_who_never_reads, args=(os.dup(0), os.dup(1)), daemon=True).start()
    anyio.run(_serve, server)


def _leave_who_never_reads(stdin: int, stdout: int) -> None:
    """End the process when stdin is closed and stdout stays full: the SDK's thread that writes cannot be interrupted.

    The numbers are copies, since the SDK puts others in place of the originals while it serves.
    """
    closed = select.poll()
    closed.register(stdin, 0)  # nothing but the end of the other side
    closed.poll()
    writable = select.poll()
    writable.register(stdout, select.POLLOUT)
    unread_since = time.monotonic()
    while time.monotonic() - unread_since < _UNREAD_S:
        if writable.poll(0):
            unread_since = time.monotonic()
        time.sleep(_LOOK_S)
    os._exit(0)


async def _serve(server: MCPServer[App]) -> None:
    async with anyio.create_task_group() as tasks:
        if sys.platform != "win32":  # asyncio has no signal handlers there; the default action ends the process
            tasks.start_soon(_stop_on_signal, tasks.cancel_scope)
        await server.run_stdio_async()
        tasks.cancel_scope.cancel()


async def _stop_on_signal(scope: anyio.CancelScope) -> None:
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for number in signals:
            scope.cancel()
            with anyio.CancelScope(shield=True):
                await anyio.sleep(_CLEANUP_S)
            # The SDK's thread waits for a line on stdin and cannot be interrupted, so a normal exit would hang.
            os._exit(128 + number)
