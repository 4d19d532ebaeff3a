"""The programs that can be set up: where each keeps its servers, and where it takes keys from.

Sources: each program's own documentation of its MCP configuration, as of November 2026.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One program's configuration file.

    `servers` is the key that holds the servers. `reference` is how the file names a variable of the program's own
    environment, `%s` being the name; without one, `keys` says where keys come from. `comments`: whether the program
    reads a JSON file with comments.
    """

    title: str
    keys: str
    servers: str = "mcpServers"
    reference: str | None = None
    comments: bool = True
    stdio_type: bool = False
    env_vars: bool = False
    toml: bool = False


CLIENTS: Final[Mapping[str, Client]] = {
    "claude-desktop": Client(
        title="Claude Desktop",
        comments=False,
        keys="Claude Desktop starts servers without your environment: it takes keys only from `env` in this file. "
        "Add them there, or run this again with --keys.",
    ),
    "claude-code": Client(
        title="Claude Code",
        comments=False,
        stdio_type=True,
        keys="Claude Code hands its own environment on: export them in the shell that starts `claude`.",
    ),
    "cursor": Client(
        title="Cursor",
        reference="${env:%s}",
        keys="The file refers to Cursor's own environment: set them where Cursor is started, or replace the references "
        "in `env`.",
    ),
    "vscode": Client(
        title="VS Code",
        servers="servers",
        stdio_type=True,
        keys="VS Code hands its own environment on: export them in your login shell. To be asked for them once and "
        "have them kept encrypted, add `inputs` as the README shows.",
    ),
    "windsurf": Client(
        title="Windsurf",
        reference="${env:%s}",
        keys="The file refers to Windsurf's own environment: set them where Windsurf is started, or replace the "
        "references in `env`.",
    ),
    "zed": Client(
        title="Zed",
        servers="context_servers",
        keys="Zed hands its own environment on: export them in your login shell, or add them to `env` in this file.",
    ),
    "codex": Client(
        title="Codex",
        servers="mcp_servers",
        toml=True,
        env_vars=True,
        keys="Codex hands on the variables named in `env_vars`: export them in the shell that starts `codex`.",
    ),
    "gemini-cli": Client(
        title="Gemini CLI",
        # Without a reference Gemini CLI withholds variables whose names speak of keys and tokens.
        reference="${%s}",
        keys="The file refers to Gemini CLI's own environment: export them in the shell that starts `gemini`, or put "
        "them in ~/.gemini/.env.",
    ),
}


def config_path(name: str, platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """Return the user's configuration file of a client; `platform` as in `sys.platform`."""
    applications = _applications(platform, environ, home)
    zed = {"win32": applications / "Zed", "darwin": home / ".config" / "zed"}.get(platform, applications / "zed")
    return {
        "claude-desktop": applications / "Claude" / "claude_desktop_config.json",
        "claude-code": Path(environ.get("CLAUDE_CONFIG_DIR") or home) / ".claude.json",
        "cursor": home / ".cursor" / "mcp.json",
        "vscode": applications / "Code" / "User" / "mcp.json",
        "windsurf": home / ".codeium" / "windsurf" / "mcp_config.json",
        "zed": zed / "settings.json",
        "codex": Path(environ.get("CODEX_HOME") or home / ".codex") / "config.toml",
        "gemini-cli": home / ".gemini" / "settings.json",
    }[name]


def _applications(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    if platform == "win32":
        return Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
