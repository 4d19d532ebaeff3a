"""Other servers, each installed into an environment of its own below a temporary folder; only with `--peers`."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.stdio import Server, environment
from benchmarks.upstream import Variables

_INSTALL_S = 240


@dataclass(frozen=True, slots=True)
class Peer:
    """A server that people use; `variables` are invented keys without which it would not start."""

    name: str
    executable: str
    python: bool
    variables: Variables = field(default_factory=dict)
    command: tuple[str, ...] = ()


_PEERS = (
    Peer("mcp-server-fetch", "mcp-server-fetch", python=True),
    Peer("awslabs.aws-documentation-mcp-server", "awslabs.aws-documentation-mcp-server", python=True),
    Peer("vectara-mcp", "vectara-mcp", python=True, variables={"VECTARA_API_KEY": "invented"}),
    Peer("@perplexity-ai/mcp-server", "perplexity-mcp", python=False, variables={"PERPLEXITY_API_KEY": "invented"}),
    Peer("@upstash/context7-mcp", "context7-mcp", python=False),
)


@contextmanager
def installed(wanted: bool) -> Iterator[tuple[list[Peer], list[str]]]:
    """Yield the peers that can be started, and a line for each that cannot."""
    if not wanted:
        yield [], ["Peers: not measured (`--peers` installs them into a temporary folder)."]
        return
    with tempfile.TemporaryDirectory() as folder:
        peers, notes = [], []
        for number, peer in enumerate(_PEERS):
            try:
                peers.append(_install(peer, Path(folder) / str(number)))
            except (OSError, subprocess.SubprocessError, RuntimeError, ValueError) as failure:
                notes.append(f"{peer.name}: skipped, {type(failure).__name__} while it was installed or started.")
        yield peers, notes


def _install(peer: Peer, folder: Path) -> Peer:
    if peer.python:
        _run(sys.executable, "-m", "venv", str(folder))
        _run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", peer.name)
        command: tuple[str, ...] = (str(folder / "bin" / peer.executable),)
    else:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise OSError("there is no Node")
        _run(npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), peer.name)
        command = (node, str((folder / "node_modules" / ".bin" / peer.executable).resolve()))
    ready = Peer(peer.name, peer.executable, peer.python, peer.variables, command)
    server = Server(command, environment(peer.variables))
    try:
        server.open()
        server.request("tools/list")
    finally:
        server.close()
    return ready


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_INSTALL_S)
