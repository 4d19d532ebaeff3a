"""What the model says, in the two forms that the chat endpoint sends it: one object, or a stream of chunks."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Literal

_WORDS = re.compile(r"\S+\s*|\s+")
_CHARACTERS_PER_TOKEN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of the model.

    `tool_calls` are pairs of a name and arguments, as an object or as the text to send. `finish_reason` None is
    never sent. `usage` stands in its own last chunk, in the finish chunk, or nowhere. `fragment` is the number of
    characters a chunk carries; None sends word by word.
    """

    text: str | None = None
    reasoning: str | None = None
    reasoning_field: Literal["reasoning", "reasoning_content"] = "reasoning"
    tool_calls: tuple[tuple[str, Mapping[str, Any] | str], ...] = ()
    finish_reason: str | None = "auto"
    usage: Literal["tail", "finish", "none"] = "tail"
    fragment: int | None = None

    def within(self, max_tokens: int | None, stop: str | list[str] | None) -> Reply:
        """Return the reply as far as the request lets it go; reasoning counts too (contract, section 6)."""
        text, reason = self.text, self.finish_reason
        ends = [text.find(mark) for mark in ([stop] if isinstance(stop, str) else stop or []) if text and mark]
        if text and any(end >= 0 for end in ends):
            text = text[: min(end for end in ends if end >= 0)]
        if max_tokens is None or self.tool_calls:
            return replace(self, text=text)
        room = max_tokens * _CHARACTERS_PER_TOKEN
        reasoning = self.reasoning and self.reasoning[:room]
        left = room - len(reasoning or "")
        if text and len(text) > left:
            text, reason = text[:left] or None, "length"
        return replace(self, text=text, reasoning=reasoning, finish_reason=reason)

    @property
    def ending(self) -> str | None:
        """The finish reason to send."""
        if self.finish_reason == "auto":
            return "tool_calls" if self.tool_calls else "stop"
        return self.finish_reason


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every object of one reply repeats; `imitated` is the model whose habits on the wire it has."""

    id: str
    created: int
    model: str
    imitated: str
    prompt_characters: int


def completion(reply: Reply, envelope: Envelope) -> dict[str, Any]:
    """Return the reply as one `chat.completion` object."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    if reply.reasoning:
        message[reply.reasoning_field] = reply.reasoning
    message["tool_calls"] = [
        {"id": identifier, "type": "function", "function": {"name": name, "arguments": arguments}}
        for identifier, name, arguments in _calls(reply, envelope)
    ]
    body = {
        "id": envelope.id,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.ending}],
        "created": envelope.created,
        "model": envelope.model,
        "object": "chat.completion",
    }
    return body if reply.usage == "none" else {**body, "usage": _usage(reply, envelope)}


def chunks(reply: Reply, envelope: Envelope, *, include_usage: bool) -> Iterator[dict[str, Any]]:
    """Yield the `chat.completion.chunk` objects: role, reasoning, text or tool calls, finish, usage when asked for."""
    # Llama repeats the role in each chunk and leaves finish_reason out until the end (contract, section 7).
    llama = "Llama" in envelope.imitated

    def chunk(delta: dict[str, Any], **more: Any) -> dict[str, Any]:
        choice = {"index": 0, "delta": {"role": "assistant", **delta} if llama else delta}
        if not llama or "finish_reason" in more:
            choice["finish_reason"] = more.pop("finish_reason", None)
        return _chunk(envelope, [choice], **more)

    yield chunk({"role": "assistant", "content": ""})
    for piece in _pieces(reply.reasoning or "", reply.fragment):
        yield chunk({reply.reasoning_field: piece})
    for piece in _pieces(reply.text or "", reply.fragment):
        yield chunk({"content": piece})
    for index, (identifier, name, arguments) in enumerate(_calls(reply, envelope)):
        first = {"index": index, "id": identifier, "type": "function", "function": {"name": name, "arguments": ""}}
        yield chunk({"tool_calls": [first]})
        for piece in _pieces(arguments, reply.fragment):
            yield chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    usage = {"usage": _usage(reply, envelope)}
    if reply.ending is not None:
        in_finish = usage if reply.usage == "finish" and include_usage else {}
        yield chunk({"content": ""}, finish_reason=reply.ending, **in_finish)
    if include_usage and reply.usage == "tail":
        yield _chunk(envelope, [], **usage)


def _chunk(envelope: Envelope, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    same = {"created": envelope.created, "model": envelope.model, "object": "chat.completion.chunk"}
    return {"id": envelope.id, "choices": choices, **same, **more}


def _calls(reply: Reply, envelope: Envelope) -> Iterator[tuple[str, str, str]]:
    """Yield identifier, name and arguments of each tool call; Mistral's identifiers have nine characters."""
    for index, (name, arguments) in enumerate(reply.tool_calls):
        digest = blake2b(f"{envelope.id}:{index}".encode(), digest_size=16).hexdigest()
        identifier = digest[:9] if "Mistral" in envelope.imitated else f"chatcmpl-tool-{digest}"
        yield identifier, name, arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)


def _pieces(text: str, fragment: int | None) -> list[str]:
    if fragment is None:
        return _WORDS.findall(text)
    return [text[start : start + fragment] for start in range(0, len(text), fragment)]


def _usage(reply: Reply, envelope: Envelope) -> dict[str, Any]:
    calls = sum(len(name) + len(arguments) for _, name, arguments in _calls(reply, envelope))
    prompt, reasoning = _tokens(envelope.prompt_characters), _tokens(len(reply.reasoning or ""))
    said = _tokens(len(reply.text or "") + calls) + reasoning
    usage: dict[str, Any] = {"prompt_tokens": prompt, "completion_tokens": said, "total_tokens": prompt + said}
    return {**usage, "completion_tokens_details": {"reasoning_tokens": reasoning}} if reasoning else usage


def _tokens(characters: int) -> int:
    return math.ceil(characters / _CHARACTERS_PER_TOKEN)
