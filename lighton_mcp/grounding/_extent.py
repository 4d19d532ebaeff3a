"""How much a claim and a passage speak of: all, each, some, most, only."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._comparators import DEGREES, HALF
from lighton_mcp.grounding._facts import Fact, Quantity, agrees
from lighton_mcp.grounding._lexicon import denies_locally, negators, quantifiers
from lighton_mcp.grounding._negators import THAT, is_exception, is_exception_noun, only_behind_ne
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_PART = frozenset(["some", "most"])
_WHOLE = frozenset(["all", "each"])
_NEAR = 3  # tokens from "all" to the number of things, and from a part to the whole
_ALONE = frozenset(["alone", "allein", "alleen"])  # "not alone" is not "not only"
_AS = word_set("as so aussi si tan tanto cosi zo tao ebenso genauso doppelt")
_MORE = frozenset([word for word, side in DEGREES.items() if side > 0] + ["over", "uber"])
_ENTIRE = word_set(
    "whole entire ganze ganzen ganzer ganzes gesamte gesamten gesamter entier entiere entiers entieres integralite totalite "
    "full fully wholly entirely completely vollstandig vollen volle voller ganzlich komplett integralement entierement plein pleine "
    "integramente totalmente enteramente completamente interamente integralmente pieno piena volledig inteiramente "
    "entero entera totalidad intero intera interi intere gehele hele inteiro inteira"
)
_ALWAYS = frozenset(["siempre", "sempre"])
_OF = word_set("of out sur des de von der van su dei degli delle dos das entre among")
_OF_THE = word_set("des der dei degli delle dos das")
_SEVERAL = word_set("the les los las den de i gli le os as these those ses ces")
_ONE = word_set("one a un une uno una ein eine einer eines einen einem een um uma")
_SHARES = word_set("part partie parte teil deel portion fraction fraccion frazione bruchteil")
_SOME_OF = word_set("a quelques unos unas einige ein alcuni alcune")


def extent(c: Comparison) -> bool:
    claimed = _quantifiers(c.claim, range(len(c.claim.tokens)))
    if _without_exception(c) or _all_of(c):
        return True
    if not claimed:
        return False
    said = {kind for unit in c.units for kind in _quantifiers(c.passage, c.tokens_of(unit))}
    said |= {kind for unit in c.units for kind in _implied(c.passage, c.tokens_of(unit))}
    for kind, clauses in claimed.items():
        denied = any(
            c.passage.denied[other] and not c.only_bounds(c.passage, other)
            for clause in clauses
            for other in c.aligned.get(clause, ())
        )
        if kind in said:
            continue
        if kind == "part":
            if said & _WHOLE and not said & {"some", "few", "most"} and not denied:
                return True
            continue
        if kind == "each" or (kind == "all" and "each" in said):
            if (said & _PART and not denied) or ("only" in said and "only" not in claimed):
                return True
        elif kind in {"all", "only"}:
            if not denied or (kind == "all" and said & {"most", "only"} and not claimed.keys() & {"most", "only"}):
                return True
        elif kind != "some" or denied or said & {"all", "most"}:
            return True
    return False


def _implied(text: Analysis, span: range) -> Iterator[str]:
    """Yield the kinds that a stretch says in other words: "without exception", "the whole", "more than half"."""
    norms = [text.tokens[at].norm for at in span]
    if any(denies_locally(a) and is_exception_noun(b) for a, b in pairwise(norms)) or not _ENTIRE.isdisjoint(norms):
        yield "all"
    halves = (at for at, norm in enumerate(norms) if norm in HALF)
    if any(not _MORE.isdisjoint(norms[max(0, at - _NEAR) : at]) for at in halves):
        yield "most"


def _all_of(c: Comparison) -> bool:
    """Whether the claim says "all 85" where the passage says "11 of the 85"."""
    table = quantifiers(c.claim.language)
    for fact, others in c.hits:
        before = (c.claim.tokens[at] for at in range(max(0, fact.first - _NEAR), fact.first))
        if isinstance(fact, Quantity) and any(table.get(token.norm) in _WHOLE for token in before):
            parts = [_part_of(c.passage, other) for other in others]
            if all(part is not None and not any(agrees(claimed, part) for claimed in c.claim.facts) for part in parts):
                return True
    return False


def _part_of(text: Analysis, whole: Fact) -> Fact | None:
    """Return the number that the passage says of a larger one: the 11 in "11 of the 85"."""
    for part in text.quantities:
        between = text.tokens[part.last + 1 : whole.first]
        if 0 < len(between) <= _NEAR and between[0].norm in _OF and all(token.stop for token in between):
            return part
    return None


def _without_exception(c: Comparison) -> bool:
    """Whether the claim says "without exception" or "not only" where the passage makes an exception or says "only"."""
    norms = [token.norm for token in c.claim.tokens]
    table = quantifiers(c.claim.language)
    whole = any(denies_locally(a) and is_exception_noun(b) for a, b in pairwise(norms))
    beyond = any(
        a in negators(c.claim.language) and table.get(b) == "only" and b not in _ALONE for a, b in pairwise(norms)
    )
    if not whole and not beyond:
        return False
    tokens = c.passage.tokens
    inside = [at for unit in c.units for at in c.tokens_of(unit)]
    limits = quantifiers(c.passage.language)
    return any(is_exception(tokens, at, c.passage.language) for at in inside if whole) or any(
        limits.get(tokens[at].norm) == "only" and tokens[at - 1].norm not in negators(c.passage.language)
        for at in inside
    )


def _quantifiers(text: Analysis, span: range) -> dict[str, set[int]]:
    """Return the kinds of quantifiers in a stretch of a text, each with the clauses that have it."""
    table = quantifiers(text.language)
    found: dict[str, set[int]] = {}
    if text.language == "fr":
        for at in span:
            if only_behind_ne(text.tokens, at):
                found.setdefault("only", set()).add(text.clause_of[at])
    for at in span:
        token = text.tokens[at]
        if token.norm not in table or token.kind != "word" or text.fact_of[at]:
            continue
        if at and text.tokens[at - 1].norm in {"at", "the", "au", "a"} and table[token.norm] == "most":
            continue  # at most
        if token.norm in negators(text.language) or (at and text.tokens[at - 1].norm in negators(text.language)):
            continue
        if table[token.norm] == "only" and any(text.fact_of[at - 1 : at] + text.fact_of[at + 1 : at + 2]):
            continue  # "only six" is six
        if at and text.tokens[at - 1].norm in _AS | DEGREES.keys() and table[token.norm] == "most":
            continue  # "twice as often", "more often"
        following = text.tokens[at + 1].norm if at + 1 < len(text.tokens) else ""
        if (token.norm in _ALWAYS and following in THAT) or following.startswith("seul"):
            continue  # "siempre que", "toute seule"
        if _before_period(text, at):
            continue  # "tous les trois ans"
        if at + 2 < len(text.tokens) and text.tokens[at + 1].norm == "au":
            continue  # "tout au plus"
        if token.norm == "peu" and (not at or text.tokens[at - 1].norm != "un") and following not in _OF:
            continue  # "peu bruyant"
        few = at > 0 and text.tokens[at - 1].norm in _SOME_OF and table[token.norm] == "few"
        found.setdefault("some" if few else table[token.norm], set()).add(text.clause_of[at])
    for at in _parts(text, span):
        found.setdefault("part", set()).add(text.clause_of[at])
    return found


def _parts(text: Analysis, span: range) -> Iterator[int]:
    """Yield where a stretch speaks of some of several: "one of the three", "une partie des pi\u00e8ces"."""
    tokens = text.tokens
    for at in range(span.start + 1, span.stop - 1):
        if tokens[at].norm not in _OF:
            continue
        before, behind = tokens[at - 1].norm, tokens[at + 1].norm
        if before in _SHARES:
            if at == span.start + 1 or tokens[at - 2].norm in _ONE:
                yield at
        elif at > 1 and (
            tokens[at - 2].norm in quantifiers(text.language) or tokens[at - 2].norm in negators(text.language)
        ):
            if quantifiers(text.language).get(tokens[at - 2].norm) == "only":
                yield at
        elif (tokens[at].norm in _OF_THE or behind in _SEVERAL) and (
            before in _ONE or any(q.last == at - 1 and q.dimensions == {""} for q in text.quantities)
        ):
            yield at


def _before_period(text: Analysis, at: int) -> bool:
    return any(
        (q.first == at + 1 or (q.first == at + 2 and text.tokens[at + 1].stop))
        and any(d in {"second", "month"} or d.startswith("per ") for d in q.dimensions)
        for q in text.quantities
    )
