"""A name in the place of another one: one that is only alike ("Orvatis" for "Orvalis"), or of another sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._match import COMPOUNDING, find, listed
from lighton_mcp.grounding._renaming import is_part, looks_alike
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._comparison import Comparison
    from lighton_mcp.grounding._tokens import Token

_SHORT = 4  # letters: shorter names are alike by chance


def mistaken(claim: Analysis, passage: Analysis) -> bool:
    """Whether a claim has a name that is only alike to one of the passage: "Orvatis" for "Orvalis"."""
    unknown = [
        claim.tokens[at].norm
        for at in claim.capitalised
        if claim.tokens[at].stem not in passage.positions and _is_rare(claim.tokens[at], claim)
    ]
    return any(
        looks_alike(name, other) and not _is_inflected(name, other, claim.language)
        for name in unknown
        for other in _names(passage) - claim.norms
    )


def displaced(c: Comparison) -> bool:
    """Whether a name stands only in sentences without any other word of the claim, and one with all of them has another name."""
    passage = c.passage
    if passage.rows:  # the name of a row stands apart from the words at the head of the table
        return False
    for name in (_whole(c.claim, run) for run in c.claim.name_runs):
        homes = set.intersection(*(_sentences_with(c, at) for at in name))
        having = [_sentences_with(c, at) for at in c.words if at not in name]
        if homes and having and homes.isdisjoint(set().union(*having)):
            whole = set.intersection(*having)
            about = {
                k
                for at in name
                for p in find(c.claim.tokens[at].stem, passage)[0]
                for k in passage.taken_over.get(p, ())
            }
            if any(
                _has_another_name(c, unit) and about.isdisjoint(passage.clause_of[p] for p in c.tokens_of(unit))
                for unit in whole
            ):
                return True
    return False


def _whole(text: Analysis, name: list[int]) -> list[int]:
    """Return a name with the first one that opens the sentence."""
    return [0, *name] if name[0] == 1 and is_part(text.tokens[0]) and text.tokens[0].content else name


def _sentences_with(c: Comparison, at: int) -> set[int]:
    return {c.passage.unit_of[place] for place in find(c.claim.tokens[at].stem, c.passage)[0]}


def _has_another_name(c: Comparison, unit: int) -> bool:
    """Whether a sentence has a name that the claim has not; what opens it is one where another follows: "John Smith"."""
    names = c.passage.name_places
    return any(
        at not in c.said and (at in names or (at + 1 in names and is_part(c.passage.tokens[at])))
        for at in c.tokens_of(unit)
    )


@lru_cache(maxsize=256)
def _names(text: Analysis) -> frozenset[str]:
    """Return the words with a capital that no list has."""
    return frozenset(text.tokens[at].norm for at in text.capitalised if _is_rare(text.tokens[at], text))


def _is_inflected(one: str, other: str, language: str) -> bool:
    """Whether two words may be one with two endings, or in German and Dutch begin with the same one."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared == min(len(one), len(other)) or (language in COMPOUNDING and shared > _SHORT)


def _is_rare(token: Token, text: Analysis) -> bool:
    return (
        len(token.norm) > _SHORT
        and token.norm not in common_words(text.language)
        and token.stem not in listed(text.language)
    )
