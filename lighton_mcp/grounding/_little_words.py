"""A little word in the place of its reverse: "until 2019" for "since 2019", "voted for" for "voted against", "may" for "must"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._facts import Date
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._facts import Fact

_SINCE = word_set("since from depuis seit ab desde dal dall sinds vanaf onwards partir partire")
_UNTIL = word_set("until till bis jusqu hasta fino tot ate")
_BEFORE_DATE = 4  # tokens in which such a word stands
_VOTES = ("vot", "stimm", "gestimm", "abstimm", "stem", "gestem")
_FOR = word_set("for pour fur favor favour favore favorable zugunsten dafur voor")
_AGAINST = word_set("against contre gegen contra contro dagegen tegen")
_MUST = word_set("must shall doit doivent muss mussen debe deben deve devono devem moet moeten")
_MAY = word_set("may can peut peuvent darf durfen kann konnen puede pueden puo possono pode podem mag mogen kan kunnen")
_ONLY = word_set(
    "only nur lediglich ausschliesslich seulement uniquement que solo solamente unicamente soltanto alleen slechts so somente"
)


def reverse(c: Comparison) -> bool:
    """Whether a little word of the claim says the reverse of the one that the passage has there."""
    return _other_end(c) or _other_vote(c) or _other_duty(c)


def _other_end(c: Comparison) -> bool:
    """Whether a date is the end of a time where the passage has its beginning, or the other way round."""
    for fact, others in c.hits:
        if isinstance(fact, Date) or is_year(c.claim.tokens[fact.first]):
            mine = _end(c.claim, fact)
            if mine and all(_end(c.passage, other) == -mine for other in others):
                return True
    return False


def _end(text: Analysis, fact: Fact) -> int:
    """Return 1 for a date from which on something holds, -1 for one up to which it holds, or 0."""
    first = max(text.units[text.unit_of[fact.first]].first, fact.first - _BEFORE_DATE)
    for at in range(fact.first - 1, first - 1, -1):
        norm = text.tokens[at].norm
        if norm in _SINCE or norm in _UNTIL:
            denied = at in text.negators or (at > 0 and at - 1 in text.negators)  # "not until May" is from May on
            return 0 if denied else 1 if norm in _SINCE else -1
        if text.fact_of[at]:
            return 0
    return 0


def _other_vote(c: Comparison) -> bool:
    """Whether the claim speaks of votes for and the passage only of votes against, or the other way round."""
    mine = _votes(c.claim, range(len(c.claim.tokens)))
    if len(mine) != 1:
        return False
    theirs = set[bool]().union(*(_votes(c.passage, c.tokens_of(unit)) for unit in c.units))
    return len(theirs) == 1 and mine != theirs


def _votes(text: Analysis, span: Iterable[int]) -> set[bool]:
    norms = {text.tokens[at].norm for at in span}
    if not any(norm.startswith(_VOTES) for norm in norms):
        return set()
    return {sign for sign, words in ((True, _FOR), (False, _AGAINST)) if not norms.isdisjoint(words)}


def _other_duty(c: Comparison) -> bool:
    """Whether a claim only allows what the passage demands in the same words; what is said only of one thing is left out."""
    if len(c.places) < len(c.words) or any(c.claim.denied.values()):
        return False
    said = {token.norm for token in c.claim.tokens}
    written = {c.passage.tokens[at].norm for unit in c.units for at in c.tokens_of(unit)}
    if any(c.passage.denied[clause] for clause in c.clauses_of_units) or not _ONLY.isdisjoint(said | written):
        return False
    return _allows(said) and not _demands(said) and _demands(written) and not _allows(written)


def _allows(norms: AbstractSet[str]) -> bool:
    return not _MAY.isdisjoint(norms)


def _demands(norms: AbstractSet[str]) -> bool:
    return not _MUST.isdisjoint(norms)
