# word lists, one language a line
"""The subject that a sentence takes over from the one before it: "The oven heats to 300 degrees. It may not run longer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._clause_words import clause_words, is_coordinator, is_finite
from lighton_mcp.grounding._lexicon import negators
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._analysis import Unit
    from lighton_mcp.grounding._tokens import Token

_PRONOUNS = {
    "en": word_set("it they he she this these them"),
    "fr": word_set("il ils elle elles celui celle ceux celles"),
    "de": word_set("er sie es dieser diese dieses"),
    "es": word_set("este esta estos estas ello ellos ella ellas"),
    "it": word_set("esso essa essi esse questo questa questi queste lui lei"),
    "nl": word_set("hij zij ze het deze dit"),
    "pt": word_set("ele ela eles elas este esta"),
}
# What a name is called in the sentence after it: "the company".
_CALLED = word_set(
    """company firm group business organisation organization manufacturer societe entreprise groupe unternehmen gesellschaft konzern
    empresa sociedad compania grupo societa azienda impresa gruppo bedrijf onderneming vennootschap groep sociedade companhia"""
)
_THE = word_set("the la l le das die der el il lo het de a o")
# What speaks of a part of the subject: the sentence after it may go on with the whole.
_POSSESSIVES = word_set(
    "its their his son sa ses leur leurs sein seine ihr ihre su sus suo sua suoi sue loro zijn haar seu"
)
# These languages leave the pronoun out: a sentence may open with its verb.
_WITHOUT = frozenset(["es", "it", "pt"])
_COPULAS = word_set(
    "es son era eran fue fueron sera estaba estan tuvo tiene tienen fu furono era erano ha hanno foi foram eram tem"
)
_ADVERBS = word_set("nunca no tampoco tambien non anche inoltre nao tambem nunca solo siempre sempre ademas")
_VERBS = ("a", "e", "o", "n", "m", "i", "u")
_OF = word_set("de di del dell della dei degli delle do da dos das y e o")
_LONGEST = 9  # tokens up to the verb
_OPENING = 4  # tokens in which a clause says whose it is: "and none of them"


def taken_over(
    tokens: Sequence[Token], units: Sequence[Unit], clause_of: Sequence[int], language: str
) -> dict[int, list[int]]:
    """Return for the words of a subject the other clauses of which it is the subject as well.

    Those are the first clauses of later sentences that have none, and those that go on in its own sentence.
    """
    found: dict[int, list[int]] = {}
    subject: list[int] = []
    for unit in units:
        if unit.last <= unit.first:
            continue
        starts, newest = [], clause_of[unit.first]
        for at in range(unit.first + 1, unit.last):
            if clause_of[at] > newest:
                newest = clause_of[at]
                starts.append(at)
        if subject and _takes_over(tokens, unit.first, unit.last, language):
            starts.insert(0, unit.first)
        elif tokens[unit.first].norm not in _POSSESSIVES:
            subject = _subject(tokens, unit, language)
        for start in starts:
            if start == unit.first or _goes_on(tokens, start, unit.last, language):
                for at in subject:
                    found.setdefault(at, []).append(clause_of[start])
    return found


def stand_ins(tokens: Sequence[Token], units: Sequence[Unit], language: str) -> dict[int, list[int]]:
    """Return the words that open a sentence in the place of a name that the one before it opens with, each with that name."""
    found: dict[int, list[int]] = {}
    name: list[int] = []
    for unit in units:
        opening = _stand_in(tokens, unit, language)
        if opening is None:
            name = _name(tokens, unit)
        elif name:
            found[opening] = name
    return found


def _stand_in(tokens: Sequence[Token], unit: Unit, language: str) -> int | None:
    """Return the pronoun that a sentence opens with, or the noun of "the company"."""
    if unit.last - unit.first < 2:
        return None
    if tokens[unit.first].norm in _PRONOUNS[language]:
        return unit.first
    noun = unit.first + 1 + (tokens[unit.first + 1].kind == "sign")  # "l'entreprise"
    if tokens[unit.first].norm in _THE and noun < unit.last and tokens[noun].norm in _CALLED:
        return noun
    return None


def _name(tokens: Sequence[Token], unit: Unit) -> list[int]:
    """Return the name that a sentence opens with, an article aside."""
    first = unit.first + (tokens[unit.first].norm in _THE if unit.first < unit.last else 0)
    last = next((at for at in range(first, unit.last) if not (tokens[at].capital and tokens[at].content)), unit.last)
    return list(range(first, last))


def _takes_over(tokens: Sequence[Token], first: int, last: int, language: str) -> bool:
    """Whether a sentence opens with a pronoun, or with its verb where no pronoun is needed."""
    if tokens[first].norm in _PRONOUNS[language]:
        return True
    if language not in _WITHOUT:
        return False
    if tokens[first].norm in _ADVERBS:
        first += 1
    if first + 1 >= last or tokens[first].kind != "word":
        return False
    # Nouns have an article there: what has none is a verb.
    verb, behind = tokens[first], tokens[first + 1]
    plain = verb.content and verb.norm.endswith(_VERBS) and behind.stop and behind.norm not in _OF
    return plain or verb.norm in _COPULAS or is_finite(verb, language)


def _goes_on(tokens: Sequence[Token], start: int, last: int, language: str) -> bool:
    """Whether a clause within a sentence has the subject of the one before: "and is faster", "but they lapse"."""
    opening = [token for token in tokens[start : min(last, start + _OPENING)] if token.kind == "word"]
    if opening and (is_coordinator(opening[0], language) or opening[0].norm in clause_words(language)):
        opening = opening[1:]
    elif language in _WITHOUT:
        return False
    if not opening:
        return False
    if opening[0].norm in negators(language):
        opening = opening[1:]  # "but not of the transport" says of what, not of whom
        if not opening:
            return False
    return is_finite(opening[0], language) or any(token.norm in _PRONOUNS[language] for token in opening)


def _subject(tokens: Sequence[Token], unit: Unit, language: str) -> list[int]:
    """Return the words of what a sentence opens with, up to its verb."""
    found = []
    for at in range(unit.first, min(unit.last, unit.first + _LONGEST)):
        token = tokens[at]
        if token.kind == "sign" or is_finite(token, language):
            break
        if token.content or token.kind == "number":
            found.append(at)
    return found
