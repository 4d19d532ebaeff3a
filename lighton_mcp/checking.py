"""From a draft to a result: what the model wrote is checked against the passages it was given."""

import time

from lighton_mcp.clearing import citation_row, clear_and_verify
from lighton_mcp.drafting import Call, Draft, count
from lighton_mcp.grounding import Verified
from lighton_mcp.ovhcloud import OVHcloud
from lighton_mcp.ovhcloud.catalogue import cost
from lighton_mcp.results import AnswerResult, Cost, Status, Timing, UsageRow
from lighton_mcp.retrieval import source_of
from lighton_mcp.safety import inert


def check_draft(call: Call, draft: Draft, ovhcloud: OVHcloud, started: float) -> AnswerResult:
    """Verify the draft; `started` is when the call began, on the performance counter."""
    generated = draft.generated
    verified: Verified | None = None
    status: Status
    reason: str | None
    if generated is None:
        status = "insufficient_context" if draft.hits else "no_results"
        reason = draft.reason or "The search found no passage to answer from; no model was asked."
    else:
        verified, links = clear_and_verify(generated.text, draft.passages, call.question.text)
        status, reason = verified.status, draft.reason or verified.reason
        draft.warn(*_repairs(verified, links))
        if generated.redirected:
            draft.warn(f"OVHcloud says that {call.question.model} is retired and answered with another model.")
        if generated.late:
            reason = reason or "The time was up before the answer was complete; this is the part written until then."
            status = "partial" if status == "answered" else status
            draft.warn("Set LIGHTON_MCP_TIMEOUT to more seconds if your client waits that long.")
    citations = verified.citations if verified else ()
    return AnswerResult(
        status=status,
        reason=reason if status != "answered" else None,
        answer=verified.answer if verified else "",
        sources=[source_of(n, draft.hits[n - 1]) for n in sorted({citation.n for citation in citations})],
        citations=[citation_row(citation, draft.original(citation.n)) for citation in citations],
        unsupported=list(verified.unsupported) if verified else [],
        # What a model searched for is its own text, and shown.
        searches=[query if query == call.question.text else inert(query) for query in draft.searches],
        model=(generated.model or call.question.model) if generated else None,
        usage=_usage(draft),
        cost=_cost(call, draft, ovhcloud),
        timing_ms=Timing(
            search=_ms(draft.search_s),
            generation=_ms(draft.generation_s),
            total=_ms(time.perf_counter() - started),
        ),
        backend=call.app.backend,
        truncated=bool(generated and generated.truncated),
        warnings=draft.warnings,
    )


def _repairs(verified: Verified, links: int) -> list[str]:
    repairs = []
    if links:
        repairs.append(f"Removed from the answer: {count(links, 'link')} that no cited passage contains.")
    if verified.removed:
        repairs.append(f"Removed from the answer: {count(verified.removed, 'marker')} that numbered no passage.")
    if verified.moved:
        repairs.append(f"Moved to the passage that supports the sentence: {count(verified.moved, 'marker')}.")
    return repairs


def _usage(draft: Draft) -> UsageRow | None:
    if draft.usage is None:
        return None
    return UsageRow(prompt_tokens=draft.usage.prompt_tokens, completion_tokens=draft.usage.completion_tokens)


def _cost(call: Call, draft: Draft, ovhcloud: OVHcloud) -> Cost | None:
    if draft.usage is None or draft.generated is None:
        return None
    model = ovhcloud.known(draft.generated.model or call.question.model)
    price = cost(model, draft.usage.prompt_tokens, draft.usage.completion_tokens)
    return price and Cost(amount=price[0], currency=price[1])


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
