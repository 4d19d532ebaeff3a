"""Which words of a claim a passage has: the same stem, a word for the same thing, a relative, or its opposite."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from lighton_mcp.grounding._analysis import RELATIVE
from lighton_mcp.grounding._tokens import stemmed
from lighton_mcp.grounding._word_lists import lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lighton_mcp.grounding._analysis import Analysis

_SYNONYM, _RELATED = 0.95, 0.8  # what these are worth beside the same stem
COMPOUNDING = frozenset(["de", "nl"])
_FIRST = 3  # letters of the first word of a compound
_BEGINNING = 5  # of its letters by which it is known elsewhere
_INFLECTED = 1  # letter that the stem of a name may have more
_LINE = "|"  # between lines while they are stemmed


@cache
def _stems(name: Literal["synonyms", "opposites", "alternatives"], language: str) -> list[str]:
    """Return a list line by line, its words as stems; what joins or parts them stands between spaces."""
    text = f" {_LINE} ".join(lines(name, language)).replace("/", " / ").replace("+", " + ").replace("-", " ")
    return " ".join(stemmed(text, language)).split(f" {_LINE} ")


def _mutual(groups: Iterable[tuple[set[str], set[str]]]) -> dict[str, frozenset[str]]:
    """Each stem of the first of two sets with the second set, but for itself."""
    found: dict[str, set[str]] = {}
    for stems, others in groups:
        for stem in stems:
            if stem in found:
                found[stem] |= others
            else:
                found[stem] = set(others)
    return {stem: frozenset(others - {stem}) for stem, others in found.items()}


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words that say the same."""
    return _mutual((stems, stems) for line in _stems("synonyms", language) if (stems := set(line.split())))


@cache
def _sides(language: str) -> list[tuple[set[str], set[str]]]:
    """Return the pairs of groups of stems that say the opposite of each other."""
    halves = (line.split(" / ") for line in _stems("opposites", language))
    return [(set(one.split()), set(two.split())) for one, two, *_ in halves]


@cache
def opposites(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words that say the opposite."""
    return _mutual(pair for one, two in _sides(language) for pair in ((one, two), (two, one)))


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
    same_way = _mutual((side, side) for sides in _sides(language) for side in sides)
    same = synonyms(language)
    return same | {stem: others | same.get(stem, frozenset()) for stem, others in same_way.items()}


@cache
def directions(language: str) -> dict[str, int]:
    """Each stem that means up (1) or down (-1): the first line of the opposites."""
    up, down = _sides(language)[0]
    return dict.fromkeys(up - down, 1) | dict.fromkeys(down - up, -1)


@cache
def alternatives(language: str) -> dict[str, frozenset[str]]:
    """Each stem with the stems of words of the same kind that mean another thing."""
    kinds = (
        [set(group.split("+")) for group in line.replace(" + ", "+").split()]
        for line in _stems("alternatives", language)
    )
    return _mutual((group, set().union(*groups) - group) for groups in kinds for group in groups)


@cache
def listed(language: str) -> frozenset[str]:
    """Return the stems of all lists: what none has may be a name."""
    return frozenset(synonyms(language)) | frozenset(opposites(language)) | frozenset(alternatives(language))


def _related(stem: str, other: str) -> bool:
    """Whether two stems begin alike for most of the shorter one: retention, retain are not; involv, involvement are."""
    shared = 0
    for a, b in zip(stem, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(RELATIVE, 0.75 * max(len(stem), len(other)) - 1)


def _another_name(stem: str, other: str, passage: Analysis) -> bool:
    """Whether a word is only alike to a name of the passage: "Comoda" for "Comodina", but not "Kestrels" for "Kestrel"."""
    if not passage.name_places.issuperset(passage.positions[other]):
        return False
    short, long = sorted((stem, other), key=len)
    return not (long.startswith(short) and len(long) <= len(short) + _INFLECTED)


def find(stem: str, passage: Analysis) -> tuple[list[int], float]:
    """Where a passage has a word or one that says the same, as token indices, and how well from 0 to 1."""
    known = passage.found.get(stem)
    if known is None:
        known = passage.found[stem] = _find(stem, passage)
    return known


def _find(stem: str, passage: Analysis) -> tuple[list[int], float]:
    exact = passage.positions.get(stem)
    places = list(exact) if exact else []
    # In order: a set has another one in each process, and of places that are as good the first is taken.
    same = sorted(at for other in synonyms(passage.language).get(stem, ()) for at in passage.positions.get(other, ()))
    related = [
        at
        for other in (passage.relatives.get(stem[:RELATIVE], ()) if stem.isalpha() else ())
        if other != stem and other.isalpha() and _related(stem, other) and not _another_name(stem, other, passage)
        for at in passage.positions[other]
    ]
    alias = sorted(at for other in passage.aliases.get(stem, ()) for at in passage.positions.get(other, ()))
    within = [] if exact or same or related else _compounded(stem, passage)
    quality = 1.0 if exact else _SYNONYM if same or alias else _RELATED if related or within else 0.0
    return [*places, *same, *alias, *related, *within], quality


def _compounded(stem: str, passage: Analysis) -> list[int]:
    """Where a German or Dutch passage has a compound that ends with a word, or its last word beside the first one.

    "Mietvertrag" is a "Vertrag"; of "Urlaubsantr\u00e4ge" a passage on "Urlaub" may say "Antr\u00e4ge" only.
    """
    if passage.language not in COMPOUNDING or len(stem) < _LONG:
        return []
    found = []
    for other, places in passage.positions.items():
        if len(other) >= len(stem) + _FIRST and other.endswith(stem):
            found += places
        elif len(other) >= _LONG and len(stem) >= len(other) + _FIRST and stem.endswith(other):
            first = stem[: len(stem) - len(other)][:_BEGINNING]
            if any(first in norm for norm in passage.norms):
                found += places
    return sorted(found)
