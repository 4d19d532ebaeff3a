"""The strategy "single": search once, then answer from what was found."""

import secrets

from lighton_mcp.drafting import Call, Draft, count, search_text
from lighton_mcp.errors import Garbled
from lighton_mcp.failures import OVHCLOUD


async def draft_single(call: Call, draft: Draft) -> None:
    """Fill the draft; nothing is generated when nothing was found.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    question = call.question
    await call.progress.say(f"Searching {question.scope.label}" if question.scope.label else "Searching")
    with draft.searching():
        hits = await search_text(call, draft, question.text, question.max_results)
    await answer_from(call, draft, draft.number(hits))


async def answer_from(call: Call, draft: Draft, numbers: list[int]) -> None:
    """Let the model answer from the passages of these numbers.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    if not numbers:
        return
    from lighton_mcp.generating import budget_of, generate
    from lighton_mcp.grounding import build_messages, pack

    question = call.question
    ovhcloud = await call.app.ovhcloud()
    budget = budget_of(ovhcloud.known(question.model))
    whole = [draft.passage(n) for n in numbers]
    packed, left_out = pack(
        whole, question.text, context_tokens=budget.context_tokens, answer_tokens=budget.answer_tokens
    )
    draft.passages = list(packed)
    if packed and len(packed[-1].text) < len(whole[len(packed) - 1].text):
        draft.warn(f"Passage {packed[-1].n} was cut to fit the model's context window.")
    if left_out:
        draft.warn(f"{count(len(left_out), 'passage')} of lower rank did not fit the model's context window: left out.")
    documents = len({draft.hits[passage.n - 1].file_id for passage in packed})
    await call.progress.say(f"Reading {count(len(packed), 'passage')} from {count(documents, 'document')}")
    with draft.generating():
        generated = await generate(
            ovhcloud,
            build_messages(question.text, packed, fence=secrets.token_hex(4)),
            model_id=question.model,
            progress=call.progress,
            on_text=call.on_text,
        )
    if not generated.text.strip():
        raise Garbled(service=OVHCLOUD.name, cause="the model asked for a tool that was not offered.")
    draft.spend(generated)
    draft.generated = generated
