"""The pipeline of `grounded_answer`: scope → retrieve → number → generate → verify.

What comes after the search is imported while the search is under way: the first question of a process must not wait
for it.
"""

import importlib
import sys
import time
from typing import Final

import anyio.to_thread

from lighton_mcp.app import App
from lighton_mcp.drafting import Call, Draft, OnText, Question
from lighton_mcp.errors import ArgumentError
from lighton_mcp.progress import Progress
from lighton_mcp.results import AnswerResult

__all__ = ["Question", "answer"]


# What an answer needs last: once this is imported, nothing is left to prepare.
_LAST: Final = "lighton_mcp.checking"


async def answer(app: App, question: Question, progress: Progress, on_text: OnText | None = None) -> AnswerResult:
    """Search, let the model answer from the passages, and check what it wrote.

    `on_text` receives the model's text as it arrives, before the check.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    started = time.perf_counter()
    if question.mode == "vision" and question.strategy == "agentic":
        raise ArgumentError(
            problem='strategy "agentic" searches text and cannot be combined with mode "vision".',
            choices='Use strategy "single" with mode "vision", or mode "text".',
        )
    call = Call(app, question, await app.lighton(), progress, on_text)
    if _LAST not in sys.modules:
        app.in_background(lambda: _prepare(app, question.text))
    app.in_background(lambda: _read_catalogue(app))
    draft = Draft(warnings=list(question.scope.warnings))
    if question.mode == "vision":
        from lighton_mcp.vision import draft_vision

        await draft_vision(call, draft)
    elif question.strategy == "agentic":
        from lighton_mcp.agentic import draft_agentic

        await draft_agentic(call, draft)
    else:
        from lighton_mcp.single import draft_single

        await draft_single(call, draft)
    from lighton_mcp.checking import check_draft

    return check_draft(call, draft, await app.ovhcloud(), started)


async def _prepare(app: App, question: str) -> None:
    await anyio.to_thread.run_sync(importlib.import_module, "lighton_mcp.generating")
    await (await app.ovhcloud()).warm_up()
    await anyio.to_thread.run_sync(_rehearse, question)


def _rehearse(question: str) -> None:
    """Check an answer made of the question, with a sentence that nothing is found against: every list is then read."""
    for name in ("lighton.wire", "budget", "fallback", "rendering"):
        importlib.import_module(f"lighton_mcp.{name}")
    from lighton_mcp.clearing import clear_and_verify
    from lighton_mcp.grounding import Passage

    importlib.import_module(_LAST)
    statement = question.rstrip("?!. ")
    passage = Passage(n=1, text=f"{statement}: all in 30 days.", title="", page_start=1, page_end=1)
    clear_and_verify(f"{statement}: 7 other days. [1] All in 30 days: {statement}. [1]", [passage], question)


async def _read_catalogue(app: App) -> None:
    # Besides, this opens the connection that the answer is then asked for on.
    await (await app.ovhcloud()).catalogue()
