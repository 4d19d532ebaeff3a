"""A claim beside the sentences of a passage that are to carry it.

Which words and numbers stand where, clause by clause.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._analysis import RELATIVE
from lighton_mcp.grounding._bounds import behind_a_time, compared, governed, is_of_bound
from lighton_mcp.grounding._comparators import comparing_words
from lighton_mcp.grounding._entries import placed
from lighton_mcp.grounding._parallels import crossed
from lighton_mcp.grounding._renaming import is_part
from lighton_mcp.grounding._tables import told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._coverage import Coverage
    from lighton_mcp.grounding._facts import Fact

FACT = 1.0  # what a number tells of what is meant, as a word that no other sentence has
_NAME = 2.0  # a name or a code tells twice as much as another word
_DENIED = 0.5  # of what a clause shares with its best: two denied clauses with as much deny the same
_SCOPE = 2
_NOT = frozenset(["not", "never", "nicht", "nie", "niemals", "niet", "nooit"])  # other languages deny twice as well
_LONG = 6  # letters of a word within another
_TAIL = 3  # and of the other one behind it
_BEFORE, _BEHIND = 5, 5  # tokens around a number that may make it a bound


def around_negator(text: Analysis, clause: int) -> tuple[list[int], list[int]]:
    """Return the two words before what denies a clause, and the two behind it; none where nothing does."""
    negator = next((at for at in reversed(text.negators) if text.clause_of[at] == clause), None)
    if negator is None:
        return [], []
    words = [at for at in text.clauses[clause] if text.tokens[at].content]
    return [at for at in words if at < negator][-_SCOPE:], [at for at in words if at > negator][:_SCOPE]


class Comparison:
    """A claim beside the sentences of a passage that are to carry it, clause by clause."""

    def __init__(self, coverage: Coverage, weigh: Callable[[str], float]) -> None:
        claim, passage = self.claim, self.passage = coverage.claim, coverage.passage
        self.weigh = weigh
        self.units = frozenset(coverage.units)
        self._stems_of_unit: dict[int, frozenset[str]] = {}
        self._settled: dict[tuple[bool, int], bool] = {}
        self.matches = coverage.matches
        # The tokens of the claim that mean something and are no number, and where the sentences have them.
        self.words = [at for at, token in enumerate(claim.tokens) if token.content and not claim.fact_of[at]]
        self.weights = {at: weigh(claim.tokens[at].stem) for at in self.words}
        self.places: dict[int, list[int]] = {}
        for at in self.words:
            found = [p for p in _match.find(claim.tokens[at].stem, passage)[0] if passage.unit_of[p] in self.units]
            if found:
                self.places[at] = found
        for at in self.words:
            if at not in self.places and claim.tokens[at].capital:
                self._place_of_name(at)
        self.hits: list[tuple[Fact, list[Fact]]] = []
        for fact, others in self.matches:
            inside = [other for other in others if passage.unit_of[other.first] in self.units]
            if inside:
                self.hits.append((fact, inside))

    def _place_of_name(self, at: int) -> None:
        """Place "Tom" of "Tom Marsh" where the sentences have "Mr Marsh", if the passage has "Tom Marsh" elsewhere."""
        tokens, positions = self.claim.tokens, self.passage.positions
        for other in (at - 1, at + 1):
            if other in self.places and tokens[other].capital:
                beside = positions.get(tokens[other].stem, ())
                if any(place + other - at in beside for place in positions.get(tokens[at].stem, ())):
                    found = [place for place in self.places[other] if not self._is_named(place + at - other)]
                    if found:
                        self.places[at] = found
                        return

    def _is_named(self, at: int) -> bool:
        """Whether a token of the passage is part of a name: "John" stands where the claim has "Jane"."""
        return 0 <= at < len(self.passage.tokens) and is_part(self.passage.tokens[at])

    @cached_property
    def said(self) -> frozenset[int]:
        """The tokens of the chosen sentences that the claim has, as a word or in a number."""
        words = {p for places in self.places.values() for p in places}
        facts = {at for _, others in self.hits for o in others for at in range(o.first, o.last + 1)}
        return frozenset(words | facts)

    @cached_property
    def stems_of_units(self) -> frozenset[str]:
        """The stems of the chosen sentences."""
        return frozenset().union(*map(self.stems_of_unit, self.units))

    @cached_property
    def opposites(self) -> dict[str, frozenset[str]]:
        """For the words of the claim their opposites in the passage, where the claim has not both."""
        claimed, said = self.claim.positions.keys(), self.passage.positions.keys()
        found = {stem: _match.opposed(stem, self.passage.language) for stem in claimed}
        return {
            stem: others & said
            for stem, others in found.items()
            if not said.isdisjoint(others) and claimed.isdisjoint(others) and not self._is_compounded(stem)
        }

    def _is_compounded(self, stem: str) -> bool:
        """Whether the passage has a word within a German or Dutch one: "Ausland" in "Auslandsfahrten"."""
        if self.passage.language not in _match.COMPOUNDING or len(stem) < _LONG:
            return False
        return any(
            len(other) >= len(stem) + _TAIL and other.startswith(stem)
            for other in self.passage.relatives.get(stem[:RELATIVE], ())
        )

    @cached_property
    def placed(self) -> int:
        """Whether the claim says of a thing what a list or a part of a sentence has of it (1), or of another one (-1)."""
        found = {placed(self), crossed(self)}
        return -1 if -1 in found else max(found)

    @cached_property
    def told(self) -> int:
        """Whether the claim says of a row what a table has in it (1), or what only another row has (-1)."""
        return told(self)

    def weight(self, at: int) -> float:
        """How much a word of the claim tells of what is meant: a name or a code twice as much."""
        token = self.claim.tokens[at]
        name = not token.norm.isalpha() or (token.capital and at > 0 and self.claim.language != "de")
        return self.weights[at] * (_NAME if name else 1.0)

    @cached_property
    def aligned(self) -> dict[int, dict[int, float]]:
        """For each clause of the claim the clauses of the passage that share words with it, and how much."""
        shares: dict[int, dict[int, float]] = {}
        clause_of, over = self.passage.clause_of, self.passage.taken_over
        for at, places in self.places.items():
            weight = self.weight(at)
            share = shares.setdefault(self.claim.clause_of[at], {})
            for clause in self.clauses_saying(places) if over else {clause_of[p] for p in places}:
                share[clause] = share.get(clause, 0.0) + weight
        for fact, others in self.hits:
            share = shares.setdefault(self.claim.clause_of[fact.first], {})
            for clause in {self.passage.clause_of[other.first] for other in others}:
                share[clause] = share.get(clause, 0.0) + FACT
        return shares

    def clauses_saying(self, places: Iterable[int]) -> set[int]:
        """Return the clauses of the chosen sentences in which words of the passage stand, or whose subject they are."""
        clause_of, over = self.passage.clause_of, self.passage.taken_over
        found = {clause_of[p] for p in places}
        if over:
            found.update(clause for p in places if p in over for clause in over[p] if clause in self.clauses_of_units)
        return found

    @cached_property
    def answered(self) -> tuple[frozenset[int], frozenset[int]]:
        """The denied clauses of the claim and of the passage that deny the same, each with one of the other."""
        pairs: dict[int, int] = {}
        for mine in sorted(k for k, denied in self.claim.denied.items() if denied and not self.settled(self.claim, k)):
            shares = self.aligned.get(mine, {})
            best = max(shares.values(), default=0.0)
            for theirs in sorted(shares, key=lambda k: -shares[k]):
                denied = self.passage.denied[theirs] and not self.settled(self.passage, theirs)
                if not denied or theirs in pairs.values():
                    continue
                if self._same_scope(mine, theirs) or (
                    shares[theirs] >= _DENIED * best and not self._other_scope(mine, theirs)
                ):
                    pairs[mine] = theirs
                    break
        return frozenset(pairs), frozenset(pairs.values())

    def _same_scope(self, mine: int, theirs: int) -> bool:
        """Whether the words right behind both negators are the same."""
        said = {p for at in around_negator(self.claim, mine)[1] for p in self.places.get(at, ())}
        return not said.isdisjoint(around_negator(self.passage, theirs)[1][:1])

    def _other_scope(self, mine: int, theirs: int) -> bool:
        """Whether the passage says what the claim denies in other clauses than one that it denies."""
        said = {p for at in around_negator(self.claim, mine)[1] for p in self.places.get(at, ())}
        if not said or any(self.passage.clause_of[p] == theirs for p in said):
            return False
        claimed = {p for places in self.places.values() for p in places}
        return claimed.isdisjoint(around_negator(self.passage, theirs)[1])

    def settled(self, text: Analysis, clause: int) -> bool:
        """Whether the denial of a clause is spent on a bound, which has been compared as such."""
        known = self._settled.get((text is self.claim, clause))
        if known is None:
            known = self._settled[text is self.claim, clause] = self._is_settled(text, clause)
        return known

    def _is_settled(self, text: Analysis, clause: int) -> bool:
        facts = [fact for fact in text.facts if text.clause_of[fact.first] == clause]
        denials = self._denials(text, clause)
        if denials and all(denials.values()):
            return True
        if any(denials.values()) and any(text.tokens[at].norm in _NOT for at, spent in denials.items() if not spent):
            return False  # "not allowed for no longer than two days" denies, "no longer than" does not
        return any((governed(text, fact) and not behind_a_time(text, fact)) or compared(text, fact) for fact in facts)

    def only_bounds(self, text: Analysis, clause: int) -> bool:
        """Whether a clause is denied only in that a number is a bound: "is valid for no longer than two days"."""
        denials = self._denials(text, clause)
        return bool(denials) and all(denials.values())

    def _denials(self, text: Analysis, clause: int) -> dict[int, bool]:
        """Return what denies a clause, and whether all it does is to make a number a bound."""
        facts = [fact for fact in text.facts if fact.bound and text.clause_of[fact.first] == clause]
        return {
            at: any(is_of_bound(text, at, fact) for fact in facts)
            for at in text.negators
            if text.clause_of[at] == clause
        }

    def bound_words(self, text: Analysis, clause: int) -> frozenset[str]:
        """Return the words around numbers in a clause that only make them bounds."""
        near = (
            text.tokens[at].norm
            for fact in text.facts
            if fact.bound and text.clause_of[fact.first] == clause
            for at in (
                *range(max(0, fact.first - _BEFORE), fact.first),
                *range(fact.last + 1, min(len(text.tokens), fact.last + 1 + _BEHIND)),
            )
        )
        return comparing_words().intersection(near)

    @cached_property
    def clauses_of_units(self) -> set[int]:
        """The clauses of the chosen sentences."""
        return {self.passage.clause_of[at] for unit in self.units for at in self.tokens_of(unit)}

    def stems(self, text: Analysis, clauses: Collection[int]) -> frozenset[str]:
        first, *rest = (text.stems[clause] for clause in clauses)
        return first.union(*rest) if rest else first

    def stems_of_unit(self, unit: int) -> frozenset[str]:
        """Return the words of a sentence of the passage."""
        known = self._stems_of_unit.get(unit)
        if known is None:
            known = frozenset(self.passage.tokens[at].stem for at in self.tokens_of(unit))
            self._stems_of_unit[unit] = known
        return known

    def tokens_of(self, unit: int) -> range:
        return range(self.passage.units[unit].first, self.passage.units[unit].last)
