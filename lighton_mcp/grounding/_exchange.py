"""A sentence of the passage in which two stretches have changed places: "B sold it to A" for "A sold it to B"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import ARTICLES
from lighton_mcp.grounding._order import joining_words
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_VERB_SECOND = frozenset(["de", "nl"])
_CLITICS = frozenset(["es", "it", "pt", "fr"])
_IS = word_set("is are was were est sont etait etaient ist sind war waren es son era eran e sono erano zijn sao eram")
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
            and not (first == 0 and last == len(said) and _is_turned_round(c, ours, theirs, one, two))
            # What a list says, or two joined by "and", is the same in any order, and so is what "is" puts on a level.
            and not any(c.claim.tokens[ours[at]].norm in joining for at in between)
            and not (first == 0 and last == len(said) and _are_equal(c, [ours[at] for at in between]))
            and all(
                any(_tells(c.claim, ours[at]) for at in run) and not _is_led(c.claim, ours[run[0]])
                for run in (range(first, between[0]), range(between[-1] + 1, last))
            )
        ):
            return True
    return False


def _are_equal(c: Comparison, between: list[int]) -> bool:
    """Whether only "is" stands between two stretches: "the chair is Anna Keller" is "Anna Keller is the chair"."""
    return all(c.claim.tokens[at].norm in _IS for at in between)


def _is_turned_round(c: Comparison, ours: list[int], theirs: list[int], one: int, two: int) -> bool:
    """Whether a sentence may only have been turned round: "Das Protokoll f\u00fchrt die Stellvertretung".

    `one` and `two` are the sizes of what the passage has first and last. German and Dutch say the object first as well:
    what keeps its article is what it was. The Romance languages say it once more before the verb: "la gasolina la paga".
    """
    claim, passage = c.claim, c.passage
    if claim.language in _VERB_SECOND:
        return _article(passage, theirs[0]) == _article(claim, ours[-one]) and (
            _article(passage, theirs[-two]) == _article(claim, ours[0])
        )
    between = theirs[one:-two]
    return claim.language in _CLITICS and any(passage.tokens[at - 1].norm in ARTICLES for at in between)


def _article(text: Analysis, at: int) -> str:
    """Return the article right before a token, or nothing."""
    before = text.tokens[at - 1].norm if at else ""
    return before if before in ARTICLES else ""


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
