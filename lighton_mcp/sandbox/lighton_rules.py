"""What LightOn accepts as the body of a search or an ask (contract, sections 2.1, 3 and 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .documents import Document, Library
from .http import Recorded, Response, json_response
from .wire import envelope

SCORINGS = ("scoring_and_filtering", "scoring_only", "none")
_SEARCH_QUERY, _SEARCH_RESULTS = 4_000, 100
_ASK_QUERY, _ASK_RESULTS = 1_500, 50

Fields = dict[str, list[dict[str, str]]]
_Rule = Callable[[Any], str | None]


def error(status: int, detail: str | None = None, fields: Fields | None = None) -> Response:
    """Return LightOn's error envelope as a response."""
    return json_response(envelope(status, detail, fields), status)


def refuse(request: Recorded, library: Library) -> Response | None:
    """Return why a search or an ask is refused, or None when it may go on."""
    if request.size > len(request.body):
        return error(413)
    try:
        body = request.json()
    except ValueError:
        return error(400)
    if not isinstance(body, dict) or "json" not in request.headers.get("content-type", ""):
        return error(400, "The request body must be a JSON object, sent as application/json.")
    if fields := _wrong_fields(body, _ASK if request.route == "ask" else _SEARCH):
        return error(422, fields=fields)
    if body.get("content_type"):
        return error(400, f"Unknown content type path: '{body['content_type'][0]}'")
    known = {
        "workspace_id": {workspace.id for workspace in library.workspaces},
        "tag_id": {tag.id for tag in library.tags},
        "file_id": {document.id for document in library.documents},
    }
    if any(body.get(name) and not ids.intersection(body[name]) for name, ids in known.items()):
        return error(403)
    return None


def scope_of(body: dict[str, Any]) -> Callable[[Document], bool]:
    """Return whether a document is inside the filters of a search; no document here carries an attribute."""
    workspaces, tags, files = (set(body.get(name) or ()) for name in ("workspace_id", "tag_id", "file_id"))

    def inside(document: Document) -> bool:
        return (
            not body.get("attribute")
            and (not workspaces or document.workspace.id in workspaces)
            and (not tags or any(tag.id in tags for tag in document.tags))
            and (not files or document.id in files)
        )

    return inside


def _wrong_fields(body: dict[str, Any], rules: dict[str, _Rule]) -> Fields:
    wrong: Fields = {}

    def report(name: str, code: str, detail: str) -> None:
        wrong.setdefault(name, []).append({"error": code, "detail": detail})

    for name, value in body.items():
        if name not in rules:
            report(name, "invalid", "This field is not known.")
        elif problem := rules[name](value):
            report(name, "invalid", problem)
    if "query" not in body:
        report("query", "required", "This field is required.")
    if body.get("file_id") and (body.get("workspace_id") or body.get("tag_id")):
        report("file_id", "invalid", "file_id cannot be combined with workspace_id or tag_id.")
    return wrong


def _text(longest: int) -> _Rule:
    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "Input should be a valid string."
        if not value.strip():
            return "This field may not be blank."
        return f"Input should have at most {longest} characters." if len(value) > longest else None

    return check


def _number(most: int) -> _Rule:
    def check(value: Any) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return "Input should be a valid integer."
        if value < 1:
            return "Input should be greater than or equal to 1."
        return f"Input should be less than or equal to {most}." if value > most else None

    return check


def _list_of(kind: type[int | str]) -> _Rule:
    def check(value: Any) -> str | None:
        right = isinstance(value, list) and all(isinstance(one, kind) and not isinstance(one, bool) for one in value)
        return None if right else f"Input should be a list of {'integers' if kind is int else 'strings'}."

    return check


def _one_of(*choices: str) -> _Rule:
    return lambda value: None if value in choices else f"Input should be one of {', '.join(choices)}."


def _instance(kind: type, *, nullable: bool = False) -> _Rule:
    def check(value: Any) -> str | None:
        return (
            None if isinstance(value, kind) or (nullable and value is None) else f"Input should be a {kind.__name__}."
        )

    return check


_FILTERS: dict[str, _Rule] = {
    "workspace_id": _list_of(int),
    "tag_id": _list_of(int),
    "file_id": _list_of(int),
    "content_type": _list_of(str),
    "attribute": _list_of(str),
    "relevance_scoring": _one_of(*SCORINGS),
}
_SEARCH: dict[str, _Rule] = {
    "query": _text(_SEARCH_QUERY),
    "max_results": _number(_SEARCH_RESULTS),
    **_FILTERS,
    "mode": _one_of("text", "vision"),
    "skip_rerank": _instance(bool, nullable=True),
    "include_image": _instance(bool),
    "include_bboxes": _instance(bool),
}
_ASK: dict[str, _Rule] = {
    "query": _text(_ASK_QUERY),
    "max_results": _number(_ASK_RESULTS),
    **_FILTERS,
    "stream": _instance(bool),
    "model": _instance(str, nullable=True),
}
