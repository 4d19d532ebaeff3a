"""A sentence of the passage in which two stretches have changed places: "B sold it to A" for "A sold it to B"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding._clause_words import is_coordinator
from lighton_mcp.grounding._lexicon import ARTICLES
from lighton_mcp.grounding._order import joining_words
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_VERB_SECOND = frozenset(["de", "nl"])
_CLITICS = frozenset(["es", "it", "pt", "fr"])
_IS = word_set("is are was were est sont etait etaient ist sind war waren es son era eran e sono erano zijn sao eram")
_BUT = word_set("but mais aber sondern pero sino ma maar mas")
_PREPOSITIONS = word_set(
    """als wie von vom bei beim mit nach zu zum zur aus an am auf fur gegen durch ohne um uber unter vor in im ins
    dan van bij met naar uit aan op voor tegen door zonder om over onder"""
)
_LONGEST_NAME = 3  # words
_BREAKS = frozenset(",;:")


def swapped(c: Comparison) -> bool:
    """Whether a claim is a sentence of the passage in which two words, names or numbers have changed places."""
    if len(c.places) < len(c.words):
        return False
    ours = _said(c.claim, range(len(c.claim.tokens)))
    return bool(ours) and any(
        _swapped(c, ours, theirs) for unit in c.units for theirs in _stretches(c, unit, len(ours))
    )


def _stretches(c: Comparison, unit: int, size: int) -> Iterator[list[int]]:
    """Yield stretches of a sentence of as many words, from where it or a part of it begins."""
    said = _said(c.passage, c.tokens_of(unit))
    for at in range(len(said) - size + 1):
        if at == 0 or _is_break(c.passage, said[at] - 1):
            yield said[at : at + size]


def _is_break(text: Analysis, at: int) -> bool:
    return text.tokens[at].text in _BREAKS or is_coordinator(text.tokens[at], text.language)


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
            and not (first == 0 and _is_turned_round(c, ours[:last], theirs[:last], one, two))
            and not _is_measure(c, [ours[at] for at in between], ours[first], ours[last - two])
            # What a list says, or two joined by "and" or "but", is the same in any order, and so is what "is" puts on a level.
            and not any(c.claim.tokens[ours[at]].norm in joining for at in between)
            and not all(c.claim.tokens[ours[at]].norm in _BUT for at in between)
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


def _is_measure(c: Comparison, between: list[int], first: int, last: int) -> bool:
    """Whether a number has changed places with what it measures: "20 metres of depth", "a depth of 20 metres"."""
    facts = c.claim.fact_of
    return facts[first] != facts[last] and not any(_tells(c.claim, at) for at in between)


def _is_turned_round(c: Comparison, ours: list[int], theirs: list[int], one: int, two: int) -> bool:
    """Whether a sentence may only have been turned round: "Das Protokoll f\u00fchrt die Stellvertretung".

    `one` and `two` are the sizes of what the claim has first and last. German and Dutch say the object first as well: only
    where an article changes does what it belongs to. The Romance languages say it once more before the verb: "la gasolina
    la paga".
    """
    claim, passage = c.claim, c.passage
    if any(_is_break(claim, at) for at in range(ours[0], ours[-1])):
        return False
    if claim.language in _VERB_SECOND:
        pairs = ((theirs[0], ours[-two]), (theirs[-one], ours[0]))
        articles = [(_article(passage, theirs), _article(claim, ours)) for theirs, ours in pairs]
        return not _is_behind_a_preposition(claim, ours[-two]) and not any(
            was and now and was != now for was, now in articles
        )
    return claim.language in _CLITICS and any(
        text.tokens[at - 1].norm in ARTICLES
        for text, between in ((passage, theirs[two:-one]), (claim, ours[one:-two]))
        for at in between
    )


def _is_behind_a_preposition(text: Analysis, at: int) -> bool:
    before = at - 1 - (text.tokens[at - 1].norm in ARTICLES)
    return text.tokens[before].norm in _PREPOSITIONS


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
