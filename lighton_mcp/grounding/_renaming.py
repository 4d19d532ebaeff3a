"""Where a claim has one half of a name that a passage has, and another half: "Borgo Alta" for "Pieve Alta".

In German, where every noun has a capital, at the beginning of a sentence and across languages this is what tells a name.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._units import months
from lighton_mcp.grounding._word_lists import common_words
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis
    from lighton_mcp.grounding._tokens import Token

_ALIKE = 0.6  # of their letters, as `difflib` counts them: the same word in two languages
_SAME = 0.85  # the same word in one language, misspelt or with an ending: "Solms" and "Stolz" are two names
TITLES = word_set(
    "mr mrs ms miss mister sir madam dr prof professor doctor m mme mlle monsieur madame docteur herr herrn frau doktor "
    "ing sr sra srta senor senora don dona sig sigra signor signora dott dottssa avv dhr mevr meneer mevrouw senhor senhora "
    "firma company societe empresa ditta"
)


def renamed(claim: Analysis, passage: Analysis) -> bool:
    """Whether two words of the claim make a name of which the passage has one, and another word in the other's place."""
    return any(
        _halved(claim, passage, one, 1) or _halved(claim, passage, two, -1)
        for one, two in pairwise(claim.capitalised)
        if two == one + 1 and claim.unit_of[one] == claim.unit_of[two]
    )


def _halved(claim: Analysis, passage: Analysis, new: int, step: int) -> bool:
    """Whether the passage has no such word as `new`, but another one beside the word that stands beside it."""
    word, known = claim.tokens[new], claim.tokens[new + step]
    if word.stem in passage.positions or word.norm in passage.norms or word.norm in common_words(claim.language):
        return False
    beside = [
        passage.tokens[place - step]
        for place, token in enumerate(passage.tokens)
        if token.norm == known.norm and token.capital and 0 <= place - step < len(passage.tokens)
    ]
    own = {token.norm for token in claim.tokens}
    least = _SAME if claim.language == passage.language else _ALIKE
    return bool(beside) and all(
        is_part(other)
        and other.norm not in own
        and not other.norm.endswith(word.norm)
        and not looks_alike(word.norm, other.norm, least)
        for other in beside
    )


def looks_alike(one: str, two: str, least: float = _ALIKE) -> bool:
    """Whether two words may be the same in two languages: "Osservatorio", "Observatoire"."""
    return one[:1] == two[:1] and SequenceMatcher(None, one, two, autojunk=False).ratio() >= least


def is_part(token: Token) -> bool:
    """Whether a token may be part of a name."""
    return (
        token.kind == "word"
        and token.capital
        and not token.stop
        and token.norm not in TITLES
        and token.norm not in months()
        and len(token.text) > 1
    )
