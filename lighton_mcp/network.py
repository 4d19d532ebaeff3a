"""The one HTTP client of the process, and the retry policy that both services share."""

import logging
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, TypeVar
from urllib.request import getproxies

import anyio
import httpx2

from lighton_mcp import __version__
from lighton_mcp.errors import BadSettings, RateLimited, UpstreamError
from lighton_mcp.transport import Transport

_T = TypeVar("_T")

MAX_BODY_BYTES: Final = 16 * 1024 * 1024
"""No answer of either service but a document is near this; more is a fault or an attack."""

BODY_LIMIT: Final = "lighton_mcp.max_bytes"
"""The request extension that sets another bound for one body."""

MAX_CONNECTIONS: Final = 200
"""To both services together: one to each for every call that may be under way; further requests wait for a free one."""

_HEADERS_SENT: Final = frozenset(
    {"host", "authorization", "accept", "accept-encoding", "connection", "content-type", "content-length"}
)
_CONNECT_S: Final = 5.0  # as LightOn's own SDK; everything after it is bounded by the call's deadline
_KEEPALIVE_S: Final = 60.0
_MAX_ATTEMPTS: Final = 4  # three retries, as LightOn's own SDK
_MAX_WAIT_S: Final = 8.0


# Its line says neither what failed nor why; the error that is raised in the end does.
logging.getLogger("stamina").setLevel(logging.ERROR)


class BodyTooLarge(Exception):
    """A body passed its bound, or came compressed although that was not offered."""


def open_http(transport: httpx2.AsyncBaseTransport | None = None, *, secure: bool = True) -> httpx2.AsyncClient:
    """Build the client that LightOn and `AsyncOpenAI` share; redirects are not followed.

    Reading the system's certificates takes some 50 ms; without `secure` they are not read, and TLS fails.

    Raises:
        BadSettings: the certificate or proxy variables of the environment cannot be used.

    """
    limits = httpx2.Limits(
        max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS, keepalive_expiry=_KEEPALIVE_S
    )
    try:
        verify = httpx2.create_ssl_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if transport is None and not getproxies():
            transport = Transport(tls=verify, limits=limits)
        return httpx2.AsyncClient(
            # A proxy is found and asked by the transport that the client makes by itself.
            transport=transport,
            verify=verify,
            timeout=httpx2.Timeout(None, connect=_CONNECT_S),
            limits=limits,
            # A body that is never compressed cannot be a compression bomb.
            headers={"Accept-Encoding": "identity"},
            event_hooks={"request": [_send_only_what_is_needed], "response": [_bound_body]},
        )
    except (OSError, ValueError, ImportError, ssl.SSLError):
        raise BadSettings(
            problems="The variables SSL_CERT_FILE, SSL_CERT_DIR, HTTPS_PROXY, HTTP_PROXY or ALL_PROXY hold "
            "something that cannot be used."
        ) from None


async def _send_only_what_is_needed(request: httpx2.Request) -> None:
    # The openai package describes the machine in x-stainless-* headers, and adds those that OPENAI_ORG_ID,
    # OPENAI_PROJECT_ID and OPENAI_CUSTOM_HEADERS name: none of them is OVHcloud's business.
    for name in [name for name in request.headers if name.lower() not in _HEADERS_SENT]:
        del request.headers[name]
    request.headers["User-Agent"] = f"lighton-mcp/{__version__}"


async def _bound_body(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
        raise BodyTooLarge
    if isinstance(response.stream, httpx2.AsyncByteStream):
        limit = response.request.extensions.get(BODY_LIMIT, MAX_BODY_BYTES)
        response.stream = _BoundedStream(response.stream, limit)


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        async for chunk in self._stream:
            received += len(chunk)
            if received > self._max_bytes:
                raise BodyTooLarge
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def with_retries(call: Callable[[], Awaitable[_T]], *, patient: bool = True) -> _T:
    """Run `call` again while it fails with a `retryable` error and the surrounding deadline leaves room.

    `Retry-After` is honoured when it fits before the deadline; when it does not, or when the caller is not `patient`,
    the error is raised at once and says when to come back. The error that is raised in the end knows how often and how
    long it was tried.

    Raises:
        UpstreamError: what the last attempt raised.

    """
    started = time.monotonic()
    try:
        return await call()
    except UpstreamError as failure:
        first = failure
        attempt_number = 1

    # Only now: the first question of a process would wait for the import.
    import stamina

    def backoff(exc: Exception) -> bool | float:
        if not isinstance(exc, UpstreamError) or not exc.retryable:
            return False
        if isinstance(exc, RateLimited) and not patient:
            return False
        left = anyio.current_effective_deadline() - anyio.current_time()
        if isinstance(exc, RateLimited) and (wait := exc.retry_after_s) is not None:
            return wait if wait < left else False
        return left > _MAX_WAIT_S / 4

    try:
        async for attempt in stamina.retry_context(
            on=backoff, attempts=_MAX_ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=_MAX_WAIT_S, wait_jitter=0.5
        ):
            with attempt:
                attempt_number = attempt.num
                if attempt_number == 1:
                    raise first
                return await call()
    except UpstreamError as failure:
        failure.attempts = attempt_number
        failure.elapsed_s = time.monotonic() - started
        raise
    raise AssertionError("the retry loop neither returned nor raised")  # pragma: no cover
