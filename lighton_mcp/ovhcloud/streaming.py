"""Reading a streamed completion chunk by chunk (contract, sections 6 to 8)."""

from dataclasses import dataclass, field
from typing import Final, Literal

from lighton_mcp.errors import Garbled
from lighton_mcp.ovhcloud.catalogue import MODEL_ID
from lighton_mcp.ovhcloud.wire import Chunk

_OPEN: Final = "<think>"
_CLOSE: Final = "</think>"
# Several times what the largest budget of this program allows; checking more would hold other calls up.
_MOST_CHARACTERS: Final = 200_000
_MOST_CALLS: Final = 64


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the service counted them."""

    prompt_tokens: int
    completion_tokens: int

    def __add__(self, other: "Usage | None") -> "Usage":
        if other is None:
            return self
        return Usage(self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens)


@dataclass(slots=True)
class ToolCall:
    """One call the model asks for; `arguments` is the JSON text it wrote, valid or not."""

    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """A finished completion. `model` is the one that answered, which may differ from the one asked for."""

    text: str
    finish_reason: str
    model: str | None
    usage: Usage | None
    tool_calls: tuple[ToolCall, ...]
    redirected: bool


@dataclass(slots=True)
class _Thoughts:
    """Drops a leading `<think>` block from text that arrives in pieces (contract, section 6)."""

    _held: str = ""
    _state: Literal["unknown", "inside", "outside"] = "unknown"

    def drop(self, piece: str) -> str:
        if self._state == "outside":
            return piece
        self._held += piece
        if self._state == "unknown":
            start = self._held.lstrip()
            if start.startswith(_OPEN):
                self._state = "inside"
            elif not _OPEN.startswith(start):
                self._state = "outside"
                return self._held
        if self._state == "inside" and _CLOSE in self._held:
            self._state = "outside"
            return self._held.partition(_CLOSE)[2].lstrip()
        return ""

    def rest(self) -> str:
        """Return what was held back because it might have become a thought."""
        return self._held if self._state == "unknown" else ""


@dataclass(slots=True)
class Reader:
    """Gathers the chunks of one stream."""

    redirected: bool = False
    _text: list[str] = field(default_factory=list)
    _calls: dict[int, ToolCall] = field(default_factory=dict)
    _finish_reason: str | None = None
    _model: str | None = None
    _usage: Usage | None = None
    _chunks: int = 0
    _characters: int = 0
    _thoughts: _Thoughts = field(default_factory=_Thoughts)

    def read(self, chunk: Chunk) -> str:
        """Take one chunk and return the text it adds to the answer; reasoning is dropped here.

        Raises:
            ValueError: more was sent than any model may write.

        """
        self._chunks += 1
        if chunk.model and chunk.model != self._model and MODEL_ID.fullmatch(chunk.model):
            self._model = chunk.model
        if (usage := chunk.usage) is not None:
            self._usage = Usage(usage.prompt_tokens or 0, usage.completion_tokens or 0)
        # The usage chunk comes after the finish chunk, with no choices.
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self._finish_reason = choice.finish_reason or self._finish_reason
        if choice.delta is None:
            return ""
        for fragment in choice.delta.tool_calls or ():
            call = self._calls.setdefault(fragment.index, ToolCall())
            call.id = fragment.id or call.id
            if fragment.function is not None:
                call.name = fragment.function.name or call.name
                call.arguments += fragment.function.arguments or ""
                self._characters += len(fragment.function.arguments or "")
        self._characters += len(choice.delta.content or "")
        if self._characters > _MOST_CHARACTERS or len(self._calls) > _MOST_CALLS:
            raise ValueError("more than any model may write")
        # A lone surrogate is legal in JSON and not in UTF-8.
        text = self._thoughts.drop((choice.delta.content or "").encode("utf-8", "replace").decode())
        if text:
            self._text.append(text)
        return text

    def finish(self, service: str) -> Completion:
        """Close the stream.

        Raises:
            Garbled: the stream was empty, or ended before the model had finished.

        """
        if self._chunks == 0:
            raise Garbled(service=service, cause="the stream of the answer was empty.")
        if self._finish_reason is None:
            raise Garbled(service=service, cause="the stream broke off before the answer was complete.")
        return Completion(
            # A model whose template opens the thought for it writes only its end.
            text=("".join(self._text) + self._thoughts.rest()).rpartition(_CLOSE)[2],
            finish_reason=self._finish_reason,
            model=self._model,
            usage=self._usage,
            tool_calls=tuple(call for _, call in sorted(self._calls.items())),
            redirected=self.redirected,
        )
