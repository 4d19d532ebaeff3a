"""The parts of README.md that come from the program: `python -m scripts.readme` writes them, a test compares them.

It writes `server.json` too, which says the same to the MCP registry, `docs/troubleshooting.md`, and the
tables of `benchmarks/README.md`.

A part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
"""

import asyncio
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.report import all_tables, bounded_rows, checks
from scripts.packages import install_links, server_json
from scripts.troubleshooting import page

if TYPE_CHECKING:
    from lighton_mcp.errors import LightOnMCPError

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
SERVER_JSON: Final = ROOT / "server.json"
BENCHMARKS: Final = ROOT / "benchmarks" / "README.md"
TROUBLESHOOTING: Final = ROOT / "docs" / "troubleshooting.md"
_SECONDS: Final = re.compile(r"\d+\.\d s")


def main() -> None:
    """Write every generated part into README.md, and server.json."""
    made = parts() | {"attacks": asyncio.run(_attacks())}
    README.write_text(with_parts(README.read_text(encoding="utf-8"), made), encoding="utf-8")
    SERVER_JSON.write_text(json.dumps(server_json(), indent=2) + "\n", encoding="utf-8")
    TROUBLESHOOTING.write_text(page(), encoding="utf-8")
    BENCHMARKS.write_text(
        with_parts(BENCHMARKS.read_text(encoding="utf-8"), {"tables": all_tables()}), encoding="utf-8"
    )


def parts() -> dict[str, str]:
    """Make each generated part, by name."""
    return {
        "demo": _demo(),
        "install-links": install_links(),
        "clients": _clients(),
        "tools": asyncio.run(_tools()),
        "models": _models(),
        "troubleshooting": troubleshooting(),
        "figures": bounded_rows(),
        "grounding": checks(),
        "dependencies": _dependencies(),
    }


def with_parts(readme: str, made: dict[str, str]) -> str:
    """Put the parts between their marks.

    Raises:
        ValueError: the text lacks the marks of a part.

    """
    for name, text in made.items():
        marks = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not marks.search(readme):
            raise ValueError(f"there is no part {name}")
        readme = marks.sub(lambda found, text=text: f"{found[1]}{text}\n{found[2]}", readme)
    return readme


def without_times(text: str) -> str:
    """Make two runs comparable: seconds differ."""
    return _SECONDS.sub("0.0 s", text)


def _demo() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "lighton_mcp", "demo"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return f"```text\n{done.stdout.strip()}\n```"


async def _tools() -> str:
    from mcp import Client

    from lighton_mcp import Settings, create_server

    rows = ["| tool | arguments | what it is for |", "| --- | --- | --- |"]
    async with Client(create_server(Settings())) as client:
        for tool in (await client.list_tools()).tools:
            arguments = ", ".join(f"`{name}`" for name in tool.input_schema["properties"])
            purpose = (tool.description or "").split("\n\n")[0].replace("\n", " ")
            rows.append(f"| `{tool.name}` | {arguments} | {' '.join(purpose.split())} |")
    return "\n".join(rows)


def _clients() -> str:
    from lighton_mcp.setup.clients import CLIENTS

    rows = ["| client | command | keys come from |", "| --- | --- | --- |"]
    rows += [f"| {client.title} | `lighton-mcp setup {name}` | {client.keys} |" for name, client in CLIENTS.items()]
    return "\n".join(rows)


def _models() -> str:
    from lighton_mcp.ovhcloud.known_models import KNOWN_MODELS

    rows = ["| model | USD per million tokens, in / out | tools | vision | note |", "| --- | --- | --- | --- | --- |"]
    for model in KNOWN_MODELS:
        price = "unknown" if model.input_price is None else f"{model.input_price:.2f} / {model.output_price:.2f}"
        yes = {True: "yes", False: "no"}
        rows.append(f"| `{model.id}` | {price} | {yes[model.tools]} | {yes[model.vision]} | {model.note} |")
    return "\n".join(rows)


def troubleshooting() -> str:
    """List every message of the taxonomy once, in the order in which it is drawn."""
    rows = ["| what you read | what to do | again? |", "| --- | --- | --- |"]
    for failure in messages():
        rows += [
            f"| `{failure.what.replace('{cause}', cause)}` | {failure.fix} | {failure.retry} |"
            for cause in getattr(failure, "causes", ("{cause}",))
        ]
    return "\n".join(rows)


def messages() -> "list[type[LightOnMCPError]]":
    """Return the classes whose messages differ: some only steer what the program does."""
    from lighton_mcp.errors import LightOnMCPError

    def below(failure: type[LightOnMCPError]) -> list[type[LightOnMCPError]]:
        return [failure, *(deeper for one in failure.__subclasses__() for deeper in below(one))]

    written = [failure for failure in below(LightOnMCPError) if hasattr(failure, "what")]
    return list({(one.what, one.fix, one.retry): one for one in reversed(written)}.values())[::-1]


async def _attacks() -> str:
    """Try every attack: some 20 s, so the attack suite compares this part itself."""
    from mcp import Client

    from lighton_mcp import create_server
    from lighton_mcp.sandbox import run_sandbox
    from tests.attacks.runner import all_attacks, table
    from tests.conftest import settings_for

    async with run_sandbox() as sandbox, Client(create_server(settings_for(sandbox))) as client:
        return table(list((await all_attacks(client, sandbox)).values()))


def _dependencies() -> str:
    # Why each library is here is said once, in pyproject.toml, beside the requirement.
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = re.compile(r'\s+"([A-Za-z0-9_.-]+)[^"]*",  # (.+)')
    start = lines.index("dependencies = [")
    rows = [found for line in lines[start : lines.index("]", start)] if (found := named.match(line))]
    declared = tomllib.loads("\n".join(lines))["project"]["dependencies"]
    if len(rows) != len(declared):
        raise ValueError("every dependency in pyproject.toml needs a comment that says why")
    return "\n".join(f"- `{found[1]}`: {found[2]}" for found in rows)


if __name__ == "__main__":
    main()
