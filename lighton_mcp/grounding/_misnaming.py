"""A name that the claim has and the passage has not, but one that is alike: "Orvatis" for "Orvalis"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._match import COMPOUNDING, listed
from lighton_mcp.grounding._renaming import looks_alike
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
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
