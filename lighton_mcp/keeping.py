"""Values that a service was asked for, kept for a while."""

import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

import anyio

_K = TypeVar("_K")
_V = TypeVar("_V")

KEEP_S: Final = 300.0
"""Workspaces, tags and documents change rarely within minutes, and a rename must not need a restart."""


@dataclass(slots=True)
class _Slot:
    lock: anyio.Lock = field(default_factory=anyio.Lock)
    read_at: float = -math.inf
    weight: int = 0
    value: Any = None


class Keeper(Generic[_K, _V]):
    """Values by key: each is read when it is wanted, kept for `KEEP_S` seconds, and read by one call at a time.

    The weights of what is kept stay within `room` together, except that the newest value is always kept. A read that
    fails leaves nothing behind.
    """

    def __init__(
        self,
        read: Callable[[_K], Awaitable[_V]],
        *,
        room: int = 1000,
        weigh: Callable[[_V], int] = lambda _: 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._room = room
        self._weigh = weigh
        self._slots: dict[_K, _Slot] = {}
        self.clock = clock

    async def get(self, key: _K, *, since: float = -math.inf) -> _V:
        """Return the value, read again if what is kept is too old or was read before `since`."""
        slot = self._slots.setdefault(key, _Slot())
        async with slot.lock:
            now = self.clock()
            if slot.read_at < max(since, now - KEEP_S):
                value = await self._read(key)
                slot.value, slot.read_at, slot.weight = value, now, self._weigh(value)
            found: _V = slot.value
        self._slots[key] = self._slots.pop(key, slot)
        self._forget()
        return found

    def kept(self, key: _K) -> _V | None:
        """Return the value if it is at hand."""
        slot = self._slots.get(key)
        if slot is None or slot.read_at < self.clock() - KEEP_S:
            return None
        value: _V = slot.value
        return value

    def _forget(self) -> None:
        total = sum(slot.weight for slot in self._slots.values())
        oldest = self.clock() - KEEP_S
        newest = next(reversed(self._slots))
        for key, slot in list(self._slots.items()):
            idle = key != newest and not slot.lock.locked()
            if idle and (total > self._room or slot.read_at < oldest):
                total -= slot.weight
                del self._slots[key]
