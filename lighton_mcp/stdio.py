"""Serving MCP on stdin and stdout until stdin closes or a signal arrives."""

import gc
import os
import signal
import sys

import anyio
from mcp.server.mcpserver import MCPServer

from lighton_mcp.app import App
from lighton_mcp.server import create_server
from lighton_mcp.settings import Settings

# Time for calls to be cancelled and connections to be closed.
_CLEANUP_S = 0.5


def serve(settings: Settings) -> None:
    """Serve until the client goes away."""
    server = create_server(settings)
    # What exists now stays: no later collection has to look at it.
    gc.freeze()
    gc.enable()
    anyio.run(_serve, server)


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
