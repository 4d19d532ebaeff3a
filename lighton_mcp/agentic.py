"""The strategy "agentic": the model searches for itself, several times, within bounds."""

import json
import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import anyio
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lighton_mcp.drafting import Call, Draft, count, search_text
from lighton_mcp.errors import LightOnMCPError, RequestRefused
from lighton_mcp.fallback import generate_or_fall_back
from lighton_mcp.generating import Generated, budget_of
from lighton_mcp.grounding import build_agentic_messages, estimated_tokens, fenced, pack
from lighton_mcp.lighton.wire import Hit
from lighton_mcp.ovhcloud import OVHcloud, ToolCall
from lighton_mcp.safety import inert
from lighton_mcp.single import draft_single

MAX_TURNS: Final = 4
MAX_SEARCHES: Final = 8

TOOL: Final = {
    "type": "function",
    "function": {
        "name": "lighton_search",
        "description": "Search the company's documents. Returns numbered passages. Call it several times at once for "
        "several things to find.",
        "parameters": {
            "type": "object",
            "properties": {
                "query": {"type": "string", "description": "What to look for, in plain language."},
                "max_results": {"type": "integer", "description": "How many passages, 1 to 50."},
            },
            "required": ["query"],
        },
    },
}
_ANSWER_NOW: Final = "Do not search any more. Answer the question now, from the passages above."


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    query: str = Field(min_length=1, max_length=4000)
    max_results: int | None = Field(default=None, ge=1, le=50)


@dataclass(slots=True)
class _Search:
    """One query of the model; `hits` once it was run, or `failure`."""

    query: str
    max_results: int
    hits: list[Hit] | None = None
    failure: LightOnMCPError | None = None


async def draft_agentic(call: Call, draft: Draft) -> None:
    """Fill the draft by letting the model decide what to search; falls back to one search where it cannot.

    Raises:
        LightOnMCPError: as drawn in `errors`.

    """
    ovhcloud = await call.app.ovhcloud()
    model = ovhcloud.known(call.question.model)
    if model is not None and model.tools is False:
        draft.warn(f"{call.question.model} cannot call tools, so the question itself was searched once.")
        await draft_single(call, draft)
        return
    try:
        await _Loop(call, draft, ovhcloud).run()
    except _NoSearch as fallback:
        draft.warn(str(fallback))
        await draft_single(call, draft)


class _NoSearch(Exception):
    """The model did not search."""


class _Loop:
    def __init__(self, call: Call, draft: Draft, ovhcloud: OVHcloud) -> None:
        self.call = call
        self.ovhcloud = ovhcloud
        self.draft = draft
        self.fence = secrets.token_hex(4)
        self.messages: list[dict[str, Any]] = build_agentic_messages(call.question.text, fence=self.fence)
        self.searches: dict[str, _Search] = {}
        budget = budget_of(ovhcloud.known(call.question.model))
        self.answer_tokens = budget.answer_tokens
        self.left_tokens = budget.context_tokens

    async def run(self) -> None:
        for turn in range(1, MAX_TURNS + 1):
            last = turn == MAX_TURNS
            if last:
                self.messages.append({"role": "user", "content": _ANSWER_NOW})
            generated = await self._generate(offer_tool=not last)
            if last or generated.late or not generated.tool_calls:
                if not self.searches and not generated.late:
                    raise _NoSearch("The model did not search by itself, so the question itself was searched once.")
                self._settle(generated)
                return
            await self._answer_calls(generated)

    async def _generate(self, *, offer_tool: bool) -> Generated:
        if self.draft.passages:
            documents = len({self.draft.hits[passage.n - 1].file_id for passage in self.draft.passages})
            passages = count(len(self.draft.passages), "passage")
            await self.call.progress.say(f"Reading {passages} from {count(documents, 'document')}")
        else:
            await self.call.progress.say("Deciding what to search")
        try:
            with self.draft.generating():
                generated = await generate_or_fall_back(
                    self.call,
                    self.draft,
                    self.ovhcloud,
                    self.messages,
                    # Before the first search there is nothing to answer from.
                    on_text=self.call.on_text if self.searches else None,
                    on_start=partial(self.call.read_ahead, tuple(self.draft.passages)),
                    tools=(TOOL,) if offer_tool else (),
                )
        except RequestRefused:
            if self.searches:
                raise
            raise _NoSearch("The model refused the search tool, so the question itself was searched once.") from None
        self.draft.spend(generated)
        return generated

    async def _answer_calls(self, generated: Generated) -> None:
        """Run every call of a turn at once, and give each its result, in order."""
        calls = [(tool_call, tool_call.id or f"call-{n}") for n, tool_call in enumerate(generated.tool_calls, start=1)]
        asked = [self._read(tool_call) for tool_call, _ in calls]
        new = [search for search in self.searches.values() if search.hits is None]
        if new:
            more = f" and {len(new) - 1} more" if len(new) > 1 else ""
            await self.call.progress.say(f"Searching: {inert(new[0].query[:80])}{more}")
        with self.draft.searching():
            async with anyio.create_task_group() as tasks:
                for search in new:
                    tasks.start_soon(self._search, search)
        failures = [search.failure for search in self.searches.values()]
        if failures and all(failures) and failures[0] is not None:
            raise failures[0]
        # One call a message, each followed by its result: Llama's template takes no other form (contract, section 8),
        # and every model takes this one.
        content = generated.text
        for (tool_call, call_id), outcome in zip(calls, asked, strict=True):
            function = {"name": tool_call.name, "arguments": _echo(tool_call.arguments)}
            echoed = [{"id": call_id, "type": "function", "function": function}]
            result = outcome if isinstance(outcome, str) else self._result(outcome)
            self.messages.append({"role": "assistant", "content": content, "tool_calls": echoed})
            self.messages.append({"role": "tool", "tool_call_id": call_id, "content": result})
            content = ""

    def _read(self, tool_call: ToolCall) -> "_Search | str":
        """Return the search that a call asks for, or what to tell the model instead."""
        if tool_call.name != "lighton_search":
            return "There is no such tool. The only tool is lighton_search(query, max_results)."
        try:
            arguments = _Arguments.model_validate_json(tool_call.arguments or "")
        except ValidationError:
            return (
                "These arguments cannot be used. lighton_search takes a JSON object with query (text, not empty) and "
                "max_results (a whole number from 1 to 50, may be left out)."
            )
        key = " ".join(arguments.query.lower().split())
        if key not in self.searches:
            if len(self.searches) == MAX_SEARCHES:
                return f"The limit of {MAX_SEARCHES} searches is reached. Answer from the passages above."
            self.searches[key] = _Search(arguments.query, arguments.max_results or self.call.question.max_results)
        return self.searches[key]

    async def _search(self, search: _Search) -> None:
        try:
            search.hits = await search_text(self.call, self.draft, search.query, search.max_results)
        except LightOnMCPError as failure:
            # Raised after the group, if at all: one failed search does not cost the others.
            search.failure, search.hits = failure, []
            self.draft.warn(f"The search for “{inert(search.query[:80])}” failed. {failure}")

    def _result(self, search: _Search) -> str:
        """Show the passages of a search; those that were shown before are only named."""
        if search.failure is not None:
            return "This search failed. Go on with what the others found."
        numbers = self.draft.number(search.hits or ())
        if not numbers:
            return "No passage was found. Try other words."
        shown = {passage.n for passage in self.draft.passages}
        new = [self.draft.passage(n) for n in numbers if n not in shown]
        packed, left_out = pack(
            new, self.call.question.text, context_tokens=self.left_tokens, answer_tokens=self.answer_tokens
        )
        text = fenced(packed, fence=self.fence)
        self.left_tokens -= estimated_tokens(text)
        self.draft.passages += packed
        if again := [n for n in numbers if n in shown]:
            text += f"\nFound again, shown above: {', '.join(f'passage {n}' for n in again)}."
        if left_out:
            self.draft.warn("Not all passages found fit the model's context window: those of lower rank were left out.")
            text += f"\n{count(len(left_out), 'more passage')} did not fit."
        return text.strip()

    def _settle(self, generated: Generated) -> None:
        # Where no search found anything, whatever was written rests on nothing.
        if self.draft.hits:
            self.draft.generated = generated
        if not generated.text.strip():
            self.draft.reason = f"The model went on searching and wrote no answer in {MAX_TURNS} turns."


def _echo(arguments: str) -> str:
    # Servers parse the history: text that is not JSON would make them refuse the next turn.
    try:
        return arguments if isinstance(json.loads(arguments), dict) else "{}"
    except (ValueError, RecursionError):
        return "{}"
