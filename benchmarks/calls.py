"""Calls: what `lighton_search` adds to a tool call of the SDK and one POST to LightOn."""

from benchmarks import by_hand, stdio, upstream
from benchmarks.figures import Row, Table, alternate, difference, percentile, row, single, timed

_CALLS = 1000
QUERY = "What is our data retention policy?"


def run() -> Table:
    """Call one after another, the sandbox at 0 ms."""
    with (
        upstream.running() as services,
        stdio.running(more=services.variables) as ours,
        stdio.running(stdio.FLOOR) as floor,
        by_hand.running(services.variables) as hand,
    ):
        ours.call("lighton_search", query=QUERY)
        before = services.connections()["lighton"]

        def bare() -> None:
            floor.call("hello", name="you")
            hand.search(QUERY)

        searches, bare_calls = alternate(_CALLS, timed(lambda: ours.call("lighton_search", query=QUERY)), timed(bare))
        opened = services.connections()["lighton"] - before
    rows = [
        row("lighton_search", searches, "ms"),
        row("floor's tool call + bare POST", bare_calls, "ms"),
        difference("added, p50", searches, bare_calls, "ms", at_most=2),
        _added_p99(searches, bare_calls),
        # One of them is the bare POST's own.
        single("connections to LightOn opened by the calls", opened - 1, "", n=_CALLS, at_most=0),
    ]
    return Table("calls", rows, [f"{_CALLS} calls of each kind in turn, through stdio, 5 passages a result."])


def _added_p99(ours: list[float], bare: list[float]) -> Row:
    added = percentile(ours, 0.99) - percentile(bare, 0.99)
    return single("added, p99 less p99", added, "ms", n=_CALLS, at_most=6)
