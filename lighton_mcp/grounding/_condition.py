# word lists, one language a line
"""What is denied but for a condition, and what is affirmed under it only: "not without consent", "only with consent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import denies_locally
from lighton_mcp.grounding._negators import is_exception
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

# What says that something is asked for, or that nothing else will do, in all languages.
_ONLY_OR_NEEDED = word_set("""only solely exclusively must need needs needed require requires required requiring necessary subject condition
    nur ausschliesslich lediglich allein muss mussen notig notwendig erforderlich bedarf bedurfen braucht brauchen benotigt voraussetzung
    seulement uniquement seul seule seuls seules exclusivement doit doivent faut necessaire necessite requiert requis exige exigent besoin condition
    solo unicamente exclusivamente debe deben necesita necesitan necesario necesaria requiere requieren exige exigen requisito
    soltanto solamente esclusivamente deve devono occorre occorrono necessario necessaria serve servono richiede richiedono richiesto
    alleen slechts uitsluitend moet moeten nodig vereist vereisen
    somente apenas precisa precisam requer exigem""")


def same_condition(c: Comparison, clauses: Collection[int], other: int) -> bool:
    """Whether one of the two is denied but for a condition, which the other one asks for: "not unless", "only if"."""
    near = (other - 1, other, other + 1)
    if not any(c.claim.denied[clause] for clause in clauses):
        return _asked_for(c.claim, clauses) and any(_but_for(c.passage, k, other) for k in near)
    if c.passage.denied[other]:
        return False
    return any(_but_for(c.claim, clause, clause) for clause in clauses) and _asked_for(c.passage, near)


def _but_for(text: Analysis, clause: int, beside: int) -> bool:
    """Whether a denied clause goes on, or begins, with an exception or with what it may not be without."""
    if not text.denied.get(clause):
        return False
    unit = text.unit_of[text.clauses[clause][0]]
    if text.unit_of[text.clauses[beside][0]] != unit:
        return False
    around = [
        at for k in (clause - 1, clause, clause + 1) for at in text.clauses.get(k, ()) if text.unit_of[at] == unit
    ]
    excepted = any(is_exception(text.tokens, at, text.language) for at in around)
    return excepted or any(
        denies_locally(text.tokens[at].norm) and any(p < at for p in text.negators if text.unit_of[p] == unit)
        for at in around
    )


def _asked_for(text: Analysis, clauses: Collection[int]) -> bool:
    return any(text.tokens[at].norm in _ONLY_OR_NEEDED for clause in clauses for at in text.clauses.get(clause, ()))
