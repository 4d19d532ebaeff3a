"""What in a claim a passage contradicts or does not say: numbers, dates, names, negation, opposites, quantifiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lighton_mcp.grounding import (
    _change,
    _contrast,
    _denial,
    _exchange,
    _extent,
    _limits,
    _match,
    _order,
    _relations,
    _rewording,
    _units,
    _values,
)
from lighton_mcp.grounding._comparison import Comparison
from lighton_mcp.grounding._facts import Quantity, same, within
from lighton_mcp.grounding._renaming import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._association import Association


_KINDS: tuple[tuple[str, Callable[[Comparison], bool]], ...] = (
    ("bound", _limits.bound),
    ("denial", _denial.denied),
    ("affirmation", _denial.affirmed),
    ("quantifier", _extent.extent),
    ("period", _limits.period),
    ("rate", _limits.rate),
    ("former value", _change.former),
    ("change", _change.misdirected),
    ("opposite", _contrast.polar),
    ("alternative", _contrast.alternative),
    ("replaced", _rewording.replaced),
    ("exchanged", _exchange.exchanged),
    ("relation", _relations.related_otherwise),
)


DECISIVE = frozenset(["answer", "number", "date", "choice"])
"""What decides by itself: no answer, a number that the passage lacks, the wrong one of two that a question names."""


def problems(c: Comparison, association: Association, asked: Analysis | None, title: frozenset[str]) -> Iterator[str]:
    """Yield the kinds of disagreement of a claim with the sentences that may carry it; no others after a decisive one."""
    claim, passage = c.claim, c.passage
    found = {*_numbers(claim, passage, asked)}
    if _order.misordered(claim, passage, asked):
        found.add("choice")
    yield from sorted(found)
    if found:
        return
    yield from _units_named(claim, passage)
    yield from _names(claim, passage, asked, title)
    if claim.language == "de" and renamed(claim, passage):
        yield "name"
    for kind, is_found in _KINDS:
        if is_found(c):
            yield kind
    yield from association.misplaced()
    if _order.turned_round(claim, passage, c.units):
        yield "roles"
    if _values.compared(claim, passage) < 0:
        yield "order"


def _numbers(claim: Analysis, passage: Analysis, asked: Analysis | None) -> Iterator[str]:
    for quantity in claim.quantities:
        if quantity.weak or quantity.raw & passage.years or passage.same(quantity):
            continue
        if asked and any(same(quantity, other) for other in asked.quantities):
            continue
        if not _elsewhere(quantity, passage):
            yield "number"
    for date in claim.dates:
        if not any(within(date, other) for other in passage.dates) and not (
            asked and any(within(date, other) for other in asked.dates)
        ):
            yield "date"
    if not claim.weekdays <= passage.weekdays:
        yield "date"


def _elsewhere(quantity: Quantity, passage: Analysis) -> bool:
    """Whether a passage has the number and its unit apart, as in a table or a list of figures, or names the period."""
    periods = _units.periods()
    for dimension, value in quantity.values:
        if dimension.startswith("per "):
            wanted = (dimension.removeprefix("per "), value)
            if any(token.kind == "word" and periods.get(token.norm) == wanted for token in passage.tokens):
                return True
    bare = [other for other in passage.quantities if other.dimensions == {""} and other.raw & quantity.raw]
    for found in bare:
        for other in passage.quantities:
            if passage.unit_of[other.first] == passage.unit_of[found.first]:
                units = {(d, round(v / number, 9)) for d, v in other.values for number in other.raw if number}
                if any((d, round(v / r, 9)) in units for d, v in quantity.values for r in quantity.raw if r):
                    return True
    return False


def _units_named(claim: Analysis, passage: Analysis) -> Iterator[str]:
    """Return a unit that the claim names without a number ("a month") and the passage does not name at all."""
    known: set[tuple[str, float]] | None = None
    table = _units.units() | _units.periods()
    for quantity in claim.quantities:
        if not quantity.weak or "" in quantity.dimensions:
            continue
        if known is None:
            known = {table[t.norm] for t in passage.tokens if t.norm in table}
            known |= {value for q in passage.quantities for value in q.values}
        wanted = {(d.removeprefix("per "), v) for d, v in quantity.values}
        if not wanted & known:
            yield "unit"


def _names(claim: Analysis, passage: Analysis, asked: Analysis | None, title: frozenset[str]) -> Iterator[str]:
    for at, token in enumerate(claim.tokens):
        if token.kind != "word" or claim.fact_of[at] or not token.capital or at == 0:
            continue
        if len(token.text) == 1:  # hall C, annex B
            if _is_letter(claim, at) and not any(t.text == token.text for t in passage.tokens):
                yield "name"
            continue
        noun = claim.language == "de" and not token.text.isupper() and token.norm.isalpha() and at not in claim.names
        if token.stop or noun:
            continue
        if token.stem in title or (asked and token.stem in asked.positions):
            continue
        if not _match.find(token.stem, passage)[0]:
            yield "name"


def _is_letter(claim: Analysis, at: int) -> bool:
    """Whether a capital letter is a name of its own, as in "hall C", and no initial or elided article."""
    token = claim.tokens[at]
    following = claim.tokens[at + 1] if at + 1 < len(claim.tokens) else None
    if (
        following is not None
        and following.start == token.end
        and following.text in {"'", "\u2019", "."}
        and at + 2 < len(claim.tokens)
    ):
        return False
    return token.text != "I" and (at > 0 and claim.tokens[at - 1].kind == "word")
