"""A claim in another language than the passage.

Numbers, dates and names are compared, words only where they look alike.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._analysis import analyse
from lighton_mcp.grounding._bounds import effective
from lighton_mcp.grounding._facts import Date, Fact, Quantity, same, within
from lighton_mcp.grounding._number_words import ordinals
from lighton_mcp.grounding._renaming import TITLES, looks_alike, renamed
from lighton_mcp.grounding._tokens import language_of
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from lighton_mcp.grounding._analysis import Analysis

_SAME_WORDS = (
    0.5  # of a claim's words: with so many in common two texts are in one language, whatever their stop words say
)
_BASE = 0.6  # the score where all numbers and names agree; words that look alike raise it
_FIRST_LETTERS = 5  # of words that two languages share: "contract", "contrat"


def foreign(text: str, passage: Analysis) -> Analysis | None:
    """Return a claim analysed in its own language where that is not the passage's, or None.

    Too short a claim is in the passage's language, and so is one of whose words the passage has most.
    """
    language = language_of(text)
    if language is None or language == passage.language:
        return None
    claim = analyse(text, language)
    words = claim.plain_words
    if not words or _share(words, passage) > _SAME_WORDS or _share(claim.content_words, passage) > _SAME_WORDS:
        return None
    return claim


def _share(words: Collection[str], passage: Analysis) -> float:
    return sum(norm in passage.norms for norm in words) / max(1, len(words))


def compare(claim: Analysis, passage: Analysis) -> tuple[float, list[int]] | None:
    """How far numbers, dates and names agree, and the tokens of the passage that show it.

    None where a claim has none of them.

    One that does not agree makes the score 0.
    """
    shown: list[int] = []
    anchors = 0
    for fact in claim.facts:
        if isinstance(fact, Quantity) and fact.weak:
            continue
        places = _places(fact, claim, passage)
        if not places:
            return 0.0, []
        anchors += 1
        shown += places
    words = [t for t in claim.tokens if t.content]
    names = {claim.tokens[at].norm for at in claim.names} - TITLES
    if not names <= passage.norms:
        return 0.0, []
    anchors += len(names)
    shown += [at for at, token in enumerate(passage.tokens) if token.norm in names] if names else []
    if renamed(claim, passage) or _other_day(claim, passage) or _other_place(claim, passage):
        return 0.0, []
    if claim.language == "de":  # where a capital does not tell a name, one that the passage has counts
        capitals = {t.norm for t in words if t.capital}
        common = [at for at, token in enumerate(passage.tokens) if token.norm in capitals and token.capital]
        anchors += len({passage.tokens[at].norm for at in common})
        shown += common
    if not anchors:
        return None
    beginnings = {t.norm[:_FIRST_LETTERS] for t in passage.tokens if t.kind == "word" and len(t.norm) >= _FIRST_LETTERS}
    others = [t for t in words if t.norm not in names]
    alike = sum(t.norm[:_FIRST_LETTERS] in beginnings for t in others if len(t.norm) >= _FIRST_LETTERS)
    return _BASE + (1.0 - _BASE) * (alike / len(others) if others else 1.0), shown


def _other_day(claim: Analysis, passage: Analysis) -> bool:
    """Whether a claim names a weekday, or an ordinal such as "second", and the passage only others."""
    if passage.weekdays and not claim.weekdays <= passage.weekdays:
        return True
    table = ordinals()
    mine = {table[token.norm] for token in claim.tokens if token.norm in table}
    theirs = {table[token.norm] for token in passage.tokens if token.norm in table} if mine else mine
    if not theirs:
        return False
    numbers = {value for q in passage.quantities for value in (*q.raw, *(value for _, value in q.values))}
    return not mine <= theirs | numbers


def _other_place(claim: Analysis, passage: Analysis) -> bool:
    """Whether a German claim has "in" before a name that the passage does not have: every noun has a capital there."""
    if claim.language != "de" or not any(token.capital for token in passage.tokens):
        return False
    common = common_words("de")
    return any(
        one.norm == "in"
        and two.capital
        and not two.stop
        and two.norm not in common
        and two.norm.isalpha()
        and not any(looks_alike(two.norm, other.norm) for other in passage.tokens if other.capital)
        for one, two in pairwise(claim.tokens)
    )


def _places(fact: Fact, claim: Analysis, passage: Analysis) -> list[int]:
    """Return where a passage has the same number or date, and does not make the other bound of it."""
    found: list[Fact]
    years: list[int] = []
    if isinstance(fact, Date):
        found = [date for date in passage.dates if within(fact, date)]
    else:
        near = {quantity.first: quantity for value in (*fact.values, *fact.raw) for quantity in passage.valued(value)}
        found = [near[first] for first in sorted(near) if same(fact, near[first])]
        years = [date.first for date in passage.dates if fact.raw & {float(y) for y, _, _ in date.options if y}]
    mine = effective(claim, fact)
    return years + [other.first for other in found if effective(passage, other) * mine >= 0]
