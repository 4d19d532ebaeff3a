"""Where a claim tells a change the wrong way: a rise for a fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._comparators import DEGREES, comparing_words
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._facts import same
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._facts import Fact, Quantity

_APART = 4  # tokens between the two numbers of "from 9.2 % to 8.7 %"
_FROM = word_set("from de du von van da dal dallo dalla desde des vom")
_TO = word_set("to a au auf naar para al ad na ate en")
_MORE_OR_LESS = DEGREES | {"higher": 1, "hoher": 1, "lower": -1, "niedriger": -1}
_IN, _BEHIND = frozenset(["in", "de", "di"]), 3  # tokens behind a number: "il 5 % in meno"
_UP_OR_DOWN = {"up": 1, "down": -1}  # "up 6 %", but not "up to 6 %"
_WAS = word_set("against contre gegenuber nach frente vs versus compared previously")


def misdirected(c: Comparison) -> bool:
    """Whether the claim says that something rose of which the numbers of the passage say that it fell, or the reverse."""
    if not c.claim.quantities:
        return False
    for fact, others in c.hits:
        if is_year(c.claim.tokens[fact.first]):
            continue
        side = _more_or_less(c.claim, fact)
        if side and all(_more_or_less(c.passage, other) == -side for other in others):
            return True
        direction = _direction(c.claim, c.claim.clause_of[fact.first])
        if direction and all(_direction(c.passage, c.passage.clause_of[o.first]) == -direction for o in others):
            return True
    mine = list(_changes(c.claim))
    for before, after in _changes(c.passage):
        if c.passage.unit_of[before.first] not in c.units:
            continue
        if any(same(one, after) and same(two, before) for one, two in mine):
            return True
        sign = _sign(before, after)
        for fact in c.claim.quantities:
            if sign and same(fact, after) and _direction(c.claim, c.claim.clause_of[fact.first]) == -sign:
                return True
    return False


def _more_or_less(text: Analysis, fact: Fact) -> int:
    """Return 1 for "8 % more", -1 for "8 % de moins", 0 for "two or more"."""
    for at in range(fact.last + 1, min(len(text.tokens), fact.last + 1 + _BEHIND)):
        norm = text.tokens[at].norm
        if norm in _MORE_OR_LESS:
            return _MORE_OR_LESS[norm]
        if norm not in _IN:
            break
    return 0


def _changes(text: Analysis) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield what a value was and what it is: "from 9.2 % to 8.7 %", "to 48.6 from 45.1", "11 weeks, against 7 weeks"."""
    for one, two in zip(text.quantities, text.quantities[1:], strict=False):
        if not one.dimensions & two.dimensions - {"clock"} or text.unit_of[one.first] != text.unit_of[two.first]:
            continue
        if two.first - one.last > _APART or not one.first:
            continue
        ahead, between = text.tokens[one.first - 1].norm, {t.norm for t in text.tokens[one.last + 1 : two.first]}
        if ahead in _FROM and between & _TO:
            yield one, two
        elif between & _WAS or (ahead in _TO and between & _FROM):
            yield two, one


def _sign(before: Quantity, after: Quantity) -> int:
    """Return 1 for a rise and -1 for a fall, 0 where the notation leaves it open."""
    signs = {(value > former) - (value < former) for d, value in after.values for e, former in before.values if d == e}
    return signs.pop() if len(signs) == 1 else 0


def _direction(text: Analysis, clause: int) -> int:
    """Return the direction of a clause that says that something became more or less; 0 where it says neither or both."""
    table = _match.directions(text.language)
    words = [text.tokens[at] for at in text.clauses[clause]]
    found = {table[word.stem] for word in words if word.stem in table and word.norm not in comparing_words()}
    firsts = {fact.first for fact in text.quantities}
    found |= {
        _UP_OR_DOWN[text.tokens[at].norm]
        for at in text.clauses[clause]
        if text.tokens[at].norm in _UP_OR_DOWN and at + 1 in firsts
    }
    return found.pop() if len(found) == 1 and not text.denied[clause] else 0
