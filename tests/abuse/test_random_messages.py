"""Messages that no client would send: one real process, in both eras."""

import json
import random
import subprocess
import threading
from typing import Any

import pytest

from ..test_stdio import environment, open_session, serving

MODERN = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "t", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
METHODS = ["tools/list", "tools/call", "resources/read", "resources/list", "prompts/get", "prompts/list", "ping"]
METHODS += [
    "completion/complete",
    "server/discover",
    "initialize",
    "notifications/cancelled",
    "no/such",
    "",
    "__class__",
]
STRINGS = [
    "",
    "x",
    "lighton_search",
    "grounded_answer",
    "ovhcloud://models",
    "lighton://files/1/pages/1",
    "\u0000",
    "é" * 50,
]
STRINGS += ["../../etc/passwd", "\u202eabc", "null", "-1", "9" * 400, "{", "ask_documents", "2026-07-28", "\ud800"]
NAMES = ["name", "arguments", "uri", "query", "question", "ref", "argument", "requestId", "id", "_meta", "cursor", "x"]
LAST = 999_999_999


def value(chance: random.Random, depth: int = 3) -> Any:
    kind = chance.randrange(9 if depth else 6)
    if kind == 0:
        return None
    if kind == 1:
        return chance.choice([True, False])
    if kind == 2:
        return chance.choice([0, -1, 1, 2**31, 2**63, -(2**70), 1.5, 1e308])
    if kind < 6:
        return chance.choice(STRINGS)
    if kind == 6:
        return [value(chance, depth - 1) for _ in range(chance.randrange(4))]
    return {chance.choice(NAMES): value(chance, depth - 1) for _ in range(chance.randrange(4))}


def line(chance: random.Random, n: int, era: str) -> str:
    """Write one line: valid, nearly valid, valid JSON of another kind, or none at all."""
    kind = chance.randrange(10)
    if kind == 0:
        return "".join(chr(chance.randrange(32, 0x2FF)) for _ in range(chance.randrange(60)))
    if kind == 1:
        return json.dumps(value(chance))
    params = value(chance)
    if kind > 4:
        params = {"name": chance.choice(STRINGS), "uri": chance.choice(STRINGS), "arguments": value(chance)}
    if era == "modern" and isinstance(params, dict) and chance.random() < 0.9:
        params["_meta"] = MODERN if chance.random() < 0.9 else value(chance)
    message = {"jsonrpc": "2.0", "id": n, "method": chance.choice(METHODS), "params": params}
    if kind in {2, 5}:
        message[chance.choice(["jsonrpc", "id", "method", "params", "result", "error"])] = value(chance)
    if kind == 3:
        del message[chance.choice(["jsonrpc", "id", "method", "params"])]
    if chance.random() < 0.02:
        return json.dumps(message)[: chance.randrange(1, 60)]
    return json.dumps(message, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace").decode()


def outlives(count: int, era: str, seed: int) -> list[dict[str, Any]]:
    """Send so many lines and then a proper request; return every answer, the last one being to that request."""
    chance = random.Random(seed)  # noqa: S311 (a test that can be repeated)
    with serving(environment(LIGHTON_MCP_TIMEOUT="1", LIGHTON_MCP_LOG_LEVEL="CRITICAL")) as process:
        if era == "legacy":
            open_session(process)
        meta = {"_meta": MODERN} if era == "modern" else {}
        last = {"jsonrpc": "2.0", "id": LAST, "method": "tools/list", "params": meta}
        lines = [line(chance, n, era) for n in range(count)] + [json.dumps(last)]
        writing = threading.Thread(target=_write, args=(process, lines), daemon=True)
        writing.start()
        # Logs that nobody takes would block the process as answers would.
        threading.Thread(target=lambda: [None for _ in process.stderr or ()], daemon=True).start()
        answers: list[dict[str, Any]] = []
        while not answers or answers[-1].get("id") != LAST:
            assert process.stdout is not None
            received = process.stdout.readline()
            assert received, "the server died"
            answers.append(json.loads(received))
        writing.join()
    return answers


def _write(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stdin is not None
    for one in lines:
        process.stdin.write(one.replace("\n", " ").replace("\r", " ") + "\n")
    process.stdin.flush()


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_a_thousand_random_messages(era: str):
    """Whatever arrives, every line that goes out is one message, and the last request is answered."""
    answers = outlives(1000, era, seed=17)
    assert len(answers[-1]["result"]["tools"]) == 4
    assert all(answer["jsonrpc"] == "2.0" for answer in answers)
    assert "Traceback" not in json.dumps(answers)
