"""Reading a streamed completion chunk by chunk (contract, sections 6 to 8)."""

from dataclasses import dataclass, field
from typing import Any

from lighton_mcp.errors import Garbled
from lighton_mcp.ovhcloud.catalogue import MODEL_ID


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the service counted them."""

    prompt_tokens: int
    completion_tokens: int


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
class Reader:
    """Gathers the chunks of one stream."""

    redirected: bool = False
    _text: list[str] = field(default_factory=list)
    _calls: dict[int, ToolCall] = field(default_factory=dict)
    _finish_reason: str | None = None
    _model: str | None = None
    _usage: Usage | None = None
    _chunks: int = 0

    def read(self, chunk: Any) -> str:
        """Take one chunk and return the text it adds to the answer; reasoning is dropped here."""
        self._chunks += 1
        if isinstance(chunk.model, str) and MODEL_ID.fullmatch(chunk.model):
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
        text = (choice.delta.content or "").encode("utf-8", "replace").decode()
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
            text="".join(self._text),
            finish_reason=self._finish_reason,
            model=self._model,
            usage=self._usage,
            tool_calls=tuple(call for _, call in sorted(self._calls.items())),
            redirected=self.redirected,
        )
