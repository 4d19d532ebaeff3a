"""What the protocol's own tools say of the server: the conformance suite, the Inspector, tdqs."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.clients

ROOT = Path(__file__).parents[2]
SERVE = [sys.executable, "-m", "lighton_mcp", "serve", "--sandbox"]
ERAS = ("legacy", "modern")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve over HTTP in a process of its own."""
    command = [sys.executable, "-m", "tests.clients.http_server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/mcp"
        server.terminate()


@pytest.mark.parametrize("revision", ["2025-11-25", "2026-07-28"])
def test_the_conformance_suite_finds_nothing_new(address: str, installed: Path, revision: str):
    """All that a revision requires, less what `conformance.yml` explains; an entry that passes now fails too."""
    expected = Path(__file__).with_name("conformance.yml")
    arguments = ["server", "--url", address, "--requirements", revision, "--expected-failures", str(expected)]
    done = run(installed, "conformance", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Baseline check passed" in done.stdout


def test_every_expected_failure_is_explained():
    """Each group of entries stands below the comment that says why."""
    lines = Path(__file__).with_name("conformance.yml").read_text(encoding="utf-8").splitlines()
    start = lines.index("server:") + 1
    assert lines[start].strip().startswith("#")
    assert all(line.strip().startswith(("#", "- ")) for line in lines[start:])


@pytest.mark.parametrize("era", ERAS)
def test_the_inspector_accepts_the_tools(installed: Path, era: str):
    """Strictly: a schema that a client would have to drop is an error."""
    done = inspect(installed, era, "--method", "tools/list", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("era", ERAS)
def test_the_inspector_calls_a_tool(installed: Path, era: str):
    """Arguments as JSON, both channels in the result."""
    arguments = json.dumps({"question": "What is our data retention policy?"})
    calling = ("--method", "tools/call", "--tool-name", "grounded_answer", "--tool-args-json", arguments)
    done = inspect(installed, era, *calling)
    assert done.returncode == 0, done.stdout + done.stderr
    result = result_of(done)
    assert result["structuredContent"]["status"] == "answered"
    assert "Data retention policy, page 1" in result["content"][0]["text"]


def test_the_inspector_tells_an_error_from_a_result(installed: Path):
    """Its code for a tool's own error is 5."""
    calling = ("--method", "tools/call", "--tool-name", "lighton_search", "--tool-args-json", '{"query": ""}')
    done = inspect(installed, "modern", *calling)
    assert done.returncode == 5
    assert "query must not be empty" in done.stdout + done.stderr


def test_the_inspector_reads_a_resource(installed: Path):
    """The models, as JSON."""
    done = inspect(installed, "modern", "--method", "resources/read", "--uri", "ovhcloud://models")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(result_of(done)["contents"][0]["text"])["models"]


def test_tdqs_has_no_warning(installed: Path):
    """Descriptions, annotations and schemas by the published rubric."""
    lint = [str(installed / "tdqs/bin/tdqs"), "lint", "--command", " ".join(SERVE), "--fail-on", "warning"]
    done = subprocess.run(lint, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 warnings" in done.stdout


def inspect(installed: Path, era: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(installed, "mcp-inspector", "--cli", *SERVE, "--protocol-era", era, "--format", "json", *arguments)


def run(installed: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = installed / "node/modules/node_modules/.bin" / program
    command = [str(installed / "node/node"), str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, check=False)


def result_of(done: subprocess.CompletedProcess[str]) -> Any:
    printed = json.loads(done.stdout)
    return printed.get("result", printed)
