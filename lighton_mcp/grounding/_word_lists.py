"""The lists of words that are kept as text beside the code: synonyms, opposites, alternatives, common words, units."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal


@cache
def lines(name: Literal["synonyms", "opposites", "alternatives", "common"], language: str) -> tuple[str, ...]:
    """Return what a list has for a language, line by line; what the lines mean stands at the head of each file."""
    section = text(name).partition(f"\n[{language}]\n")[2].partition("\n[")[0]
    return tuple(line for line in section.splitlines() if line)


def text(name: str) -> str:
    """Return a list as it is written."""
    return files("lighton_mcp.grounding").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the words that are frequent in any text, without accents: "part", "possible", "receive"."""
    return frozenset(word for line in lines("common", language) for word in line.split())
