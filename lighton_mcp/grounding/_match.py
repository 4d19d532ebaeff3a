"""Which words of a claim a passage has: the same stem, a word for the same thing, a relative, or its opposite."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._analysis import RELATIVE
from lighton_mcp.grounding._tokens import stems_of
from lighton_mcp.grounding._word_lists import lines

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis

_SYNONYM, _RELATED = 0.95, 0.8  # what these are worth beside the same stem


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words that say the same."""
    found: dict[str, set[str]] = {}
    for line in lines("synonyms", language):
        stems = stems_of(line, language)
        for stem in stems:
            found.setdefault(stem, set()).update(stems - {stem})
    return {stem: frozenset(others) for stem, others in found.items()}


@cache
def opposites(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in lines("opposites", language):
        left, right = (stems_of(side, language) for side in line.split("/")[:2])
        for stem in left:
            found.setdefault(stem, set()).update(right)
        for stem in right:
            found.setdefault(stem, set()).update(left)
    return {stem: frozenset(others) for stem, others in found.items()}


_UN = {
    "en": ("un", "non", "in"),
    "de": ("un",),
    "fr": ("in", "im", "non"),
    "es": ("in", "im", "des"),
    "it": ("in", "im", "s"),
    "nl": ("on",),
    "pt": ("in", "im", "des"),
}
_LONG = 5  # letters behind a prefix that turns a word round


@lru_cache(maxsize=1 << 14)
def opposed(stem: str, language: str) -> frozenset[str]:
    """Return the stems that say the opposite of one, by the list or by a prefix: "available", "unavailable"."""
    others = set(opposites(language).get(stem, ()))
    for prefix in _UN[language]:
        if stem.startswith(prefix) and len(stem) >= len(prefix) + _LONG:
            others.add(stem.removeprefix(prefix))
        elif len(stem) >= _LONG:
            others.add(prefix + stem)
    return frozenset(others)


@cache
def allies(language: str) -> dict[str, frozenset[str]]:
    """Each stem with those that say the same or go the same way: "rise" with "grow", which are both up."""
    found = {stem: set(others) for stem, others in synonyms(language).items()}
    for line in lines("opposites", language):
        for side in line.split("/")[:2]:
            stems = stems_of(side, language)
            for stem in stems:
                found.setdefault(stem, set()).update(stems - {stem})
    return {stem: frozenset(others) for stem, others in found.items()}


@cache
def directions(language: str) -> dict[str, int]:
    """Each stem that means up (1) or down (-1): the first line of the opposites."""
    up, down = (stems_of(side, language) for side in lines("opposites", language)[0].split("/")[:2])
    return dict.fromkeys(up - down, 1) | dict.fromkeys(down - up, -1)


@cache
def alternatives(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words of the same kind that mean another thing."""
    found: dict[str, set[str]] = {}
    for line in lines("alternatives", language):
        groups = [stems_of(entry.replace("+", " "), language) for entry in line.split()]
        for group in groups:
            others = set().union(*groups) - group
            for stem in group:
                found.setdefault(stem, set()).update(others)
    return {stem: frozenset(others) for stem, others in found.items()}


def _related(stem: str, other: str) -> bool:
    """Whether two stems begin alike for most of the shorter one: retention, retain are not; involv, involvement are."""
    shared = 0
    for a, b in zip(stem, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(RELATIVE, 0.75 * max(len(stem), len(other)) - 1)


def find(stem: str, passage: Analysis) -> tuple[list[int], float]:
    """Where a passage has a word or one that says the same, as token indices, and how well from 0 to 1."""
    known = passage.found.get(stem)
    if known is None:
        known = passage.found[stem] = _find(stem, passage)
    return known


def _find(stem: str, passage: Analysis) -> tuple[list[int], float]:
    exact = passage.positions.get(stem)
    places = list(exact) if exact else []
    same = [at for other in synonyms(passage.language).get(stem, ()) for at in passage.positions.get(other, ())]
    related = [
        at
        for other in (passage.relatives.get(stem[:RELATIVE], ()) if stem.isalpha() else ())
        if other != stem and _related(stem, other)
        for at in passage.positions[other]
    ]
    return [*places, *same, *related], 1.0 if exact else _SYNONYM if same else _RELATED if related else 0.0
