"""Load: many answers at once on one process."""

import sys
import time
from dataclasses import dataclass, field

from benchmarks import stdio, upstream
from benchmarks.answers import QUESTION
from benchmarks.figures import Row, Table, percentile, ratio, row, single

_AT_ONCE = (1, 10, 50, 200)
_TIMES_ONE = {50: 2.0, 200: 4.0}
_ROUNDS = 5
_SLOW_S = 3.0


@dataclass(slots=True)
class _Seen:
    total_ms: list[float] = field(default_factory=list)
    each_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    errors: int = 0


def run() -> Table:
    """Ask the same server for 1, 10, 50 and 200 answers at once, in turn."""
    from lighton_mcp.network import MAX_CONNECTIONS

    with upstream.running() as services, stdio.running(more=services.variables) as server:
        services.latency(search_s=0.1, chat_s=0.5)
        _ask(server, 1, _Seen())
        seen = {at_once: _Seen() for at_once in _AT_ONCE}
        opened: dict[int, int] = {}
        for _ in range(_ROUNDS):
            for at_once, samples in seen.items():
                _ask(server, at_once, samples)
                opened.setdefault(at_once, sum(services.connections().values()))
        rows: list[Row] = []
        for at_once, samples in seen.items():
            rows += _rows(at_once, samples, seen[1], opened[at_once])
        rows.append(single("connections in all", sum(services.connections().values()), "", at_most=MAX_CONNECTIONS))
        rows.append(_beside_a_slow_call(services, server, seen[1]))
    return Table("load", rows, ["Sandbox at 100 + 500 ms; times are of the whole batch, from the first request sent."])


def _ask(server: stdio.Server, at_once: int, seen: _Seen) -> None:
    started, cpu_s = time.perf_counter(), _cpu_s(server)
    sent = {}
    for _ in range(at_once):
        number = server.send("tools/call", {"name": "grounded_answer", "arguments": {"question": QUESTION}})
        sent[number] = time.perf_counter()
    for _ in range(at_once):
        number, result = server.receive()
        seen.each_ms.append((time.perf_counter() - sent[number]) * 1000)
        seen.errors += bool(result.get("isError"))
    seen.total_ms.append((time.perf_counter() - started) * 1000)
    seen.cpu_ms.append((_cpu_s(server) - cpu_s) / at_once * 1000)


def _cpu_s(server: stdio.Server) -> float:
    return server.cpu_s() if sys.platform == "linux" else 0.0


def _rows(at_once: int, seen: _Seen, one: _Seen, connections: int) -> list[Row]:
    rows = [row(f"{at_once} at once, all answered", seen.total_ms, "ms")]
    if at_once > 1:
        at_most = _TIMES_ONE.get(at_once)
        rows.append(ratio(f"{at_once} at once / one", seen.total_ms, one.total_ms, at_most=at_most))
    rate = [at_once / total * 1000 for total in seen.total_ms]
    n = len(seen.each_ms)
    return [
        *rows,
        row(f"{at_once} at once, answers a second", rate, ""),
        row(f"{at_once} at once, processor time of the server for each", seen.cpu_ms, "ms"),
        single(f"{at_once} at once, p50 of each", percentile(seen.each_ms, 0.5), "ms", n=n),
        single(f"{at_once} at once, p99 of each", percentile(seen.each_ms, 0.99), "ms", n=n),
        single(f"{at_once} at once, connections opened so far", connections, ""),
        single(f"{at_once} at once, errors", seen.errors, "", n=n, at_most=0),
    ]


def _beside_a_slow_call(services: upstream.Upstream, server: stdio.Server, one: _Seen) -> Row:
    alone = percentile(one.total_ms, 0.5)
    services.delay_next_search(_SLOW_S)
    slow = server.send("tools/call", {"name": "grounded_answer", "arguments": {"question": QUESTION}})
    time.sleep(0.05)
    beside = []
    for _ in range(3):
        started = time.perf_counter()
        server.call("grounded_answer", question=QUESTION)
        beside.append((time.perf_counter() - started) * 1000)
    assert server.receive()[0] == slow
    return ratio(f"one beside a call that takes {_SLOW_S:.0f} s more / one", beside, [alone] * len(beside), at_most=1.1)
