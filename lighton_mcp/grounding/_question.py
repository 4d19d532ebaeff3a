"""What a question asks for, and whether a claim that stands as its answer gives that: a figure, a choice, yes or no."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _match, _order
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis

_YES = word_set("yes oui ja si sim yep indeed effectivement")
_SENTENCE = 4  # words; fewer are a name or a term picked from the question
_NO = word_set("no non nein nee nao")
# Beginnings of questions to which a number, an amount or a date is the answer.
_FIGURES = """how many | what year | which year | what date | how old | in what year | in which year | what percentage
    | what is the length | what is the height | what is the population | combien de | quelle annee | en
    quelle annee | quelle date | a quelle date | quel montant | wie viele | wie viel | in welchem jahr |
    welches jahr | an welchem datum | cuantos | cuantas | que ano | en que ano | en que fecha | quanti |
    quante | che anno | in che anno | in quale anno | in quale data | hoeveel | in welk jaar | welke datum |
    quantos | quantas | em que ano"""


@cache
def _figures() -> tuple[str, ...]:
    return tuple(" ".join(beginning.split()) for beginning in _FIGURES.split("|"))


def yes_or_no(claim: Analysis) -> bool | None:
    """Return True or False for a claim that is "yes" or "no" and nothing else, and None for all others."""
    words = [token.norm for token in claim.tokens if token.kind == "word"]
    if len(words) == 1 and words[0] in _YES | _NO:
        return words[0] in _YES
    return None


def statement(text: str) -> str:
    """Return what an answer states behind its first "yes" or "no", which answers a question that it does not hold."""
    particle = _particle().match(text)
    return text[particle.end() :] if particle and particle.group(1).casefold() in _spoken() else text


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(r"[\W_]*([^\W\d_]+)\s*[,;:\u2013\u2014]\s+(?=\w)")


@cache
def _spoken() -> frozenset[str]:
    return _YES | _NO | {"s\u00ed", "s\u00ec", "n\u00e3o"}


def holds(asked: Analysis, passage: Analysis) -> tuple[float, list[int]]:
    """Return how far a passage says of all that a yes-or-no question names what it asks of them, and the sentences."""
    runs = [_known(run, asked, passage) for run in _order.joined(asked)]
    named = {at for run in runs for at in run}
    predicate = [
        token.stem
        for at, token in enumerate(asked.tokens)
        if token.content and at not in named and not asked.fact_of[at]
    ]
    if not predicate:
        return 0.0, []
    units: list[int] = []
    shares: list[float] = []
    for run in runs:
        own = {passage.unit_of[p] for at in run for p in _match.find(asked.tokens[at].stem, passage)[0]}
        if not own:
            continue
        have = sum(any(passage.unit_of[p] in own for p in _match.find(stem, passage)[0]) for stem in predicate)
        shares.append(have / len(predicate))
        units += sorted(own)
    if not shares:
        found = [p for stem in predicate for p in _match.find(stem, passage)[0]]
        return (len(found) > 0) * 0.5, sorted({passage.unit_of[p] for p in found})
    return min(shares), list(dict.fromkeys(units))


def _known(run: list[int], asked: Analysis, passage: Analysis) -> list[int]:
    """Return the beginning of a run of capitalised words that the passage has in one piece.

    The name without "American" behind it.
    """
    places = set(passage.positions.get(asked.tokens[run[0]].stem, ()))
    for length in range(1, len(run)):
        going = {
            p
            for p in places
            if any(
                q in passage.positions.get(asked.tokens[run[length]].stem, ()) for q in range(p + 1, p + 2 * length + 2)
            )
        }
        if not going:
            return run[:length] if places else run
        places = going
    return run


def misses(claim: Analysis, asked: Analysis, *, adds: bool) -> bool:
    """Whether a claim is no answer: it adds nothing to the question, or gives no figure where one is asked for."""
    words = [token for token in claim.tokens if token.kind == "word"]
    sentence = len(words) >= _SENTENCE and any(token.stop for token in words)
    if not adds and sentence and not _order.is_choice(asked):
        return True
    text = " ".join(token.norm for token in asked.tokens if token.kind in {"word", "number"})
    if not any(f" {beginning} " in f" {text} " for beginning in _figures()):
        return False
    given = {value for quantity in asked.quantities for value in quantity.raw} | {
        o for date in asked.dates for o in date.options
    }
    own = {value for quantity in claim.quantities for value in quantity.raw} | {
        o for date in claim.dates for o in date.options
    }
    return not own - given and not any(quantity.weak or not quantity.raw for quantity in claim.quantities)
