"""The sandbox in a process of its own: its CPU time must not count as the server's.

`python -m benchmarks.upstream` prints the variables that point at it, then reads one command a line.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import IO, Any, Final

Variables = dict[str, str]

SEARCHES: Final = ("How long are invoices kept?", "Who approves leave?", "What does the HL-40 weigh?")
"""What the scripted model searches for, in one turn."""


class Upstream:
    """The parent's side."""

    def __init__(self, commands: IO[str], replies: IO[str]) -> None:
        self._commands, self._replies = commands, replies
        self.variables: Variables = json.loads(replies.readline())

    def latency(self, *, search_s: float, chat_s: float) -> None:
        """Let every search and every completion take so long."""
        self._tell(latency={"search": search_s, "chat": chat_s})

    def searching(self, several: bool) -> None:
        """Let the model search for `SEARCHES` in its first turn, or answer at once."""
        self._tell(several=several)

    def delay_next_search(self, seconds: float) -> None:
        """Let one search take so long."""
        self._tell(delay=seconds)

    def connections(self) -> dict[str, int]:
        """Return how many connections were opened to each service so far."""
        return self._tell()

    def _tell(self, **command: Any) -> dict[str, int]:
        self._commands.write(json.dumps(command) + "\n")
        self._commands.flush()
        counted: dict[str, int] = json.loads(self._replies.readline())
        return counted


@contextmanager
def running() -> Iterator[Upstream]:
    """Run the two stand-in services in a child while the context lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.upstream"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Upstream(process.stdin, process.stdout)
    finally:
        process.kill()
        process.communicate()


async def _serve() -> None:
    import anyio.to_thread

    from lighton_mcp.sandbox import Fault, Prompt, Reply, run_sandbox, write

    # The same few questions come thousands of times: what the writer needs for them is no upstream's latency.
    write_once = cache(write)

    def search_first(prompt: Prompt) -> Reply:
        if prompt.search_tool and not prompt.searched:
            return Reply(tool_calls=tuple((prompt.search_tool, {"query": query}) for query in SEARCHES))
        return write_once(replace(prompt, search_tool=None, must_call=False))

    async with run_sandbox() as sandbox:
        sandbox.writer = write_once
        variables = {
            "LIGHTON_BASE_URL": sandbox.lighton_url,
            "LIGHTON_API_KEY": sandbox.lighton_key,
            "OVH_AI_ENDPOINTS_BASE_URL": sandbox.ovhcloud_url,
            "OVH_AI_ENDPOINTS_ACCESS_TOKEN": sandbox.ovhcloud_token,
        }
        print(json.dumps(variables), flush=True)
        while line := await anyio.to_thread.run_sync(sys.stdin.readline):
            command = json.loads(line)
            sandbox.latency.update(command.get("latency", {}))
            sandbox.requests.clear()
            if "several" in command:
                sandbox.writer = search_first if command["several"] else write_once
            if "delay" in command:
                sandbox.fail("search", Fault(delay=command["delay"]), times=1)
            print(json.dumps(sandbox.connections), flush=True)


if __name__ == "__main__":
    import anyio

    anyio.run(_serve)
