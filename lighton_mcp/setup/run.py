"""`lighton-mcp setup CLIENT`: shows the change, asks, and writes it."""

import argparse
import copy
import difflib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from lighton_mcp.settings import Settings
from lighton_mcp.setup import SetupRefused, json_file, toml_file
from lighton_mcp.setup.clients import CLIENTS, Client, config_path
from lighton_mcp.setup.entry import KEYS, NAME, entry_for, installed_command, settings_from, without_keys
from lighton_mcp.setup.files import ConfigFile


class _Format(Protocol):
    def parse(self, text: str, *, comments: bool = True) -> dict[str, Any]: ...
    def put(self, text: str, servers: str, name: str, entry: dict[str, Any]) -> str: ...
    def drop(self, text: str, servers: str, name: str) -> str: ...
    def dump(self, servers: str, name: str, entry: dict[str, Any]) -> str: ...


def setup(arguments: argparse.Namespace, settings: Settings, environ: Mapping[str, str]) -> int:
    """Set one client up, or undo it; 1 when nothing was written because of what stands there, or of a no."""
    client = CLIENTS[arguments.client]
    path = config_path(arguments.client, sys.platform, environ, Path.home())
    try:
        if arguments.remove:
            return _remove(arguments, client, path)
        keys = _keys(settings) if arguments.keys else {}
        return _add(arguments, client, path, installed_command(), settings_from(environ), keys)
    except SetupRefused as refused:
        print(f"lighton-mcp: {path}: {refused}. Nothing was written.", file=sys.stderr)
        return 1


def _add(
    arguments: argparse.Namespace,
    client: Client,
    path: Path,
    command: str,
    variables: Mapping[str, str],
    keys: Mapping[str, str],
) -> int:
    file, form, data = _read(client, path)
    present = _servers(client, data).get(NAME)
    if present is not None and not (isinstance(present, dict) and "command" in present):
        raise SetupRefused(f'another server is called "{NAME}" there: rename or remove it first')
    entry = entry_for(
        client,
        command,
        sandbox=getattr(arguments, "sandbox", False),
        variables=variables,
        keys=keys,
        present=present or {},
    )
    shown = form.dump(client.servers, NAME, without_keys(entry, keys))
    if arguments.print:
        print(shown, end="")
        print(f"This belongs in {path}.", file=sys.stderr)
        return 0
    if entry == present:
        print(f"{path} is set up already.")
        return 0
    before = form.dump(client.servers, NAME, without_keys(present, {})) if present else ""
    text = form.put(file.text, client.servers, NAME, entry)
    expected = copy.deepcopy(data)
    expected.setdefault(client.servers, {})[NAME] = entry
    _verify(form, text, client.servers, expected)
    if not _agreed(arguments, path, before, shown):
        return 1
    file.replace(text)
    kept = f" The file as it was: {file.backup}." if file.raw is not None else ""
    print(f"Written.{kept} Restart {client.title} to use it.")
    if not keys and not getattr(arguments, "sandbox", False):
        print(f"Keys ({', '.join(KEYS)}): {client.keys}")
    return 0


def _remove(arguments: argparse.Namespace, client: Client, path: Path) -> int:
    file, form, data = _read(client, path)
    present = _servers(client, data).get(NAME)
    if present is None:
        print(f"{path} does not hold this server.")
        return 0
    before = form.dump(client.servers, NAME, without_keys(present, {})) if isinstance(present, dict) else f"{present}\n"
    text = form.drop(file.text, client.servers, NAME)
    expected = copy.deepcopy(data)
    del expected[client.servers][NAME]
    _verify(form, text, client.servers, expected)
    if arguments.print:
        _show(path, before, "")
        return 0
    if not _agreed(arguments, path, before, ""):
        return 1
    if _as_before(file, form, client, present):
        file.restore()
        print("Removed; the file is as it was before.")
    else:
        file.replace(text)
        print(f"Removed. The file as it was, with any key in it: {file.backup}.")
    return 0


def _as_before(file: ConfigFile, form: _Format, client: Client, present: Any) -> bool:
    """Tell whether the file is its backup plus this entry, so that the backup undoes it to the byte."""
    try:
        original = ConfigFile.read(file.backup).text
        return (
            NAME not in _servers(client, form.parse(original))
            and form.put(original, client.servers, NAME, present) == file.text
        )
    except SetupRefused:
        return False


def _read(client: Client, path: Path) -> tuple[ConfigFile, _Format, dict[str, Any]]:
    form: _Format = toml_file if client.toml else json_file
    file = ConfigFile.read(path)
    return file, form, form.parse(file.text, comments=client.comments)


def _servers(client: Client, data: Mapping[str, Any]) -> dict[str, Any]:
    servers = data.get(client.servers, {})
    if not isinstance(servers, dict):
        raise SetupRefused(f'"{client.servers}" holds something else than servers: correct it first')
    return servers


def _verify(form: _Format, text: str, servers: str, expected: dict[str, Any]) -> None:
    try:
        changed = form.parse(text)
    except SetupRefused:
        changed = {}
    # In TOML a table without entries is no table.
    if {servers: {}} | changed != {servers: {}} | expected:
        raise SetupRefused("it cannot be changed without changing more: run this with --print and edit it by hand")


def _keys(settings: Settings) -> dict[str, str]:
    if settings.problems:
        raise SetupRefused(" ".join(settings.problems).rstrip("."))
    held = dict(zip(KEYS, (settings.lighton_api_key, settings.ovhcloud_token), strict=True))
    keys = {name: secret.get_secret_value() for name, secret in held.items() if secret is not None}
    if KEYS[0] not in keys:
        raise SetupRefused(f"{KEYS[0]} is not set, so --keys has nothing to write: export it first")
    return keys


def _agreed(arguments: argparse.Namespace, path: Path, before: str, after: str) -> bool:
    _show(path, before, after)
    if arguments.yes:
        return True
    try:
        answer = input("Write this? [y/N] ")
    except EOFError:
        answer = ""
        print()
    if answer.strip().lower() in {"y", "yes"}:
        return True
    print("Nothing was written; --yes writes without asking.", file=sys.stderr)
    return False


def _show(path: Path, before: str, after: str) -> None:
    # Of this server's entry only: a file's other servers have keys of their own, and nothing else changes.
    difference = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{path}", f"{path}"
    )
    print("".join(difference), end="")
