"""Several requests at a time."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

import anyio

_A = TypeVar("_A")
_B = TypeVar("_B")

# Enough to hide the latency of twenty requests, and far from LightOn's limit of 1000 a minute.
_AT_ONCE: Final = 8


async def together(call: Callable[[_A], Awaitable[_B]], arguments: Sequence[_A]) -> list[_B]:
    """Call once for each argument, a few at a time, and return the results in order.

    Raises:
        Exception: the first failure, bare, after the other calls were cancelled.

    """
    found: dict[int, _B] = {}
    failures: list[Exception] = []
    limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def one(position: int) -> None:
        async with limiter:
            try:
                found[position] = await call(arguments[position])
            except Exception as failure:  # noqa: BLE001 (raised below: the task group would wrap it)
                failures.append(failure)
                tasks.cancel_scope.cancel()

    async with anyio.create_task_group() as tasks:
        for position in range(len(arguments)):
            tasks.start_soon(one, position)
    if failures:
        raise failures[0]
    return [found[position] for position in range(len(arguments))]
