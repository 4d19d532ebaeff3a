"""A sentence of the passage in which two stretches have changed places: "B sold it to A" for "A sold it to B"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import ARTICLES
from lighton_mcp.grounding._order import joining_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_LONGEST_NAME = 3  # words
_MOST_SIGNS = 8  # and articles that one of two sentences may have more


def swapped(c: Comparison) -> bool:
    """Whether a claim is a sentence of the passage in which two words, names or numbers have changed places."""
    if len(c.places) < len(c.words):
        return False
    ours = _said(c.claim, range(len(c.claim.tokens)))
    alike = [unit for unit in c.units if abs(len(c.tokens_of(unit)) - len(c.claim.tokens)) <= _MOST_SIGNS]
    return any(_swapped(c, ours, _said(c.passage, c.tokens_of(unit))) for unit in alike)


def _swapped(c: Comparison, ours: list[int], theirs: list[int]) -> bool:
    said, written = [c.claim.tokens[at].stem for at in ours], [c.passage.tokens[at].stem for at in theirs]
    if len(said) != len(written) or said == written or sorted(said) != sorted(written):
        return False
    first = next(at for at, (one, two) in enumerate(zip(said, written, strict=True)) if one != two)
    last = len(said) - next(
        at for at, (one, two) in enumerate(zip(said[::-1], written[::-1], strict=True)) if one != two
    )
    joining = joining_words(c.claim.language)
    for one, two in product(range(1, _LONGEST_NAME + 1), repeat=2):
        between = range(first + one, last - two)
        turned = written[last - one : last] + written[first + two : last - one] + written[first : first + two]
        if (
            len(between) > 0
            and said[first:last] == turned
            # What a list says, or two joined by "and", is the same in any order.
            and not any(c.claim.tokens[ours[at]].norm in joining for at in between)
            and all(
                any(_tells(c.claim, ours[at]) for at in run) and not _is_led(c.claim, ours[run[0]])
                for run in (range(first, between[0]), range(between[-1] + 1, last))
            )
        ):
            return True
    return False


def _is_led(text: Analysis, at: int) -> bool:
    """Whether a stretch begins with a little word, and so says the same wherever it stands: "of the rule", "in 2024"."""
    return text.tokens[at].stop and len(text.tokens[at].text) > 1 and not text.fact_of[at]


def _said(text: Analysis, span: range) -> list[int]:
    """Return the tokens that are no signs and no articles: "the engine" may open a sentence that had "an engine" within."""
    tokens = text.tokens
    return [
        at
        for at in span
        if tokens[at].kind != "sign" and (tokens[at].norm not in ARTICLES or (tokens[at].capital and at > span[0]))
    ]


def _tells(text: Analysis, at: int) -> bool:
    """Whether a token is a word that means something, a name such as "B", or a number."""
    return text.tokens[at].content or text.fact_of[at] or text.tokens[at].capital
