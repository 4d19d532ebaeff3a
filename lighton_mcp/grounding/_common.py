"""Words that everybody uses all the time, by language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the words that are frequent in any text, without accents: "part", "possible", "receive"."""
    text = files("lighton_mcp.grounding").joinpath("common_words.txt").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"{language}: "))
    return frozenset(line.split()[1:])
