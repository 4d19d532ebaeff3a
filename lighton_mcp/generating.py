"""One completion of an answer: the right budget for the model, and what to do when the budget or the time runs out."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import anyio

from lighton_mcp.errors import Garbled, ThoughtTooLong
from lighton_mcp.failures import OVHCLOUD
from lighton_mcp.grounding import whole_sentences
from lighton_mcp.ovhcloud import Usage
from lighton_mcp.ovhcloud.catalogue import Model
from lighton_mcp.progress import Progress, late

if TYPE_CHECKING:
    from lighton_mcp.ovhcloud import OVHcloud, ToolCall

OnText = Callable[[str], Awaitable[None]]

_ANSWER_TOKENS: Final = 1500
# Reasoning counts against max_tokens: below 4,096, models were seen to end with an empty answer (contract, section 6).
_REASONING_ANSWER_TOKENS: Final = 6000
_SECOND_TRY_TOKENS: Final = 16_000
# What every chat model seen so far offers at least (contract, section 3).
_LEAST_CONTEXT_TOKENS: Final = 32_768
# What is kept of the call's time to check and send what was written until then.
_CHECK_SHARE: Final = 0.05
_CHECK_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens of a model: the whole window, and what the answer may take of it."""

    context_tokens: int
    answer_tokens: int


@dataclass(frozen=True, slots=True)
class Generated:
    """What the model wrote. `truncated`: it stopped at its budget; `late`: at the call's deadline."""

    text: str
    tool_calls: tuple["ToolCall", ...] = ()
    model: str | None = None
    usage: Usage | None = None
    truncated: bool = False
    late: bool = False
    redirected: bool = False


def budget_of(model: Model | None) -> Budget:
    """Say how much a model can read and may write; modest figures where nothing is known of it."""
    plain = model is not None and model.reasons is False
    wanted = _ANSWER_TOKENS if plain else _REASONING_ANSWER_TOKENS
    context = (model and model.context_window) or _LEAST_CONTEXT_TOKENS
    return Budget(context, min(wanted, (model and model.max_output) or wanted, context // 2))


async def generate(
    ovhcloud: "OVHcloud",
    messages: Sequence[dict[str, Any]],
    *,
    model_id: str,
    progress: Progress,
    on_text: OnText | None = None,
    tools: Sequence[dict[str, Any]] = (),
) -> Generated:
    """Let a model write until it ends or the time is up; complete sentences survive the deadline.

    A reasoning model that spends its whole budget thinking is asked once more, with less effort or a larger budget.

    Raises:
        UpstreamError: as drawn in `errors`.
        DeadlineExceeded: the time was up before a sentence was complete.

    """
    model = ovhcloud.known(model_id)
    written: list[str] = []

    async def gather(text: str) -> None:
        written.append(text)
        await progress.wrote(text)
        if on_text is not None:
            await on_text(text)

    seconds = progress.left_s
    with anyio.move_on_after(seconds - min(_CHECK_S, seconds * _CHECK_SHARE)):
        return await _complete(ovhcloud, messages, model_id, model, gather, tools)
    text = whole_sentences("".join(written))
    if not text.strip():
        raise late(seconds, progress)
    return Generated(text, model=model_id, truncated=True, late=True)


async def _complete(
    ovhcloud: "OVHcloud",
    messages: Sequence[dict[str, Any]],
    model_id: str,
    model: Model | None,
    on_text: OnText,
    tools: Sequence[dict[str, Any]],
) -> Generated:
    efforts = (model and model.reasoning_effort) or ()
    budget = budget_of(model)
    spent = Usage(0, 0)
    tries = [
        (budget.answer_tokens, "low" if "low" in efforts else None),
        (
            min(_SECOND_TRY_TOKENS, (model and model.max_output) or _SECOND_TRY_TOKENS, budget.context_tokens // 2),
            "none" if "none" in efforts else "low" if "low" in efforts else None,
        ),
    ]
    for max_tokens, effort in tries:
        completion = await ovhcloud.complete(
            messages,
            model=model_id,
            max_tokens=max_tokens,
            # Reasoning models are not made for greedy decoding, and gpt-oss may refuse the field.
            temperature=0.0 if model is not None and model.reasons is False else None,
            reasoning_effort=effort,
            tools=tools,
            on_text=on_text,
        )
        spent = spent + completion.usage
        if completion.text.strip() or completion.tool_calls:
            return Generated(
                completion.text,
                tool_calls=completion.tool_calls,
                model=completion.model,
                usage=spent if completion.usage else None,
                truncated=completion.finish_reason == "length",
                redirected=completion.redirected,
            )
        if completion.finish_reason != "length":
            raise Garbled(service=OVHCLOUD.name, cause="the model ended without writing anything.")
    raise ThoughtTooLong(service=OVHCLOUD.name, model=model_id)
