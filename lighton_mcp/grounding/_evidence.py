"""What speaks for a claim and what against it, beside the sentences that may carry it: findings, shares, order.

`_network` weighs it; only the findings that `_disagreement.DECISIVE` names decide by themselves.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations, pairwise
from math import log1p
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match, _values
from lighton_mcp.grounding._association import Association
from lighton_mcp.grounding._comparison import Comparison
from lighton_mcp.grounding._coverage import facts_of
from lighton_mcp.grounding._disagreement import problems
from lighton_mcp.grounding._question import misses
from lighton_mcp.grounding._word_evidence import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lighton_mcp.grounding._coverage import Coverage

_MOST = 4  # of a kind of words: more of them say no more
_BESIDE = 4  # tokens: two words so near in the passage stand side by side there too
_MOST_ORDERED = 60  # words whose order is compared, each with each


class Evidence:
    """The evidence on one claim beside the sentences of a passage that `coverage` chose."""

    def __init__(self, coverage: Coverage, weigh: Callable[[str], float]) -> None:
        self.coverage = coverage
        self.c = Comparison(coverage.claim, coverage.passage, coverage.units, weigh)
        weights = {at: weigh(coverage.claim.tokens[at].stem) for at in self.c.places}
        self.association = Association(coverage.claim, coverage.passage, self.c.places, weights, self.c.hits)

    @cached_property
    def findings(self) -> frozenset[str]:
        """The kinds of disagreement that were found; "answer" where the claim is no answer to its question."""
        asked = self.coverage.asked
        if asked and misses(self.coverage.claim, asked, adds=self.coverage.adds):
            return frozenset(["answer"])
        return frozenset(problems(self.c, self.association, asked, self.coverage.title))

    def numbers(self) -> dict[str, float]:
        """Return findings as 1 and what can be counted, by name; what is not named is 0."""
        as_figures_say = float(_values.compared(self.c.claim, self.c.passage) > 0)
        return (
            dict.fromkeys(self.findings, 1.0)
            | {"compared as the figures say": as_figures_say}
            | self._covered()
            | self._order_of_words()
        )

    def words(self) -> list[list[str]]:
        """Return what is to be said of each word, number and date of the claim."""
        return words(self.c, self.association, self.coverage)

    def _covered(self) -> dict[str, float]:
        coverage = self.coverage
        asked = coverage.asked is not None
        passage_share = coverage.share(within_units=False, answering=asked)
        found = {
            "covered by the passage": passage_share,
            "covered": coverage.share(within_units=True, answering=asked),
            "covered, question aside": coverage.share(within_units=True),
            "two sentences": float(len(coverage.units) > 1),
            "three sentences": float(len(coverage.units) > 2),
            "length": log1p(len(coverage.terms) + len(coverage.facts)),
            "asked": float(asked),
            "no facts": float(not coverage.facts),
        }
        counts = dict.fromkeys(("exact", "synonym", "new", "new common", "new rare", "new answer", "new given"), 0)
        for term, (places, quality) in coverage.terms.items():
            if not places:
                counts["new"] += 1
                counts["new common" if term.common else "new rare"] += 1
                if asked:
                    counts["new given" if term.given else "new answer"] += 1
            elif coverage.near(places):
                counts["exact" if quality == 1.0 else "synonym"] += 1
        total = max(1, len(coverage.terms))
        found |= {
            f"share {kind}": counts[kind] / total for kind in ("exact", "synonym", "new", "new common", "new rare")
        }
        found |= {kind: float(min(counts[kind], _MOST)) for kind in ("new", "new answer", "new given")}
        found["fact new"] = float(any(not places for places in coverage.facts.values()))
        found["facts away"] = float(
            sum(bool(places) and not coverage.near(places) for places in coverage.facts.values())
        )
        return found

    def _order_of_words(self) -> dict[str, float]:
        """In which order the words of the claim stand in the passage, how near, and what stands between."""
        c = self.c
        main = self.coverage.units[0]
        in_order = [
            places[0]
            for at in sorted(c.places)
            if len(places := [p for p in c.places[at] if c.passage.unit_of[p] == main]) == 1
        ][:_MOST_ORDERED]
        pairs = len(in_order) * (len(in_order) - 1) / 2
        found = {
            "order turned": sum(a > b for a, b in combinations(in_order, 2)) / pairs if pairs else 0.0,
            "side by side": sum(0 < b - a <= _BESIDE for a, b in pairwise(in_order)) / max(1, len(in_order) - 1),
        }
        return found | self._between(main)

    def _between(self, main: int) -> dict[str, float]:
        """What the sentence that has most of the claim says between the first and the last word of it."""
        c = self.c
        matched = {p for places in c.places.values() for p in places}
        own = {id(other) for _, others in c.hits for other in others}
        inside = [p for p in matched if c.passage.unit_of[p] == main]
        inside += [o.first for _, others in c.hits for o in others if c.passage.unit_of[o.first] == main]
        if not inside:
            return {}
        first, last = min(inside), max(inside)
        meaning = [p for p in range(first, last + 1) if c.passage.tokens[p].content]
        left_out = [
            p
            for p in meaning
            if p not in matched and not c.passage.fact_of[p] and not _match.find(c.passage.tokens[p].stem, c.claim)[0]
        ]
        facts = sum(first <= fact.first <= last and id(fact) not in own for fact in facts_of(c.passage))
        return {
            "left out": float(min(len(left_out), _MOST)),
            "share left out": len(left_out) / max(1, len(meaning)),
            "facts left out": float(min(facts, 2)),
            "clauses": float(min(len({c.passage.clause_of[p] for p in range(first, last + 1)}), _MOST)),
        }
