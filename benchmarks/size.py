"""Size: what the server puts into a model's context, beside peers."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks import stdio, upstream
from benchmarks.answers import QUESTION
from benchmarks.figures import Row, Table, single
from benchmarks.peers import Peer


def run(peers: Sequence[Peer]) -> Table:
    """Count what is sent; tokens are estimated as characters / 4."""
    with upstream.running() as services, stdio.running(more=services.variables) as server:
        rows = _listing("lighton-mcp", server)
        for tool, argument in (("lighton_search", "query"), ("grounded_answer", "question")):
            result = server.call(tool, **{argument: QUESTION})
            rows += _rows(f"{tool}, structured", _compact(result["structuredContent"]))
            rows += _rows(f"{tool}, text", result["content"][0]["text"])
    for peer in peers:
        with stdio.running(peer.command, peer.variables) as server:
            rows += _listing(peer.name, server)
    return Table("size", rows, ["Tokens are characters / 4. Results are of the same question, 5 passages."])


def _listing(name: str, server: stdio.Server) -> list[Row]:
    tools = server.request("tools/list")["tools"]
    return [
        single(f"{name}, tools", len(tools), ""),
        *_rows(f"{name}, tools/list", _compact(tools)),
        *_rows(f"{name}, instructions", server.opened.get("instructions") or ""),
    ]


def _rows(what: str, text: str) -> list[Row]:
    return [single(what, len(text.encode()), "bytes"), single(what, round(len(text) / 4), "tokens")]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
