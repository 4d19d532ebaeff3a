"""What in a claim a passage contradicts or does not say: numbers, dates, names, negation, opposites, quantifiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lighton_mcp.grounding import (
    _change,
    _denial,
    _exchange,
    _extent,
    _limits,
    _match,
    _order,
    _relations,
    _units,
)
from lighton_mcp.grounding._apart import named_period
from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._comparison import Comparison
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._entries import BOTH
from lighton_mcp.grounding._facts import Date, Quantity, same, within
from lighton_mcp.grounding._little_words import reverse
from lighton_mcp.grounding._misnaming import displaced, mistaken
from lighton_mcp.grounding._number_words import ROMAN
from lighton_mcp.grounding._renaming import renamed
from lighton_mcp.grounding._tables import ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._tokens import Token


_KINDS: tuple[tuple[str, Callable[[Comparison], bool]], ...] = (
    ("bound", _limits.bound),
    ("denial", _denial.denied),
    ("quantifier", _extent.extent),
    ("period", _limits.period),
    ("change", _change.misdirected),
    ("relation", _relations.related_otherwise),
    ("displaced", displaced),
    ("reverse", reverse),
)


_NEAR_NUMBER = 3  # tokens from a thing to its number: "galleries five and six"
_LEAST_PLACE = 6  # lower ones mean other things too: "a fifth", "third parties"
_TELLING = 4  # letters of a short form: fewer are the first ones of some words by chance, unless of capitalised ones

DECISIVE = frozenset(["answer", "number", "date", "choice", "swapped", "row"])
"""What decides by itself.

No answer, a number that the passage lacks, the wrong one of two that a question names, a sentence with two words exchanged,
what a table has in another row.
"""


def problems(c: Comparison, asked: Analysis | None, title: frozenset[str]) -> Iterator[str]:
    """Yield the kinds of disagreement of a claim with the sentences that may carry it; no others after a decisive one."""
    claim, passage = c.claim, c.passage
    found, places = {*_numbers(c, asked)}, _missing_places(c)
    if any(place >= _LEAST_PLACE for place in places):
        found.add("number")
    if _order.chosen(claim, passage, asked) < 0:
        found.add("choice")
    if _exchange.swapped(c):
        found.add("swapped")
    if c.told < 0:
        found.add("row")
    yield from sorted(found)
    if found:
        return
    if places:
        yield "place"
    yield from _units_named(claim, passage)
    yield from _names(claim, passage, asked, title)
    if renamed(claim, passage) or mistaken(claim, passage):
        yield "name"
    for kind, is_found in _KINDS:
        if is_found(c) and not (kind == "denial" and ticked(c)):
            yield kind
    if c.placed < 0:
        yield "entry"


def _numbers(c: Comparison, asked: Analysis | None) -> Iterator[str]:
    claim, passage = c.claim, c.passage
    for quantity, others in c.matches:
        if isinstance(quantity, Date) or quantity.weak or others or quantity.raw & passage.years:
            continue
        if asked and any(same(quantity, other) for other in asked.quantities):
            continue
        if (
            not named_period(quantity, passage)
            and not _in_roman(quantity, claim, passage)
            and not _in_order(quantity, claim, passage)
            and not (quantity.raw == {2.0} and quantity.dimensions == {""} and not BOTH.isdisjoint(passage.norms))
        ):
            yield "number"
    for date, others in c.matches:
        if isinstance(date, Date) and not others and not (asked and any(within(date, o) for o in asked.dates)):
            yield "date"
    missing = claim.weekdays - passage.weekdays
    if missing and not missing <= set().union(*(passage.weekdays_meant.get(unit, ()) for unit in c.units)):
        yield "date"


def _in_roman(quantity: Quantity, claim: Analysis, passage: Analysis) -> bool:
    """Whether a passage has the number of a thing as in "Gallery V", or in "Galleries V and VI"."""
    if quantity.dimensions != {""}:
        return False
    named = {
        token.stem for token in claim.tokens[max(0, quantity.first - _NEAR_NUMBER) : quantity.first] if token.content
    }
    for at, token in enumerate(passage.tokens):
        if token.text.isupper() and ROMAN.get(token.norm) in quantity.raw:
            before = passage.tokens[max(0, at - _NEAR_NUMBER) : at]
            if all(one.kind == "word" for one in before) and any(one.stem in named for one in before):
                return True
    return False


def _in_order(quantity: Quantity, claim: Analysis, passage: Analysis) -> bool:
    """Whether a passage has the number of a thing as its place in an order: "the tenth class" for "class ten"."""
    if quantity.dimensions != {""} or not quantity.first:
        return False
    named = claim.tokens[quantity.first - 1].stem
    return any(
        value in quantity.raw and named in {token.stem for token in passage.tokens[place.last + 1 : place.last + 2]}
        for place in passage.places
        for _, value in place.values
    )


def _missing_places(c: Comparison) -> list[float]:
    """Return the places in an order that a claim has in words, such as "twelfth", and the passage neither so nor in digits."""
    if not c.claim.places:
        return []
    known = {value for place in c.passage.places for _, value in place.values}
    return [
        value
        for place in c.claim.places
        for _, value in place.values
        if not c.claim.fact_of[place.first] and value not in known and not c.passage.valued(value)
    ]


def _units_named(claim: Analysis, passage: Analysis) -> Iterator[str]:
    """Return a unit that the claim names without a number ("a month") and the passage does not name at all."""
    for quantity in claim.quantities:
        if (
            not quantity.weak
            or not quantity.dimensions.isdisjoint({"", "percent"})
            or claim.tokens[quantity.last].norm in _units.weekdays()
            or any(map(is_year, claim.tokens[quantity.last + 1 : quantity.last + 2]))  # "in the year 2022"
        ):
            continue
        if passage.units_said.isdisjoint(
            (dimension.removeprefix("per "), value) for dimension, value in quantity.values
        ):
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
        places = _match.find(token.stem, passage)[0]
        missing = not places and not _spelled_out(token.text, passage)
        if missing or (at in claim.names and _is_only_meant(token, places, passage)):
            yield "name"


def _is_only_meant(token: Token, places: list[int], passage: Analysis) -> bool:
    """Whether a name only has the stem of a word that means what the passage says: the firm "Calibra" for a calibration."""
    return (
        bool(places)
        and not token.text.isupper()
        and token.norm.isalpha()
        and token.stem not in passage.positions
        and not any(passage.tokens[p].capital for p in places)
    )


def _spelled_out(text: str, passage: Analysis) -> bool:
    """Whether a passage has the words of which a short form has the first letters: "CISO", "UE"."""
    if not text.isupper() or not text.isalpha():
        return False
    if len(text) >= _TELLING:
        return text.lower() in passage.initials.lower()
    return text in passage.initials


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
    before = claim.tokens[at - 1]
    return token.text != "I" and (before.kind == "word" or (before.text in HYPHENS and before.end == token.start))
