# word lists, one kind a line
"""A claim laid beside the sentences that may carry it: where its words stand there, and what stands beside them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import ARTICLES
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._association import Association
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._coverage import Coverage

_NEAR = 5  # tokens between a word and its neighbour
_MOST_OTHERS = 80  # words: longer sentences repeat themselves
_LED = 3  # words: "to all the"
# Little words that lead to another one, by what they say of it.
_LEADERS = {
    word: kind
    for kind, words in {
        "by": "by par durch por da dal dallo dalla dai dagli dalle pela pelo door",
        "to": "to a au aux an al alla allo ai agli alle zu zum zur naar aan ao",
        "of": "of de du des d von vom der dem den del di della dello dei degli delle van do",
        "from": "from aus desde vanaf ab seit since depuis dal",
        "for": "for pour fur para per voor",
        "with": "with avec mit con met com",
        "without": "without sans ohne sin senza zonder sem",
        "in": "in dans en im nel nella nei nelle within innerhalb em on sur auf su sul sulla at bei",
        "not": "not no non nicht ne pas kein keine keinen nie never ni nor niet geen nao",
        "may": "may can might darf durfen kann konnen peut peuvent puede pueden puo possono",
        "must": "must shall should muss mussen soll sollen doit doivent debe deben deve devono",
        "is": "is are was were be been ist sind war wurde wird werden est sont etait es son fue e sono viene vengono",
        "and": "and or et ou und oder y o e ed",
        "that": "which who that qui que die welche che cui when if wenn si se quando cuando lorsque",
    }.items()
    for word in words.split()
}


class Lineup:
    """The words and facts of a claim beside the place in the passage that goes best with the rest of the claim."""

    def __init__(self, c: Comparison, association: Association, coverage: Coverage) -> None:
        self.c, self.claim, self.passage = c, c.claim, c.passage
        self.tie, self.coverage = association, coverage
        self.best = association.best
        self.hits = dict(c.hits)
        self._fact_at = {at: fact.first for fact in self.claim.facts for at in range(fact.first, fact.last + 1)}

    @cached_property
    def matched(self) -> frozenset[int]:
        """The words of the chosen sentences that the claim has."""
        return frozenset(p for places in self.c.places.values() for p in places)

    @cached_property
    def norms(self) -> frozenset[str]:
        """The words of the chosen sentences."""
        return frozenset(self.passage.tokens[at].norm for unit in self.c.units for at in self.c.tokens_of(unit))

    @cached_property
    def left_out(self) -> list[int]:
        """The words of the chosen sentences that mean something, are no numbers, and that the claim has not."""
        passage, matched = self.passage, self.matched
        return [
            at
            for unit in sorted(self.c.units)
            for at in self.c.tokens_of(unit)
            if passage.tokens[at].content and not passage.fact_of[at] and at not in matched
        ][:_MOST_OTHERS]

    def home(self, at: int) -> int:
        """Return the sentence that has most of the clause of a token."""
        return self.tie.homes.get(self.claim.clause_of[at], self.coverage.units[0])

    def beside(self, at: int, step: int) -> int | None:
        """Return where the next word or number of the claim in one direction stands in the passage; None where nowhere."""
        other = neighbour(self.claim, at, step)
        return None if other is None else self.best.get(self._fact_at.get(other, other))

    def slot(self, at: int, step: int) -> str:
        """Return what stands beside the neighbour of a word in the passage, where that word would stand."""
        place = self.beside(at, step)
        if place is None:
            return "unknown"
        other = neighbour(self.passage, place, -step)
        if other is None:
            return "empty"
        if self.passage.fact_of[other]:
            return "fact"
        if other in self.matched:
            return "taken"
        if other in self.passage.names:
            return "name"
        return "common" if self.passage.tokens[other].norm in common_words(self.passage.language) else "rare"


def neighbour(text: Analysis, at: int, step: int) -> int | None:
    """Return the next token in its sentence that means something, in one direction."""
    first, last = text.units[text.unit_of[at]].first, text.units[text.unit_of[at]].last
    for other in range(at + step, at + step * (_NEAR + 1), step):
        if not first <= other < last:
            return None
        if text.tokens[other].content or text.fact_of[other]:
            return other
    return None


def introduced(text: Analysis, at: int) -> str:
    """Return what stands right before a word: the kind of little word, behind an article or not, or what else."""
    article = ""
    for before in range(at - 1, max(-1, at - _LED - 1), -1):
        token = text.tokens[before]
        if token.kind != "word":
            return "sign" + article
        if not token.stop:
            return "word" + article
        if token.norm not in ARTICLES:
            return _LEADERS.get(token.norm, "other") + article
        article = " article"
    return "start" + article
