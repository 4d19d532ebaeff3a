"""The clauses of a text: where they begin, which of them are denied, and how far apart words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import clause_words, coordinators, denies, finite_words, negators
from lighton_mcp.grounding._negators import is_exception, is_local, is_negator, turning

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Unit
    from lighton_mcp.grounding._tokens import Token

_BORDERS = frozenset(',;:()[]\u2013\u2014|\u2022"\u201c\u201d\u00ab\u00bb')
_STEPS = {",": 2.0, ";": 6.0, ":": 3.0, "|": 3.0, "(": 2.0, ")": 2.0}
_ENDS = frozenset(".,;:!?)")
_VERB_WITHIN = 4  # tokens behind "and", and at least as many before it
_LOCAL_REACH = 2
_ADVERBS = frozenset(["aber", "jedoch"])
_FRAGMENT = 3  # words with a meaning: a clause of no more may be a subject or an aside between commas
_OF = frozenset(["of", "de", "von", "di", "van"])
SENTENCE_STEP = 12.0


def clauses(tokens: list[Token], unit_of: list[int], language: str) -> list[int]:
    """Return the clause of each token: a new one begins at punctuation and conjunctions.

    "without a rotor" is one inside another.
    """
    borders = clause_words(language)
    clause_of: list[int] = []
    joining = coordinators(language)
    outer = newest = 0
    local = 0  # words that a local denial still reaches
    turns_at = turning(language)
    unit = 0
    for index, token in enumerate(tokens):
        word = token.kind == "word"
        turns = word and token.norm in turns_at
        new_unit, unit = unit_of[index] != unit, unit_of[index]
        if (
            new_unit
            or token.text in _BORDERS
            or (word and token.norm in joining and _begins_statement(tokens, index, unit_of, language))
            or (word and token.norm in borders and not _is_inside(tokens, index, language))
            or (turns and is_exception(tokens, index, language))
        ):
            outer = newest = newest + 1
            local = 0
        if turns and is_local(tokens, index, language) and tokens[index + 1].text not in _ENDS:
            newest += 1
            local = _LOCAL_REACH if token.norm != "non" else 1
            clause_of.append(newest)
            continue
        clause_of.append(newest if local else outer)
        if local and ((word and not token.stop) or token.kind == "number"):
            local -= 1
    return clause_of


def _is_inside(tokens: list[Token], at: int, language: str) -> bool:
    """Whether a word that can begin a clause stands inside one: "neither of which", "das ist aber nicht verpflichtend"."""
    adverb = language == "de" and tokens[at].norm in _ADVERBS and at > 0 and tokens[at - 1].kind == "word"
    return adverb or _of_none(tokens, at, language)


def _of_none(tokens: list[Token], at: int, language: str) -> bool:
    """Whether what stands before a word denies it: "neither of which"."""
    before = [token.norm for token in tokens[max(0, at - 2) : at]]
    return bool(before) and before[-1] in _OF and not negators(language).isdisjoint(before)


def _begins_statement(tokens: list[Token], at: int, unit_of: list[int], language: str) -> bool:
    """Tell whether "and" joins two statements: with a verb soon behind it and enough words before it."""
    finite, denials = finite_words(language), negators(language)
    behind = tokens[at + 1 : at + 1 + _VERB_WITHIN]
    if not any(token.norm in finite or token.norm in denials for token in behind):
        return False
    start = at
    while start > 0 and unit_of[start - 1] == unit_of[at] and tokens[start - 1].text not in _BORDERS:
        start -= 1
        if at - start > _VERB_WITHIN:
            return True
    return False


def signs(
    tokens: list[Token], clause_of: list[int], unit_of: list[int], language: str
) -> tuple[dict[int, bool], dict[int, list[int]]]:
    """For each clause whether it is denied, and its denying words, which turn that once more: "prohibited", "excluded".

    A clause that begins with "except" or "unless" says the opposite of the one before it, or of the next where it
    comes first
    in its sentence.
    """
    denied = dict.fromkeys(clause_of, False)
    denying: dict[int, list[int]] = {}
    excepted: dict[int, int] = {}
    turns_at = turning(language)
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        turns = token.norm in turns_at
        if turns and is_exception(tokens, index, language):
            excepted[clause_of[index]] = unit_of[index]
        elif turns and is_negator(tokens, index, language):
            denied[clause_of[index]] = True
        elif not token.stop and denies(token.norm, language):
            denying.setdefault(clause_of[index], []).append(index)
    if language == "de":
        _deny_infinitives(tokens, clause_of, unit_of, denied)
    for clause, unit in excepted.items():
        before, after = clause - 1, clause + 1
        other = before if before in denied and unit_of[clause_of.index(before)] == unit else after
        if other in denied:
            denied[clause] = denied[clause] == (denied[other] != (len(denying.get(other, ())) % 2 == 1))
    return denied, denying


def _deny_infinitives(tokens: list[Token], clause_of: list[int], unit_of: list[int], denied: dict[int, bool]) -> None:
    """Deny as well what a short denied clause governs: "er ist nicht befugt, Kredite aufzunehmen"."""
    words: dict[int, list[Token]] = {}
    for token, clause in zip(tokens, clause_of, strict=True):
        if token.kind == "word":
            words.setdefault(clause, []).append(token)
    for at in range(1, len(tokens) - 1):
        before, behind = clause_of[at - 1], clause_of[at + 1]
        if tokens[at].text != "," or unit_of[at - 1] != unit_of[at + 1] or not denied[before] or denied[behind]:
            continue
        governed = words.get(behind, [])
        if len(governed) > 1 and sum(token.content for token in words.get(before, ())) <= _FRAGMENT:
            denied[behind] = _is_infinitive(governed[-2], governed[-1])


def _is_infinitive(before: Token, last: Token) -> bool:
    """Whether a German clause ends in an infinitive: "aufzunehmen", "zu nehmen"."""
    return last.norm.endswith("n") and (before.norm == "zu" or "zu" in last.norm[1:])


def vague_clauses(
    tokens: list[Token],
    unit_of: list[int],
    clause_of: list[int],
    fact_of: list[bool],
    units: list[Unit],
    denied: dict[int, bool],
    denying: dict[int, list[int]],
    language: str,
) -> frozenset[int]:
    """Clauses that neither affirm nor deny.

    Titles, and fragments between commas of which the rest of the sentence decides.
    """
    sizes = dict.fromkeys(clause_of, 0)
    for token, clause, fact in zip(tokens, clause_of, fact_of, strict=True):
        if fact or not token.stop:
            sizes[clause] += 1
    titled = len(units) > 1 and units[0].last > 0 and tokens[units[0].last - 1].text not in {".", "!", "?"}
    title = {clause for clause, unit in zip(clause_of, unit_of, strict=True) if unit == 0} if titled else set()
    whole = {
        clause_of[unit.first]
        for unit in units
        if unit.last > unit.first and clause_of[unit.first] == clause_of[unit.last - 1]
    }
    finite, turns_at = finite_words(language), turning(language)
    stated = {clause_of[at] for at, token in enumerate(tokens) if token.norm in finite}
    # "is allowed without flash": what the clause says is in the one inside it.
    stated -= {
        clause_of[at - 1]
        for at, token in enumerate(tokens)
        if token.norm in turns_at and at and is_local(tokens, at, language)
    }
    small = {clause for clause, size in sizes.items() if size <= _FRAGMENT and clause not in whole | stated}
    return frozenset(c for c in small | title if not denied[c] and not denying.get(c))


def metre_of(tokens: list[Token], unit_of: list[int], language: str) -> list[float]:
    """Return where each token stands on a line on which borders are longer than words.

    So distance tells what belongs together.
    """
    borders = clause_words(language)
    metre: list[float] = []
    at = 0.0
    for index, token in enumerate(tokens):
        at += _STEPS.get(token.text, 3.0 if token.norm in borders else 1.0)
        if index and unit_of[index] != unit_of[index - 1]:
            at += SENTENCE_STEP
        metre.append(at)
    return metre
