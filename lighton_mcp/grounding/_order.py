"""Comparisons: which of two is earlier, larger or more, by their dates and numbers or by the order of the words."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from lighton_mcp.grounding._clause_words import coordinators
from lighton_mcp.grounding._dates import YEARS
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis

# Which value wins where a word compares: the lower or the higher date, the lower or the higher number.
_EARLIER = """first earlier earliest older oldest elder eldest premier ancien ancienne vieux agee age abord
    zuerst altere alter alteste fruher erste primero antiguo mayor antes primo prima vecchio anziano eerst eerder
    ouder oudste primeiro antigo velho tot fruhestens fruh early soonest sooner presto pronto vroegst"""
_LATER = """later latest younger youngest newer newest recent recently dernier derniere recente jeune spater
    junger jungste zuletzt neuer ultimo joven reciente despues giovane dopo laatst jonger jongste nieuwer tard tardif spatestens latest tarde tardi laat uiterlijk"""
_MORE = """more most larger largest bigger biggest greater greatest higher highest longer longest taller tallest
    heavier faster farther wider deeper stronger louder dearer schneller starker breiter tiefer teurer lauter warmer hotter thicker heisser dicker kraftiger rapide rapido veloce sneller duurder plus davantage grand grande haut long lourd mehr grosser grosste hoher hochste langer
    langste schwerer mas alto largo piu maggiore lungo meer groter grootste hoger mais maior mayor mayores maggiori maiores superiori"""
_LESS = """less least fewer fewest smaller smallest lower lowest shorter shortest lighter slower cheaper weaker narrower quieter langsamer gunstiger preiswerter kalter kuhler dunner colder cooler thinner rarer schwacher schmaler billiger leiser lent lento trager goedkoper moins
    petit petite bas court weniger kleiner kleinste niedriger kurzer leichter menos menor pequeno bajo corto meno
    minore piccolo basso minder korter lager menores minori inferiori"""
_OR = {"en": "or", "fr": "ou", "de": "oder", "es": "o u", "it": "o oppure", "nl": "of", "pt": "ou"}
_BETWEEN = word_set("between entre zwischen tra fra tussen")
THAN = word_set("than que als di dell della dello degli delle che dan")
_LINKS = word_set("for of the and & de la le du des di von der van 's s ' \u2019 -")
PLAINLY = frozenset(["than", "que", "qu", "als", "dan", "che"])
_RIGHT_BEHIND = 2  # tokens
_TOTHAN = 8  # tokens from "more" to "than"


@cache
def comparing() -> dict[str, tuple[Literal["date", "number"], int]]:
    kinds: tuple[tuple[str, tuple[Literal["date", "number"], int]], ...] = (
        (_LESS, ("number", -1)), (_MORE, ("number", 1)), (_LATER, ("date", 1)), (_EARLIER, ("date", -1)),
    )  # fmt: skip
    return {word: kind for words, kind in kinds for word in words.split()}


def amount(norm: str) -> int:
    """Return whether a word says more (1) or less (-1) of an amount; "mayor" does, which is "older" too."""
    return (norm in _MORE.split()) - (norm in _LESS.split())


def joining_words(language: str) -> frozenset[str]:
    """Return the words that join two entries of a list."""
    return coordinators(language) | frozenset(_OR[language].split())


def names(text: Analysis) -> list[list[int]]:
    """Return the names of a text as runs of tokens: capitalised words with what links them.

    The first word of the text counts only with others.
    """
    runs: list[list[int]] = []
    run: list[int] = []
    for at, token in enumerate(text.tokens):
        if token.kind == "word" and token.capital and (at > 0 or not token.stop):
            run.append(at)
        elif run and (
            token.norm in _LINKS
            or (token.text == "." and len(text.tokens[at - 1].text) == 1)
            or (token.kind == "number" and at == run[-1] + 1)
        ):
            continue
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return [r for r in runs if r != [0]]


def joined(asked: Analysis) -> list[list[int]]:
    """Return the names that a question asks something of together: the two around "and", or the first one."""
    runs = names(asked)
    words = coordinators(asked.language)
    for one, two in pairwise(runs):
        if any(asked.tokens[at].norm in words for at in range(one[-1] + 1, two[0])):
            return [one, two]
    for run in runs:  # "and" links names as well as words within one
        split = next((at for at in range(run[0], run[-1]) if asked.tokens[at].norm in words), None)
        if split is not None:
            return [[at for at in run if at < split], [at for at in run if at > split]]
    return runs[:1]


def is_choice(asked: Analysis) -> bool:
    """Whether a question offers a choice."""
    return any(_is_or(asked, at) for at in range(len(asked.tokens)))


def _is_or(text: Analysis, at: int) -> bool:
    norm = text.tokens[at].norm
    if norm in _OR[text.language].split():
        return True
    return norm in coordinators(text.language) and any(t.norm in _BETWEEN for t in text.tokens[:at])


def _chosen_between(text: Analysis) -> tuple[list[int], list[int]] | None:
    """Return the two names that a question gives to choose between."""
    tokens = text.tokens
    split = next(
        (at for at in reversed(range(len(tokens))) if _is_or(text, at) and any(r[0] > at for r in names(text))), None
    )
    if split is None:
        return None
    word = next((at for at, token in enumerate(tokens[:split]) if token.norm in comparing()), 0)
    comma = next((at for at in range(word, split) if tokens[at].text in {",", ":"}), word)
    runs = names(text)
    left = [run for run in runs if comma <= run[0] < split] or [run for run in runs if run[0] < split]
    right = [run for run in runs if run[0] > split]
    return (left[0], right[0]) if left and right else None


def _value(run: list[int], text: Analysis, passage: Analysis, kind: str) -> tuple[str, float] | None:
    """Return the date or number that stands nearest behind a name in the passage, in its sentence."""
    stems = [text.tokens[at].stem for at in run]
    places = [p for stem in stems for p in passage.positions.get(stem, ())]
    best: tuple[float, tuple[str, float]] | None = None
    for place in places:
        together = sum(any(abs(p - place) <= len(stems) + 2 for p in passage.positions.get(stem, ())) for stem in stems)
        if together * 2 <= len(stems):
            continue
        for at, value in passage.measured[kind]:
            if at > place and passage.unit_of[at] == passage.unit_of[place]:
                rank = passage.metre[at] - passage.metre[place] - 100.0 * together
                if best is None or rank < best[0]:
                    best = (rank, value)
    return best[1] if best else None


def values_in(passage: Analysis, kind: str) -> Iterator[tuple[int, tuple[str, float]]]:
    """Yield the dates or the numbers of a passage that can be compared, each with its token and its dimension."""
    if kind == "date":
        for date in passage.dates:
            year, month, day = max(date.options)
            if year:
                yield date.first, ("date", year + month / 12 + day / 400)
    for quantity in passage.quantities:
        # The largest reading, so that "80.000" and "120.000" are read alike: as thousands.
        measured = {d: v for d, v in sorted(quantity.values) if not (quantity.weak or d.startswith("per "))}
        for dimension, value in measured.items():
            is_year = not dimension and value in YEARS and passage.tokens[quantity.first].text.isdigit()
            if kind == "date" and is_year:
                yield quantity.first, ("date", value)
            elif kind == "number" and not is_year:
                yield quantity.first, (dimension, value)


def chosen(claim: Analysis, passage: Analysis, asked: Analysis | None) -> int:
    """Return 1 where a claim names the right one of two, by the dates or numbers that the passage gives for them.

    -1 where it names the wrong one, or one of which the passage has no value but of the other; 0 where nothing tells.
    """
    text = asked if asked is not None and is_choice(asked) else None
    pair = _chosen_between(text) if text is not None else None
    if text is None or pair is None:
        return 0
    word = next(((*comparing()[t.norm], t.norm) for t in text.tokens if t.norm in comparing() and not t.capital), None)
    if word is None:
        return 0
    named = [_mentioned(run, text, claim) for run in pair]
    if named[0] == named[1]:
        return 0
    mine, other = pair if named[0] > named[1] else pair[::-1]
    kind, sign, norm = word
    said = {unit for p, t in enumerate(passage.tokens) if t.norm == norm for unit in (passage.unit_of[p],)}
    if said:  # the passage says itself which one is the largest
        own, others = (_units_of(run, text, passage) for run in (mine, other))
        if said & own or said & others:
            return 1 if said & own else -1
    ours, theirs = _value(mine, text, passage, kind), _value(other, text, passage, kind)
    if ours is None or theirs is None:
        return 0 if theirs is None else -1
    difference = sign * (ours[1] - theirs[1]) if ours[0] == theirs[0] else 0.0
    return (difference > 0) - (difference < 0)


def _units_of(run: list[int], text: Analysis, passage: Analysis) -> set[int]:
    """Return the sentences of a passage that have every word of a name."""
    found = [{passage.unit_of[p] for p in passage.positions.get(text.tokens[at].stem, ())} for at in run]
    return set.intersection(*found) if found else set()


def _mentioned(run: list[int], text: Analysis, claim: Analysis) -> float:
    """Return the share of a name that a claim has; first mentions count a little more."""
    stems = {text.tokens[at].stem for at in run}
    first = min((claim.positions[stem][0] for stem in stems if stem in claim.positions), default=0)
    return sum(stem in claim.positions for stem in stems) / len(stems) - 0.001 * first


def than_behind(text: Analysis, at: int, last: int) -> int | None:
    """Return the "than" that goes with the comparing word at a token, before `last`."""
    behind = range(at + 1, min(last, at + _TOTHAN))
    # "Di" may be "of": "il pi\u00f9 antico \u00e8 quello di Fornaceto".
    return next((p for p in behind if text.tokens[p].norm in (THAN if p <= at + _RIGHT_BEHIND else PLAINLY)), None)
