# word lists, one language a line
"""What is denied but for a condition, and what is affirmed under it only: "not without consent", "only with consent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import quantifiers
from lighton_mcp.grounding._negators import is_exception, is_local
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

# What says that something is asked for, or that nothing else will do, in all languages.
_ONLY_OR_NEEDED = word_set("""only solely exclusively must need needs needed require requires required requiring necessary subject condition
    nur ausschliesslich lediglich allein muss mussen notig notwendig erforderlich bedarf bedurfen braucht brauchen benotigt voraussetzung
    seulement uniquement seul seule seuls seules exclusivement doit doivent faut necessaire necessite requiert requis exige exigent suppose supposent besoin condition
    solo unicamente exclusivamente debe deben necesita necesitan necesario necesaria requiere requieren exige exigen supone suponen requisito
    soltanto solamente esclusivamente deve devono occorre occorrono necessario necessaria serve servono richiede richiedono richiesto presuppone
    alleen slechts uitsluitend moet moeten nodig vereist vereisen
    somente apenas precisa precisam requer exigem""")
_NEAR = 2  # clauses
_WITHOUT = word_set("without sans ohne sin senza zonder sem")
_PLAINLY = word_set("not ne nicht no non niet nao kein keine keinen")


def same_condition(c: Comparison, clauses: Collection[int], other: int) -> bool:
    """Whether one of the two is denied but for a condition, which the other one asks for: "not unless", "only if".

    Likewise where one says of the only exception what the other one says of all but it: "the only part that is not
    covered", "all parts but one are covered".
    """
    near = range(other - _NEAR, other + _NEAR + 1)
    if not any(_denies(c.claim, clause) for clause in clauses):
        return _asked_for(c.claim, clauses) and any(_but_for(c.passage, k, other) for k in near)
    if _denies(c.passage, other):
        return any(_but_for(c.claim, clause, clause) for clause in clauses) and any(
            _but_for(c.passage, k, other) for k in near
        )
    if any(_but_for(c.claim, clause, clause) for clause in clauses) and _asked_for(c.passage, near):
        return True
    return _is_only(c.claim, clauses) and _excepts(c.passage, c.passage.clauses[other][0])


def _denies(text: Analysis, clause: int) -> bool:
    """Whether a clause is denied, or says what denies: "prohibited"; both make no denial."""
    return text.denied.get(clause, False) != (len(text.denying.get(clause, ())) % 2 == 1)


def _but_for(text: Analysis, clause: int, beside: int) -> bool:
    """Whether a denied clause goes on, or begins, with an exception or with what it may not be without."""
    if clause not in text.clauses or not _denies(text, clause):
        return False
    first = text.clauses[clause][0]
    unit = text.unit_of[first]
    if text.unit_of[text.clauses[beside][0]] != unit:
        return False
    denials = [p for p in text.negators if text.unit_of[p] == unit]
    plain = [p for p in denials if not is_local(text.tokens, p, text.language)]
    if is_exception(text.tokens, first, text.language) and not plain:
        return False  # it only says the opposite of the clause that it belongs to
    # A comma may be a clause of its own: ", salvo".
    near = range(clause - _NEAR, clause + _NEAR + 1)
    around = [at for k in near for at in text.clauses.get(k, ()) if text.unit_of[at] == unit]
    if any(is_exception(text.tokens, at, text.language) for at in around):
        return True
    without = any(p in around and text.tokens[p].norm in _WITHOUT for p in denials)
    said = [text.tokens[p].norm.replace("n't", "not") for p in plain]
    twice = any(said.count(norm) > 1 for norm in _PLAINLY)  # "who has no pass does not get in"
    return (without and len(denials) > 1) or twice


def _excepts(text: Analysis, at: int) -> bool:
    """Whether the sentence of a token has an exception."""
    span = text.units[text.unit_of[at]]
    return any(is_exception(text.tokens, p, text.language) for p in range(span.first, span.last))


def _is_only(text: Analysis, clauses: Collection[int]) -> bool:
    table = quantifiers(text.language)
    return any(table.get(text.tokens[at].norm) == "only" for clause in clauses for at in text.clauses.get(clause, ()))


def _asked_for(text: Analysis, clauses: Collection[int]) -> bool:
    norms = [text.tokens[at].norm for clause in clauses for at in text.clauses.get(clause, ())]
    if not _ONLY_OR_NEEDED.isdisjoint(norms):
        return True
    # "ist anzuh\u00f6ren", "sind zu melden"
    return text.language == "de" and any(n.endswith("n") and (n == "zu" or "zu" in n[1:]) for n in norms)


def is_excepted(c: Comparison, other: int) -> bool:
    """Whether a clause of the passage is an exception, of which the claim has every word that means something."""
    first, *rest = c.passage.clauses[other]
    if not rest or not is_exception(c.passage.tokens, first, c.passage.language):
        return False
    words = [at for at in rest if c.passage.tokens[at].content or c.passage.fact_of[at]]
    return bool(words) and c.said.issuperset(words)


def excepts(c: Comparison, clause: int) -> bool:
    """Whether a clause of the claim has an exception, or says "only"."""
    claim = c.claim
    exception = any(is_exception(claim.tokens, at, claim.language) for at in claim.clauses[clause])
    return exception or _is_only(claim, [clause])


def beyond_limit(c: Comparison, clauses: Collection[int], other: int) -> bool:
    """Whether one denies behind a limit what the other affirms up to it: "not after 31 March", "until 31 March"."""
    if any(c.claim.denied[clause] for clause in clauses) == c.passage.denied[other]:
        return False
    return any(
        fact.bound * found.bound < 0 and fact.turns != found.turns
        for fact, others in c.hits
        if c.claim.clause_of[fact.first] in clauses
        for found in others
        if c.passage.clause_of[found.first] == other
    )
