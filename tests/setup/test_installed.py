"""The command that `setup` writes is one that a desktop program can start."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from lighton_mcp.setup import SetupRefused
from lighton_mcp.setup.clients import CLIENTS, config_path
from lighton_mcp.setup.entry import installed_command

from .test_setup import entry_in

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "desktop", "version": "1"}},
}


def command() -> str:
    try:
        distribution("lighton-mcp")
        return installed_command()
    except (PackageNotFoundError, SetupRefused):
        pytest.skip("lighton-mcp is not installed in this environment")


@pytest.mark.skipif(sys.platform == "win32", reason="env -i")
def test_what_setup_wrote_starts_from_an_empty_environment(tmp_path: Path):
    """All eight clients' entries name one command, which answers without PATH, HOME or any other variable."""
    written = {}
    for client in CLIENTS:
        done = subprocess.run(
            [command(), "setup", client, "--yes", "--sandbox"],
            env={"HOME": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        entry = entry_in(client, config_path(client, sys.platform, {}, tmp_path))
        assert "env" not in entry
        written[client] = [entry["command"], *entry["args"]]
    started = set(map(tuple, written.values()))
    assert len(started) == 1, written
    (line,) = started
    assert Path(line[0]).is_absolute()
    with subprocess.Popen(
        ["/usr/bin/env", "-i", *line], cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        answers = []
        for message in (INITIALIZE, LIST):
            server.stdin.write(json.dumps(message) + "\n")
            server.stdin.flush()
            answers.append(json.loads(server.stdout.readline()))
        server.stdin.close()
        assert server.wait(timeout=10) == 0
    assert answers[0]["result"]["serverInfo"]["name"] == "lighton-mcp"
    assert {tool["name"] for tool in answers[1]["result"]["tools"]} >= {"lighton_search", "grounded_answer"}
