"""What a table, or a list of labelled lines, gives for another row: "Basic has 100 GB" where that is what "Pro" has."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding._entries import alike, is_value
from lighton_mcp.grounding._facts import Date
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._units import weekdays
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._facts import Fact

_BORDER = "|"
_RULE = "--"
_LABELLED = ":"
_LONGEST_LABEL = 6  # tokens
_MOST = 3  # words of a cell
_MOST_ROWS = 200
_YES = word_set("yes oui ja si sim x") | {"\u2713", "\u2714", "\u2611"}
_NO = word_set("no non nein nee nao none keine aucun aucune nessuno ninguno nenhum geen") | {
    "-",
    "\u2013",
    "\u2014",
    "\u2717",
    "\u2718",
}


class Row(NamedTuple):
    """The words that only this row has in its first cell, and the tokens of each other cell."""

    key: frozenset[int]
    cells: Sequence[Sequence[int]]


class Table(NamedTuple):
    """Rows that follow each other, and the cells at their head but for the first; none for labelled lines."""

    head: Sequence[Sequence[int]]
    rows: Sequence[Row]
    stems: frozenset[str]
    """Those of the keys of the rows."""


class _Line(NamedTuple):
    """A line of a text with the tokens of its cells."""

    unit: int
    cells: Sequence[Sequence[int]]
    labelled: bool


def told(c: Comparison) -> int:
    """Whether a claim says of one row what the table has in it (1), or what only another row has (-1); 0: neither."""
    named = [*_named(c)]
    if not named:
        return 0
    found = {_ticked(c, named)}
    if not c.claim.negators:
        found |= {_told(c, table, row) for table, row in named}
    return -1 if -1 in found else max(found)


def ticked(c: Comparison) -> int:
    """Whether a claim has or has not what the head of a column names, as "yes" or "no" in its row says (1), or not (-1)."""
    return _ticked(c, [*_named(c)])


def _ticked(c: Comparison, named: Sequence[tuple[Table, Row]]) -> int:
    if not named:
        return 0
    claimed = {place for at in c.words for place in c.passage.positions.get(c.claim.tokens[at].stem, ())}
    found = [
        (norms <= _NO) == bool(c.claim.negators)
        for table, row in named
        for head, cell in zip(table.head, row.cells, strict=False)
        if not claimed.isdisjoint(head)
        and len(norms := {c.passage.tokens[at].norm for at in cell}) == 1
        and (norms <= _YES or norms <= _NO)
    ]
    return (1 if found[0] else -1) if len(found) == 1 else 0


def _named(c: Comparison) -> Iterator[tuple[Table, Row]]:
    """Yield the tables in which a claim names one row, with that row."""
    if not tables(c.passage) or not c.claim.norms.isdisjoint(comparing()):
        return  # "more than Basic" is about two rows
    for table in tables(c.passage):
        if table.stems.isdisjoint(c.claim.positions):
            continue
        known = {at for row in table.rows for at in row.key if c.passage.tokens[at].stem in c.claim.positions}
        named = [row for row in table.rows if row.key & known and (table.head or row.key <= known)]
        if len(named) == 1:
            yield table, named[0]


def _told(c: Comparison, table: Table, row: Row) -> int:
    words = [frozenset(c.passage.positions.get(c.claim.tokens[at].stem, ())) for at in c.words]
    words = [places for places in words if places.isdisjoint(row.key)]
    values = [
        frozenset(other.first for other in others)
        for fact, others in c.matches
        if is_value(fact) and (table.head or not _is_bare(fact))
    ]
    said = set().union(*words, *values).intersection(at for cell in row.cells for at in cell)
    elsewhere = {at for other in table.rows if other is not row for cell in other.cells for at in cell}
    for other in table.rows:
        for mine, theirs in zip(row.cells, other.cells, strict=False):
            has_word, has_value = (
                any(places <= elsewhere and not places.isdisjoint(theirs) for places in kind)
                for kind in (words, values)
            )
            if not table.head and not _are_short(c, mine, theirs):
                continue  # a label may stand before whole sentences
            if (has_value or (has_word and said.isdisjoint(mine))) and _are_alike(c, mine, theirs):
                return -1
            if (has_value or has_word) and not said and _is_of_days(c.passage, table):
                return -1
    return int(bool(said))


def _is_bare(fact: Fact) -> bool:
    """Whether it is a number without a unit, which may be part of a name: "Torrente 140"."""
    return not isinstance(fact, Date) and fact.dimensions == {""}


def _is_of_days(text: Analysis, table: Table) -> bool:
    """Whether each row is about a day of the week: what one has instead of hours, the others have not."""
    return all(any(text.tokens[at].norm in weekdays() for at in row.key) for row in table.rows)


def _are_alike(c: Comparison, mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether one of two cells may stand in the place of the other: both numbers of a dimension, or both a few words."""
    one, two = ([fact for fact in c.passage.facts if fact.first in cell] for cell in (mine, theirs))
    if one or two:
        return any(alike(fact, other) for fact in one for other in two)
    return _are_short(c, mine, theirs)


def _are_short(c: Comparison, *cells: Sequence[int]) -> bool:
    return all(cell and sum(c.passage.tokens[at].content for at in cell) <= _MOST for cell in cells)


@lru_cache(maxsize=1 << 10)
def tables(text: Analysis) -> Sequence[Table]:
    """Return the tables of a text and its lists of labelled lines."""
    found: list[Table] = []
    rows: list[_Line] = []
    for unit in (*range(len(text.units)), None):
        line = None if unit is None else _row(text, unit) or _labelled(text, unit)
        if rows and (line is None or line.labelled != rows[0].labelled):
            found += _table(text, rows)
            rows = []
        if line is not None:
            rows.append(line)
    return found


def _table(text: Analysis, lines: list[_Line]) -> Iterator[Table]:
    headed = _is_headed(text, lines)
    body = lines[1:] if headed else lines
    if not 1 < len(body) <= _MOST_ROWS:
        return
    head = lines[0].cells[1:] if headed else ()
    counts = Counter(stem for line in body for stem in {text.tokens[at].stem for at in line.cells[0]})
    counts.update(text.tokens[at].stem for cell in head for at in cell)
    keys = [
        frozenset(
            at
            for at in line.cells[0]
            # A name such as "Pro" may be a little word of the language.
            if counts[text.tokens[at].stem] == 1 and (text.tokens[at].content or (headed and len(line.cells[0]) == 1))
        )
        for line in body
    ]
    stems = frozenset(text.tokens[at].stem for key in keys for at in key)
    yield Table(head, [Row(key, line.cells[1:]) for key, line in zip(keys, body, strict=True)], stems)


def _is_headed(text: Analysis, lines: list[_Line]) -> bool:
    """Whether the first row names the columns: a rule is under it, or it has no number."""
    first, *others = lines
    if first.labelled or not others:
        return False
    ruled = _RULE in text.text[text.units[first.unit].end : text.units[others[0].unit].start]
    return ruled or not any(text.fact_of[at] for cell in first.cells for at in cell)


def _row(text: Analysis, unit: int) -> _Line | None:
    """Return a row of a table, by what stands between its cells: "|", ";", a tab or more than one space."""
    span = text.units[unit]
    cells: list[list[int]] = [[]]
    for at in range(span.first, span.last):
        token = text.tokens[at]
        gap = text.text[text.tokens[at - 1].end : token.start] if at > span.first else ""
        is_border = token.text == _BORDER or (token.text == ";" and not text.text[token.end : token.end + 1].isspace())
        if is_border or "\t" in gap or "  " in gap:
            cells.append([])
        if not is_border:
            cells[-1].append(at)
    filled = [at for at, cell in enumerate(cells) if cell]
    return _Line(unit, cells[filled[0] : filled[-1] + 1], labelled=False) if len(filled) > 1 else None


def _labelled(text: Analysis, unit: int) -> _Line | None:
    """Return a line such as "Holidays: team lead" as its label and what is labelled."""
    span = text.units[unit]
    labels = range(span.first + 1, min(span.last - 1, span.first + _LONGEST_LABEL))
    label = next((at for at in labels if text.tokens[at].text == _LABELLED), None)
    if (
        label is None
        or not any(text.tokens[at].content and len(text.tokens[at].text) > 1 for at in range(span.first, label))
        or text.text[max(0, span.start - 1) : span.start].strip()
    ):
        return None
    return _Line(unit, [range(span.first, label), range(label + 1, span.last)], labelled=True)
