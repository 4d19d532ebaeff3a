"""What describes the package elsewhere: the registry's `server.json`, the MCP bundle, the install links.

All of it is made from `pyproject.toml` and the README's table of settings, so that nothing is said twice.
`python -m scripts.packages DIR` lays out the bundle that `mcpb pack` packs.
"""

import base64
import json
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lighton_mcp import __version__

ROOT: Final = Path(__file__).parents[1]
REGISTRY_NAME: Final = "io.github.lighton-mcp/lighton-mcp"
"""The registry lets only the owner of that GitHub name publish under it; the README carries it as its proof."""

_PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_KEYS: Final = ("LIGHTON_API_KEY", "OVH_AI_ENDPOINTS_ACCESS_TOKEN")
_ROW: Final = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| ?(.*?) ?\|$", re.MULTILINE)
_TITLE: Final = "LightOn documents"
_BUNDLED: Final = ("pyproject.toml", "README.md", "LICENSE", "lighton_mcp")


def server_json() -> dict[str, Any]:
    """Describe the package to the MCP registry, in its schema of 2025-12-11."""
    return {
        "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        "name": REGISTRY_NAME,
        "title": _TITLE,
        "description": _PROJECT["description"],
        "version": __version__,
        "packages": [
            {
                "registryType": "pypi",
                "identifier": _PROJECT["name"],
                "version": __version__,
                "runtimeHint": "uvx",
                "transport": {"type": "stdio"},
                "packageArguments": [{"type": "positional", "value": "serve"}],
                "environmentVariables": [_variable(*row) for row in _settings()],
            }
        ],
    }


def manifest() -> dict[str, Any]:
    """Describe the bundle, in MCPB 0.4: the assistant asks for the keys and keeps them in the system's keychain."""
    meanings = {name: meaning for name, _, meaning in _settings()}
    config = {name.lower(): name for name in _KEYS}
    return {
        "manifest_version": "0.4",
        "name": _PROJECT["name"],
        "display_name": _TITLE,
        "version": __version__,
        "description": _PROJECT["description"],
        "author": {"name": "The lighton-mcp maintainers"},
        "license": _PROJECT["license"],
        "keywords": _PROJECT["keywords"],
        "server": {
            "type": "uv",
            "entry_point": "lighton_mcp/__main__.py",
            "mcp_config": {
                "command": "uv",
                "args": ["run", "--directory", "${__dirname}", "lighton-mcp", "serve"],
                "env": {name: f"${{user_config.{option}}}" for option, name in config.items()},
            },
        },
        "tools_generated": True,
        "user_config": {
            option: {
                "type": "string",
                "title": meanings[name].split(";")[0],
                "description": f"Kept in the system's keychain. {name}: {meanings[name]}",
                "sensitive": True,
                "required": name == "LIGHTON_API_KEY",
            }
            for option, name in config.items()
        },
        "compatibility": {
            "platforms": ["darwin", "win32", "linux"],
            "runtimes": {"python": _PROJECT["requires-python"]},
        },
    }


def install_links() -> str:
    """Make the README's links for Cursor and VS Code; both run the published package with `uvx`."""
    cursor = _server(lambda name: f"${{env:{name}}}")
    vscode = {
        "name": "lighton",
        **_server(lambda name: f"${{input:{name}}}"),
        "inputs": [
            {"type": "promptString", "id": name, "description": meaning.split(";")[0], "password": True}
            for name, _, meaning in _settings()
            if name in _KEYS
        ],
    }
    config = quote(base64.b64encode(_compact(cursor).encode()).decode(), safe="")
    # GitHub shows no links of other schemes than http: vscode.dev leads to `vscode:mcp/install?...`.
    target = quote(f"vscode:mcp/install?{quote(_compact(vscode), safe='')}", safe="")
    return (
        f"[Install in Cursor](https://cursor.com/en/install-mcp?name=lighton&config={config}) · "
        f"[Install in VS Code](https://vscode.dev/redirect?url={target})"
    )


def lay_out_bundle(folder: Path) -> None:
    """Copy what the bundle holds into an empty folder, with its manifest."""
    folder.mkdir(parents=True)
    for name in _BUNDLED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "manifest.json").write_text(json.dumps(manifest(), indent=2) + "\n", encoding="utf-8")


def _settings() -> list[tuple[str, str, str]]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("\n## Settings\n") :]
    return [(name, default, meaning) for name, default, meaning in _ROW.findall(table)]


def _variable(name: str, default: str, meaning: str) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "description": (meaning or "Address of the service").replace("`", "")}
    if default:
        described["default"] = default
    return described | {"isRequired": name == "LIGHTON_API_KEY", "isSecret": name in _KEYS}


def _server(reference: Any) -> dict[str, Any]:
    return {
        "command": "uvx",
        "args": [_PROJECT["name"], "serve"],
        "env": {name: reference(name) for name in _KEYS},
    }


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    lay_out_bundle(Path(sys.argv[1]))
