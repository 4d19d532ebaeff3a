"""What the writer can repeat: the sentences, list items and table rows of a passage, with the headings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from .prompt import Numbered

_Kind: TypeAlias = Literal["sentence", "item", "row"]

_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{3}[ \t:|-]*$")
_END = re.compile(r"(?<=[.!?…])(?:\s?[\"'»”)])?\s+(?=[\"'«“(]?[^\Wa-z_])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|e\.g|i\.e|etc|art|no|n°|nr|bzw|z\.\s?B|ca|approx|incl|max|min|mr|mrs|ms|dr|prof|st|cf|ex|vs|"
    r"mme|mlle|m|sr|sra|dott|sig|bv|inc|ltd|p|pp|fig|vol|abs|ziff|pág|pag)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of a passage, and what it stands under: for a table row the names of the columns as well."""

    label: str
    text: str
    title: str
    heading: str
    kind: _Kind
    page: int


def units_of(passage: Numbered) -> Iterator[Unit]:
    """Yield the statements of a passage in order; the header row of a table states nothing."""
    for text, heading, kind in _statements(passage.text):
        yield Unit(passage.label, text, passage.title, heading, kind, passage.page)


@lru_cache(maxsize=1_024)  # agentic searches and benchmarks bring the same passages again and again
def _statements(text: str) -> tuple[tuple[str, str, _Kind], ...]:
    return tuple(_read(text.split("\n")))


def _read(lines: list[str]) -> Iterator[tuple[str, str, _Kind]]:
    heading = columns = ""
    held: list[str] = []
    kind: _Kind = "sentence"
    for line, following in zip([*lines, ""], [*lines[1:], "", ""], strict=True):
        stripped = line.strip()
        item = _ITEM.match(line)
        if held and (not stripped or stripped.startswith(("#", "|")) or item):
            whole = " ".join(held)
            for statement in [whole] if kind == "item" else sentences(whole):
                yield statement, heading, kind
            held = []
        if stripped.startswith("#"):
            heading = stripped.lstrip("# ")
        elif stripped.startswith("|"):
            row = _row(stripped)
            if _RULE.match(following):
                columns = row
            elif row and not _RULE.match(line):
                yield row, f"{heading} {columns}", "row"
        elif stripped:
            kind = "item" if item else kind if held else "sentence"
            held.append(line[item.end() :].strip() if item else stripped)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, not cut at abbreviations and initials."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(start, end.start() - 12) : end.start()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def _row(line: str) -> str:
    first, *others = [cell.strip() for cell in line.strip("|").split("|")]
    rest = "; ".join(cell for cell in others if cell)
    return f"{first}: {rest}" if first and rest else first or rest
