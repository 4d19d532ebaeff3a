"""Memory: resident size at rest, after many answers, and with many under way; Linux only."""

import sys

from benchmarks import stdio, upstream
from benchmarks.answers import QUESTION
from benchmarks.figures import Table, alternate, difference, row, single

_ROUNDS = 5
_EARLY, _ALL, _AT_ONCE = 200, 1000, 50


def run() -> Table:
    """Compare with the floor at rest, then let one process work."""
    if sys.platform != "linux":
        return Table("memory", [], ["Skipped: it reads /proc."])
    ours, floor = alternate(_ROUNDS, lambda: _at_rest(stdio.OURS), lambda: _at_rest(stdio.FLOOR))
    rows = [
        row("lighton-mcp, at rest", ours, "MB"),
        row("SDK's hello world (the floor), at rest", floor, "MB"),
        difference("added at rest", ours, floor, "MB", at_most=12),
    ]
    with upstream.running() as services, stdio.running(more=services.variables) as server:
        sizes = {}
        for answered in range(1, _ALL + 1):
            server.call("grounded_answer", question=QUESTION)
            if answered in {1, _EARLY, _ALL}:
                sizes[answered] = server.resident_mb()
        rows += [single(f"after {answered} answers", size, "MB") for answered, size in sizes.items()]
        # The allocator returns and takes pages as it likes; a leak of 1 kB an answer would show as 0.8 MB.
        growth = round(sizes[_ALL] - sizes[_EARLY], 2)
        rows.append(single(f"growth from {_EARLY} to {_ALL} answers", growth, "MB", at_most=0.8))
        services.latency(search_s=0.1, chat_s=0.5)
        for _ in range(_AT_ONCE):
            server.send("tools/call", {"name": "grounded_answer", "arguments": {"question": QUESTION}})
        largest = 0.0
        for _ in range(_AT_ONCE):
            server.receive()
            largest = max(largest, server.resident_mb())
        rows.append(single(f"largest with {_AT_ONCE} at once", largest, "MB"))
    return Table("memory", rows, ["Resident set as the kernel counts it; at rest: after `tools/list`."])


def _at_rest(command: tuple[str, ...]) -> float:
    with stdio.running(command) as server:
        server.request("tools/list")
        return server.resident_mb()
