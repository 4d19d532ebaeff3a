"""From a draft to a result: what the model wrote is checked against the passages it was given."""

import time
from collections.abc import Sequence

from lighton_mcp.drafting import Call, Draft, count
from lighton_mcp.grounding import Citation, Passage, Verified, verify
from lighton_mcp.ovhcloud import OVHcloud
from lighton_mcp.ovhcloud.catalogue import cost
from lighton_mcp.results import AnswerResult, CitationRow, Cost, Status, Timing, UsageRow
from lighton_mcp.retrieval import source_of
from lighton_mcp.safety import Cleared, original_span, without_foreign_links


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
        verified, links_removed = _clear_and_verify(generated.text, draft.passages, call.question.text)
        if links_removed:
            draft.warn(f"Removed from the answer: {count(links_removed, 'link')} that no cited passage contains.")
        status, reason = verified.status, draft.reason or verified.reason
        draft.warn(*_repairs(verified))
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
        citations=[_row(citation, draft.original(citation.n)) for citation in citations],
        unsupported=list(verified.unsupported) if verified else [],
        searches=draft.searches,
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


def _clear_and_verify(completion: str, passages: Sequence[Passage], question: str) -> tuple[Verified, int]:
    """Clear a completion of links that no cited passage contains, and verify what is left.

    Returns the answer, whose offsets are those of the cleared text, and how many links were taken out.
    """
    cleared = without_foreign_links(completion, [passage.text for passage in passages])
    while True:
        verified = verify(cleared.text, passages, question)
        # Which passages are cited is known only now. With fewer of them fewer addresses are known, so this ends.
        cited = {citation.n for citation in verified.citations}
        passages_cited = [passage.text for passage in passages if passage.n in cited]
        again = without_foreign_links(cleared.text, passages_cited)
        if again.text == cleared.text:
            return verified, cleared.removed
        cleared = Cleared(again.text, cleared.removed + again.removed)


def _row(citation: Citation, original: str) -> CitationRow:
    """Describe a citation with offsets into the passage as LightOn sent it.

    Where invisible characters stood inside the quotation, the longest stretch without them is quoted: what is shown
    is both safe and literally there.
    """
    start, end = citation.quote_start, citation.quote_end
    if start is not None and end is not None:
        start, end = original_span(original, start, end)
    return CitationRow(
        n=citation.n,
        answer_start=citation.answer_start,
        answer_end=citation.answer_end,
        quote=original[start:end] if start is not None else "",
        quote_start=start,
        quote_end=end,
        support=citation.support,
        score=citation.score,
    )


def _repairs(verified: Verified) -> list[str]:
    repairs = []
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
