"""LightOn's search and ask (contract, sections 2, 3 and 12), answered from the index."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import anyio

from .http import Pieces, Recorded, Response, json_response
from .index import Match
from .lighton_lists import file_detail, files, tags, workspace_detail, workspaces
from .lighton_rules import SCORINGS, error, refuse, scope_of
from .pictures import page_image
from .prompt import Numbered, Prompt
from .wire import to_json
from .writer import write

if TYPE_CHECKING:
    from .state import Sandbox

THRESHOLD = 0.05  # relevance under which candidates are dropped
_FEW = 3  # returned all the same when none clears the threshold
_DEFAULT_RESULTS = 10
_POINT = {"unit": "pdf_point", "origin": "top_left"}

_READS: dict[str, Callable[[Sandbox, Recorded], Response]] = {
    "workspaces": workspaces,
    "workspace": workspace_detail,
    "tags": tags,
    "files": files,
    "file": file_detail,
}


async def answer_lighton(sandbox: Sandbox, request: Recorded) -> Response:
    """Return LightOn's genuine reply to a request."""
    if request.headers.get("authorization") != f"Bearer {sandbox.lighton_key}":
        return error(401)
    if request.route in _READS:
        return _READS[request.route](sandbox, request)
    if refusal := refuse(request, sandbox.library):
        return refusal
    body = request.json()
    if request.route == "ask":
        return await _ask(sandbox, body)
    results = [await _result(sandbox, match, body) for match in _found(sandbox, body)]
    return json_response({"results": results, **({"warnings": sandbox.warnings} if sandbox.warnings else {})})


def _found(sandbox: Sandbox, body: dict[str, Any]) -> list[Match]:
    """Return the matches that LightOn would return, filtered and ordered as the request asks."""
    matches = sandbox.index.search(body["query"], scope_of(body))
    scoring = _scoring(sandbox, body)
    if scoring == SCORINGS[0]:
        matches = [match for match in matches if match.relevance >= THRESHOLD] or matches[:_FEW]
    elif scoring == "none":
        matches.sort(key=lambda match: -match.retrieval)
    if body.get("mode") == "vision":
        pages: dict[tuple[int, int], Match] = {}
        for match in sorted(matches, key=lambda match: -match.coverage):
            pages.setdefault((match.passage.document.id, match.passage.chunk.page_start), match)
        matches = list(pages.values())
    return matches[: body.get("max_results", _DEFAULT_RESULTS)]


def _scoring(sandbox: Sandbox, body: dict[str, Any]) -> str:
    if any(warning["code"] == "relevance" for warning in sandbox.warnings):
        return "none"
    skipped = SCORINGS[2] if body.get("skip_rerank") else SCORINGS[0]
    scoring: str = body.get("relevance_scoring", skipped)
    return scoring


async def _result(sandbox: Sandbox, match: Match, body: dict[str, Any]) -> dict[str, Any]:
    """Return one search result; keys that were not asked for are left out (contract, section 2.3)."""
    document, chunk = match.passage.document, match.passage.chunk
    vision = body.get("mode") == "vision"
    suffix = document.filename.rpartition(".")[2].lower()
    source: dict[str, Any] = {
        "file_id": document.id,
        "filename": document.filename,
        "title": document.title,
        "mime_type": suffix,
        "size_bytes": document.size_bytes,
        "page_start": chunk.page_start,
        "page_end": chunk.page_start if vision else chunk.page_end,
        "total_pages": len(document.pages),
        "tags": [{"id": tag.id, "name": tag.name} for tag in document.tags],
        "external_metadata": document.url and external_metadata(document.id, document.url),
    }
    if document.id % 2 and not sandbox.old_scores:  # sometimes absent, sometimes empty
        source["content_types"] = []
    result: dict[str, Any] = {
        "chunk_id": match.passage.chunk_id,
        "content": None if vision else chunk.text,
        **_scores(sandbox, match, body),
        "source": source,
        "workspace": {"id": document.workspace.id, "name": document.workspace.name},
    }
    if body.get("include_image"):
        result["image"] = {"b64_content": await _image(sandbox, document.pages[chunk.page_start - 1])}
    if body.get("include_bboxes"):
        pages = range(chunk.page_start, chunk.page_end + 1) if suffix == "pdf" and not vision else ()
        result["bboxes"] = [
            {"page_number": page, "x": 70.9, "y": 71.3, "width": 453.5, "height": 96.4, **_POINT} for page in pages
        ]
    return result


def external_metadata(file_id: int, url: str) -> dict[str, Any]:
    """Return what a connector knows of a document."""
    return {"external_id": f"sandbox-{file_id}", "external_url": url, "additional_metadata": {}}


async def _image(sandbox: Sandbox, page: str) -> str:
    if not sandbox.vision_index:
        return ""
    # In a thread: a page of 12 megapixels takes longer than other requests may wait.
    return b64encode(await anyio.to_thread.run_sync(page_image, page, *sandbox.image_size)).decode()


def _scores(sandbox: Sandbox, match: Match, body: dict[str, Any]) -> dict[str, Any]:
    """Return the sort key and its signals; `score` is the relevance whenever there is one (contract, section 9)."""
    relevance = None if _scoring(sandbox, body) == "none" else match.relevance
    if sandbox.old_scores:
        return {"score": {"retrieval": match.retrieval, "reranking": relevance}}
    vision = body.get("mode") == "vision"
    scores: dict[str, float | None] = {
        "text": None if vision else match.coverage,
        "vision": match.coverage if vision else None,
        "keyword": None if vision else match.keyword,
        "multivector": None,
        "relevance": None if vision else relevance,
    }
    if vision:
        return {"score": match.coverage, "scores": scores}
    return {"score": match.retrieval if relevance is None else relevance, "scores": scores}


async def _ask(sandbox: Sandbox, body: dict[str, Any]) -> Response:
    """Return the writer's answer over the passages found, whole or as named events (contract, section 3)."""
    if body.get("model") is not None:
        return error(404, "This model is not available.")  # only the organisation's default is
    found = _found(sandbox, body)
    results = [await _result(sandbox, match, body) for match in found]
    for result in results if sandbox.warnings else ():
        result["warnings"] = sandbox.warnings  # inside each item, other than in a search
    passages = tuple(
        Numbered(str(number), match.passage.chunk.text, match.passage.document.title)
        for number, match in enumerate(found, 1)
    )
    answer = write(Prompt(model="", question=body["query"], passages=passages)).text or ""
    if body.get("stream"):
        return Response(200, {"content-type": "text/event-stream"}, _events(results, answer))
    return json_response({"results": results, "answer": answer})


async def _events(results: list[dict[str, Any]], answer: str) -> Pieces:
    yield _event("sources", {"results": results})
    yield b": heartbeat\n\n"
    for word in answer.split(" "):
        yield _event("token", {"text": f"{word} "})
    yield _event("done", {})


def _event(name: str, data: Any) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name.encode(), to_json(data))
