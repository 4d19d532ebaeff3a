"""What is written for this server: the command of this installation, its variables, and keys when asked for."""

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from os.path import normpath
from pathlib import Path
from typing import Any, Final

from lighton_mcp.setup import SetupRefused
from lighton_mcp.setup.clients import Client

NAME: Final = "lighton"
KEYS: Final = ("LIGHTON_API_KEY", "OVH_AI_ENDPOINTS_ACCESS_TOKEN")
_SECRET: Final = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD)$", re.IGNORECASE)
_ADDRESSES: Final = ("LIGHTON_BASE_URL", "OVH_AI_ENDPOINTS_BASE_URL")


def installed_command() -> str:
    """Return the absolute path of `lighton-mcp`: desktop programs have no PATH.

    Raises:
        SetupRefused: there is no such path, or it will not last.

    """
    try:
        files = distribution("lighton-mcp").files or []
    except PackageNotFoundError:
        files = []
    scripts = [file.locate() for file in files if file.stem == "lighton-mcp" and file.parent.name in {"bin", "Scripts"}]
    if not scripts:
        raise SetupRefused("lighton-mcp is not installed in this Python: run `pip install lighton-mcp` first")
    # Links are kept: those of a virtual environment lead to a Python that lacks this package.
    command = Path(normpath(scripts[0]))
    # uvx keeps an installation only as long as its cache.
    if "archive-v0" in command.parts:
        raise SetupRefused(
            "this installation is temporary: run `uv tool install lighton-mcp`, then `lighton-mcp setup` again"
        )
    return str(command)


def settings_from(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of this server that are set and hold no key.

    A lock on workspaces or an address that is set here must hold in the program too.
    """
    return {
        name: value
        for name, value in sorted(environ.items())
        if (name.startswith("LIGHTON_MCP_") or name in _ADDRESSES) and value.strip()
    }


def entry_for(
    client: Client,
    command: str,
    *,
    sandbox: bool,
    variables: Mapping[str, str],
    keys: Mapping[str, str],
    present: Mapping[str, Any],
) -> dict[str, Any]:
    """Make the entry; what a person added to a `present` one stays."""
    entry: dict[str, Any] = dict(present)
    if client.stdio_type:
        entry["type"] = "stdio"
    entry["command"] = command
    entry["args"] = ["serve", "--sandbox"] if sandbox else ["serve"]
    kept = present.get("env")
    env = (kept if isinstance(kept, dict) else {}) | dict(variables) | dict(keys)
    missing = [name for name in KEYS if name not in env and not sandbox]
    if client.reference:
        env |= {name: client.reference % name for name in missing}
    if client.env_vars and missing:
        named = present.get("env_vars")
        named = named if isinstance(named, list) else []
        entry["env_vars"] = [*named, *(name for name in missing if name not in named)]
    if env:
        entry["env"] = env
    return entry


def without_keys(entry: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    """Return the entry as it may be shown; a value of `new` is marked as such."""
    shown = dict(entry)
    if isinstance(entry.get("env"), dict):
        shown["env"] = {
            name: _shown(value, new=new.get(name) == value) if _SECRET.search(name) else value
            for name, value in entry["env"].items()
        }
    return shown


def _shown(value: object, *, new: bool) -> object:
    if isinstance(value, str) and value.startswith("${"):
        return value
    return "******** (from your environment)" if new else "********"
