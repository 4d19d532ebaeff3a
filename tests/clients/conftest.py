"""Other people's clients, each in an environment of its own, talking to the real process."""

import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE
from typing import Any
from uuid import uuid4

import anyio
import psutil
import pytest
from anyio.abc import Process

from lighton_mcp.sandbox import Sandbox

TALKS = Path(__file__).parent / "talks"
_RUN = "LIGHTON_MCP_TEST_RUN"


@pytest.fixture(scope="session")
def installed() -> Path:
    """Where `.ci/clients` installed them."""
    folder = os.environ.get("LIGHTON_MCP_CLIENTS")
    if not folder:
        pytest.skip("other people's clients are not installed: .ci/clients DIR, then LIGHTON_MCP_CLIENTS=DIR")
    return Path(folder)


@dataclass(frozen=True)
class Talk:
    """One client's script, and the server that it starts."""

    command: list[str]
    config: dict[str, Any]
    run: str = field(default_factory=lambda: uuid4().hex)

    async def __call__(self, part: str, sandbox: Sandbox | None = None, **more: Any) -> dict[str, Any]:
        """Run a part to its end and return what the client saw."""
        async with self.started(part, sandbox, **more) as process:
            return await said(process)

    @asynccontextmanager
    async def started(self, part: str, sandbox: Sandbox | None = None, **more: Any) -> AsyncIterator[Process]:
        """Start a part; its server answers from `sandbox`, or from its own embedded one."""
        env = {"PATH": os.environ["PATH"], _RUN: self.run}
        arguments = ["-m", "lighton_mcp", "serve"]
        if sandbox is None:
            arguments.append("--sandbox")
        else:
            env |= {
                "LIGHTON_API_KEY": sandbox.lighton_key,
                "LIGHTON_BASE_URL": sandbox.lighton_url,
                "OVH_AI_ENDPOINTS_ACCESS_TOKEN": sandbox.ovhcloud_token,
                "OVH_AI_ENDPOINTS_BASE_URL": sandbox.ovhcloud_url,
            }
        server = {"command": sys.executable, "args": arguments, "env": env}
        config = json.dumps(self.config | server | more)
        process = await anyio.open_process([*self.command, part, config], stdin=PIPE, stdout=PIPE, stderr=PIPE)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            with anyio.CancelScope(shield=True):
                await process.aclose()

    def servers(self) -> list[psutil.Process]:
        """Return the processes of this run's servers, from the process table."""
        return [process for process in psutil.process_iter() if self._started(process)]

    def _started(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(_RUN) == self.run
        except psutil.Error:
            return False


async def said(process: Process) -> dict[str, Any]:
    """Read a script's one line, and see that it ended well."""
    assert process.stdout is not None
    assert process.stderr is not None
    texts: dict[str, bytes] = {}

    async def read(name: str, stream: Any) -> None:
        texts[name] = b"".join([piece async for piece in stream])

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read, "out", process.stdout)
        tasks.start_soon(read, "err", process.stderr)
    code = await process.wait()
    assert code == 0, texts["err"].decode()
    seen: dict[str, Any] = json.loads(texts["out"].splitlines()[-1])
    return seen


@pytest.fixture
def talk(request: pytest.FixtureRequest, installed: Path) -> Iterator[Talk]:
    """Make the talk of the client that a test names, as in `CLIENTS`."""
    made = CLIENTS[request.param](installed)
    yield made
    # What a failed test leaves behind must not disturb the next one.
    for process in made.servers():
        process.kill()


def _python(script: str, environment: str) -> Callable[[Path], Talk]:
    return lambda installed: Talk([str(installed / environment / "bin/python"), str(TALKS / script)], {})


def _sdk(era: str) -> Callable[[Path], Talk]:
    return lambda _: Talk([sys.executable, str(TALKS / "python_sdk.py")], {"era": era})


def _typescript(era: str) -> Callable[[Path], Talk]:
    def make(installed: Path) -> Talk:
        script = str(TALKS / "typescript_sdk.mjs")
        return Talk([str(installed / "node/node"), script], {"era": era, "modules": str(installed / "node/modules")})

    return make


CLIENTS: dict[str, Callable[[Path], Talk]] = {
    "python-sdk": _sdk("auto"),
    "python-sdk-legacy": _sdk("legacy"),
    "fastmcp": _python("fastmcp_client.py", "fastmcp"),
    "openai-agents": _python("openai_agents.py", "openai-agents"),
    "pydantic-ai": _python("pydantic_ai_agent.py", "pydantic-ai"),
    "langchain": _python("langchain_agent.py", "langchain"),
    "typescript-sdk": _typescript("auto"),
    "typescript-sdk-legacy": _typescript("legacy"),
}
AGENTS = ("openai-agents", "pydantic-ai", "langchain")
