"""Pairs of sentences, one a line: notations of numbers, dates and bounds, opposites, and whose a value is."""

from pathlib import Path
from typing import Final

LISTS: Final = ("notations", "polarity", "lists")
_FOLDER = Path(__file__).parent


def pairs(name: str, section: str) -> list[list[str]]:
    """Return the claims of a list with their passages: "same" where the passage supports the claim, else "other"."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.partition(f"\n[{section}]\n")[2].partition("\n[")[0].splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]
