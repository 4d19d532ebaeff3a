"""A client of an MCP server on stdio with nothing in it that costs time: one line out, one line in."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.upstream import Variables

OURS: Final = (sys.executable, "-m", "lighton_mcp", "serve")
FLOOR: Final = (sys.executable, "-m", "benchmarks.floor")
ROOT: Final = Path(__file__).parents[1]

_INITIALIZE: Final = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "benchmarks", "version": "1"},
}


class Server:
    """A server process and its pipes; times are seconds."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.spawned = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, cwd=ROOT
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._next_id = 0
        self.opened: dict[str, Any] = {}

    def open(self) -> None:
        """Send `initialize`; `opened` is its result."""
        self.opened = self.request("initialize", _INITIALIZE)
        self._write({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def request(self, method: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Send one request and wait for its result."""
        sent = self.send(method, params)
        answered, result = self.receive()
        assert answered == sent
        return result

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool.

        Raises:
            RuntimeError: the result is an error.

        """
        result = self.request("tools/call", {"name": tool, "arguments": arguments})
        if result.get("isError"):
            raise RuntimeError(result["content"][0]["text"])
        return result

    def send(self, method: str, params: Mapping[str, Any] | None = None) -> int:
        """Send one request and return its id."""
        self._next_id += 1
        self._write({"jsonrpc": "2.0", "id": self._next_id, "method": method, "params": params or {}})
        return self._next_id

    def receive(self) -> tuple[int, dict[str, Any]]:
        """Wait for the next result, whichever request it answers.

        Raises:
            RuntimeError: the process ended, or answered with a protocol error.

        """
        while True:
            line = self._stdout.readline()
            if not line:
                raise RuntimeError("the server ended")
            message: dict[str, Any] = json.loads(line)
            if "error" in message:
                raise RuntimeError(message["error"]["message"])
            if "result" in message:
                return message["id"], message["result"]

    def resident_mb(self) -> float:
        """Return the resident size; Linux only."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def cpu_s(self) -> float:
        """Return the processor time used so far, by ended children too; Linux only."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _write(self, message: Mapping[str, Any]) -> None:
        self._stdin.write(json.dumps(message).encode() + b"\n")
        self._stdin.flush()


@contextmanager
def running(command: Sequence[str] = OURS, more: Variables | None = None) -> Iterator[Server]:
    """Run a server that has answered `initialize`, in an environment of nothing but what it needs."""
    server = Server(command, environment(more))
    try:
        server.open()
        yield server
    finally:
        server.close()


def environment(more: Variables | None = None) -> dict[str, str]:
    """Return the environment of a child: this one's search path, and `more`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | (more or {})
