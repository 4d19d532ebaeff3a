"""Answering from page images: scans, drawings and charts that have no text to search."""

from typing import Any, Final

import anyio

from lighton_mcp.drafting import Call, Draft, count
from lighton_mcp.errors import ArgumentError, LightOnMCPError
from lighton_mcp.fallback import generate_or_fall_back
from lighton_mcp.generating import budget_of
from lighton_mcp.grounding import Passage, build_vision_messages
from lighton_mcp.images import Picture, fit, side_for
from lighton_mcp.lighton.wire import Hit
from lighton_mcp.ovhcloud import OVHcloud
from lighton_mcp.retrieval import distinct, warnings_of

# OVHcloud takes 10 MB for the whole body (contract, section 10).
_MAX_BASE64_BYTES: Final = 8_000_000
_MAX_SIDE: Final = 1600
# Smaller than this a page of text cannot be read; what does not fit at this size is left out.
_LEAST_TOKENS_A_PAGE: Final = 600


async def draft_vision(call: Call, draft: Draft) -> None:
    """Fill the draft from images of the pages found; nothing is generated when there is no image.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    question = call.question
    ovhcloud = await call.app.ovhcloud()
    model = ovhcloud.known(question.model)
    if model is not None and model.vision is False:
        able = ovhcloud.snapshot.usable(vision=True)
        raise ArgumentError(
            problem=f'{question.model} reads no images, so it cannot answer with mode "vision".',
            choices=f"Models that do: {', '.join(able[:6])}.",
        )
    await call.progress.say("Searching page images")
    draft.searches.append(question.text)
    with draft.searching():
        page = await call.lighton.search(
            question.text,
            max_results=question.max_results,
            workspace_ids=question.scope.workspace_ids,
            tag_ids=question.scope.tag_ids,
            file_ids=question.scope.file_ids,
            mode="vision",
            include_image=True,
        )
    hits = distinct(page.hits, with_text=False)
    draft.warn(*warnings_of(page, hits))
    draft.number(hits)
    if not hits:
        return
    budget = budget_of(model)
    room = budget.context_tokens - budget.answer_tokens - 1000
    readable = hits[: max(1, room // _LEAST_TOKENS_A_PAGE)]
    if len(readable) < len(hits):
        draft.warn(f"Only the first {len(readable)} page images fit the model's context window.")
    pictures = await fit(
        [hit.image_base64 for hit in readable],
        max_side=min(_MAX_SIDE, side_for(room // len(readable))),
        max_base64_bytes=_MAX_BASE64_BYTES,
    )
    seen = [(n, picture) for n, picture in enumerate(pictures, start=1) if picture is not None]
    if missing := len(readable) - len(seen):
        draft.warn(f"{count(missing, 'page')} had no usable image.")
    if not seen:
        draft.reason = (
            "The pages found have no images: these documents have no vision index, so mode text may find more."
        )
        return
    await _generate(call, draft, ovhcloud, seen)


async def _generate(call: Call, draft: Draft, ovhcloud: OVHcloud, seen: list[tuple[int, Picture]]) -> None:
    documents = len({draft.hits[n - 1].file_id for n, _ in seen})
    await call.progress.say(f"Reading {count(len(seen), 'page image')} from {count(documents, 'document')}")
    passages = [draft.passage(n) for n, _ in seen]
    images = [f"data:{picture.mime_type};base64,{picture.base64}" for _, picture in seen]
    messages: list[dict[str, Any]] = build_vision_messages(call.question.text, passages, images)
    texts: dict[int, str] = {}
    failure: LightOnMCPError | None = None
    with draft.generating():
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_read_texts, call, draft, [(n, draft.hits[n - 1]) for n, _ in seen], texts)
            try:
                draft.generated = await generate_or_fall_back(
                    call, draft, ovhcloud, messages, on_text=call.on_text, vision=True
                )
            except LightOnMCPError as exc:  # raised below: the task group would wrap it
                failure = exc
                tasks.cancel_scope.cancel()
    if failure is not None:
        raise failure
    if draft.generated is not None:
        draft.spend(draft.generated)
    # A passage without text is checked as an image: cited, but without a quote.
    draft.passages = [
        Passage(n=p.n, text=texts.get(p.n, ""), title=p.title, page_start=p.page_start, page_end=p.page_end)
        for p in passages
    ]


async def _read_texts(call: Call, draft: Draft, pages: list[tuple[int, Hit]], texts: dict[int, str]) -> None:
    """Fetch the text of the pages beside the generation, so that quotations can be checked where there is any."""

    async def one(n: int, hit: Hit) -> None:
        try:
            document = await call.app.directory.document(hit.file_id)
        except LightOnMCPError:
            # The page is then cited as an image, which the result says.
            return
        page = hit.page_start or 1
        texts[n] = document.pages.get(page, "")
        draft.originals[n] = document.originals.get(page, texts[n])

    async with anyio.create_task_group() as tasks:
        for n, hit in pages:
            tasks.start_soon(one, n, hit)
