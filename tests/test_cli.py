"""The commands, as a person types them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import lighton_mcp
from lighton_mcp import __version__
from lighton_mcp.cli import main
from lighton_mcp.sandbox import LIGHTON_KEY
from lighton_mcp.terminal import plain

RETENTION = "What is our data retention policy?"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_demo_needs_nothing(capsys: pytest.CaptureFixture[str]):
    """Offline and without a key it lists, reads the models, searches, and answers with citations."""
    code, out, err = run(capsys, "demo")
    assert (code, err) == (0, "")
    for words in ("lighton_search", "grounded_answer", "listed, default", "Data retention policy, page 1", "“"):
        assert words in out
    shipped = Path(lighton_mcp.__file__).parent / "sandbox/documents"
    texts = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in shipped.rglob("*.md"))
    quotes = [line.strip()[1:-1] for line in out.splitlines() if line.strip().startswith("“")]
    assert quotes
    assert all(quote in texts for quote in quotes)


def test_the_demo_summarises_a_checklist(capsys: pytest.CaptureFixture[str]):
    """The second question of the tutorial gives a list of items with their places."""
    code, out, _ = run(capsys, "demo", "Summarize the onboarding checklist")
    assert code == 0
    assert "Onboarding checklist, page" in out
    assert out.count("\n- ") >= 3


def test_the_demo_does_not_know_everything(capsys: pytest.CaptureFixture[str]):
    """A question that the documents do not answer gets no invented answer."""
    code, out, _ = run(capsys, "demo", "Who won the football world cup in 1998?")
    assert code == 0
    assert "insufficient_context" in out


def test_the_demo_reads_a_persons_own_documents(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """`--docs` answers from a folder."""
    (tmp_path / "cats.md").write_text("# Cats\n\nThe office cat Minka eats 80 g of tuna a day.\n", encoding="utf-8")
    code, out, _ = run(capsys, "demo", "How much tuna does the office cat eat?", "--docs", str(tmp_path))
    assert code == 0
    assert "“The office cat Minka eats 80 g of tuna a day.”" in out


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_a_folder_without_documents_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str):
    """No traceback: a line that says what is wrong."""
    (tmp_path / "empty").mkdir()
    code, _, err = run(capsys, "demo", "--docs", str(tmp_path / folder))
    assert code in {1, 2}
    assert folder in err
    assert "Traceback" not in err


def test_ask_prints_text_and_then_its_sources(capsys: pytest.CaptureFixture[str]):
    """The answer streams; what the check found follows."""
    code, out, _ = run(capsys, "ask", RETENTION, "--sandbox")
    assert code == 0
    assert out.index("[1]") < out.index("Sources") < out.index("“")
    assert "sample documents" in out


def test_ask_in_json_is_the_tools_result(capsys: pytest.CaptureFixture[str]):
    """The same fields as `structuredContent`, and nothing else on stdout."""
    code, out, _ = run(capsys, "ask", RETENTION, "--sandbox", "--json")
    result = json.loads(out)
    assert (code, result["status"], result["backend"]) == (0, "answered", "sandbox")


def test_search_prints_passages(capsys: pytest.CaptureFixture[str]):
    """Numbered, with their places; `--max-results` bounds them."""
    code, out, _ = run(capsys, "search", "retention", "--sandbox", "--max-results", "2")
    assert code == 0
    assert "[1] Data retention policy, page" in out
    assert "[3]" not in out


def test_search_in_json_is_the_tools_result(capsys: pytest.CaptureFixture[str]):
    """The same fields as `structuredContent`."""
    _, out, _ = run(capsys, "search", "retention", "--sandbox", "--json")
    assert json.loads(out)["passages"][0]["n"] == 1


def test_models_is_a_table(capsys: pytest.CaptureFixture[str]):
    """The default is marked, and what is gone says what to use instead."""
    code, out, _ = run(capsys, "models", "--sandbox")
    assert code == 0
    assert "Meta-Llama-3_3-70B-Instruct" in out
    assert "Not listed by OVHcloud any more: use" in out


def test_models_in_json_is_the_resource(capsys: pytest.CaptureFixture[str]):
    """One form for both."""
    _, out, _ = run(capsys, "models", "--sandbox", "--json")
    assert json.loads(out)["source"] == "live"


@pytest.mark.parametrize("command", [("ask", "x"), ("search", "x")])
def test_without_a_key_a_command_says_what_to_set(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]):
    """The sandbox is never chosen silently."""
    code, out, err = run(capsys, *command)
    assert (code, out) == (1, "")
    assert "LIGHTON_API_KEY" in err
    assert "--sandbox" in err


def test_doctor_passes_a_good_set_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, alone: dict[str, str]
):
    """One line a check, exit 0."""
    for name, value in alone.items():
        monkeypatch.setenv(name, value)
    code, out, _ = run(capsys, "doctor")
    assert code == 0, out
    assert [line.split()[0] for line in out.splitlines()] == ["ok"] * len(out.splitlines())
    code, out, _ = run(capsys, "doctor", "--json")
    assert {check["name"] for check in json.loads(out)} >= {"settings", "LightOn", "OVHcloud", "OVHcloud key"}
    assert alone["LIGHTON_API_KEY"] not in out


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"LIGHTON_API_KEY": ""}, "LIGHTON_API_KEY is not set"),
        ({"LIGHTON_API_KEY": "wrong"}, "LightOn refused the key"),
        ({"OVH_AI_ENDPOINTS_ACCESS_TOKEN": "wrong"}, "OVHcloud AI Endpoints refused the key"),
        ({"LIGHTON_MCP_MODEL": "Qwen3-32B"}, "set LIGHTON_MCP_MODEL to one of"),
        ({"LIGHTON_MCP_TIMEOUT": "x"}, "LIGHTON_MCP_TIMEOUT must be"),
        ({"OVH_AI_ENDPOINTS_BASE_URL": "http://127.0.0.1:1/v1", "LIGHTON_MCP_TIMEOUT": "2"}, "could not be reached"),
    ],
)
def test_doctor_names_what_is_broken_and_the_fix(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    alone: dict[str, str],
    changed: dict[str, str],
    words: str,
):
    """Exit 1, and the line of the broken check says what to do."""
    for name, value in (alone | changed).items():
        monkeypatch.setenv(name, value)
    code, out, _ = run(capsys, "doctor")
    assert code == 1
    assert any(line.startswith("broken") and words in line for line in out.splitlines()), out


def test_doctor_says_that_the_anonymous_tier_is_slow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, alone: dict[str, str]
):
    """It works without a key for OVHcloud: a note, not a fault."""
    for name, value in (alone | {"OVH_AI_ENDPOINTS_ACCESS_TOKEN": ""}).items():
        monkeypatch.setenv(name, value)
    code, out, _ = run(capsys, "doctor")
    assert code == 0
    assert "2 requests a minute" in out


@pytest.mark.parametrize(
    "arguments", [("ask",), ("fly",), ("search", "x", "--max-results", "99"), ("sandbox", "--port", "0")]
)
def test_wrong_usage_is_2_and_says_why(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]):
    """Usage goes to stderr."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "usage:" in err


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]):
    """`--version` names the program and its version."""
    assert run(capsys, "--version") == (0, f"lighton-mcp {__version__}\n", "")


def test_the_terminal_obeys_nothing_that_a_document_says():
    """Escape sequences go; letters of every script stay."""
    assert plain("\x1b[31mred\x1b[0m \x9b2J\r\x07 naïve 日本\n\t") == "red  naïve 日本\n\t"


@pytest.fixture(scope="module")
def alone() -> Iterator[dict[str, str]]:
    """Run `lighton-mcp sandbox` as a process of its own, since the commands have an event loop of their own."""
    import subprocess
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "lighton_mcp", "sandbox"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = [process.stdout.readline().strip() for _ in range(4)]
    yield dict(line.removeprefix("export ").split("=", 1) for line in lines)
    process.terminate()
    process.communicate()


def test_the_sandbox_prints_what_to_export(alone: dict[str, str]):
    """Four variables point a server at it."""
    assert set(alone) == {
        "LIGHTON_BASE_URL",
        "LIGHTON_API_KEY",
        "OVH_AI_ENDPOINTS_BASE_URL",
        "OVH_AI_ENDPOINTS_ACCESS_TOKEN",
    }
    assert alone["LIGHTON_API_KEY"] == LIGHTON_KEY
