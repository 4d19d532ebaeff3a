"""Where a claim makes a number a bound or a rate, and the passage makes it another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _units
from lighton_mcp.grounding._bounds import effective
from lighton_mcp.grounding._clause_words import is_coordinator, is_finite
from lighton_mcp.grounding._comparators import single_words
from lighton_mcp.grounding._dates import is_year
from lighton_mcp.grounding._facts import Fact, Quantity
from lighton_mcp.grounding._freedom import same_freedom
from lighton_mcp.grounding._negators import THAT
from lighton_mcp.grounding._periods import PER
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_THEREAFTER = word_set(
    "thereafter afterwards afterward then later beyond additional further danach anschliessend sonst spater spaterer daruber "
    "ensuite puis apres au-dela supplementaire supplementaires defaut despues luego posteriormente adicional adicionales poi dopo successivamente "
    "ulteriore ulteriori daarna vervolgens depois"
)
_BEHIND_TIMES = frozenset(["apres", "dopo", "depois", "beyond"])
_EXACTLY = word_set(
    "exactly precisely genau exakt exactement precisement exactamente esattamente precisamente precies exatamente"
)
_AFTER = word_set("after apres nach despues dopo na apos tras pasados passes trascorsi")
_BEFORE_EXACT = 2  # tokens
_LIMIT_BEFORE, _LIMIT_BEHIND = 11, 4  # tokens around a number in which such a word is about it
_MOST_BEYOND = 200  # tokens behind a bound: longer sentences are lists
_UPPER = (
    "maxim",
    "massim",
    "longest",
    "hochst",
    "hogst",
    "limit",
    "sublim",
    "tope",
    "plafon",
    "obergrenz",
    "tetto",
    "teto",
)
_LOWER = ("minim", "shortest", "mindest")
# What things are paid or counted by, beside periods and measures.
_PAYERS = {
    kind: word_set(words)
    for kind, words in {
        "person": "person head capita personne tete persona cabeza capite testa pessoa persoon kopf hoofd",
        "piece": "piece item unit article stuck einheit stuk unite unidad pieza pezzo unita peca unidade exemplaire copy",
        "user": "user utilisateur nutzer benutzer usuario utente gebruiker utilizador",
        "room": "room chambre zimmer habitacion camera kamer quarto",
        "employee": "employee salarie mitarbeiter beschaftigten empleado dipendente medewerker trabalhador",
        "child": "child enfant kind nino bambino crianca",
        "couple": "couple pareja coppia paar stel casal",
        "family": "family household famille menage familie haushalt familia hogar famiglia gezin huishouden",
        "group": "group groupe gruppe grupo gruppo groep",
        "vehicle": "vehicle car vehicule voiture fahrzeug auto pkw vehiculo coche veicolo voertuig veiculo carro",
    }.items()
}
_PER_ONE = word_set("per a an each pro je par por cada ogni al alla all la l chaque por")
_APOSTROPHES = frozenset(["'", "\u2019"])
_POWERS = frozenset(["square", "cubic"])
_RATE_BEHIND = 6  # tokens
_BULK = frozenset(["gram", "litre", "metre", "square_metre"])
_LIMITS = (
    "max",
    "minim",
    "mindest",
    "limit",
    "begrenz",
    "beschrank",
    "hochst",
    "longest",
    "shortest",
    "plafon",
    "tope",
    "beperk",
)


def bound(c: Comparison) -> bool:
    for fact, others in c.hits:
        if isinstance(fact, Quantity) and fact.dimensions == {""} and is_year(c.claim.tokens[fact.first]):
            continue  # "higher in 2022 than 2023"
        own = effective(c.claim, fact)
        # "Not above 5" and "no loans above 5" have one bound, whatever their denials make of it.
        near = [
            other
            for other in _nearest(c, fact, others)
            if not _denied_alike(c, fact, other) and not _supposed(c, fact, other)
        ]
        # Neither has the denial of "no charge above 5" another bound than "free above 5".
        if any(_is_free_alike(c, fact, other) for other in near):
            if all(fact.bound * other.bound < 0 for other in near):
                return True
            continue
        if not near:
            continue
        mine = own or _limit(c.claim, fact)
        if mine and all(
            mine * (effective(c.passage, other) or _limit(c.passage, other)) < 0 and not _beyond(c, other)
            for other in near
        ):
            return True
        if _is_exact(c.claim, fact) and all(effective(c.passage, other) for other in near):
            return True
        # "longer than two years" is not what "two years" says; "within two years" may be.
        if (
            own
            and fact.turns
            and not _is_after(c.claim, fact)
            and not any(_bounded(c.passage, clause) for clause in {c.passage.clause_of[other.first] for other in near})
        ):
            return True
    return False


def _is_free_alike(c: Comparison, fact: Fact, other: Fact) -> bool:
    """Whether one denies that anything is paid beside a number, and the other says that it is free."""
    return same_freedom(c, [c.claim.clause_of[fact.first]], c.passage.clause_of[other.first])


def _is_after(claim: Analysis, fact: Fact) -> bool:
    """Whether a length of time only says when: "after three months" is "at the end of three months"."""
    if not isinstance(fact, Quantity) or fact.dimensions.isdisjoint(_units.TIMES):
        return False
    return any(token.norm in _AFTER for token in claim.tokens[max(0, fact.first - _BEFORE_EXACT) : fact.first])


def _is_exact(claim: Analysis, fact: Fact) -> bool:
    """Whether a claim says that a number is neither more nor less: "exactly 20"."""
    return any(token.norm in _EXACTLY for token in claim.tokens[max(0, fact.first - _BEFORE_EXACT) : fact.first])


def _denied_alike(c: Comparison, fact: Fact, other: Fact) -> bool:
    """Whether both numbers stand in denied clauses as the same bound."""
    return fact.bound == other.bound and _excludes(c.claim, fact) and _excludes(c.passage, other)


def _excludes(text: Analysis, fact: Fact) -> bool:
    """Whether the clause of a number denies, by a negator or by a word such as "prohibited"."""
    clause = text.clause_of[fact.first]
    if text.denied[clause] or text.denying.get(clause):
        return True
    # "prohibits that more than three enter"
    return clause > 0 and text.tokens[text.clauses[clause][0]].norm in THAT and bool(text.denying.get(clause - 1))


def _supposed(c: Comparison, fact: Fact, other: Fact) -> bool:
    """Whether a claim only supposes what a passage rules: "if it exceeds 4 degrees", "it must not exceed 4 degrees"."""
    supposed = c.claim.clause_of[fact.first] in c.claim.conditional
    return supposed and c.passage.clause_of[other.first] not in c.passage.conditional


def _bounded(passage: Analysis, clause: int) -> bool:
    """Whether the clause of a number has a bound: then it says more of it than the value."""
    norms = [passage.tokens[at].norm for at in passage.clauses[clause]]
    return any(other.bound for other in passage.facts if passage.clause_of[other.first] == clause) or any(
        norm in single_words() or norm.startswith(_LIMITS) for norm in norms
    )


def _limit(text: Analysis, fact: Fact) -> int:
    """Return the bound that a word near a number makes it: -1 for "the maximum validity is 120 days"."""
    unit = text.unit_of[fact.first]
    near = {
        text.tokens[at].norm
        for at in range(max(0, fact.first - _LIMIT_BEFORE), min(len(text.tokens), fact.last + 1 + _LIMIT_BEHIND))
        if text.unit_of[at] == unit
    }
    upper, lower = any(norm.startswith(_UPPER) for norm in near), any(norm.startswith(_LOWER) for norm in near)
    return int(lower) - int(upper)


def _beyond(c: Comparison, fact: Fact) -> bool:
    """Whether the sentence of a bound goes on with what holds beyond it: "until March; thereafter"."""
    unit = c.passage.unit_of[fact.first]
    tokens = c.passage.tokens
    return any(
        tokens[at].norm in _THEREAFTER and not (tokens[at].norm in _BEHIND_TIMES and _goes_on(c.passage, at))
        for at in range(fact.last + 1, min(c.passage.units[unit].last, fact.last + 1 + _MOST_BEYOND))
    )


def _goes_on(text: Analysis, at: int) -> bool:
    """Whether a word is a preposition: "30 jours apres l'incident"."""
    return at + 1 < len(text.tokens) and text.tokens[at + 1].kind != "sign"


def _nearest(c: Comparison, fact: Fact, others: list[Fact]) -> list[Fact]:
    """Of the places that have the same number those in the clause that shares most with that of the claim."""
    share = c.aligned.get(c.claim.clause_of[fact.first], {})
    best = max(share.get(c.passage.clause_of[other.first], 0.0) for other in others)
    return [other for other in others if share.get(c.passage.clause_of[other.first], 0.0) >= best]


def period(c: Comparison) -> bool:
    """Whether a rate of the claim is per another period or thing in the passage: "a month" for "a year"."""
    for fact in c.claim.quantities:
        own = {value for value in fact.values if value[0].startswith(PER)}
        if not own:
            continue
        said = {
            value
            for other in c.passage.quantities
            if c.passage.unit_of[other.first] in c.units
            for value in other.values
            if value[0].startswith(PER)
        }
        if said and not own & said:
            return True
    return any(_rated_otherwise(c, fact, others) for fact, others in c.hits)


def _rated_otherwise(c: Comparison, fact: Fact, others: list[Fact]) -> bool:
    """Whether a number is per another period, or per another thing, wherever the passage has it."""
    own = _rates(c.claim, fact)
    if not any(own):
        return False
    found = (_rates(c.passage, other) for other in _nearest(c, fact, others))
    for mine, theirs in zip(own, zip(*found, strict=True), strict=True):
        if mine and all(theirs) and mine.isdisjoint(set[object]().union(*theirs)):
            return True
    return False


def _rates(text: Analysis, fact: Fact) -> tuple[set[object], set[object]]:
    """Return the periods and the things that a number is per: the hour of "2,400 bottles an hour", "5 euros per head"."""
    found: set[tuple[str, float]] = set()
    things: set[object] = set()
    if isinstance(fact, Quantity):
        found |= {value for value in fact.values if value[0].startswith(PER)}
    last = min(text.units[text.unit_of[fact.first]].last, fact.last + 1 + _RATE_BEHIND) - 1
    for at in range(fact.last + 1, last):
        token = text.tokens[at]
        if token.norm in _PER_ONE:
            square = text.tokens[at + 1].norm in _POWERS and at + 2 < len(text.tokens)
            thing = text.tokens[at + 1 + square].norm
            things |= {kind for kind, words in _PAYERS.items() if thing in words}
            unit = _units.units().get(thing) if len(thing) > 1 else None
            found |= {(PER + unit[0], unit[1])} if unit is not None and unit[0] in _units.TIMES | _BULK else set()
            found |= {v for q in text.quantities if q.first == at for v in q.values if v[0].startswith(PER)}
        elif token.text in _APOSTROPHES:
            continue
        elif (
            token.kind != "word"
            or text.fact_of[at]
            or is_finite(token, text.language)
            or is_coordinator(token, text.language)
        ):
            break
    periods = {value for value in found if value[0].removeprefix(PER) in _units.TIMES}
    return set(periods), things | (found - periods)
