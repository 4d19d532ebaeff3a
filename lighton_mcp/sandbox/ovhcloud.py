"""OVHcloud's models and chat completions (contract, sections 2.1, 5, 7, 11 and 16)."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anyio

from .chat_rules import Refused, checked, gateway, reasons
from .http import Pieces, Recorded, Response, json_response
from .prompt import read_prompt, text_of
from .reply import Envelope, Reply, chunks, completion
from .wire import to_json

if TYPE_CHECKING:
    from .state import Sandbox

WRITER_NAME = "sandbox-extractive"
_EVENTS = {"content-type": "text/event-stream"}
_DONE = b"data: [DONE]\n\n"
_MINUTE_S = 60.0
_REST_S = 0.01  # between two writes of an answer: models write about a word in that time
_WRITER: dict[str, Any] = {
    "id": WRITER_NAME,
    "object": "model",
    "created": 1795305600,
    "owned_by": "sandbox",
    "context_length": 131072,
    "max_completion_tokens": 131072,
    "pricing": {"prompt": "0", "completion": "0"},
}


@cache
def models() -> list[dict[str, Any]]:
    """Return the models as of early October 2026 (fixture `models.json`), and the writer under its own name."""
    listed = json.loads((Path(__file__).parent / "models.json").read_text(encoding="utf-8"))
    return [*listed["data"], _WRITER]


@dataclass(slots=True)
class Quota:
    """The requests of one model in the running minute of the anonymous tier."""

    began: float
    used: int = 0


async def answer_ovhcloud(sandbox: Sandbox, request: Recorded) -> Response:
    """Return OVHcloud's genuine reply to a request."""
    if request.route == "models":  # public: says nothing about a key
        return json_response({"object": "list", "data": models()})
    try:
        anonymous = _is_anonymous(sandbox, request)
        body = checked(request, _chat_models(), wrapped=sandbox.wrapped_errors)
    except Refused as refused:
        return refused.response
    if anonymous and (busy := _over_quota(sandbox, body["model"])):
        return busy
    return await _chat(sandbox, request, body)


def _is_anonymous(sandbox: Sandbox, request: Recorded) -> bool:
    """Return whether no key was sent; any key that is not ours is refused (contract, section 11)."""
    given = request.headers.get("authorization", "").strip()
    if given in {"", "Bearer"}:
        return True
    if given != f"Bearer {sandbox.ovhcloud_token}":
        raise gateway(403, "Forbidden: authentication failed", wrapped=sandbox.wrapped_errors)
    return False


def _chat_models() -> set[str]:
    """Return the ids of models that chat: neither speech and image (no context) nor embeddings (no output)."""
    return {model["id"] for model in models() if model["context_length"] and model["max_completion_tokens"]}


def _over_quota(sandbox: Sandbox, model: str) -> Response | None:
    limit, now = sandbox.anonymous_limit, anyio.current_time()
    if limit is None:
        return None
    quota = sandbox.quotas.setdefault(model, Quota(now))
    if now - quota.began >= _MINUTE_S:
        quota.began, quota.used = now, 0
    quota.used += 1
    if quota.used <= limit:
        return None
    headers = {
        "x-ratelimit-limit-minute": str(limit),
        "x-ratelimit-remaining-minute": "0",
        "retry-after": str(math.ceil(quota.began + _MINUTE_S - now)),
    }
    return json_response({"message": "API rate limit exceeded", "request_id": uuid4().hex}, 429, headers)


async def _chat(sandbox: Sandbox, request: Recorded, body: dict[str, Any]) -> Response:
    ready = request.arrived + sandbox.latency["chat"]
    reply = sandbox.next_reply()
    if isinstance(reply, bytes):
        await anyio.sleep_until(ready)
        return Response(200, _EVENTS if not reply.startswith(b"{") else {"content-type": "application/json"}, reply)
    if reply is None:
        reply = sandbox.writer(read_prompt(body))
        if not reasons(body["model"]) or body.get("reasoning_effort") == "none":
            reply = replace(reply, reasoning=None)
    reply = reply.within(body.get("max_tokens"), body.get("stop"))
    characters = sum(len(text_of(message)) for message in body["messages"])
    sandbox.replies += 1
    # Whichever model was asked for, the reply names the one that answered, as OVHcloud's does (contract, section 3).
    identifier = f"chatcmpl-{WRITER_NAME}-{sandbox.replies:016x}"
    envelope = Envelope(identifier, int(time.time()), WRITER_NAME, body["model"], characters)
    if body.get("stream"):
        usage = bool((body.get("stream_options") or {}).get("include_usage"))
        return Response(200, _EVENTS, _stream(reply, envelope, request.arrived, ready, include_usage=usage))
    await anyio.sleep_until(ready)
    return json_response(completion(reply, envelope))


async def _stream(reply: Reply, envelope: Envelope, began: float, ready: float, *, include_usage: bool) -> Pieces:
    """Yield the events at their moments on the clock, so that waiting never adds up; what is late goes together."""
    events = [b"data: %b\n\n" % to_json(chunk) for chunk in chunks(reply, envelope, include_usage=include_usage)]
    step = (ready - began) / max(1, len(events) - 1)
    sent = 0
    resting = began
    while sent < len(events):
        await anyio.sleep_until(max(began + step * sent, min(resting, ready)))
        now = anyio.current_time()
        late, resting = now - began, now + _REST_S
        due = len(events) if step <= 0 else min(len(events), max(sent, int(late / step)) + 1)
        yield b"".join(events[sent:due])
        sent = due
    yield _DONE
