"""Reading what a caller gave the model: the numbered passages, the question, the tools."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_OPENING = re.compile(r"<passage-([0-9A-Za-z]{1,64})((?:[ \t]+[\w-]+=\"[^\"\n]*\")*)[ \t]*>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"\n]*)\"")
_LABELLED = re.compile(r"^\[([^\[\]\n]{1,200})\][ \t]*:?[ \t]*", re.MULTILINE)
_QUESTION = re.compile(r"^[ \t]*Question[ \t]*:[ \t]*", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,6}")
_ABSTAIN = "NO_ANSWER:"
_ASK = (
    r"how|what|when|who|whom|whose|where|which|why|is|are|does|do|can|must|combien|quels?|quelles?|quand|qui|où|comment|"
    r"pourquoi|est-ce|wie|was|wann|wer|wo|welche[rsnm]?|warum|cuánt[oa]s?|qué|cuándo|quién|cuál(?:es)?|dónde|cómo|quant[oaie]|"
    r"quale|quali|che|chi|quando|dove|perché|quem|qual|quais|onde|quantos|quantas|hoe|wat|wanneer|welke|waar"
)
_AND = "and|et|und|y|e|en"
_SEVERAL = re.compile(rf"\?\s+|;\s+|,?\s+(?:{_AND})\s+(?=(?:{_ASK})\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage as the model sees it; `label` is what a citation puts between brackets, `page` where it begins."""

    label: str
    text: str
    title: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Prompt:
    """What one chat request asks of the writer."""

    model: str
    question: str
    passages: tuple[Numbered, ...]
    may_abstain: bool = False  # the system message offers the NO_ANSWER form
    search_tool: str | None = None  # None: no search is offered
    must_call: bool = False
    searched: int = 0  # searches made since the question
    images: int = 0

    @property
    def asks(self) -> list[str]:
        """The parts of the question, each of which asks for one thing."""
        return [part.strip(" ?") + "?" for part in _SEVERAL.split(self.question) if part and part.strip(" ?")]


def read_prompt(body: dict[str, Any]) -> Prompt:
    """Return what a chat request, already checked, asks for."""
    messages: list[dict[str, Any]] = body["messages"]
    users = [i for i, message in enumerate(messages) if message["role"] == "user"]
    # A user message without the marker may be no more than a reminder to answer.
    asked = max((i for i in users if _QUESTION.search(text_of(messages[i]))), default=max(users, default=0))
    passages: list[Numbered] = []
    outside = ""
    for i, message in enumerate(messages):
        if message["role"] == "assistant":
            continue
        found, rest = _split(text_of(message), of_user=message["role"] == "user")
        passages.extend(found)
        if i == asked:
            outside = rest
    marked = list(_QUESTION.finditer(outside))
    system = "\n".join(text_of(message) for message in messages if message["role"] == "system")
    choice = body.get("tool_choice", "auto")
    return Prompt(
        model=body["model"],
        question=" ".join((outside[marked[-1].end() :] if marked else outside).split()),
        passages=tuple(dict.fromkeys(passages)),
        may_abstain=_ABSTAIN in system,
        search_tool=None if choice == "none" else _search_tool(body.get("tools") or [], choice),
        must_call=choice == "required" or isinstance(choice, dict),
        searched=sum(message["role"] == "tool" for message in messages[asked:]),
        images=sum(part.get("type") == "image_url" for message in messages for part in parts_of(message)),
    )


def parts_of(message: dict[str, Any]) -> list[Any]:
    """Return the parts of a message's content, text alone as one part."""
    content = message.get("content")
    if isinstance(content, list):
        return content
    return [{"type": "text", "text": content}] if content else []


def text_of(message: dict[str, Any]) -> str:
    """Return the text of a message, without its images."""
    return "\n".join(part["text"] for part in parts_of(message) if part.get("type") == "text")


def _split(text: str, *, of_user: bool) -> tuple[list[Numbered], str]:
    """Return the passages of a message and what stands outside them.

    A fence closes only with its own tag, so that nothing inside a passage is taken for another passage.
    """
    passages: list[Numbered] = []
    outside: list[str] = []
    at = 0
    while opening := _OPENING.search(text, at):
        closing = f"</passage-{opening[1]}>"
        end = text.find(closing, opening.end())
        if end < 0:
            break
        given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(opening[2])}
        label = given.get("number") or str(len(passages) + 1)
        page = _NUMBER.match(given.get("pages", ""))
        body = text[opening.end() : end].strip("\n")
        passages.append(Numbered(label, body, given.get("title", ""), int(page[0]) if page else 0))
        outside.append(text[at : opening.start()])
        at = end + len(closing)
    outside.append(text[at:])
    rest = "".join(outside)
    # What a person writes may begin with a bracket; only above a question is it taken for a passage.
    if passages or (of_user and not _QUESTION.search(rest)):
        return passages, rest
    return _split_labelled(rest)


def _split_labelled(text: str) -> tuple[list[Numbered], str]:
    """Return blocks that begin with `[1]` or `[file, p.2]`, as other prompts write them; a question ends the last."""
    marked = list(_QUESTION.finditer(text))
    end = marked[-1].start() if marked else len(text)
    labels = [label for label in _LABELLED.finditer(text) if label.start() < end]
    stops = [*(label.start() for label in labels[1:]), end]
    passages = [
        Numbered(label[1], text[label.end() : stop].strip(), _title(label[1]))
        for label, stop in zip(labels, stops, strict=False)
    ]
    before = text[: labels[0].start()] if labels else text[:end]
    return passages, before + text[end:]


def _title(label: str) -> str:
    """Return the file's name in a label as words, or nothing when the label is a number."""
    return "" if label.isdigit() else re.sub(r"[_\-.]+", " ", label.partition(",")[0])


def _search_tool(tools: Sequence[dict[str, Any]], choice: Any) -> str | None:
    """Return the name of the tool to call: the one asked for, else the one that takes a query and is named like it."""
    if isinstance(choice, dict):
        name: str = choice["function"]["name"]
        return name
    names = list(_takes_query(tools))
    return next((name for name in names if "search" in name.lower()), names[0] if names else None)


def _takes_query(tools: Sequence[dict[str, Any]]) -> Iterator[str]:
    for tool in tools:
        function = tool["function"]
        if "query" in json.dumps((function.get("parameters") or {}).get("properties", {})):
            yield function["name"]
