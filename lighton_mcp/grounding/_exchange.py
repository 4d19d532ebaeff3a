"""Where a claim has a word in the place of another: the treasurer for the secretary, or each in the place of the other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match
from lighton_mcp.grounding._lineup import ARTICLES
from lighton_mcp.grounding._order import joining_words
from lighton_mcp.grounding._renaming import TITLES
from lighton_mcp.grounding._word_lists import common_words
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

_BEFORE_NOUNS = {
    "en": word_set("the a an this these each every your our its his her their by from of in with"),
    "fr": word_set("le la les l un une des du de au aux par pour avec chaque ce cette ces"),
    "de": word_set(
        "der die das dem den des ein eine einen einem einer eines im am beim zum zur vom von mit durch jeder jede jedes"
    ),
    "es": word_set("el los las la un una del al por para con cada"),
    "it": word_set(
        "il lo la i gli le l uno un una del della dei degli delle dello dal dalla dai alla al ai agli da per ogni"
    ),
    "nl": word_set("de het een van door aan voor met"),
    "pt": word_set("o os as um uma do da dos das pelo pela ao por para"),
}
_LONGEST_NAME = 3  # words
_MOST_SIGNS = 8  # and articles that one of two sentences may have more
_NEAR = 4  # tokens between a word and its neighbour


def exchanged(c: Comparison) -> bool:
    """Whether a word that the sentence does not have stands beside one that it has, where it has a third."""
    main = _main(c)
    if main is None:
        return False
    span = c.tokens_of(main)
    found = {at: [p for p in places if p in span] for at, places in c.places.items()}
    taken = {p for places in found.values() for p in places}
    for fact, others in c.hits:
        found |= {at: [o.last for o in others if o.first in span] for at in range(fact.first, fact.last + 1)}
        taken |= {p for o in others for p in range(o.first, o.last + 1)}
    return any(
        _other_in_place(c, at, step, found, taken)
        for at in c.words
        if not found.get(at) and (_is_elsewhere(c, at) or _is_rare(c, at))
        for step in (-1, 1)
    )


def _is_elsewhere(c: Comparison, at: int) -> bool:
    return bool(_match.find(c.claim.tokens[at].stem, c.passage)[0])


def _is_rare(c: Comparison, at: int) -> bool:
    return c.claim.tokens[at].norm not in common_words(c.claim.language)


def swapped(c: Comparison) -> bool:
    """Whether a claim is a sentence of the passage in which two words, names or numbers have changed places."""
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
                any(_tells(c.claim, ours[at]) for at in run)
                for run in (range(first, between[0]), range(between[-1] + 1, last))
            )
        ):
            return True
    return False


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


def _main(c: Comparison) -> int | None:
    """Return the sentence that has most of the claim."""
    weights: dict[int, float] = {}
    for at, places in c.places.items():
        if c.claim.tokens[at].norm in TITLES:
            continue
        for unit in {c.passage.unit_of[p] for p in places}:
            weights[unit] = weights.get(unit, 0.0) + c.weights[at]
    for _, others in c.hits:
        for unit in {c.passage.unit_of[o.first] for o in others}:
            weights[unit] = weights.get(unit, 0.0) + 1.0
    return max(weights, key=lambda unit: (weights[unit], -unit), default=None)


def _other_in_place(c: Comparison, at: int, step: int, found: dict[int, list[int]], taken: set[int]) -> bool:
    """Whether the passage has, beside the claim's neighbour of a word, a word that the claim does not have."""
    neighbour = _next_word(c.claim, at, step)
    if neighbour is None or _together(c, at, neighbour, step):
        return False
    for place in found.get(neighbour, ()):
        other = _next_word(c.passage, place, -step)
        if (
            other is None
            or other in taken
            or c.passage.fact_of[other]
            or c.passage.unit_of[other] != c.passage.unit_of[place]
        ):
            return False
        if not _same_kind(c, at, other):
            return False
    return bool(found.get(neighbour))


def _same_kind(c: Comparison, at: int, other: int) -> bool:
    if _match.find(c.passage.tokens[other].stem, c.claim)[0]:
        return False
    return _is_named(c.claim, at) and _is_named(c.passage, other)


def _together(c: Comparison, at: int, neighbour: int, step: int) -> bool:
    """Whether the passage has both words of the claim side by side somewhere."""
    beside = set(_match.find(c.claim.tokens[neighbour].stem, c.passage)[0])
    return any(_next_word(c.passage, p, step) in beside for p in _match.find(c.claim.tokens[at].stem, c.passage)[0])


def _is_named(text: Analysis, at: int) -> bool:
    """Whether a word is named as somebody or something: a name, or behind an article or a preposition."""
    before = text.tokens[at - 1] if at and text.clause_of[at - 1] == text.clause_of[at] else None
    return at in text.names or (before is not None and before.norm in _BEFORE_NOUNS[text.language])


def _next_word(text: Analysis, at: int, step: int) -> int | None:
    """Return the next token that means something, in one direction, within the clause."""
    for other in range(at + step, at + step * (_NEAR + 1), step):
        if not 0 <= other < len(text.tokens) or text.clause_of[other] != text.clause_of[at]:
            return None
        token = text.tokens[other]
        if text.fact_of[other] or (token.content and token.norm not in TITLES):
            return other
    return None
