"""LightOn's lists (contract, sections 4 to 7). Account and personal fields say "canary": nothing may repeat them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from .documents import Document, Tag, Workspace
from .http import Recorded, Response, json_response
from .lighton_rules import error

if TYPE_CHECKING:
    from .state import Sandbox

_PAGE_SIZE = 20  # LightOn's own for workspaces; assumed for the other lists
_MOST = 100
_MADE_AT = "2026-02-10T08:30:00Z"
_DETAIL_CHUNKS = 3


def workspaces(sandbox: Sandbox, request: Recorded) -> Response:
    """List workspaces: `name` contains, `ordering` by name, pages."""
    named = request.query.get("name", "").casefold()
    found = [one for one in sandbox.library.workspaces if named in one.name.casefold()]
    found.sort(key=lambda one: one.name.casefold(), reverse=request.query.get("ordering", "").startswith("-"))
    return _page(sandbox, request, found, lambda one: {**_workspace(sandbox, one), "taxonomy": _taxonomy(sandbox, one)})


def workspace_detail(sandbox: Sandbox, request: Recorded) -> Response:
    """Return one workspace with its summaries; unknown and forbidden ids are both 404."""
    workspace = next((one for one in sandbox.library.workspaces if one.id == _id(request)), None)
    if workspace is None:
        return error(404)
    size = sum(document.size_bytes for document in _in(sandbox, workspace))
    more = {"used_storage": float(size), "summaries": list(workspace.summaries)}
    return json_response({**_workspace(sandbox, workspace), **more})


def tags(sandbox: Sandbox, request: Recorded) -> Response:
    """List tags, the newest first: `name` contains, pages."""
    named = request.query.get("name", "").casefold()
    found = [one for one in reversed(sandbox.library.tags) if named in one.name.casefold()]
    return _page(sandbox, request, found, lambda tag: _tag(sandbox, tag))


def files(sandbox: Sandbox, request: Recorded) -> Response:
    """List files: `search`, `search_details`, `workspace_id`, `tag_id`, `filename`, `title`, `ordering`, pages."""
    query = request.query
    try:
        kept = _ids(query, "workspace_id"), _ids(query, "tag_id")
    except ValueError:
        return error(422)

    def wanted(document: Document) -> bool:
        spaces, labels = kept
        return (
            (not spaces or document.workspace.id in spaces)
            and (not labels or any(tag.id in labels for tag in document.tags))
            and query.get("filename", "").casefold() in document.filename.casefold()
            and query.get("title", "").casefold() in document.title.casefold()
        )

    if not query.get("search"):
        by = query.get("ordering", "-created_at")
        key = by.lstrip("-") if by.lstrip("-") in {"filename", "title", "created_at"} else "created_at"
        found = sorted(filter(wanted, sandbox.library.documents), key=lambda one: str(getattr(one, key)))
        return _page(sandbox, request, found[::-1] if by.startswith("-") else found, _file)
    details: dict[int, list[dict[str, Any]]] = {}
    by_id: dict[int, Document] = {}
    for match in sandbox.index.search(query["search"], wanted):
        by_id.setdefault(match.passage.document.id, match.passage.document)
        scores = {
            "text": match.coverage,
            "vision": None,
            "keyword": match.keyword,
            "multivector": None,
            "relevance": None,
        }
        chunk = {"text": match.passage.chunk.text, "chunk_type": "text", "score": match.retrieval, "scores": scores}
        details.setdefault(match.passage.document.id, []).append(chunk)

    def detailed(document: Document) -> dict[str, Any]:
        chunks = details[document.id][:_DETAIL_CHUNKS]
        more = {"search_details": {"relevant_chunks": chunks}} if query.get("search_details") == "true" else {}
        return {**_file(document), **more}

    return _page(sandbox, request, list(by_id.values()), detailed)


def file_detail(sandbox: Sandbox, request: Recorded) -> Response:
    """Return one file, with its pages when `include_content=true`."""
    document = next((one for one in sandbox.library.documents if one.id == _id(request)), None)
    if document is None:
        return error(404)
    row = {**_file(document), "summaries": [], "signature": "CANARY-SIGNATURE"}
    if request.query.get("include_content") == "true":
        row["content"] = "\n\n".join(document.pages)
        row["pages"] = [{"index": number, "markdown": page} for number, page in enumerate(document.pages, 1)]
    return json_response(row)


def _page(sandbox: Sandbox, request: Recorded, rows: Sequence[Any], shape: Callable[[Any], dict[str, Any]]) -> Response:
    """Return one page of a list; `next` and `previous` are absolute and carry the query (contract, section 7)."""
    asked, given = request.query.get("page", "1"), request.query.get("page_size", str(_PAGE_SIZE))
    if not (asked.isascii() and asked.isdigit() and given.isascii() and given.isdigit()):
        return error(404, "Invalid page.")
    number, size = int(asked), min(_MOST, max(1, int(given)))
    last = max(1, -(-len(rows) // size))
    if not 1 <= number <= last:
        return error(404, "Invalid page.")

    def link(page: int) -> str | None:
        if not 1 <= page <= last:
            return None
        return f"{sandbox.lighton_url}{request.path}?{urlencode({**request.query, 'page': str(page)})}"

    results = [shape(row) for row in rows[(number - 1) * size : number * size]]
    return json_response(
        {"count": len(rows), "next": link(number + 1), "previous": link(number - 1), "results": results}
    )


def _workspace(sandbox: Sandbox, workspace: Workspace) -> dict[str, Any]:
    synced = sandbox.library.workspaces.index(workspace) % 2 == 1
    return {
        "id": workspace.id,
        "name": workspace.name,
        "workspace_type": "shared",
        "document_upload_method": "synced" if synced else "manual",
        "description": workspace.description,
        "created_at": _MADE_AT,
        "updated_at": _MADE_AT,
        "files_count": len(_in(sandbox, workspace)),
        "user_role": "viewer",
        "sync": _SYNC if synced else None,
        "scoped_api_keys": [_KEY],
    }


def _taxonomy(sandbox: Sandbox, workspace: Workspace) -> dict[str, Any] | None:
    return {"classified_files_rate": 0.0, "root_content_types": []} if _in(sandbox, workspace) else None


def _tag(sandbox: Sandbox, tag: Tag) -> dict[str, Any]:
    return {
        "id": tag.id,
        "name": tag.name,
        "description": tag.description,
        "auto_assign": False,
        "created_at": _MADE_AT,
        "updated_at": _MADE_AT,
        "document_count": sum(tag in document.tags for document in sandbox.library.documents),
    }


def _file(document: Document) -> dict[str, Any]:
    workspace = document.workspace
    connected = {
        "external_id": f"sandbox-{document.id}",
        "doc_type": "page",
        "additional_metadata": {"external_url": document.url},
    }
    return {
        "id": document.id,
        "filename": document.filename,
        "workspace": {"id": workspace.id, "name": workspace.name, "workspace_type": "shared"},
        "title": document.title,
        "extension": document.filename.rpartition(".")[2].lower(),
        "status": "embedded",
        "status_vision": "embedded",
        "created_at": document.created_at,
        "updated_at": document.created_at,
        "total_pages": len(document.pages),
        "size": document.size_bytes,
        "tags": [{"id": tag.id, "name": tag.name, "auto_assigned": False} for tag in document.tags],
        "created_by": _PERSON,
        "upload_session_uuid": "CANARY-UPLOAD-SESSION",
        "external_metadata": connected if document.url else None,
        "content_types": [],
        "thumbnail": {"status": "MISSING", "url": None},
        "pending_reprocess": None,
    }


def _in(sandbox: Sandbox, workspace: Workspace) -> list[Document]:
    return [document for document in sandbox.library.documents if document.workspace == workspace]


def _id(request: Recorded) -> int:
    return int(request.path.rpartition("/")[2])


def _ids(query: dict[str, str], name: str) -> Iterable[int]:
    return {int(part) for part in re.split(r",", query.get(name, "")) if part}


_PERSON = {
    "id": 5021,
    "first_name": "CANARY-FIRSTNAME",
    "last_name": "CANARY-LASTNAME",
    "username": "canary.user@example.invalid",
}
_KEY = {
    "id": "CANARY-KEY-ID",
    "name": "CANARY-KEY-NAME",
    "prefix": "CANARY-KEY-PREFIX",
    "role": "viewer",
    "created_at": _MADE_AT,
    "created_by": "canary.keyowner@example.invalid",
    "scope_type": "workspace",
}
_SYNC = {
    "datasource_type": "sharepoint",
    "source_name": "SharePoint",
    "last_status": "success",
    "updated_at": _MADE_AT,
    "failed_files_count": 0,
    "next_import_date": None,
    "editable": False,
    "name": "sharepoint",
    "instance_url": "https://canary-instance.example.invalid",
    "tenant_id": "CANARY-TENANT-ID",
    "site_name": "CANARY-SITE-NAME",
    "client_id": "CANARY-CLIENT-ID",
    "filter_criteria": {"folder_path": "/CANARY-FILTER-PATH", "recursive": True},
}
