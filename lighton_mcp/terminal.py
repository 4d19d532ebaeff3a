"""The commands that print: ask, search and models."""

import argparse
import json
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from lighton_mcp.app import App
from lighton_mcp.arguments import normalise
from lighton_mcp.errors import LightOnMCPError
from lighton_mcp.progress import Progress, within
from lighton_mcp.rendering import place, render_search
from lighton_mcp.results import AnswerResult
from lighton_mcp.safety import clean
from lighton_mcp.scope import Scope, resolve
from lighton_mcp.settings import Settings

_T = TypeVar("_T")


async def ask(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer a question: the text as it is generated, then what the check found."""
    from lighton_mcp.answering import Question, answer

    async def on_text(text: str) -> None:
        show(text, end="")

    async def call(app: App, progress: Progress) -> AnswerResult:
        question = Question(
            text=arguments.question,
            scope=await _scope(app, progress, arguments),
            max_results=arguments.max_results,
            model=arguments.model or (settings.vision_model if arguments.mode == "vision" else settings.model),
            mode=arguments.mode,
            strategy=arguments.strategy,
        )
        return await answer(app, question, progress, None if arguments.json else on_text)

    result = await _run(settings, call)
    if result is None:
        return 1
    if arguments.json:
        show(result.model_dump_json(indent=2))
    else:
        _show_checked(result)
    return 0


async def search(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show the passages that match a query."""
    from lighton_mcp.searching import Found
    from lighton_mcp.searching import search as search_documents

    async def call(app: App, progress: Progress) -> Found:
        scope = await _scope(app, progress, arguments)
        return await search_documents(app, arguments.query, scope, arguments.max_results, arguments.mode, progress)

    found = await _run(settings, call)
    if found is None:
        return 1
    show(found.result.model_dump_json(indent=2) if arguments.json else render_search(found.result))
    return 0


async def models(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show the model catalogue."""
    from lighton_mcp import resources

    catalogue = await _run(settings, lambda app, _: resources.models(app))
    if catalogue is None:
        return 1
    if arguments.json:
        show(json.dumps(catalogue, indent=2, ensure_ascii=False))
        return 0
    source = "OVHcloud's list" if catalogue["source"] == "live" else "built in, OVHcloud could not be reached"
    show(f"{source}; {catalogue['tier']} tier; prices per million tokens, in and out\n")
    rows = [("model", "context", "in", "out", "can", "")]
    for row in catalogue["models"]:
        can = [name for name in ("tools", "vision") if row[name]]
        gone = "not listed. " if row["listed"] is False else ""
        default = {catalogue["default"]: "default. ", catalogue["vision_default"]: "vision default. "}.get(
            row["id"], ""
        )
        rows.append(
            (
                row["id"],
                str(row["context_window"] or "?"),
                _price(row["input_price"], row["currency"]),
                _price(row["output_price"], row["currency"]),
                ", ".join(can),
                default + gone + row["note"],
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        show("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip())
    return 0


def show(text: str, end: str = "\n") -> None:
    """Print text from documents and models without what a terminal would obey."""
    print(plain(text), end=end, flush=True)


def plain(text: str) -> str:
    """Drop what a terminal would obey or not show: escape sequences, other controls, bidirectional characters."""
    return clean(text.replace("\r", ""))


async def _scope(app: App, progress: Progress, arguments: argparse.Namespace) -> Scope:
    given = {"workspaces": arguments.workspace, "tags": arguments.tag, "files": arguments.file}
    references = normalise(arguments.command, list(given), given)
    return await resolve(app, progress, **references)


async def _run(settings: Settings, call: Callable[[App, Progress], Awaitable[_T]]) -> _T | None:
    async def report(_: float, step: str) -> None:
        if sys.stderr.isatty():
            print(plain(step), file=sys.stderr, flush=True)

    app = App(settings)
    progress = Progress(report)
    async with app.running():
        try:
            return await within(settings.timeout_s, progress, lambda: call(app, progress))
        except LightOnMCPError as failure:
            # Inside the block: the task group around it would wrap the error.
            print(f"lighton-mcp: {plain(str(failure))}", file=sys.stderr)
            return None


def _show_checked(result: AnswerResult) -> None:
    show("\n")
    if result.status != "answered":
        show(f"Status: {result.status}. {result.reason or ''}\n")
    if result.unsupported:
        show("Not supported by any passage found:")
        for sentence in result.unsupported:
            show(f"  - {sentence}")
        show("")
    if result.sources:
        show("Sources")
    for source in result.sources:
        show(f"[{source.n}] {place(source)}")
        for quote in dict.fromkeys(row.quote for row in result.citations if row.n == source.n and row.quote):
            show(f"    “{' '.join(quote.split())}”")
    for warning in result.warnings:
        show(f"Note: {warning}")
    if result.backend == "sandbox":
        show("From the sandbox's sample documents, not from LightOn.")


def _price(price: float | None, currency: str | None) -> str:
    return "?" if price is None else f"{price:.2f} {currency}"
