"""Another model, where the one that was asked for is missing, busy or failing."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from lighton_mcp.errors import Garbled, LightOnMCPError, ModelNotFound, RateLimited, ServiceFailed, UpstreamError
from lighton_mcp.generating import Generated, generate

if TYPE_CHECKING:
    from lighton_mcp.drafting import Call, Draft
    from lighton_mcp.ovhcloud import OVHcloud

# A stream without a word is how a busy model was seen to answer (contract, section 7), so `Garbled` is among them.
_ANOTHER_MAY_ANSWER: Final[tuple[tuple[type[UpstreamError], str], ...]] = (
    (ModelNotFound, "is not served"),
    (RateLimited, "is busy"),
    (ServiceFailed, "failed"),
    (Garbled, "gave no usable answer"),
)


async def generate_or_fall_back(
    call: "Call",
    draft: "Draft",
    ovhcloud: "OVHcloud",
    messages: Sequence[dict[str, Any]],
    *,
    on_text: Callable[[str], Awaitable[None]] | None = None,
    on_start: Callable[[], None] | None = None,
    tools: Sequence[dict[str, Any]] = (),
    vision: bool = False,
) -> Generated:
    """Generate with the model of the question, else with the first of LIGHTON_MCP_FALLBACK_MODELS that answers.

    The draft remembers that one for the turns that follow, and warns.

    Raises:
        LightOnMCPError: as drawn in `errors`: what the last model raised.

    """
    wanted = call.question.model
    models = _models(call, draft, ovhcloud, tools=bool(tools), vision=vision)
    shown = False

    async def show(text: str) -> None:
        nonlocal shown
        shown = True
        if on_text is not None:
            await on_text(text)

    reasons: list[str] = []
    for position, model in enumerate(models, start=1):
        last = position == len(models)
        try:
            generated = await generate(
                ovhcloud,
                messages,
                model_id=model,
                progress=call.progress,
                on_text=show,
                on_start=on_start,
                tools=tools,
                # With another model at hand nobody waits for this one.
                patient=last,
            )
        except LightOnMCPError as failure:
            why = next((words for kind, words in _ANOTHER_MAY_ANSWER if isinstance(failure, kind)), None)
            # What a reader has begun to read cannot be taken back.
            if last or why is None or (shown and on_text is not None):
                failure.models = models[:position]
                raise
            reasons.append(f"{model} {why}")
            continue
        if reasons:
            draft.model = model
            draft.warn(f"{', '.join(reasons)}, so {model} answered in place of {wanted}.")
        return generated
    raise AssertionError("there is always the model of the question")  # pragma: no cover


def _models(call: "Call", draft: "Draft", ovhcloud: "OVHcloud", *, tools: bool, vision: bool) -> tuple[str, ...]:
    first = draft.model or call.question.model
    others = []
    for name in call.app.settings.fallback_models:
        known = ovhcloud.known(name)
        unable = known is not None and ((tools and known.tools is False) or (vision and known.vision is False))
        if name not in {first, call.question.model} and not unable:
            others.append(name)
    return tuple(dict.fromkeys([first, *others]))
