"""Connections that stay cheap while many answers stream at once."""

import select
import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import anyio
import httpcore2
import httpx2

# One word a read is what a stream gives by itself, and a read costs some 0.1 ms: at this pace all streams together
# spend a fifth of the processor on reads, whether they are ten or a hundred.
_EACH_S: Final = 0.0005
# So few streams are read as they come.
_FEW: Final = 4
# More than this is not one word: a body that comes quickly is not held back.
_LITTLE_BYTES: Final = 4096
# What is read sooner was there already, such as the next record of TLS.
_WAITED_S: Final = 0.001


class Transport(httpx2.AsyncHTTPTransport):
    """The transport of `httpx2` without a proxy, on connections of `Connections`."""

    def __init__(self, *, verify: ssl.SSLContext | bool, limits: httpx2.Limits) -> None:
        context = httpx2.create_ssl_context(verify=verify)
        super().__init__(verify=context, limits=limits)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=Connections(httpcore2.AnyIOBackend()),
        )


class Connections(httpcore2.AsyncNetworkBackend):
    """Opens connections that are read the less often the more of them there are: several words at a time."""

    def __init__(self, network: httpcore2.AsyncNetworkBackend) -> None:
        self._network = network
        self.reading = 0

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Open one connection; raises as `httpcore2` does."""
        return _Connection(await self._network.connect_tcp(host, port, timeout, local_address, socket_options), self)


class _Connection(httpcore2.AsyncNetworkStream):
    def __init__(self, stream: httpcore2.AsyncNetworkStream, all_of_them: Connections) -> None:
        self._stream = stream
        self._all = all_of_them
        self._again_at = 0.0
        self._socket = stream.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._all.reading += 1
        try:
            pause = self._again_at - time.monotonic()
            if pause > 0:
                await anyio.sleep(pause)
            started = time.monotonic()
            received = await self._stream.read(max_bytes, timeout)
            now = time.monotonic()
            waited = now - started > _WAITED_S and len(received) < _LITTLE_BYTES
            self._again_at = now + self._all.reading * _EACH_S if waited and self._all.reading > _FEW else 0.0
        finally:
            self._all.reading -= 1
        return received

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # What answers this is no part of what was read before.
        self._again_at = 0.0
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        return _Connection(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._all)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._socket is not None and hasattr(select, "poll"):
            number = self._socket.fileno()
            return number < 0 or _readable(number)
        return self._stream.get_extra_info(info)


def _readable(number: int) -> bool:
    """Tell whether a read would end at once, as `httpcore2` asks of each idle connection before and after a request.

    It does so itself, at ten times the cost: it collects all attributes of the socket first.
    """
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))
