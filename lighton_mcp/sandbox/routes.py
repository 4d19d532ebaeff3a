"""Which path is which route; a test names faults and latencies by route."""

from __future__ import annotations

import re

ROUTES = ("search", "ask", "workspaces", "workspace", "tags", "files", "file", "chat", "models")

_PATHS = {
    "lighton": {
        "search": ("POST", r"/api/v3/search"),
        "ask": ("POST", r"/api/v3/ask"),
        "workspaces": ("GET", r"/api/v3/workspaces"),
        "workspace": ("GET", r"/api/v3/workspaces/\d+"),
        "tags": ("GET", r"/api/v3/tags"),
        "files": ("GET", r"/api/v3/files"),
        "file": ("GET", r"/api/v3/files/\d+"),
    },
    "ovhcloud": {"chat": ("POST", r"/v1/chat/completions"), "models": ("GET", r"/v1/models")},
}


def route_of(service: str, path: str) -> str:
    """Return the route that a path belongs to, or "unknown"."""
    return next((name for name, (_, pattern) in _PATHS[service].items() if re.fullmatch(pattern, path)), "unknown")


def method_of(service: str, route: str) -> str:
    """Return the only method that a route knows."""
    return _PATHS[service][route][0]
