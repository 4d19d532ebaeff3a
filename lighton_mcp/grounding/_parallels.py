"""What a sentence says of one thing put to another: "suppliers report to reception" of "visitors report to reception, suppliers to the gate"."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from lighton_mcp.grounding._clause_words import is_coordinator
from lighton_mcp.grounding._lexicon import ARTICLES
from lighton_mcp.grounding._order import comparing
from lighton_mcp.grounding._renaming import TITLES
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison

COMMAS = frozenset([",", ";"])
_HEADING = ":"
_CONTRASTS = word_set("while whereas tandis wahrend mientras mentre invece terwijl enquanto")
# Between two words that are one thing: "the head of finance".
_WITHIN = word_set("of de du des d der von vom del della dello dei degli delle di van do da dos das")
# What leads a word to its sentence: "to the gate". Where two sides are alike both have it, or neither.
_LEADS = word_set(
    """to by from for with without in on at into under over a au aux par pour avec sans dans en chez sur sous zu zum zur an am auf aus
    bei beim fur mit ohne im ins unter al por para con sin sobre ad alla allo ai agli alle dal dalla dai dagli dalle per senza nel
    nella nei nelle su sul sulla tra fra door voor met zonder naar op bij aan ao aos pelo pela com sem no na nos nas em"""
)
_BETWEEN = (ARTICLES - _LEADS) | {"'", "\u2019"}  # a preposition and its word
_LONGEST = 60  # tokens of a sentence
_MOST = 6  # words of a side


class _Part(NamedTuple):
    """What a sentence says between two commas or "and": of whom, with the verb where it has one, and what."""

    left: list[int]
    rights: list[list[int]]
    """One thing, or several: "the water and the power"."""
    leads: tuple[bool, bool]
    """Whether a preposition leads to each side."""


class _Sides(NamedTuple):
    """The words of a part that no other part has on that side."""

    left: list[int]
    rights: list[list[int]]


def crossed(c: Comparison) -> int:
    """Whether a claim puts together the two sides of one part of a sentence (1), or of two parts, and neither whole (-1)."""
    claim, passage = c.claim, c.passage
    lists = {unit: parts for unit in c.units if len(parts := parts_of(passage, unit)) > 1}
    if not lists or claim.negators or not claim.norms.isdisjoint(comparing()):
        return 0
    mine = parts_of(claim, 0) if claim.units else ()
    if len(mine) < 2 and (len(claim.clauses) > 1 or any(is_coordinator(t, claim.language) for t in claim.tokens)):
        return 0
    words = c.words if len(mine) < 2 else [*mine[0].left, *mine[0].rights[0]]
    denied = {passage.unit_of[at] for at in passage.negators}
    found = {_crossed(c, words, parts) for unit, parts in lists.items() if unit not in denied}
    return -1 if -1 in found else max(found, default=0)


def _crossed(c: Comparison, words: Sequence[int], parts: Sequence[_Part]) -> int:
    sides = _sides(c.passage, parts)
    if not all(side.left and all(side.rights) for side in sides):
        return 0
    places = [_places(c, at) for at in words]
    said = {at for _, others in c.hits for fact in others for at in range(fact.first, fact.last + 1)}.union(*places)
    about = [said.issuperset(side.left) for side in sides]
    what = [any(right[0] in said for right in side.rights) for side in sides]
    if any(one and other for one, other in zip(about, what, strict=True)):
        return 1
    for one, other in permutations(range(len(parts)), 2):
        if parts[one].leads != parts[other].leads or not what[other] or about[other]:
            continue
        if any(not said.isdisjoint(right) for right in sides[one].rights):
            continue
        mine, theirs = sides[one].left, sides[other].left
        of_another = mine[0] in said and theirs[0] not in said and len(theirs) > 1 and said.issuperset(theirs[1:])
        near = {at for part in parts if part.leads == parts[one].leads for at in part.left}.union(*parts[other].rights)
        if (about[one] or of_another) and not any(near.isdisjoint(found) for found in places):
            return -1
    return 0


def _places(c: Comparison, at: int) -> list[int]:
    """Return where the sentences have a word of the claim, or else another one that says the same."""
    places = c.places.get(at, [])
    return [place for place in places if c.passage.tokens[place].stem == c.claim.tokens[at].stem] or places


def _sides(text: Analysis, parts: Sequence[_Part]) -> list[_Sides]:
    lefts = [{text.tokens[at].stem for at in part.left} for part in parts]
    rights = [{text.tokens[at].stem for right in part.rights for at in right} for part in parts]

    def own(side: list[int], stems: list[set[str]], number: int) -> list[int]:
        others = set().union(*stems[:number], *stems[number + 1 :])
        return [at for at in side if text.tokens[at].stem not in others]

    return [
        _Sides(own(part.left, lefts, number), [own(right, rights, number) for right in part.rights])
        for number, part in enumerate(parts)
    ]


@lru_cache(maxsize=1 << 12)
def parts_of(text: Analysis, unit: int) -> Sequence[_Part]:
    """Return the parts of a sentence that have two sides and whose second side is no number."""
    span = text.units[unit]
    if span.last - span.first > _LONGEST:
        return ()
    parts: list[_Part] = []
    for runs in filter(None, _runs(text, range(span.first, span.last))):
        if len(runs) == 1 and _is_one(text, runs[0]):
            if parts:
                parts[-1].rights.append(runs[0])
            continue
        *before, right = runs if len(runs) != 1 else (runs[0][:-1], runs[0][-1:])
        left = [at for run in before for at in run]
        if len(left) > _MOST or len(right) > _MOST:
            return ()
        if not any(text.fact_of[at] for at in right):
            parts.append(_Part(left, [right], (is_led(text, left[0]), is_led(text, right[0]))))
    return parts


def _is_one(text: Analysis, run: list[int]) -> bool:
    """Whether words that nothing parts are one thing: a word, a name, "line B"."""
    if len(run) == 1 or (len(run) == 2 and len(text.tokens[run[1]].text) == 1):
        return True
    if text.language != "de":
        return all(text.tokens[at].capital for at in run)
    return text.tokens[run[0]].norm in TITLES


def is_led(text: Analysis, at: int) -> bool:
    """Whether a preposition leads to a word: "to the gate"."""
    before = at - 1
    while before >= 0 and text.tokens[before].norm in _BETWEEN:
        before -= 1
    return before >= 0 and text.tokens[before].norm in _LEADS


def _runs(text: Analysis, span: range) -> Iterator[list[list[int]]]:
    """Yield the words of each part of a sentence, those that little words part from one another apart."""
    runs: list[list[int]] = [[]]
    for at in span:
        token = text.tokens[at]
        if token.text in COMMAS or is_coordinator(token, text.language) or token.norm in _CONTRASTS:
            yield [run for run in runs if run]
            runs = [[]]
        elif token.text == _HEADING:
            runs = [[]]
        elif token.content or text.fact_of[at]:
            runs[-1].append(at)
        elif token.kind == "word" and token.norm not in _WITHIN and runs[-1]:
            runs.append([])
    yield [run for run in runs if run]
