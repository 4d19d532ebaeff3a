"""The pipeline of `grounded_answer`: scope → retrieve → number → generate → verify."""

import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lighton_mcp.app import App
from lighton_mcp.checking import citation_row, clear_and_verify
from lighton_mcp.grounding import Passage, Verified, build_messages, pack
from lighton_mcp.lighton import Hit
from lighton_mcp.ovhcloud.catalogue import Model, cost
from lighton_mcp.progress import Progress
from lighton_mcp.results import AnswerResult, Cost, Timing, UsageRow
from lighton_mcp.retrieval import distinct, source_of, warnings_of
from lighton_mcp.scope import Scope

if TYPE_CHECKING:
    from lighton_mcp.ovhcloud import Completion, OVHcloud

OnText = Callable[[str], Awaitable[None]]

_ANSWER_TOKENS: Final = 1500
# Reasoning counts against max_tokens: below this, models were seen to end with an empty answer (contract, section 6).
_REASONING_ANSWER_TOKENS: Final = 6000
# What every chat model seen so far offers at least (contract, section 3).
_LEAST_CONTEXT_TOKENS: Final = 32_768


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as it was asked."""

    text: str
    scope: Scope
    max_results: int
    model: str


async def answer(app: App, question: Question, progress: Progress, on_text: OnText | None = None) -> AnswerResult:
    """Search once, let the model answer from the passages, and check what it wrote.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    started = time.perf_counter()
    lighton = await app.lighton()
    ovhcloud = await app.ovhcloud()
    app.in_background(ovhcloud.warm_up)
    app.in_background(ovhcloud.catalogue)

    await progress.say("Searching")
    page = await lighton.search(
        question.text,
        max_results=question.max_results,
        workspace_ids=question.scope.workspace_ids,
        tag_ids=question.scope.tag_ids,
        file_ids=question.scope.file_ids,
    )
    searched = time.perf_counter()
    hits = distinct(page.hits)
    warnings = warnings_of(page, hits)
    if not hits:
        return _no_results(app, question, warnings, searched - started)

    model = ovhcloud.known(question.model)
    passages = tuple(
        Passage(n=n, text=hit.content, title=hit.title, page_start=hit.page_start, page_end=hit.page_end)
        for n, hit in enumerate(hits, start=1)
    )
    packed, left_out = pack(
        passages,
        question.text,
        context_tokens=(model and model.context_window) or _LEAST_CONTEXT_TOKENS,
        answer_tokens=_answer_tokens(model),
    )
    warnings += _left_out(passages, packed, left_out)
    documents = len({hit.file_id for hit in hits[: len(packed)]})
    await progress.say(f"Reading {_count(len(packed), 'passage')} from {_count(documents, 'document')}")
    completion = await _generate(ovhcloud, question, packed, model, on_text)
    if completion.redirected:
        warnings.append(f"OVHcloud says that {question.model} is retired and answered with another model.")
    generated = time.perf_counter()

    verified, links_removed = clear_and_verify(completion.text, packed, question.text)
    if links_removed:
        warnings.append(f"Removed from the answer: {_count(links_removed, 'link')} that no cited passage contains.")
    return _verified(
        app,
        question,
        hits,
        verified,
        completion,
        ovhcloud.known(completion.model or question.model) or model,
        warnings,
        Timing(
            search=_ms(searched - started),
            generation=_ms(generated - searched),
            total=_ms(time.perf_counter() - started),
        ),
    )


async def _generate(
    ovhcloud: "OVHcloud", question: Question, passages: tuple[Passage, ...], model: Model | None, on_text: OnText | None
) -> "Completion":
    efforts = (model and model.reasoning_effort) or ()
    return await ovhcloud.complete(
        build_messages(question.text, passages, fence=secrets.token_hex(4)),
        model=question.model,
        max_tokens=_answer_tokens(model),
        # Reasoning models are not made for greedy decoding, and gpt-oss may refuse the field.
        temperature=0.0 if model is not None and model.reasons is False else None,
        reasoning_effort="low" if "low" in efforts else None,
        on_text=on_text,
    )


def _answer_tokens(model: Model | None) -> int:
    wanted = _ANSWER_TOKENS if model is not None and model.reasons is False else _REASONING_ANSWER_TOKENS
    return min(wanted, (model and model.max_output) or wanted)


def _verified(
    app: App,
    question: Question,
    hits: tuple[Hit, ...],
    verified: Verified,
    completion: "Completion",
    model: Model | None,
    warnings: list[str],
    timing: Timing,
) -> AnswerResult:
    cited = sorted({citation.n for citation in verified.citations})
    usage = completion.usage
    price = cost(model, usage.prompt_tokens, usage.completion_tokens) if usage else None
    if verified.removed:
        warnings.append(f"Removed from the answer: {_count(verified.removed, 'marker')} that numbered no passage.")
    if verified.moved:
        warnings.append(f"Moved to the passage that supports the sentence: {_count(verified.moved, 'marker')}.")
    return AnswerResult(
        status=verified.status,
        reason=verified.reason,
        answer=verified.answer,
        sources=[source_of(n, hits[n - 1]) for n in cited],
        citations=[citation_row(citation, hits[citation.n - 1]) for citation in verified.citations],
        unsupported=list(verified.unsupported),
        searches=[question.text],
        model=completion.model or question.model,
        usage=UsageRow(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens) if usage else None,
        cost=Cost(amount=price[0], currency=price[1]) if price else None,
        timing_ms=timing,
        backend=app.backend,
        truncated=completion.finish_reason == "length",
        warnings=warnings,
    )


def _no_results(app: App, question: Question, warnings: list[str], elapsed_s: float) -> AnswerResult:
    return AnswerResult(
        status="no_results",
        reason="The search found no passage to answer from; no model was asked.",
        answer="",
        sources=[],
        citations=[],
        unsupported=[],
        searches=[question.text],
        model=None,
        usage=None,
        cost=None,
        timing_ms=Timing(search=_ms(elapsed_s), generation=0, total=_ms(elapsed_s)),
        backend=app.backend,
        truncated=False,
        warnings=warnings,
    )


def _left_out(passages: tuple[Passage, ...], packed: tuple[Passage, ...], left_out: tuple[Passage, ...]) -> list[str]:
    warnings = []
    if packed and len(packed[-1].text) < len(passages[len(packed) - 1].text):
        warnings.append(f"Passage {packed[-1].n} was cut to fit the model's context window.")
    if left_out:
        warnings.append(
            f"{_count(len(left_out), 'passage')} of lower rank did not fit the model's context window: left out."
        )
    return warnings


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
