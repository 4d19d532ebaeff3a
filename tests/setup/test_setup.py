"""`lighton-mcp setup`, against configuration files as people have them."""

import json
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lighton_mcp.cli import main
from lighton_mcp.setup import json_file
from lighton_mcp.setup.clients import CLIENTS, config_path

from .files import BROKEN, CLAUDE_DESKTOP, CODEX, SHAPES, VSCODE, ZED

KEY = "llmgk-0123456789abcdef"
TOKEN = "ovh-0123456789abcdef"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home of its own, and an installation whose command is `home/venv/bin/lighton-mcp`."""
    venv = tmp_path / "venv"
    record = venv / "lib" / "lighton_mcp-0.0.0.dist-info" / "RECORD"
    record.parent.mkdir(parents=True)
    record.write_text("../bin/lighton-mcp,,\n", encoding="utf-8")
    record.with_name("METADATA").write_text("Name: lighton-mcp\nVersion: 0.0.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(venv / "lib"))
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "CODEX_HOME", "CLAUDE_CONFIG_DIR", "APPDATA"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def path_of(client: str, home: Path) -> Path:
    import sys

    return config_path(client, sys.platform, {}, home)


def written(client: str, home: Path, text: str) -> Path:
    path = path_of(client, home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def data_of(client: str, text: str) -> dict[str, Any]:
    if CLIENTS[client].toml:
        return tomllib.loads(text)
    return json_file.parse(text.removeprefix("\ufeff"))


def entry_in(client: str, path: Path) -> dict[str, Any]:
    entry: dict[str, Any] = data_of(client, path.read_bytes().decode())[CLIENTS[client].servers]["lighton"]
    return entry


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_without_a_file_gets_one(client: str, home: Path):
    """The entry names this installation's command by its absolute path, and the file is for its owner alone."""
    assert main(["setup", client, "--yes"]) == 0
    path = path_of(client, home)
    entry = entry_in(client, path)
    assert (entry["command"], entry["args"]) == (str(home / "venv/bin/lighton-mcp"), ["serve"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert main(["setup", client, "--remove", "--yes"]) == 0
    assert [file for file in home.rglob("*") if file.is_file() and "venv" not in file.parts] == []


@pytest.mark.parametrize(("client", "before"), SHAPES)
def test_everything_else_in_a_file_stays(client: str, before: str, home: Path):
    """Every line is there in its order, the data differ by the entry alone, and removing it restores the bytes."""
    path = written(client, home, before)
    path.chmod(0o640)
    assert main(["setup", client, "--yes"]) == 0
    after = path.read_bytes().decode()
    if len(before.splitlines()) > 2 and "{}" not in before:
        remaining = iter(after.splitlines())
        assert all(line in remaining for line in before.splitlines())
    servers = CLIENTS[client].servers
    expected = data_of(client, before)
    expected.setdefault(servers, {})["lighton"] = entry_in(client, path)
    assert data_of(client, after) == expected
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert after.startswith("\ufeff") == before.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n") or "\r" not in before
    assert path.with_name(f"{path.name}.lighton-mcp.bak").read_bytes() == before.encode()

    assert main(["setup", client, "--remove", "--yes"]) == 0
    assert path.read_bytes() == before.encode()
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]


@pytest.mark.parametrize(("client", "before"), SHAPES)
def test_doing_it_twice_changes_nothing_more(client: str, before: str, home: Path, capsys: pytest.CaptureFixture[str]):
    """The second time says so, and leaves file and backup alone."""
    path = written(client, home, before)
    assert main(["setup", client, "--yes"]) == 0
    after = path.read_bytes()
    assert main(["setup", client, "--yes"]) == 0
    assert "set up already" in capsys.readouterr().out
    assert path.read_bytes() == after
    assert path.with_name(f"{path.name}.lighton-mcp.bak").read_bytes() == before.encode()


@pytest.mark.parametrize(("client", "before"), SHAPES)
def test_removing_it_keeps_what_was_changed_since(client: str, before: str, home: Path):
    """Without the backup's help the entry is cut out of the file as it is now."""
    path = written(client, home, before)
    main(["setup", client, "--yes"])
    path.with_name(f"{path.name}.lighton-mcp.bak").write_text("{}" if not CLIENTS[client].toml else "a = 1")
    assert main(["setup", client, "--remove", "--yes"]) == 0
    expected = data_of(client, before)
    expected.setdefault(CLIENTS[client].servers, {})
    data = data_of(client, path.read_bytes().decode())
    data.setdefault(CLIENTS[client].servers, {})
    assert data == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"s": {"lighton": {}}}', '{"s": {}}'),
        ('{"s": {"a": 1, "lighton": {}}}', '{"s": {"a": 1 }}'),
        ('{"s": {"a": 1, "lighton": {}, }}', '{"s": {"a": 1, }}'),
        ('{"s": {"lighton": {}, "a": 1}}', '{"s": {"a": 1}}'),
        (
            '{\n  "s": {\n    "a": 1, // one\n    "lighton": {} // ours\n  }\n}',
            '{\n  "s": {\n    "a": 1 // one\n    // ours\n  }\n}',
        ),
        ('{\n  "s": {\n    "a": 1,\n    "lighton": {}\n  }\n}', '{\n  "s": {\n    "a": 1\n  }\n}'),
        ('{\n  "s": {\n    "lighton": {},\n    "a": 1\n  }\n}', '{\n  "s": {\n    "a": 1\n  }\n}'),
    ],
)
def test_an_entry_is_cut_out_with_its_comma(before: str, after: str):
    """Wherever it stands, with and without trailing commas and comments."""
    assert json_file.drop(before, "s", "lighton") == after
    assert json_file.parse(after) is not None


@pytest.mark.parametrize(("client", "text", "words"), BROKEN)
def test_a_broken_file_is_refused_with_its_line(
    client: str, text: str, words: str, home: Path, capsys: pytest.CaptureFixture[str]
):
    """Nothing is written, and no backup either."""
    path = written(client, home, text)
    assert main(["setup", client, "--yes"]) == 1
    error = capsys.readouterr().err
    assert str(path) in error
    assert words in error
    assert path.read_bytes() == text.encode()
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]


def test_a_file_that_is_not_text_is_refused(home: Path, capsys: pytest.CaptureFixture[str]):
    """With the line of the first byte that is not UTF-8."""
    path = written("cursor", home, "")
    path.write_bytes('{\n "a": "é"}'.encode("latin-1"))
    assert main(["setup", "cursor", "--yes"]) == 1
    assert "line 2" in capsys.readouterr().err


def test_the_change_is_shown_before_the_question(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A unified diff of this server's entry; without a yes nothing is written."""
    path = written("vscode", home, VSCODE)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert main(["setup", "vscode"]) == 1
    printed = capsys.readouterr().out
    assert f"+++ {path}" in printed
    assert '+      "command":' in printed
    assert "github" not in printed
    assert path.read_text() == VSCODE
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert main(["setup", "vscode"]) == 0
    assert "lighton" in path.read_text()


def test_without_a_terminal_nothing_is_written(home: Path, monkeypatch: pytest.MonkeyPatch):
    """A closed stdin is not a yes."""
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["setup", "cursor"]) == 1
    assert not path_of("cursor", home).exists()


def test_print_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]):
    """What it prints can be pasted into an empty file."""
    path = written("zed", home, ZED)
    assert main(["setup", "zed", "--print"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["context_servers"]["lighton"]["command"] == str(home / "venv/bin/lighton-mcp")
    assert str(path) in printed.err
    assert path.read_text() == ZED


@pytest.mark.parametrize("client", CLIENTS)
def test_keys_are_written_only_when_asked_for(
    client: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Without --keys the client's own source is named; with it they stand in `env`, and in no output."""
    monkeypatch.setenv("LIGHTON_API_KEY", KEY)
    monkeypatch.setenv("OVH_AI_ENDPOINTS_ACCESS_TOKEN", TOKEN)
    assert main(["setup", client, "--yes"]) == 0
    assert KEY not in path_of(client, home).read_text()
    assert CLIENTS[client].keys in capsys.readouterr().out
    assert main(["setup", client, "--yes", "--keys"]) == 0
    env = entry_in(client, path_of(client, home))["env"]
    assert (env["LIGHTON_API_KEY"], env["OVH_AI_ENDPOINTS_ACCESS_TOKEN"]) == (KEY, TOKEN)
    assert main(["setup", client, "--print"]) == 0
    assert main(["setup", client, "--yes"]) == 0
    assert entry_in(client, path_of(client, home))["env"] == env
    assert main(["setup", client, "--remove", "--yes"]) == 0
    printed = "".join(capsys.readouterr())
    assert KEY not in printed
    assert TOKEN not in printed


def test_keys_that_are_not_set_cannot_be_written(home: Path, capsys: pytest.CaptureFixture[str]):
    """It names the variable to export."""
    assert main(["setup", "cursor", "--yes", "--keys"]) == 1
    assert "LIGHTON_API_KEY is not set" in capsys.readouterr().err
    assert not path_of("cursor", home).exists()


def test_settings_that_are_set_go_along(home: Path, monkeypatch: pytest.MonkeyPatch):
    """A lock on workspaces must hold in the assistant too; keys and other programs' variables stay out."""
    monkeypatch.setenv("LIGHTON_MCP_WORKSPACES", "Legal")
    monkeypatch.setenv("LIGHTON_BASE_URL", "https://lighton.example")
    monkeypatch.setenv("LIGHTON_API_KEY", KEY)
    monkeypatch.setenv("LIGHTON_OTHER", "x")
    main(["setup", "claude-desktop", "--yes"])
    assert entry_in("claude-desktop", path_of("claude-desktop", home))["env"] == {
        "LIGHTON_MCP_WORKSPACES": "Legal",
        "LIGHTON_BASE_URL": "https://lighton.example",
    }


def test_a_new_installation_replaces_the_command_and_keeps_the_rest(home: Path):
    """What a person added to the entry stays where it is."""
    text = CLAUDE_DESKTOP.replace(
        '"mcpServers": {',
        '"mcpServers": {\n    "lighton": {"command": "/old", "args": [], "disabled": true, '
        '"env": {"LIGHTON_MCP_WORKSPACES": "7"}},',
    )
    path = written("claude-desktop", home, text)
    assert main(["setup", "claude-desktop", "--yes"]) == 0
    assert entry_in("claude-desktop", path) == {
        "command": str(home / "venv/bin/lighton-mcp"),
        "args": ["serve"],
        "disabled": True,
        "env": {"LIGHTON_MCP_WORKSPACES": "7"},
    }
    text = CODEX + '\n[mcp_servers.lighton]\ncommand = "/old" # mine\ntool_timeout_sec = 90\n'
    path = written("codex", home, text)
    assert main(["setup", "codex", "--yes"]) == 0
    assert entry_in("codex", path)["tool_timeout_sec"] == 90
    assert path.read_text().startswith(CODEX)


def test_the_sandbox_can_be_set_up(home: Path):
    """To try a client before there are keys."""
    assert main(["setup", "codex", "--sandbox", "--yes"]) == 0
    assert entry_in("codex", path_of("codex", home))["args"] == ["serve", "--sandbox"]


def test_a_link_is_written_through(home: Path):
    """Configuration files are often links into a repository of them."""
    real = home / "dotfiles" / "zed.json"
    real.parent.mkdir()
    real.write_text(ZED)
    link = path_of("zed", home)
    link.parent.mkdir(parents=True)
    link.symlink_to(real)
    assert main(["setup", "zed", "--yes"]) == 0
    assert link.is_symlink()
    assert "lighton" in real.read_text()


def test_a_change_made_meanwhile_is_not_overwritten(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Claude Code writes its file while it runs."""
    path = written("claude-code", home, "{}")

    def answer(_: str) -> str:
        path.write_text('{"numStartups": 1}')
        return "y"

    monkeypatch.setattr("builtins.input", answer)
    assert main(["setup", "claude-code"]) == 1
    assert "changed by another program" in capsys.readouterr().err
    assert path.read_text() == '{"numStartups": 1}'


def test_a_folder_that_cannot_be_written_is_told(home: Path, capsys: pytest.CaptureFixture[str]):
    """A file stands where the folder should be."""
    (home / ".cursor").write_text("")
    assert main(["setup", "cursor", "--yes"]) == 1
    assert "Nothing was written" in capsys.readouterr().err


def test_an_installation_that_will_not_last_is_refused(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """One that uvx made lives in its cache."""
    cached = tmp_path / "cache" / "uv" / "archive-v0" / "x"
    cached.parent.mkdir(parents=True)
    (home / "venv").rename(cached)
    monkeypatch.syspath_prepend(str(cached / "lib"))
    assert main(["setup", "cursor", "--yes"]) == 1
    assert "uv tool install" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("client", "platform", "environ", "expected"),
    [
        ("claude-desktop", "darwin", {}, "Library/Application Support/Claude/claude_desktop_config.json"),
        ("claude-desktop", "win32", {"APPDATA": "/h/R"}, "R/Claude/claude_desktop_config.json"),
        ("claude-desktop", "linux", {}, ".config/Claude/claude_desktop_config.json"),
        ("claude-code", "linux", {}, ".claude.json"),
        ("claude-code", "darwin", {"CLAUDE_CONFIG_DIR": "/h/c"}, "c/.claude.json"),
        ("cursor", "win32", {}, ".cursor/mcp.json"),
        ("vscode", "darwin", {}, "Library/Application Support/Code/User/mcp.json"),
        ("vscode", "win32", {}, "AppData/Roaming/Code/User/mcp.json"),
        ("vscode", "linux", {"XDG_CONFIG_HOME": "/h/x"}, "x/Code/User/mcp.json"),
        ("windsurf", "darwin", {}, ".codeium/windsurf/mcp_config.json"),
        ("zed", "darwin", {"XDG_CONFIG_HOME": "/h/x"}, ".config/zed/settings.json"),
        ("zed", "linux", {"XDG_CONFIG_HOME": "/h/x"}, "x/zed/settings.json"),
        ("zed", "win32", {"APPDATA": "/h/R"}, "R/Zed/settings.json"),
        ("codex", "linux", {"CODEX_HOME": "/h/k"}, "k/config.toml"),
        ("codex", "win32", {}, ".codex/config.toml"),
        ("gemini-cli", "linux", {}, ".gemini/settings.json"),
    ],
)
def test_each_system_has_its_places(client: str, platform: str, environ: dict[str, str], expected: str):
    """Where each client looks on each operating system, and what moves it."""
    assert config_path(client, platform, environ, Path("/h")) == Path("/h") / expected


def test_a_wrong_name_is_answered_with_the_names(capsys: pytest.CaptureFixture[str]):
    """So is --help, which knows them without loading them."""
    with pytest.raises(SystemExit) as ended:
        main(["setup", "emacs"])
    assert ended.value.code == 2
    assert all(client in capsys.readouterr().err for client in [", ".join(CLIENTS)])
    with pytest.raises(SystemExit):
        main(["setup", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert all(client in shown for client in CLIENTS)


def test_the_server_does_not_load_any_of_it():
    """Its start must stay light: the parser knows the names of the clients and nothing more."""
    import subprocess
    import sys

    code = (
        "import sys; from lighton_mcp.cli import _parser; _parser(); import lighton_mcp.stdio;"
        "print([m for m in sys.modules if m.startswith(('lighton_mcp.setup', 'tomlkit'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
