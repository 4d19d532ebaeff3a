"""One table of a TOML file put in, replaced or taken out; tomlkit keeps the rest as it was written."""

import tomllib
from collections.abc import MutableMapping
from typing import Any, cast

import tomlkit

from lighton_mcp.setup import SetupRefused


def parse(text: str, *, comments: bool = True) -> dict[str, Any]:  # noqa: ARG001 (TOML has comments always)
    """Read a document.

    Raises:
        SetupRefused: with the line and column of what is wrong.

    """
    try:
        tomlkit.parse(text)
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, tomlkit.exceptions.TOMLKitError, RecursionError) as wrong:
        raise SetupRefused(str(wrong)) from None


def put(text: str, servers: str, name: str, entry: dict[str, Any]) -> str:
    """Put an entry under `servers`, or replace the one of that name."""
    document = tomlkit.parse(text)
    if servers not in document:
        document[servers] = tomlkit.table(is_super_table=True)
    held = cast("MutableMapping[str, Any]", document[servers])
    if name not in held:
        held[name] = entry
        return tomlkit.dumps(document)
    present = held[name]
    for key in [key for key in present if key not in entry]:
        del present[key]
    for key, value in entry.items():
        if key not in present or present[key] != value:
            present[key] = value
    return tomlkit.dumps(document)


def drop(text: str, servers: str, name: str) -> str:
    """Take the entry of that name out from under `servers`."""
    document = tomlkit.parse(text)
    del cast("MutableMapping[str, Any]", document[servers])[name]
    return tomlkit.dumps(document)


def dump(servers: str, name: str, entry: dict[str, Any]) -> str:
    """Return a file that holds the entry alone."""
    return put("", servers, name, entry)
