"""The small shapes that both services, and the faults, are written in."""

from __future__ import annotations

import json
from typing import Any

_ERRORS = {
    400: ("bad_request", "The request body is not valid JSON."),
    401: ("unauthorized", "Authentication credentials were not provided or are invalid."),
    403: ("forbidden", "API key has no authorized resources matching the provided filters."),
    404: ("not_found", "Not found."),
    405: ("method_not_allowed", "Method not allowed."),
    413: ("payload_too_large", "The request body is too large."),
    422: ("validation_error", "One or more fields failed validation."),
    429: ("rate_limited", "Too many requests."),
    500: ("internal_error", "The search backend is unreachable."),
    503: ("service_unavailable", "Service unavailable."),
}


# Made once: `json.dumps` makes one for each word of a stream.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> bytes:
    """Return compact UTF-8 JSON."""
    return _ENCODER.encode(value).encode()


def envelope(status: int, detail: str | None = None, fields: dict[str, list[dict[str, str]]] | None = None) -> Any:
    """Return LightOn's error body (contract, section 8.1); `fields` goes with 422."""
    error, sentence = _ERRORS[status]
    if status == 422 and fields is None:  # noqa: PLR2004 - an HTTP status
        fields = {"query": [{"error": "invalid", "detail": "This value is not valid."}]}
    body = {
        "id": None,
        "code": status,
        "error": error,
        "detail": detail or sentence,
        "doc_url": f"https://developers.lighton.ai/errors#{error}",
    }
    return body if fields is None else {**body, "fields": fields}
