"""What OVHcloud streams, read tolerantly: null and absent are alike, unknown keys are ignored (contract, section 7)."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Function(_Wire):
    name: str | None = None
    arguments: str | None = None


class _Fragment(_Wire):
    """A piece of a tool call; `id` and `name` come with the first piece only."""

    index: int = 0
    id: str | None = None
    function: _Function | None = None


class _Delta(_Wire):
    content: str | None = None
    tool_calls: tuple[_Fragment, ...] | None = None


class _Choice(_Wire):
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Usage(_Wire):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Chunk(_Wire):
    """One `chat.completion.chunk`; reasoning is left out."""

    model: str | None = None
    choices: tuple[_Choice, ...] | None = None
    usage: _Usage | None = None
    error: Any = None


def read_chunk(data: bytes) -> Chunk:
    """Read one event of the stream.

    Raises:
        ValueError: it is no chunk.

    """
    try:
        return Chunk.model_validate_json(data)
    except ValidationError:
        # What pydantic's own parser refuses and JSON allows, such as a lone surrogate.
        return Chunk.model_validate(json.loads(data))
