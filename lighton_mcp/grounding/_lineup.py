# word lists, one kind a line
"""A claim laid beside the sentences that may carry it: where its words stand there, what stands before, behind and between."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._word_lists import common_words
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._association import Association
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._coverage import Coverage

Said = tuple[str, ...]
"""Names of what is to be said of a word or a number, some that come together."""

_NEAR = 5  # tokens between a word and its neighbour
_STEPS = 5  # of closeness, from none of the clause to all of it
_GAPS = ((2.5, "beside"), (6.0, "near"), (14.0, "far"))  # on the line of `metre`
_LONGEST_GAP = 30  # tokens that are looked at between two words
_MOST_LEFT_OUT = 3
_LED = 3  # words: "to all the"
_ARTICLES = word_set(
    "the a an le la les l un une der die das den ein eine einen el los las una unos unas il lo i gli uno"
)
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
    def _weights(self) -> dict[int, float]:
        """For each sentence the weight of what is at home there."""
        found: dict[int, float] = {}
        for at, weight in self.tie.weights.items():
            unit = self.home(at)
            found[unit] = found.get(unit, 0.0) + weight
        return found

    @cached_property
    def matched(self) -> frozenset[int]:
        """The words of the chosen sentences that the claim has."""
        return frozenset(p for places in self.c.places.values() for p in places)

    def home(self, at: int) -> int:
        """Return the sentence that has most of the clause of a token."""
        return self.tie.homes.get(self.claim.clause_of[at], self.coverage.units[0])

    def close(self, place: int, at: int) -> int:
        """Return how much of what is at home in the same sentence is close to a token of the passage, in steps."""
        close = self.tie.closeness(place, at)
        return min(_STEPS - 1, int(_STEPS * close / (self._weights.get(self.home(at)) or 1.0)))

    def beside(self, at: int, step: int) -> int | None:
        """Return where the next word or number of the claim in one direction stands in the passage; None where nowhere."""
        other = neighbour(self.claim, at, step)
        return None if other is None else self.best.get(self._fact_at.get(other, other))

    def following(self, at: int, last: int) -> Said:
        """Where the next word of the claim stands in the passage, and how much that the claim has not stands between."""
        if neighbour(self.claim, last, 1) is None:
            return ("next nothing",)
        place, other = self.best[at], self.beside(last, 1)
        if other is None:
            return ("next new",)
        gap = self.passage.metre[other] - self.passage.metre[place]
        reach = next((name for limit, name in _GAPS if abs(gap) <= limit), "beyond")
        between = range(min(place, other) + 1, max(place, other))[:_LONGEST_GAP]
        tokens, matched = self.passage.tokens, self.matched
        left_out = sum(tokens[p].content and p not in matched for p in between)
        return _next(reach, min(left_out, _MOST_LEFT_OUT), back=gap < 0)

    def led(self, at: int, place: int) -> Said:
        """Whether the same little word leads to a word in the claim and in the passage, and else which kinds of them do."""
        mine, theirs = _leading(self.claim, at), _leading(self.passage, place)
        return _led(mine, theirs) if mine != theirs else ("led alike",)

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


def _leading(text: Analysis, at: int) -> str:
    """Return the stop word that leads to a word, articles aside: a preposition, an auxiliary or a pronoun."""
    for before in range(at - 1, max(-1, at - _LED - 1), -1):
        token = text.tokens[before]
        if token.kind != "word" or not token.stop:
            return ""
        if token.norm not in _ARTICLES:
            return token.norm
    return ""


@lru_cache(maxsize=1 << 12)
def _led(mine: str, theirs: str) -> Said:
    kinds = [_LEADERS.get(word, word and "other") for word in (mine, theirs)]
    return "led otherwise", f"led by {kinds[0]} for {kinds[1]}"


@lru_cache
def _next(reach: str, left_out: int, *, back: bool) -> Said:
    return f"next {'back ' * back}{reach}", f"between {left_out}"
