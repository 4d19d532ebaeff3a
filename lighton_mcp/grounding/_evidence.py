"""What speaks for a claim and what against it, beside the sentences that may carry it: findings, shares, order.

`_trees` weighs it; only the findings that `_disagreement.DECISIVE` names decide by themselves.
"""

from __future__ import annotations

from functools import cached_property
from math import log1p
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _order, _values
from lighton_mcp.grounding._alignment import laid_along
from lighton_mcp.grounding._association import Association
from lighton_mcp.grounding._closeness import closeness
from lighton_mcp.grounding._comparatives import compared_in_words
from lighton_mcp.grounding._comparison import Comparison
from lighton_mcp.grounding._disagreement import DECISIVE, problems
from lighton_mcp.grounding._lineup import Lineup
from lighton_mcp.grounding._question import misses
from lighton_mcp.grounding._word_evidence import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lighton_mcp.grounding._coverage import Coverage

_MOST = 4  # of a kind of words: more of them say no more


class Evidence:
    """The evidence on one claim beside the sentences of a passage that `coverage` chose."""

    def __init__(self, coverage: Coverage, weigh: Callable[[str], float]) -> None:
        self.coverage = coverage
        self.c = Comparison(coverage, weigh)

    @cached_property
    def findings(self) -> frozenset[str]:
        """The kinds of disagreement that were found; "answer" where the claim is no answer to its question."""
        asked = self.coverage.asked
        if asked and misses(self.coverage.claim, asked, adds=self.coverage.adds):
            return frozenset(["answer"])
        found = frozenset(problems(self.c, asked, self.coverage.title))
        if not found.isdisjoint(DECISIVE) or not self.compared:
            return found
        if self.compared < 0:
            return found | {"order"}
        denies = any(self.c.claim.denied.values()) or any(self.c.passage.denied[k] for k in self.c.clauses_of_units)
        return found if denies else found - {"denial"}  # "more" and "less" of the other side are no opposites

    @cached_property
    def compared(self) -> int:
        """Whether the passage says what the claim compares, by its figures or in words (1), or the reverse (-1)."""
        claim, passage = self.c.claim, self.c.passage
        return (
            compared_in_words(claim, passage, self.c.units)
            or _values.compared(claim, passage)
            or max(0, _order.chosen(claim, passage, self.coverage.asked))
        )

    @cached_property
    def _line(self) -> Lineup:
        return Lineup(self.c, Association(self.c), self.coverage)

    def numbers(self) -> dict[str, float]:
        """Return findings as 1 and what can be counted, by name; what is not named is 0."""
        return {
            **dict.fromkeys(self.findings, 1.0),
            "findings": float(len(self.findings)),
            "compared as the figures say": float(self.compared > 0),
            "value of its entry": float(self.c.placed > 0 or self.c.told > 0),
            **self._covered(),
            **laid_along(self._line),
            **closeness(self._line),
        }

    def words(self) -> list[str]:
        """Return what is to be said of each word, number and date of the claim."""
        return words(self._line)

    def _covered(self) -> dict[str, float]:
        coverage = self.coverage
        asked = coverage.asked is not None
        aside = coverage.share(within_units=True)
        found = {
            "covered by the passage": coverage.share(within_units=False, answering=asked),
            "covered": coverage.share(within_units=True, answering=True) if asked else aside,
            "covered, question aside": aside,
            "two sentences": float(len(coverage.units) > 1),
            "three sentences": float(len(coverage.units) > 2),
            "length": log1p(len(coverage.terms) + len(coverage.facts)),
            "asked": float(asked),
            "no facts": float(not coverage.facts),
            f"language {coverage.claim.language}": 1.0,
        }
        counts = dict.fromkeys(("exact", "synonym", "new", "new common", "new rare", "new answer", "new given"), 0)
        for term, (places, quality) in coverage.terms.items():
            if not places:
                counts["new"] += 1
                counts["new common" if term.common else "new rare"] += 1
                if asked:
                    counts["new given" if term.given else "new answer"] += 1
            elif term in coverage.near_terms:
                counts["exact" if quality == 1.0 else "synonym"] += 1
        total = max(1, len(coverage.terms))
        found |= {
            f"share {kind}": counts[kind] / total for kind in ("exact", "synonym", "new", "new common", "new rare")
        }
        found |= {kind: float(min(counts[kind], _MOST)) for kind in ("new", "new answer", "new given")}
        found["facts away"] = float(
            sum(bool(places) and not coverage.near(places) for places in coverage.facts.values())
        )
        return found
