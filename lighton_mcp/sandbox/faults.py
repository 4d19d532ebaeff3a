"""What can go wrong: the error payloads of both contracts, and damage done on the wire."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import anyio

from .http import Pieces, Response
from .wire import envelope, to_json

HUGE_BYTES = 200_000_000
_PIECE_BYTES = 65_536
_FOREVER_S = 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A reply that goes wrong.

    With a status or a body it takes the place of the genuine reply; without either it damages the genuine one.
    """

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | str | None = None
    content_type: str = "application/json"
    delay: float = 0.0  # seconds before the head
    body_delay: float = 0.0  # seconds before the second half of the body
    size: int | None = None  # the body, repeated until it has this many bytes
    gzip: bool = False
    cut_head_after: int | None = None  # bytes of the head
    cut_after: int | None = None  # bytes behind the head
    reset: bool = False

    @property
    def replaces(self) -> bool:
        """Whether the genuine reply is not wanted at all."""
        return self.status is not None or self.body is not None

    def reply(self) -> Response:
        """Return the reply that takes the genuine one's place, before any damage."""
        body = self.body.encode() if isinstance(self.body, str) else self.body or b""
        response = Response(self.status or 200, {"content-type": self.content_type}, body)
        if self.size is not None:
            response.body = _repeated(body, self.size)
        if self.gzip:
            response.headers["content-encoding"] = "gzip"
            response.body = _compressed(response.body)
        return response

    def damage(self, response: Response) -> Response:
        """Return the response with this fault's headers, pauses and cuts."""
        body = _paused(response.body, self.body_delay) if self.body_delay else response.body
        headers = {**response.headers, **self.headers}
        if isinstance(response.body, bytes) and not isinstance(body, bytes):
            headers.setdefault("content-length", str(len(response.body)))
        return replace(
            response,
            headers=headers,
            body=body,
            cut_head_after=self.cut_head_after,
            cut_after=self.cut_after,
            reset=self.reset,
        )


async def _repeated(seed: bytes, size: int) -> Pieces:
    piece = (seed or b" ") * (1 + _PIECE_BYTES // max(1, len(seed)))
    while size > 0:
        yield piece[:size]
        size -= len(piece)


async def _compressed(body: bytes | Pieces) -> Pieces:
    squeeze = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    async with aclosing(_pieces(body)) as pieces:
        async for piece in pieces:
            if small := squeeze.compress(piece):
                yield small
    yield squeeze.flush()


async def _paused(body: bytes | Pieces, seconds: float) -> Pieces:
    async with aclosing(_pieces(body)) as pieces:
        waited = False
        async for piece in pieces:
            middle = 0 if waited else max(1, len(piece) // 2)
            if middle:
                yield piece[:middle]
                await anyio.sleep(seconds)
                waited = True
            if rest := piece[middle:]:
                yield rest


async def _pieces(body: bytes | Pieces) -> Pieces:
    if isinstance(body, bytes):
        yield body
        return
    async with aclosing(body) as pieces:
        async for piece in pieces:
            yield piece


def _on_the_wire() -> dict[str, Fault]:
    """Return the faults that need no knowledge of the service."""
    return {
        "slow headers": Fault(delay=_FOREVER_S),
        "slow body": Fault(body_delay=_FOREVER_S),
        "cut head": Fault(cut_head_after=20),
        "cut body": Fault(cut_after=100),
        "reset": Fault(reset=True),
        "reset in body": Fault(cut_after=100, reset=True),
        "empty body": Fault(body=b""),
        "html 200": Fault(status=200, body=_GATEWAY, content_type="text/html"),
        "502 gateway": Fault(status=502, body=_GATEWAY, content_type="text/html"),
        "wrong type": Fault(body='["unexpected"]'),
        "wrong content type": Fault(headers={"content-type": "text/plain"}),
        "truncated json": Fault(body='{"results": [{"chunk_id": "f30'),
        "content-length too long": Fault(headers={"content-length": "1000000"}),
        "content-length too short": Fault(headers={"content-length": "10"}),
        "huge": Fault(body=b'{"results": "' + b"x" * 1_000, size=HUGE_BYTES),
        "gzip bomb": Fault(body=b" " * 1_000, size=HUGE_BYTES, gzip=True),
        "redirect": Fault(status=307, headers={"location": "/moved"}, body=b""),
        "402": Fault(status=402, body=b""),
        "408": Fault(status=408, body=b""),
        "413": Fault(status=413, body="length limit exceeded", content_type="text/plain"),
        "504": Fault(
            status=504, body=_GATEWAY.replace("502 Bad Gateway", "504 Gateway Time-out"), content_type="text/html"
        ),
    }


_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


def _lighton() -> dict[str, Fault]:
    """Return LightOn's error bodies (contract, section 8); the texts of 401, 403, 429 and 500 are assumed there."""

    def error(status: int, **headers: str) -> Fault:
        return Fault(status=status, body=to_json(envelope(status)), headers=headers)

    maintenance = {
        "detail": "System is under maintenance.",
        "error": "service_maintenance",
        "mode": "full_shutdown",
        "reason": "reindexing window",
        "started_at": "2026-11-21T22:00:00Z",
        "endpoint_category_names": ["search", "ingestion"],
    }
    return {
        **{str(status): error(status) for status in (400, 401, 403, 404, 422, 429, 500)},
        "429 retry-after": error(429, **{"retry-after": "30"}),
        "429 retry-after 0": error(429, **{"retry-after": "0"}),
        "503": error(503),
        "503 maintenance": Fault(status=503, body=to_json(maintenance)),
        "detail alone": Fault(status=403, body='{"detail": "Not allowed."}'),
        "no results": Fault(body='{"results": []}'),
    }


def _ovhcloud() -> dict[str, Fault]:
    """Return OVHcloud's error bodies (contract, section 12) and the broken streams of its section 7."""

    def error(status: int, body: dict[str, Any], **headers: str) -> Fault:
        return Fault(status=status, body=to_json(body), headers=headers)

    extra = """feature 'extra arguments: {"enable_thinking":false}' is not currently supported"""
    effort = "Unexpected reasoning effort high. Supported types are xhigh (default), medium, and low."
    busy = {"message": "API rate limit exceeded", "request_id": "68d610d63cdf2c0425d87ac00feb911c"}
    limits = {"x-ratelimit-limit-minute": "2", "x-ratelimit-remaining-minute": "0", "retry-after": "5"}
    refused = "Forbidden: authentication failed"
    enum = (
        "Failed to deserialize the JSON body into the target type: reasoning_effort: unknown variant `xhigh`, "
        "expected one of `none`, `high`, `medium`, `low`, `minimal`"
    )
    broken = _sse({"error": {"message": "upstream inference worker terminated", "code": 500}})
    started = _sse(_delta("Le préavis est"), _delta(" de"))
    return {
        "400": error(400, {"message": extra}),
        "400 wrapped": error(400, {"error": {"message": extra}}),
        "400 effort": error(400, {"error": {"message": effort}}),
        "401": error(401, {"message": "Unauthorized", "request_id": "6aed14eb70a27e083c2ffe1bd690764a"}),
        "403": error(403, {"message": refused}),
        "403 text": Fault(status=403, body=refused, content_type="text/plain"),
        "404": error(
            404, {"error": {"message": "The model `Mistral-Nemo-Instruct-2407` does not exist.", "code": 404}}
        ),
        "422": Fault(status=422, body=enum, content_type="text/plain"),
        "429": error(429, busy),
        "429 retry-after": error(429, busy, **limits),
        "500": error(500, {"error": {"message": "Internal server error", "code": 500}}),
        "503": error(503, {"error": {"message": "Service unavailable", "code": 503}}),
        "empty stream": _stream(_DONE),
        "error midway": _stream(started + broken + _DONE),
        "error midway, no end": _stream(started + broken),
        "cut midway": _stream(started),
        "redirected model": Fault(
            headers={"x-warning": "This model is deprecated and will be redirected to Qwen3.6-27B"}
        ),
    }


_DONE = b"data: [DONE]\n\n"


def _stream(events: bytes) -> Fault:
    return Fault(status=200, body=events, content_type="text/event-stream")


def _sse(*values: dict[str, Any]) -> bytes:
    return b"".join(b"data: " + to_json(value) + b"\n\n" for value in values)


def _delta(text: str) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    meta = {"created": 1795305600, "model": "Qwen3.8-27B", "object": "chat.completion.chunk"}
    return {"id": "chatcmpl-ffd5cddd293e3dd8", "choices": [choice], **meta}


FAULTS: Mapping[str, Mapping[str, Fault]] = MappingProxyType(
    {
        "lighton": MappingProxyType({**_on_the_wire(), **_lighton()}),
        "ovhcloud": MappingProxyType({**_on_the_wire(), **_ovhcloud()}),
    }
)
"""Faults by service and name; a name that is in both tables means the same cause."""
