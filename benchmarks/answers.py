"""Answers: `grounded_answer` against the same search and chat by hand, and against the tutorial's script."""

import subprocess
import sys
from functools import partial
from itertools import count

from benchmarks import by_hand, stdio, upstream
from benchmarks.figures import Row, Table, alternate, difference, ratio, row, timed

QUESTION = "What is our data retention policy?"
_AT_REST = (0.1, 0.5)
_ROUNDS = 15
_FAST_ROUNDS = 100
_FRESH = (0.4, 0.1)
_FRESH_ROUNDS = 9


def run() -> Table:
    """Ask a server that is already running; the script is a fresh process a question."""
    with (
        upstream.running() as services,
        stdio.running(more=services.variables) as server,
        by_hand.running(services.variables) as hand,
    ):
        runs = (
            timed(lambda: server.call("grounded_answer", question=QUESTION)),
            timed(lambda: hand.answer(QUESTION)),
        )
        rows = []
        services.latency(search_s=_AT_REST[0], chat_s=_AT_REST[1])
        ours, theirs, script = alternate(_ROUNDS, *runs, timed(lambda: tutorial(services, QUESTION)))
        rows += _rows("at 100 + 500 ms", ours, theirs, script)
        rows.append(ratio("grounded_answer / by hand, at 100 + 500 ms", ours, theirs, at_most=1.02))
        rows.append(ratio("tutorial's script / grounded_answer, at 100 + 500 ms", script, ours, at_least=1.5))
        services.latency(search_s=0, chat_s=0)
        ours, theirs = alternate(_FAST_ROUNDS, *runs)
        rows += _rows("at 0 + 0 ms", ours, theirs)
        rows.append(difference("added to by hand, at 0 + 0 ms", ours, theirs, "ms", at_most=12))
        ours, script = alternate(_ROUNDS, runs[0], timed(lambda: tutorial(services, QUESTION)))
        rows.append(ratio("tutorial's script / grounded_answer, at 0 + 0 ms", script, ours))
        rows += _checks(hand)
        services.latency(search_s=_FRESH[0], chat_s=_FRESH[1])
        rows.append(_first(services))
    notes = [
        (
            "By hand: pooled connections, completion in one piece, nothing checked. Ours: through stdio, completion "
            "streamed word by word, every sentence checked."
        ),
        "The tutorial's script: a process a question, with its imports.",
    ]
    return Table("answers", rows, notes)


def _first(services: upstream.Upstream) -> Row:
    """Measure what the first answer of a process takes more than its second, which finds everything imported."""
    more = []
    for _ in range(_FRESH_ROUNDS):
        with stdio.running(more=services.variables) as server:
            server.request("tools/list")
            ask = timed(partial(server.call, "grounded_answer", question=QUESTION))
            more.append(ask() - ask())
    return row("first answer of a process less its second, at 400 + 100 ms", more, "ms", at_most=60)


def _checks(hand: by_hand.ByHand) -> list[Row]:
    """Measure the check alone, in this process."""
    from lighton_mcp.grounding import Passage, verify

    found = [result["content"] for result in hand.search(QUESTION)["results"]]
    answer = hand.answer(QUESTION)
    serial = count()

    def check(ending: str) -> None:
        passages = [
            Passage(n=n, text=text + ending, title="", page_start=1, page_end=1)
            for n, text in enumerate(found, start=1)
        ]
        verify(answer, passages, QUESTION)

    known, new = alternate(_FAST_ROUNDS, timed(lambda: check("")), timed(lambda: check(f" Copy {next(serial)}.")))
    return [
        row("the check alone, of passages seen before", known, "ms"),
        row("the check alone, of new ones", new, "ms"),
    ]


def tutorial(services: upstream.Upstream, *arguments: str) -> None:
    """Run the tutorial's script to its end."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks.tutorial", *arguments],
        env=stdio.environment(services.variables),
        cwd=stdio.ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _rows(when: str, ours: list[float], theirs: list[float], script: list[float] | None = None) -> list[Row]:
    rows = [row(f"grounded_answer {when}", ours, "ms"), row(f"by hand {when}", theirs, "ms")]
    return rows if script is None else [*rows, row(f"tutorial's script {when}", script, "ms")]
