"""Where a claim denies what a passage says, says the opposite, or says "all" where it says "some"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._analysis import is_exception, is_exception_noun
from lighton_mcp.grounding._association import Association
from lighton_mcp.grounding._lexicon import denies, denies_locally, is_condition, negators, quantifiers
from lighton_mcp.grounding._facts import Date, Quantity, same, within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._tokens import Token

_ALSO = 0.4  # of the best clause's share of words: a clause with as much may be meant as well
_FAR = 8  # words
_VAGUE = 0.5  # of the weight of a word is left where a fragment has it, which neither affirms nor denies
_VALUES_APART = 4  # tokens between the two numbers of "from 9.2 % to 8.7 %"
_FROM = frozenset("from de du von van da dal dallo dalla desde des vom".split())
_TO = frozenset("to a au auf naar para al ad na ate en".split())
_FORMERLY = frozenset(
    "from was were before previously formerly earlier until de du avant auparavant etait von vorher bisher war zuvor da dal prima era "
    "antes desde anteriormente van voorheen eerder ante compared against than contre que gegenuber als frente rispetto".split(),
)
_FACT = 1.0
# What may stand in a passage where the claim has the quantifier; all others are disagreements.
_PART = frozenset(["some", "most"])


class Comparison:
    """A claim beside the sentences of a passage that are to carry it, clause by clause."""

    def __init__(self, claim: Analysis, passage: Analysis, units: Collection[int], weigh: Callable[[str], float]) -> None:
        self.claim, self.passage = claim, passage
        self.units = frozenset(units)
        self.weigh = weigh
        self.places: dict[int, list[int]] = {}
        for at, token in enumerate(claim.tokens):
            if token.kind == "word" and not token.stop and not claim.fact_of[at]:
                found = [p for p in _match.find(token.stem, passage)[0] if passage.unit_of[p] in self.units]
                if found:
                    self.places[at] = found
        self.hits: list[tuple[Quantity | Date, list[Quantity | Date]]] = []
        for fact in (*claim.quantities, *claim.dates):
            same_facts = self._same(fact)
            if same_facts:
                self.hits.append((fact, same_facts))

    def _weight(self, at: int) -> float:
        """How much a word of the claim tells of what is meant: a name or a code twice as much."""
        token = self.claim.tokens[at]
        name = not token.norm.isalpha() or (token.capital and at > 0 and self.claim.language != "de")
        return self.weigh(token.stem) * (2.0 if name else 1.0)

    def _same(self, fact: Quantity | Date) -> list[Quantity | Date]:
        others: list[Quantity | Date]
        if isinstance(fact, Date):
            others = [date for date in self.passage.dates if within(fact, date)]
        else:
            others = [*self.passage.same(fact)]
        return [other for other in others if self.passage.unit_of[other.first] in self.units]

    def problems(self) -> Iterator[str]:
        """The kinds of disagreement found."""
        if self._bound():
            yield "bound"
        if self._denied() or self._affirmed():
            yield "negation"
        if self._quantifier():
            yield "quantifier"
        if self._period():
            yield "period"
        if self._former():
            yield "former value"
        if self._polar():
            yield "opposite"
        if self._alternative():
            yield "alternative"
        weights = {at: self.weigh(self.claim.tokens[at].stem) for at in self.places}
        yield from Association(self.claim, self.passage, self.places, weights, self.hits).misplaced()

    @cached_property
    def aligned(self) -> dict[int, dict[int, float]]:
        """For each clause of the claim the clauses of the passage that share words with it, and how much."""
        shares: dict[int, dict[int, float]] = {}
        for at, places in self.places.items():
            weight = self._weight(at)
            share = shares.setdefault(self.claim.clause_of[at], {})
            for clause in {self.passage.clause_of[p] for p in places}:
                share[clause] = share.get(clause, 0.0) + weight
        for fact, others in self.hits:
            share = shares.setdefault(self.claim.clause_of[fact.first], {})
            for clause in {self.passage.clause_of[other.first] for other in others}:
                share[clause] = share.get(clause, 0.0) + _FACT
        return shares

    def _bound(self) -> bool:
        for fact, others in self.hits:
            own = self._effective(self.claim, fact)
            if own and all(own * self._effective(self.passage, other) < 0 for other in self._nearest(fact, others)):
                return True
        return False

    def _nearest(self, fact: Quantity | Date, others: list[Quantity | Date]) -> list[Quantity | Date]:
        """Of the places that have the same number those in the clause that shares most with that of the claim."""
        share = self.aligned.get(self.claim.clause_of[fact.first], {})
        best = max(share.get(self.passage.clause_of[other.first], 0.0) for other in others)
        return [other for other in others if share.get(self.passage.clause_of[other.first], 0.0) >= best]

    def _period(self) -> bool:
        """Whether the claim says "a month" where the passage says "a year" beside the same number or the same words."""
        for fact in self.claim.quantities:
            own = {value for value in fact.values if value[0].startswith("per ")}
            if not own:
                continue
            said = {
                value for other in self.passage.quantities if self.passage.unit_of[other.first] in self.units
                for value in other.values if value[0].startswith("per ")
            }
            if said and not own & said:
                return True
        return False

    def _alternative(self) -> bool:
        """Whether the claim has one word of a kind where the sentences of the passage have another one: winter for summer."""
        table = _match.alternatives(self.passage.language)
        claimed = {token.stem for token in self.claim.tokens}
        for at, token in enumerate(self.claim.tokens):
            others = table.get(token.stem)
            if not others or token.kind != "word" or self.places.get(at):
                continue
            found = {stem for stem in others - claimed for p in self.passage.positions.get(stem, ()) if self.passage.unit_of[p] in self.units}
            if found:
                return True
        return False

    def _former(self) -> bool:
        """Whether the claim gives as the value what the passage says it was: "fell to 9.2 %" for "fell from 9.2 % to 8.7 %"."""
        if any(token.norm in _FORMERLY for token in self.claim.tokens):
            return False
        claimed = self.claim.quantities
        for before, after in zip(self.passage.quantities, self.passage.quantities[1:], strict=False):
            tokens = self.passage.tokens
            if (
                before.dimensions & after.dimensions - {"clock"}
                and before.first > 0
                and tokens[before.first - 1].norm in _FROM
                and after.first - before.last <= _VALUES_APART
                and any(t.norm in _TO for t in tokens[before.last + 1 : after.first])
                and self.passage.unit_of[before.first] in self.units
                and self._changes(self.passage.clause_of[before.first])
                and any(same(q, before) for q in claimed)
                and not any(same(q, after) for q in claimed)
            ):
                return True
        return False

    def _changes(self, clause: int) -> bool:
        """Whether a clause of the passage says that something became more or less."""
        table = _match.opposites(self.passage.language)
        near = range(clause - 1, clause + 2)
        tokens, clauses = self.passage.tokens, self.passage.clauses
        return any(tokens[at].stem in table and not tokens[at].stop for c in near for at in clauses.get(c, ()))

    def _polar(self) -> bool:
        """Whether a word stands beside another where the passage has its opposite: "up in Italy" for "down in Italy"."""
        table = _match.opposites(self.passage.language)
        for at, token in enumerate(self.claim.tokens):
            others = table.get(token.stem) if token.kind == "word" and not token.stop else None
            if not others or denies(token.norm, self.claim.language) or not others.isdisjoint(self.claim.positions):
                continue
            if token.norm in self._bound_words(self.claim, self.claim.clause_of[at]):
                continue
            same_words = {token.stem, *_match.synonyms(self.passage.language).get(token.stem, ())}
            partner = self._partner(at)
            if partner is None:
                continue
            alike = unlike = _FAR
            for place in self.places[partner]:
                near = range(max(0, place - _FAR), min(len(self.passage.tokens), place + _FAR + 1))
                for other in near:
                    stem = self.passage.tokens[other].stem
                    if denies(stem, self.passage.language) or self.passage.tokens[other].stop:
                        continue
                    if stem not in same_words and stem not in others or self.passage.unit_of[other] != self.passage.unit_of[place]:
                        continue
                    if self.passage.tokens[other].norm in self._bound_words(self.passage, self.passage.clause_of[other]):
                        continue
                    turned = self.passage.denied[self.passage.clause_of[other]] != self.claim.denied[self.claim.clause_of[at]]
                    gap = int(abs(self.passage.metre[other] - self.passage.metre[place]))
                    if stem in others and not turned:
                        unlike = min(unlike, gap)
                    else:
                        alike = min(alike, gap)
            if unlike < min(alike, _FAR):
                return True
        return False

    def _partner(self, at: int) -> int | None:
        """The matched word that stands nearest to a token of the claim, one behind it before one ahead."""
        metre = self.claim.metre
        near = [
            (metre[word] - metre[at] if word > at else 1.5 * (metre[at] - metre[word]), word) for word in self.places
            if word != at and self.claim.unit_of[word] == self.claim.unit_of[at]
        ]
        gap, word = min(near, default=(_FAR, -1))
        return word if gap < _FAR else None

    def _effective(self, text: Analysis, fact: Quantity | Date) -> int:
        """The bound of a number, turned in a denied clause: "not more than 5" is at most 5."""
        return -fact.bound if self._governed(text, fact) else fact.bound

    def _governed(self, text: Analysis, fact: Quantity | Date) -> bool:
        """Whether the denial of a clause is about a bound in it: it stands before, or the number opens a German or Dutch clause."""
        clause = text.clause_of[fact.first]
        if not fact.turns or not text.denied[clause]:
            return False
        denial = next((at for at in text.negators if text.clause_of[at] == clause), fact.first)
        if denial < fact.first:
            return True
        opening = all(text.clause_of[at] != clause for at in range(max(0, fact.first - 4), max(0, fact.first - 3)))
        return text.language in {"de", "nl"} and (opening or denial == fact.last + 1)

    def _settled(self, text: Analysis, clause: int) -> bool:
        """Whether the denial of a clause is spent on a bound, which has been compared as such."""
        return any(
            text.clause_of[fact.first] == clause and self._governed(text, fact) for fact in (*text.quantities, *text.dates)
        )

    def _denied(self) -> bool:
        """Whether clauses of the claim and the clauses of the passage that say the same are not both denied or both affirmed."""
        groups: dict[int, list[int]] = {}
        last: list[int] | None = None
        waiting: list[int] = []
        conditional = any(self._conditional(self.passage, clause) for clause in self._clauses_of_units())
        for clause in sorted(set(self.claim.clause_of)):
            if conditional and self.claim.denied[clause] and self._conditional(self.claim, clause):
                continue  # "if it does not answer" is said in too many ways
            share = self.aligned.get(clause)
            if share is None:
                (last if last is not None else waiting).append(clause)
                continue
            last = groups.setdefault(max(share, key=lambda other: (share[other], -other)), [])
            last += [*waiting, clause]
            waiting = []
        for best, clauses in groups.items():
            value = sum(self.aligned.get(clause, {}).get(best, 0.0) for clause in clauses)
            others = [
                other
                for other in {o for clause in clauses for o in self.aligned.get(clause, ())}
                if sum(self.aligned.get(clause, {}).get(other, 0.0) for clause in clauses) >= _ALSO * value
            ]
            if all(clause in self.claim.vague for clause in clauses):
                continue
            signs = {other: self._same_sign(clauses, other) for other in others}
            signs = {
                other: same for other, same in signs.items()
                if same or other not in self.passage.vague or self._opposed(clauses, other, self._stems(self.passage, [other]))
            }
            if all(signs.values()):
                continue
            agree = differ = 0.0
            for weight, said_in in self._said_in(clauses):
                found = {signs[clause] for clause in said_in if clause in signs}
                vague = said_in <= self.passage.vague
                agree += weight * (found == {True}) * (_VAGUE if vague else 1.0)
                differ += weight * (found == {False})
            if differ and (differ > agree or (differ == agree and not signs.get(best, True))) and not self._said_otherwise(clauses, best):
                return True
        return False

    def _affirmed(self) -> bool:
        """Whether the claim affirms all that a clause of the passage denies, and that is affirmed nowhere: "with VAT" for "VAT not included"."""
        matched = {p: at for at, places in self.places.items() for p in places}
        denied = {
            clause for clause in self._clauses_of_units()
            if self.passage.denied[clause] and not self._settled(self.passage, clause) and not self._conditional(self.passage, clause)
        }
        for clause in denied:
            words = [
                p for p in self.passage.clauses[clause]
                if self.passage.tokens[p].kind == "word" and not self.passage.tokens[p].stop and not self.passage.fact_of[p]
            ]
            if not words or not all(p in matched for p in words):
                continue
            for at in {matched[p] for p in words}:
                here = self.claim.clause_of[at]
                if here in self.claim.vague or self.claim.denied[here] or self.claim.denying.get(here) or any(self._turns(self.claim.tokens[w]) for w in self.claim.clauses[here]):
                    continue
                if all(self.passage.clause_of[p] in denied for p in self.places[at]):
                    return True
        return False

    def _turns(self, token: Token) -> bool:
        """Whether a word of the claim has its opposite in the sentences of the passage."""
        others = _match.opposites(self.passage.language).get(token.stem, frozenset())
        return any(self.passage.unit_of[p] in self.units for other in others for p in self.passage.positions.get(other, ()))

    def _said_in(self, clauses: list[int]) -> Iterator[tuple[float, set[int]]]:
        """Each matched word and number of some clauses of the claim: its weight, and the clauses of the passage that have it."""
        for at, places in self.places.items():
            if self.claim.clause_of[at] in clauses:
                yield self._weight(at), {self.passage.clause_of[p] for p in places}
        for fact, others in self.hits:
            if self.claim.clause_of[fact.first] in clauses:
                yield _FACT, {self.passage.clause_of[other.first] for other in others}

    def _said_otherwise(self, clauses: list[int], best: int) -> bool:
        """Whether what the claim denies are words that the passage does not have, beside a denial there that the claim has not."""
        scope = [word for clause in clauses if self.claim.denied[clause] for word in self._scope(clause)]
        if not scope or any(word in self.places for word in scope):
            return False
        return any(self.passage.denied.get(clause, False) for clause in range(best - 1, best + 3))

    def _scope(self, clause: int) -> list[int]:
        """The two words that a denied clause of the claim denies: those behind the negator, or else those before it."""
        tokens = self.claim.tokens
        inside = self.claim.clauses[clause]
        negator = next((at for at in reversed(self.claim.negators) if self.claim.clause_of[at] == clause), None)
        if negator is None:
            return []
        words = [at for at in inside if tokens[at].kind == "word" and not tokens[at].stop]
        behind = [at for at in words if at > negator][:2]
        return behind or [at for at in words if at < negator][-2:]

    def _same_sign(self, clauses: list[int], other: int) -> bool:
        """Whether clauses of the claim and one of the passage both affirm or both deny, opposites counted."""
        if self._conditional(self.passage, other):
            return True
        mine, theirs = self._stems(self.claim, clauses), self._stems(self.passage, [other])
        sign = any(self.claim.denied[clause] and not self._settled(self.claim, clause) for clause in clauses)
        against = self.passage.denied[other] and not self._settled(self.passage, other)
        for clause in clauses:
            sign ^= sum(self.claim.tokens[at].stem not in theirs for at in self.claim.denying.get(clause, ())) % 2 == 1
        against ^= sum(self.passage.tokens[at].stem not in mine for at in self.passage.denying.get(other, ())) % 2 == 1
        return (sign != against) == self._opposed(clauses, other, theirs)

    def _conditional(self, text: Analysis, clause: int) -> bool:
        """Whether a clause is a condition: "if it does not answer" says nothing of whether it answers."""
        first = text.clauses[clause][0]
        return any(is_condition(token.norm) for token in text.tokens[first : first + 2])

    def _clauses_of_units(self) -> set[int]:
        return {self.passage.clause_of[at] for unit in self.units for at in self._tokens(unit)}

    def _stems(self, text: Analysis, clauses: Collection[int]) -> frozenset[str]:
        return frozenset().union(*(text.stems[clause] for clause in clauses))

    def _opposed(self, clauses: list[int], other: int, theirs: frozenset[str]) -> bool:
        """Whether a word of the claim has its opposite in a clause of the passage, and not itself; two of them cancel.

        Words that deny have been counted as such.
        """
        table = _match.opposites(self.passage.language)
        same_words = _match.synonyms(self.passage.language)
        around = self._around(other)
        bounds = frozenset().union(*(self._bound_words(self.claim, clause) for clause in clauses))
        spent = {self.passage.tokens[at].stem for at in self.passage.denying.get(other, ())}
        spent |= {self.claim.tokens[at].stem for clause in clauses for at in self.claim.denying.get(clause, ())}
        claimed = self._stems(self.claim, self.claim.clauses)
        turned = 0
        for token in {t.stem: t for c in clauses for t in (self.claim.tokens[at] for at in self.claim.clauses[c])}.values():
            others = table.get(token.stem)
            if not others or token.norm in bounds or token.stem in theirs or token.stem in spent or others & claimed:
                continue
            if same_words.get(token.stem, frozenset()) & theirs:
                continue
            if (others - spent) & theirs or ((others - spent) & around and not around & {token.stem, *same_words.get(token.stem, ())}):
                turned += 1
        return turned % 2 == 1

    def _around(self, clause: int) -> frozenset[str]:
        """The words of the clauses before and behind one of the passage, in the same sentence, save those that make bounds."""
        tokens, clause_of, unit_of = self.passage.tokens, self.passage.clause_of, self.passage.unit_of
        unit = unit_of[self.passage.clauses[clause][0]]
        near = [c for c in (clause - 1, clause + 1) if not self.passage.denied.get(c)]
        bounds = frozenset().union(*(self._bound_words(self.passage, c) for c in near))
        span = self.passage.units[unit]
        return frozenset(
            tokens[at].stem for at in range(span.first, span.last)
            if clause_of[at] in near and tokens[at].kind == "word" and tokens[at].norm not in bounds
        )

    def _bound_words(self, text: Analysis, clause: int) -> frozenset[str]:
        """The words before numbers in a clause that only make them bounds."""
        return frozenset(
            text.tokens[at].norm
            for fact in (*text.quantities, *text.dates)
            if fact.bound and text.clause_of[fact.first] == clause
            for at in (*range(max(0, fact.first - 5), fact.first), *range(fact.last + 1, min(len(text.tokens), fact.last + 3)))
        )

    def _quantifier(self) -> bool:
        claimed = self._quantifiers(self.claim, range(len(self.claim.tokens)))
        if self._without_exception():
            return True
        if not claimed:
            return False
        said = {kind for unit in self.units for kind in self._quantifiers(self.passage, self._tokens(unit))}
        shared = {clause for share in self.aligned.values() for clause in share}
        denied = any(self.passage.denied[clause] for clause in self._clauses_of_units() & shared)
        for kind in claimed:
            if kind in said:
                continue
            if kind == "each" or (kind == "all" and "each" in said):
                if (said & _PART and not denied) or ("only" in said and "only" not in claimed):
                    return True
            elif kind in {"all", "only"}:
                if not denied:
                    return True
            elif kind != "some" or denied or said & {"all", "most"}:
                return True
        return False

    def _before_period(self, text: Analysis, at: int) -> bool:
        return any(
            at < q.first <= at + 2 and any(d in {"second", "month"} or d.startswith("per ") for d in q.dimensions) for q in text.quantities
        )

    def _without_exception(self) -> bool:
        """Whether the claim says "without exception" or "not only" where the passage makes an exception or says "only"."""
        norms = [token.norm for token in self.claim.tokens]
        table = quantifiers(self.claim.language)
        whole = any(denies_locally(a) and is_exception_noun(b) for a, b in zip(norms, norms[1:], strict=False))
        beyond = any(a in negators(self.claim.language) and table.get(b) == "only" for a, b in zip(norms, norms[1:], strict=False))
        if not whole and not beyond:
            return False
        tokens = self.passage.tokens
        inside = [at for unit in self.units for at in self._tokens(unit)]
        limits = quantifiers(self.passage.language)
        return any(is_exception(tokens, at, self.passage.language) for at in inside if whole) or any(
            limits.get(tokens[at].norm) == "only" and tokens[at - 1].norm not in negators(self.passage.language) for at in inside
        )

    def _tokens(self, unit: int) -> range:
        return range(self.passage.units[unit].first, self.passage.units[unit].last)

    def _quantifiers(self, text: Analysis, span: range) -> set[str]:
        table = quantifiers(text.language)
        found: set[str] = set()
        for at in span:
            token = text.tokens[at]
            if token.norm not in table or token.kind != "word" or text.fact_of[at]:
                continue
            if at and text.tokens[at - 1].norm in {"at", "the", "au", "a"} and table[token.norm] == "most":
                continue  # at most
            if token.norm in negators(text.language) or (at and text.tokens[at - 1].norm in negators(text.language)):
                continue
            if self._before_period(text, at):
                continue  # "tous les trois ans"
            found.add(table[token.norm])
        return found
