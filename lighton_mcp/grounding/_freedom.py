# word lists, one language a line
"""What costs nothing, said with a denial and without: "no fee is charged", "free of charge"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import denies_locally
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_FREE = word_set("""free complimentary gratis gratuit gratuite gratuits gratuites gratuitement offert offerte offerts offertes
    kostenlos kostenlose kostenlosen kostenloser kostenfrei umsonst unentgeltlich gebuhrenfrei inklusive included inclus
    gratuito gratuita gratuitos gratuitas gratuitamente gratuiti incluso incluido incluida kosteloos""")
# How words for what is paid begin, in all languages.
_PAID = ("cost", "charg", "fee", "pay", "paid", "price", "kost", "gebuhr", "zahl", "bezahl", "berechn", "preis", "pai", "pay", "frais", "cout",
    "factur", "tarif", "pag", "cobr", "cargo", "tasa", "coste", "preci", "cuest", "spes", "prezz", "tariff", "addebit", "betal", "bereken", "supplement", "aufpreis", "extra", "nothing", "nichts", "nada", "nulla", "niente", "rien", "niets")  # fmt: skip

_PAID_ENDS = ("kosten", "kost", "gebuhr", "gebuhren", "preis", "prijs", "tarief")  # of German and Dutch words


def same_freedom(c: Comparison, clauses: Collection[int], other: int) -> bool:
    """Whether one denies that something is paid, and the other says that it is free."""
    denied = any(c.claim.denied[clause] for clause in clauses)
    if denied == c.passage.denied[other]:
        return False
    free, paid = (_said(c.claim, clauses), _said(c.passage, [other]))
    if denied:
        free, paid = paid, free
    # "Not free" is no denial of a payment, and an amount is paid; "free above 150 euros" says when.
    amounts = any(c.claim.clause_of[fact.first] in clauses and not fact.bound for fact, _ in c.hits)
    return free[0] and paid[1] and not paid[0] and not amounts


def _said(text: Analysis, clauses: Collection[int]) -> tuple[bool, bool]:
    """Return whether some clauses say that something is free, and whether they speak of what is paid."""
    norms = [text.tokens[at].norm for clause in clauses for at in text.clauses[clause]]
    without = any(denies_locally(one) and two.startswith(_PAID) for one, two in pairwise(norms))
    return without or not _FREE.isdisjoint(norms), any(
        norm.startswith(_PAID) or norm.endswith(_PAID_ENDS) for norm in norms
    )
