"""What in a claim a passage contradicts or does not say: numbers, dates, names, negation, opposites, quantifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._polarity import Comparison
from lighton_mcp.grounding._quantities import same, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lighton_mcp.grounding._analysis import Analysis


def problems(claim: Analysis, passage: Analysis, units: Sequence[int], asked: Analysis | None) -> list[str]:
    """The kinds of disagreement between a claim and the sentences of a passage that carry it."""
    return [*_numbers(claim, passage, asked), *_names(claim, passage, asked), *Comparison(claim, passage, units).problems()]


def _numbers(claim: Analysis, passage: Analysis, asked: Analysis | None) -> Iterator[str]:
    for quantity in claim.quantities:
        if quantity.weak:
            continue
        years = {float(y) for date in passage.dates for y, _, _ in date.options}
        found = [other for other in passage.quantities if same(quantity, other)]
        if not found and not quantity.raw & years:
            if asked and any(same(quantity, other) for other in asked.quantities):
                continue
            yield "number"
        elif found and all(quantity.bound * other.bound < 0 for other in found):
            yield "bound"
    for date in claim.dates:
        found_dates = [other for other in passage.dates if within(date, other)]
        if not found_dates:
            if asked and any(within(date, other) for other in asked.dates):
                continue
            yield "date"
        elif all(date.bound * other.bound < 0 for other in found_dates):
            yield "bound"


def _names(claim: Analysis, passage: Analysis, asked: Analysis | None) -> Iterator[str]:
    for at, token in enumerate(claim.tokens):
        if token.kind != "word" or token.stop or claim.fact_of[at] or not token.capital or at == 0:
            continue
        if claim.language == "de" and not token.text.isupper():
            continue
        if asked and token.stem in asked.positions:
            continue
        if not _match.find(token.stem, passage)[0]:
            yield "name"
