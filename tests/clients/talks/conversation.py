"""What every Python client here does; run as a script in that client's own environment, where this package is not.

`SCRIPT PART CONFIG`: PART is `talk`, `hang` or `agent`, CONFIG is JSON: the server's command, and for an agent its
model. What the client saw is printed as one line of JSON.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

QUESTION = "What is our data retention policy?"
EMPTY = {"query": ""}
"""An argument that the server refuses in words."""

Part = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def run(**parts: Part) -> None:
    """Run the part that was asked for."""
    part, config = sys.argv[1], json.loads(sys.argv[2])
    print(json.dumps(asyncio.run(parts[part](config))), flush=True)


async def cancelled_when_told(call: Awaitable[object]) -> dict[str, Any]:
    """Await a call that does not end, and cancel it at a line on stdin."""
    task = asyncio.ensure_future(call)
    await asyncio.to_thread(sys.stdin.readline)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return {"cancelled": True}
    return {"cancelled": False}
