"""`python -m benchmarks [PART ...]`: measures on this machine, offline, against the sandbox."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import agentic, answers, calls, grounding, load, memory, size, start
from benchmarks.figures import Table, markdown
from benchmarks.peers import installed
from benchmarks.report import RESULTS, save

_PARTS = ("start", "calls", "answers", "agentic", "load", "size", "memory", "grounding")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts and print a table each; 0 however fast the machine is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(_PARTS)}")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--save", action="store_true", help=f"write {RESULTS.name}, from which the README files are made"
    )
    parser.add_argument("--peers", action="store_true", help="install other servers and measure them too")
    parser.add_argument(
        "--evals",
        type=Path,
        default=Path(os.environ.get("LIGHTON_MCP_EVALS") or grounding.EVALS),
        metavar="FILE",
        help="for grounding: questions with right and hallucinated answers; also LIGHTON_MCP_EVALS",
    )
    arguments = parser.parse_args(argv)
    if unknown := set(arguments.parts) - set(_PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; the parts are {', '.join(_PARTS)}")
    load_before = _load()
    tables = _run(arguments.parts or _PARTS, arguments)
    machine = _machine() | {"load_before": load_before, "load_after": _load()}
    if arguments.json:
        report = {"machine": machine, "tables": [table.as_dict() for table in tables]}
        print(json.dumps(report, indent=2, ensure_ascii=False))
    if arguments.save:
        save(tables, machine)
    return 0


def _run(parts: Sequence[str], arguments: argparse.Namespace) -> list[Table]:
    tables = []
    with installed(arguments.peers and bool({"start", "size"} & set(parts))) as (peers, notes):
        for part in parts:
            print(f"{part} ...", file=sys.stderr)
            runs: dict[str, Callable[[], Table]] = {
                "start": lambda: start.run(peers),
                "calls": calls.run,
                "answers": answers.run,
                "agentic": agentic.run,
                "load": load.run,
                "size": lambda: size.run(peers),
                "memory": memory.run,
                "grounding": lambda: grounding.run(arguments.evals),
            }
            table = runs[part]()
            if part in {"start", "size"}:
                table.notes.extend(notes)
            tables.append(table)
            if not arguments.json:
                print(f"\n## {part}\n\n{markdown(table)}\n", flush=True)
    return tables


def _load() -> float | None:
    # Figures of a machine that was busy with something else say so.
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "date": datetime.now(UTC).date().isoformat(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
