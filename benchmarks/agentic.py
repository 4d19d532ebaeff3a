"""Agentic: a model that wants three searches in one turn, against the tutorial's loop."""

import os

from benchmarks import stdio, upstream
from benchmarks.answers import tutorial as script
from benchmarks.figures import Table, alternate, ratio, row, timed

_QUESTION = "How long are invoices kept, who approves leave, and what does the HL-40 weigh?"
_ROUNDS = 10
_SEARCH_S, _CHAT_S = 0.3, 0.1


def run() -> Table:
    """Ask both; the loop runs in this process, so that no import is counted against it, and then as a script."""
    # It needs `requests`, which the other parts do not.
    from benchmarks import tutorial

    with upstream.running() as services, stdio.running(more=services.variables) as server:

        def ask() -> None:
            server.call("grounded_answer", question=_QUESTION, strategy="agentic", model=tutorial.AGENTIC_MODEL)

        try:
            ask()
        except RuntimeError as refused:
            return Table("agentic", [], [f"Skipped: {refused}"])
        services.searching(several=True)
        services.latency(search_s=_SEARCH_S, chat_s=_CHAT_S)
        os.environ.update(services.variables)
        ours, loop, process = alternate(
            _ROUNDS,
            timed(ask),
            timed(lambda: tutorial.answer_by_searching(_QUESTION)),
            timed(lambda: script(services, "--agentic", _QUESTION)),
        )
    rows = [
        row("grounded_answer, agentic", ours, "ms"),
        row("tutorial's loop", loop, "ms"),
        row("tutorial's loop as a script", process, "ms"),
        ratio("tutorial's loop / grounded_answer", loop, ours, at_least=2),
        ratio("tutorial's loop as a script / grounded_answer", process, ours),
    ]
    return Table("agentic", rows, ["Two turns of 100 ms; the first asks for three searches of 300 ms each."])
