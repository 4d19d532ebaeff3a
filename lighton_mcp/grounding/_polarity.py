"""Where a claim denies what a passage says, says the opposite, or says "all" where it says "some"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._analysis import is_negator
from lighton_mcp.grounding._lexicon import denying, quantifiers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lighton_mcp.grounding._analysis import Analysis

_SCOPE = 4  # words with a meaning that a negation reaches
# What may stand in a passage where the claim has the quantifier; all others are disagreements.
_COMPATIBLE = {
    "all": {"all", "only"},
    "some": {"some"},
    "most": {"most"},
    "only": {"only"},
    "half": {"half"},
    "third": {"third"},
    "quarter": {"quarter"},
}


class Comparison:
    """A claim beside the sentences of a passage that are to carry it."""

    def __init__(self, claim: Analysis, passage: Analysis, units: Collection[int]) -> None:
        self.claim, self.passage = claim, passage
        self.units = frozenset(units)
        self.places: dict[int, list[int]] = {}
        for at, token in enumerate(claim.tokens):
            if token.kind == "word" and not token.stop and not claim.fact_of[at]:
                found = [p for p in _match.find(token.stem, passage)[0] if passage.unit_of[p] in self.units]
                if found:
                    self.places[at] = found
        self.claimed = {p: at for at, places in self.places.items() for p in places}

    def problems(self) -> Iterator[str]:
        """The kinds of disagreement found."""
        if self._claim_denies_more() or self._passage_denies_more():
            yield "negation"
        if self._opposite():
            yield "opposite"
        if self._quantifier():
            yield "quantifier"

    def _scope(self, text: Analysis, at: int) -> list[int]:
        """The words that the negation at a token reaches: those behind it in its clause, or else those before it."""
        clause = text.clause_of[at]
        behind: list[int] = []
        index = at + 1
        while index < len(text.tokens) and text.clause_of[index] == clause and len(behind) < _SCOPE:
            if text.tokens[index].kind == "word" and not text.tokens[index].stop:
                behind.append(index)
            index += 1
        before: list[int] = []
        index = at - 1
        while index >= 0 and text.clause_of[index] == clause and len(before) < _SCOPE:
            if text.tokens[index].kind == "word" and not text.tokens[index].stop:
                before.append(index)
            index -= 1
        if text.language in {"de", "nl"}:  # the verb stands before, what is denied too
            return behind[:2] + before[:2]
        return behind or before

    def _negators(self, text: Analysis) -> list[int]:
        beginnings = denying(text.language)
        found: dict[int, int] = {}
        for at, token in enumerate(text.tokens):
            if token.kind != "word":
                continue
            if is_negator(text.tokens, at, text.language):
                found[text.clause_of[at]] = at  # the last one of "ne ... pas" stands next to what it denies
            elif not token.stop and token.norm.startswith(beginnings):
                found.setdefault(text.clause_of[at], at)
        return list(found.values())

    def _claim_denies_more(self) -> bool:
        for at in self._negators(self.claim):
            if self.places.get(at):
                continue  # the passage has the same word: its own clause decides
            scope = [word for word in self._scope(self.claim, at) if word in self.places]
            if not scope:
                if not any(self.passage.negated[p] for p in self.claimed):
                    return True
                continue
            if not any(self._agrees(word) for word in scope):
                return True
        return False

    def _agrees(self, word: int) -> bool:
        """Whether a word of the claim stands under the same sign in the passage, or its opposite under the other."""
        sign = self.claim.negated[word]
        if any(self.passage.negated[p] == sign for p in self.places.get(word, ())):
            return True
        others = _match.opposites(self.passage.language).get(self.claim.tokens[word].stem, ())
        return any(
            self.passage.negated[p] != sign
            for other in others
            for p in self.passage.positions.get(other, ())
            if self.passage.unit_of[p] in self.units
        )

    def _passage_denies_more(self) -> bool:
        if any(self.claim.negated):
            return False
        opposed = _match.opposites(self.passage.language)
        for at in self._negators(self.passage):
            if self.passage.unit_of[at] not in self.units or at in self.claimed:
                continue
            scope = self._scope(self.passage, at)
            if not scope:
                continue
            near = scope[: max(1, len(scope) // 2)]
            words = [self.claimed[p] for p in scope if p in self.claimed]
            stems = {self.passage.tokens[p].stem for p in scope}
            if any(stems & opposed.get(token.stem, frozenset()) for token in self.claim.tokens):
                continue  # "remains closed" for "does not open"
            # Only where what is denied is what the claim says: its nearest words, said nowhere else without denial.
            if all(p in self.claimed for p in near) and words and not any(
                any(not self.passage.negated[p] for p in self.places[word]) for word in words
            ):
                return True
        return False

    def _opposite(self) -> bool:
        table = _match.opposites(self.passage.language)
        bound = {
            at for q in self.claim.quantities for at in range(max(0, q.first - 4), q.first)
        } if any(q.bound for q in self.claim.quantities) else set()
        for at, token in enumerate(self.claim.tokens):
            others = table.get(token.stem) if token.kind == "word" else None
            if not others or at in bound:
                continue
            against = [
                p for other in others for p in self.passage.positions.get(other, ())
                if self.passage.unit_of[p] in self.units and self.passage.negated[p] == self.claim.negated[at]
                and p not in self.claimed and not self._quantified(p)
            ]
            if not against:
                continue
            own = [p for p in _match.find(token.stem, self.passage)[0] if self.passage.unit_of[p] in self.units]
            here = max((self._shared(at, p) for p in own), default=-1.0)
            there = max(self._shared(at, p) for p in against)
            if there > max(here, 0.0):
                return True
        return False

    def _quantified(self, place: int) -> bool:
        return any(q.bound and q.first - 4 <= place < q.first for q in self.passage.quantities)

    def _shared(self, at: int, place: int) -> float:
        """How many words the clause around a token of the passage shares with that around a token of the claim."""
        clause, unit = self.passage.clause_of[place], self.passage.unit_of[place]
        own = self.claim.clause_of[at]
        total = 0.0
        for word, places in self.places.items():
            if word != at:
                near = 1.0 if self.claim.clause_of[word] == own else 0.5
                if any(self.passage.clause_of[p] == clause for p in places):
                    total += near
                elif any(self.passage.unit_of[p] == unit for p in places):
                    total += 0.3 * near
        return total

    def _quantifier(self) -> bool:
        claimed = self._quantifiers(self.claim, range(len(self.claim.tokens)))
        if not claimed:
            return False
        said = {kind for unit in self.units for kind in self._quantifiers(self.passage, self._tokens(unit))}
        for kind in claimed:
            if said & _COMPATIBLE[kind]:
                continue
            if kind == "all":
                if said & {"some", "most", "half", "third", "quarter"}:
                    return True
            elif kind != "some" or said & {"all", "most", "half"}:
                return True
        return False

    def _tokens(self, unit: int) -> range:
        return range(self.passage.units[unit].first, self.passage.units[unit].last)

    def _quantifiers(self, text: Analysis, span: range) -> set[str]:
        table = quantifiers(text.language)
        return {
            table[text.tokens[at].norm]
            for at in span
            if text.tokens[at].norm in table and text.tokens[at].kind == "word" and not text.fact_of[at]
        }
