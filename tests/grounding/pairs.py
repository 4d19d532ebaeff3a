"""Pairs of a claim and a passage: notations of numbers and dates, opposites, whose a value is, rows of tables."""

from pathlib import Path
from typing import Final

LISTS: Final = ("notations", "polarity", "lists", "tables")
_SIGNS: Final = {"same": "+ ", "other": "- "}
_FOLDER = Path(__file__).parent


def pairs(name: str, section: str) -> list[list[str]]:
    """Return the claims of a list with their passages: "same" where the passage supports the claim, else "other"."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    if name == "tables":
        return [pair for block in text.split("\n\n")[1:] for pair in _of_block(block.splitlines(), section)]
    lines = text.partition(f"\n[{section}]\n")[2].partition("\n[")[0].splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def _of_block(lines: list[str], section: str) -> list[list[str]]:
    """Return the pairs of a passage that has several lines, with what it says and what not behind it."""
    end = next(at for at, line in enumerate(lines) if line.startswith(_SIGNS["same"]))
    return [[line[2:], "\n".join(lines[:end])] for line in lines[end:] if line.startswith(_SIGNS[section])]
