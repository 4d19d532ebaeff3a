"""Start: from the spawn to `initialize` and to `tools/list`, against the SDK's hello world and against peers."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from benchmarks.figures import Row, Table, ratio, row
from benchmarks.peers import Peer
from benchmarks.stdio import FLOOR, OURS, Server, environment

_ROUNDS = 20
_PEER_ROUNDS = 7


def run(peers: Sequence[Peer]) -> Table:
    """Measure without keys, as a client's first look at a server."""
    spawns = [partial(_spawn, OURS, {}), partial(_spawn, FLOOR, {})]
    ours, floor = _alternate(_ROUNDS, spawns)
    rows = _rows("lighton-mcp", ours) + _rows("SDK's hello world (the floor)", floor)
    rows += [ratio(f"lighton-mcp / floor, {step}", ours[step], floor[step], at_most=1.06) for step in ours]
    for peer in peers:
        ours, theirs = _alternate(_PEER_ROUNDS, [spawns[0], partial(_spawn, peer.command, peer.variables)])
        at_most = 1.0 if peer.python else None
        rows += _rows(peer.name, theirs)
        rows.append(
            ratio(f"lighton-mcp / {peer.name}, tools/list", ours["tools/list"], theirs["tools/list"], at_most=at_most)
        )
    return Table("start", rows, ["Cold process, warm file cache, no keys."])


def _alternate(rounds: int, spawns: Sequence[Callable[[], dict[str, float]]]) -> list[dict[str, list[float]]]:
    for spawn in spawns:
        spawn()
    seen: list[dict[str, list[float]]] = [{"initialize": [], "tools/list": []} for _ in spawns]
    for _ in range(rounds):
        for samples, spawn in zip(seen, spawns, strict=True):
            for step, value in spawn().items():
                samples[step].append(value)
    return seen


def _spawn(command: Sequence[str], variables: Mapping[str, str]) -> dict[str, float]:
    server = Server(command, environment(dict(variables)))
    try:
        server.open()
        opened = time.perf_counter() - server.spawned
        server.request("tools/list")
        return {"initialize": opened * 1000, "tools/list": (time.perf_counter() - server.spawned) * 1000}
    finally:
        server.close()


def _rows(name: str, samples: Mapping[str, Sequence[float]]) -> list[Row]:
    return [row(f"{name}, {step}", samples[step], "ms") for step in samples]
