"""One connection in HTTP/1.1, read the less often the more of them there are: several words of a stream at a time."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import anyio
import h11
import httpx2
from anyio.abc import ByteStream, SocketAttribute

# One word a read is what a stream gives by itself, and a read costs some 0.1 ms: at this pace all streams together
# spend a fifth of the processor on reads, whether they are ten or a hundred.
_EACH_S: Final = 0.0005
# So few streams are read as they come.
_FEW: Final = 4
# More than this is not one word: a body that comes quickly is not held back.
_LITTLE_BYTES: Final = 4096
# What is read sooner was there already, such as the next record of TLS.
_WAITED_S: Final = 0.001
_READ_BYTES: Final = 65_536
# No service has a longer head.
_HEAD_BYTES: Final = 100 * 1024

LOST: Final = (OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream)
"""What a stream raises whose other end is gone."""


class Pace:
    """How many connections are being read now, and how long each of them rests after a word."""

    def __init__(self) -> None:
        self.reading = 0

    def rest_s(self, received: bytes, waited_s: float) -> float:
        """Return the seconds until the next read of a connection, after one that waited so long for so little."""
        one_word = waited_s > _WAITED_S and len(received) < _LITTLE_BYTES
        return self.reading * _EACH_S if one_word and self.reading > _FEW else 0.0


class Connection:
    """Carries one request after another; raises as `httpx2` does. `used_at` is when the last one ended."""

    def __init__(self, stream: ByteStream, pace: Pace) -> None:
        self.used_at = 0.0
        self._stream = stream
        self._pace = pace
        self._again_at = 0.0
        self._parser = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD_BYTES)

    async def ask(self, request: httpx2.Request) -> h11.Response:
        """Send a request whole, and return the head of what answers it."""
        body = await request.aread()
        with _as_httpx2():
            head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
            events = (head, h11.Data(body), h11.EndOfMessage())
            sent = b"".join(self._parser.send(event) or b"" for event in events)
            # A service that refuses a body before it has all of it may have said why.
            with suppress(anyio.BrokenResourceError):
                await self._stream.send(sent)
            # What answers this is no part of what was read before.
            self._again_at = 0.0
            while not isinstance(event := self._parser.next_event(), h11.Response):
                if event is h11.NEED_DATA:
                    await self._receive()
            return event

    async def read(self) -> bytes:
        """Return what has come of the body since, or nothing at its end."""
        received = bytearray()
        with _as_httpx2():
            while self._parser.their_state is h11.SEND_BODY:
                event = self._parser.next_event()
                if isinstance(event, h11.Data):
                    received += event.data
                elif event is h11.NEED_DATA:
                    if received:
                        break
                    await self._receive()
        return bytes(received)

    def is_free(self) -> bool:
        """Tell whether the exchange is complete, and make ready for the next."""
        parser = self._parser
        # What stands behind a complete answer would be taken for the next one.
        if parser.our_state is not h11.DONE or parser.their_state is not h11.DONE or parser.trailing_data[0]:
            return False
        parser.start_next_cycle()
        self.used_at = time.monotonic()
        return True

    def is_readable(self) -> bool:
        """Tell whether a read would end at once."""
        number = self._stream.extra(SocketAttribute.raw_socket).fileno()  # noqa: S610 (a socket's, not a database's)
        if number < 0:
            return True
        if not hasattr(select, "poll"):
            return bool(select.select([number], [], [], 0)[0])
        # `select` refuses numbers above 1023.
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))

    async def aclose(self) -> None:
        """Close it, whatever it is doing."""
        await self._stream.aclose()

    async def _receive(self) -> None:
        self._pace.reading += 1
        try:
            rest_s = self._again_at - time.monotonic()
            if rest_s > 0:
                await anyio.sleep(rest_s)
            started = time.monotonic()
            try:
                received = await self._stream.receive(_READ_BYTES)
            except anyio.EndOfStream:
                received = b""
            now = time.monotonic()
            self._again_at = now + self._pace.rest_s(received, now - started)
        finally:
            self._pace.reading -= 1
        self._parser.receive_data(received)


@contextmanager
def _as_httpx2() -> Iterator[None]:
    try:
        yield
    except h11.RemoteProtocolError as exc:
        raise httpx2.RemoteProtocolError("not an answer of HTTP") from exc
    except h11.LocalProtocolError as exc:
        raise httpx2.LocalProtocolError("not a request of HTTP") from exc
    except LOST as exc:
        raise httpx2.ReadError("the connection broke") from exc
