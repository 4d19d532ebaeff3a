"""The last saved run, as the README files show it."""

import json
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Row, Table, markdown

RESULTS: Final = Path(__file__).parent / "results.json"


def save(tables: list[Table], machine: dict[str, Any]) -> None:
    """Keep a run: a part that was measured again replaces itself, and each part keeps its own machine and date."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept |= {table.part: {**table.as_dict(), "machine": machine} for table in tables}
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def checks() -> str:
    """Render how often the check of answers is right, for README.md: of the hand-made claims those kept aside."""
    table = next(table for table, _ in _saved() if table.part == "grounding")
    rows = [row for row in table.rows if "dev" not in row.what and "half" not in row.what]
    return markdown(Table(table.part, rows, table.notes))


def bounded_rows() -> str:
    """Render the figures that have a bound, for README.md, which shows those of the checks by themselves."""
    saved = [(table, machine) for table, machine in _saved() if table.part != "grounding"]
    rows = [row for table, _ in saved for row in table.rows if row.holds is not None]
    machines = "; ".join(dict.fromkeys(_in_words(machine) for _, machine in saved))
    return f"{machines}.\n\n{markdown(Table('all', rows, []))}".rstrip()


def all_tables() -> str:
    """Render everything, for benchmarks/README.md."""
    return "\n\n".join(f"### {table.part}\n\n{_in_words(machine)}.\n\n{markdown(table)}" for table, machine in _saved())


def _saved() -> list[tuple[Table, dict[str, Any]]]:
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    return [
        (Table(part, [Row(**row) for row in saved["rows"]], saved["notes"]), saved["machine"])
        for part, saved in kept.items()
    ]


def _in_words(machine: dict[str, Any]) -> str:
    load = f", load {machine['load_before']} before and {machine['load_after']} after"
    return f"{machine['system']}, {machine['cores']} cores{load}, Python {machine['python']}, {machine['date']}"
