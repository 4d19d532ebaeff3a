"""A value that a list gives for something else: "contracts for 10 years" of "invoices are kept for 10 years, contracts for 5"."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._clause_words import clause_words, is_coordinator, is_finite
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._facts import Date
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._parallels import COMMAS, is_led
from lighton_mcp.grounding._periods import PER
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._facts import Fact

BOTH = word_set("both beide beiden beider ambos ambas entrambi entrambe ambo")
_HEADING = ":"
_LONGEST = 60  # tokens of a list
_MOST = 3  # words that name a thing
_BEHIND = 5  # tokens from a value to the thing that it is for


@dataclass(slots=True)
class _Run:
    """What stands between two commas or "and": words before a value, the value, words behind it."""

    before: list[list[int]] = field(default_factory=lambda: [[]])
    value: Fact | _Name | None = None
    behind: list[int] = field(default_factory=list)
    says: bool = False
    """Whether it has a verb of its own, or is a clause."""


class _Name(NamedTuple):
    """A name in a text, tokens `first` to `last` inclusive."""

    first: int
    last: int


class _Entry(NamedTuple):
    """What a list says of one thing or of several, each with the words that only it has, and the value that it gives."""

    things: list[frozenset[int]]
    value: Fact | _Name


def placed(c: Comparison) -> int:
    """Whether a claim gives a value of a list to the thing that has it there (1), or to another one (-1); 0: neither.

    It is of another where the claim has all words of that, and none of what the list gives the value for.
    """
    found = [max(_placed(c, fact, other) for other in others) for fact, others in c.hits if is_value(fact)]
    found += [_dated(c, unit) for unit in c.units] if len(c.hits) > 1 else []
    found += [_named(c, unit) for unit in c.units]
    found += [-1 for fact, others in c.hits if len(others) == 1 and _has_its_own(c, others[0])]
    if -1 in found:
        return 0 if not c.claim.norms.isdisjoint(comparing()) else -1  # "more than for the other" names both
    return max(found, default=0)


def _named(c: Comparison, unit: int) -> int:
    """Whether the one name of a list that a claim has stands there with what the claim says: "written by A, reviewed by B"."""
    names = {run[0]: _Name(run[0], run[-1]) for run in c.passage.name_runs if c.passage.unit_of[run[0]] == unit}
    if len(names) < 2:
        return 0
    entries = _told_apart(c.passage, _runs(c.passage, unit, names))
    said = [entry for entry in entries if entry.value.first in c.said]
    if len(said) != 1:
        return 0
    if any(min(things) in c.said for things in said[0].things):
        return 1
    return -1 if any(things <= c.said for entry in entries if entry is not said[0] for things in entry.things) else 0


def _dated(c: Comparison, unit: int) -> int:
    """Whether the one value and the one date that a claim has of a sentence stand together there: "4 in 2022 and 5 in 2023"."""
    facts = [
        fact
        for fact in c.passage.facts
        if c.passage.unit_of[fact.first] == unit and (isinstance(fact, Date) or not fact.weak)
    ]
    series = sorted(facts, key=lambda fact: fact.first)
    dates = [_is_date(c.passage, fact) for fact in series]
    values = [fact for fact, is_date in zip(series, dates, strict=True) if not is_date]
    if len(series) < 4 or len(series) % 2 or not all(one != two for one, two in pairwise(dates)):
        return 0
    if not all(alike(values[0], value) for value in values):
        return 0
    claimed = {id(other) for _, others in c.hits for other in others}
    said = [at for at, fact in enumerate(series) if id(fact) in claimed]
    if len(said) != 2 or dates[said[0]] == dates[said[1]]:
        return 0
    return 1 if said[0] // 2 == said[1] // 2 else -1


def _has_its_own(c: Comparison, value: Fact) -> bool:
    """Whether the claim says of a thing what its sentence says of all, and it has a value of its own behind: "of which 5 for jewels"."""
    text = c.passage
    if not is_value(value) or _is_date(text, value) or c.claim.negators:
        return False
    home = text.unit_of[value.first]
    others = [fact for fact in text.facts if text.unit_of[fact.first] == home and is_value(fact) and alike(fact, value)]
    claimed = {id(other) for _, found in c.hits for other in found}
    if any(id(fact) in claimed for fact in others if fact is not value):
        return False
    places = [found[0] for at in c.words if len(found := text.positions.get(c.claim.tokens[at].stem, [])) == 1]
    return any(
        value.last < fact.first < place <= fact.last + _BEHIND
        and text.clause_of[fact.first] == text.clause_of[place] != text.clause_of[value.first]
        and is_led(text, place)
        for fact in others
        for place in places
    )


def _is_date(text: Analysis, fact: Fact) -> bool:
    return isinstance(fact, Date) or (fact.first == fact.last and is_year(text.tokens[fact.first]))


def _placed(c: Comparison, fact: Fact, other: Fact) -> int:
    entries = _entries(c.passage, other)
    own = next((entry for entry in entries if entry.value is other), None)
    if own is None:
        return 0
    said = _said_beside(c, fact)
    claimed = {id(one) for claimed, others in c.hits if claimed is not fact for one in others}
    if not BOTH.isdisjoint(c.claim.norms) and any(not _same(entry.value, other) for entry in entries):
        return -1 if len(entries) == 2 and not claimed else 0
    if any(min(things) in said for things in own.things):
        return 1
    # A claim that gives the value of the other thing as well compares both.
    rivals = [entry for entry in entries if not _same(entry.value, other) and id(entry.value) not in claimed]
    return -1 if any(things <= said for entry in rivals for things in entry.things) else 0


def is_value(fact: Fact) -> bool:
    """Whether it is a date, a number or a rate such as "once a year", and no article."""
    return isinstance(fact, Date) or not fact.weak or any(dimension.startswith(PER) for dimension in fact.dimensions)


def _same(one: Fact | _Name, other: Fact) -> bool:
    if isinstance(one, _Name):
        return False
    if isinstance(one, Date) or isinstance(other, Date):
        return isinstance(one, Date) and isinstance(other, Date) and one.options == other.options
    return bool(one.raw & other.raw)


def _said_beside(c: Comparison, fact: Fact) -> frozenset[int]:
    """Return the tokens of the passage that the claim says of a value: all, or those of its entry where it is a list too."""
    mine = next((entry for entry in _entries(c.claim, fact) if entry.value is fact), None)
    words: Iterable[int] = c.places if mine is None else (at for things in mine.things for at in things)
    return frozenset(place for at in words for place in c.places.get(at, ()))


@lru_cache(maxsize=1 << 12)
def _entries(text: Analysis, value: Fact) -> list[_Entry]:
    """Return the entries of the list that a value stands in: parts of its sentence, or lines; none where it is in no list."""
    values = {fact.first: fact for fact in text.facts if fact is value or alike(value, fact)}
    if len(values) < 2:
        return []
    home = text.unit_of[value.first]
    inside = _runs(text, home, values)
    if len(inside) > 1:
        return _told_apart(text, inside)
    lines = [*_lines(text, range(home, len(text.units)), values)]
    before = [*_lines(text, range(home - 1, -1, -1), values)] if lines else []
    return _told_apart(text, [*before[::-1], *lines])


def _lines(text: Analysis, units: Iterable[int], values: Mapping[int, Fact | _Name]) -> Iterator[_Run]:
    """Yield sentences up to their values while they are lines of a list or of a table: each gives one and has no verb."""
    for unit in units:
        runs = _runs(text, unit, values)
        if len(runs) != 1 or runs[0].value is None or runs[0].says:
            return
        yield _Run(runs[0].before, runs[0].value)


def _runs(text: Analysis, unit: int, values: Mapping[int, Fact | _Name]) -> list[_Run]:
    """Return what stands between two commas or "and" of a sentence, the next part too where one gives no value."""
    span = text.units[unit]
    if span.last - span.first > _LONGEST:
        return []
    runs, last = [_Run()], -1
    for at in range(span.first, span.last):
        token, run = text.tokens[at], runs[-1]
        if token.text == _HEADING and sum(at < place < span.last for place in values) > 1:
            runs = [_Run()]  # what is before several values is their heading, before one it is the thing of a line
        elif token.text in COMMAS or is_coordinator(token, text.language):
            if run.value is not None:
                runs.append(_Run())
            elif run.before[-1]:
                run.before.append([])
        elif at in values:
            if run.value is not None:
                return []
            run.value = values[at]
            last = run.value.last
        elif is_finite(token, text.language) or token.norm in clause_words(text.language):
            run.says = True
        elif token.content and not text.fact_of[at] and at > last:
            (run.before[-1] if run.value is None else run.behind).append(at)
    if len(runs) > 1 and runs[-1].value is None and not any(runs[-1].before):
        runs.pop()
    return runs


def _told_apart(text: Analysis, runs: list[_Run]) -> list[_Entry]:
    """Return the entries with the words that only each of them has; none where they have not one form."""
    if len(runs) < 2:
        return []
    head, others = runs[0], runs[1:]
    if any(run.value is None or run.says for run in others):
        return []
    if head.before[0] and all(any(run.before) and not run.behind for run in others):
        parts = [run.before for run in runs]
    elif head.behind and all(run.behind and not any(run.before) for run in others):
        parts = [[run.behind] for run in runs]
    else:
        return []
    stems = [{text.tokens[at].stem for part in part_ for at in part} for part_ in parts]
    entries = []
    for number, run in enumerate(runs):
        shared = set().union(*stems[:number], *stems[number + 1 :])
        own = [[at for at in part if text.tokens[at].stem not in shared] for part in parts[number]]
        if number == 0:
            own = [_before_verb(text, part) for part in own]
        things = [frozenset(part) for part in own if part]
        if not things or run.value is None or (number and any(len(part) > _MOST for part in parts[number])):
            return []
        entries.append(_Entry(things, run.value))
    return entries


def _before_verb(text: Analysis, part: list[int]) -> list[int]:
    """Return the words before the verb, which a list says once."""
    span = range(part[0], part[-1]) if part else ()
    verb = next((at for at in span if is_finite(text.tokens[at], text.language)), None)
    return part if verb is None else [at for at in part if at < verb] or part


def alike(one: Fact, other: Fact) -> bool:
    """Whether both are dates, or numbers of one dimension; a unit may be left out."""
    if isinstance(one, Date) or isinstance(other, Date):
        return isinstance(one, Date) and isinstance(other, Date)
    if not is_value(one) or not is_value(other):
        return False
    if one.dimensions <= _units.TIMES and other.dimensions <= _units.TIMES:
        return True
    return not one.dimensions.isdisjoint(other.dimensions) or {""} in (one.dimensions, other.dimensions)
