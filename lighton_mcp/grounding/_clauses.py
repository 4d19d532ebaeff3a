"""The clauses of a text: where they begin, which of them are denied, and how far apart words stand."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lighton_mcp.grounding._clause_words import clause_words, is_coordinator, is_finite
from lighton_mcp.grounding._lexicon import ARTICLES, denies, negators, quantifiers
from lighton_mcp.grounding._negators import THAT, is_denying, is_exception, is_local, is_negator, turning
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Unit
    from lighton_mcp.grounding._tokens import Token

_BORDERS = frozenset(',;:()[]\u2013\u2014|\u2022"\u201c\u201d\u00ab\u00bb')
_STEPS = {",": 2.0, ";": 6.0, ":": 3.0, "|": 3.0, "(": 2.0, ")": 2.0}
_ENDS = frozenset(".,;:!?)")
_SUBJECT_WITHIN = 12  # tokens from "and" to the verb of a subject that stands between
_VERB_WITHIN = 4  # tokens behind "and", and at least as many before it
_LOCAL_REACH = 2
_ADVERBS = {
    "de": frozenset(["aber", "jedoch"]),
    "fr": frozenset(["toutefois", "cependant", "alors"]),
    "en": frozenset(["however"]),
    "it": frozenset(["pero"]),
    "nl": frozenset(["echter"]),
    "pt": frozenset(["porem"]),
}
_TWICE = 4  # tokens from a negator to the denying word that it denies
_THAT = THAT | {"that"}
# How the words begin that only say that something must be or is so.
_NEEDS = tuple(
    word_set(
        "necesar necessar necessair obligat obbligat falta besoin requi requer erforder notwendig notig nodig "
        "verplicht serve occorr need hac tru vrai wahr cierto vero verdad"
    )
)
_MUST = word_set("hay habra tiene tienen tenemos tener tenga tem temos ha")
_FRAGMENT = 3  # words with a meaning: a clause of no more may be a subject or an aside between commas
_OF = frozenset(["of", "de", "von", "di", "van"])
SENTENCE_STEP = 12.0


def clauses(tokens: list[Token], unit_of: list[int], language: str) -> list[int]:
    """Return the clause of each token: a new one begins at punctuation and conjunctions.

    "without a rotor" is one inside another.
    """
    borders = clause_words(language)
    clause_of: list[int] = []
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
            or (word and is_coordinator(token, language) and _begins_statement(tokens, index, unit_of, language))
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
        if local and turns and is_negator(tokens, index, language):
            local = 0  # "without a licence not allowed"
        clause_of.append(newest if local else outer)
        if local and ((word and not token.stop) or token.kind == "number"):
            local -= 1
    return clause_of


def _of_clause(tokens: list[Token]) -> list[Token]:
    """Return the tokens up to the next border."""
    return list(takewhile(lambda token: token.text not in _BORDERS and token.text != ".", tokens))


def _is_inside(tokens: list[Token], at: int, language: str) -> bool:
    """Whether a word that can begin a clause stands inside one: "neither of which", "das ist aber nicht verpflichtend"."""
    if tokens[at].norm == "ou" and tokens[at].text.isascii():
        return True  # "or", not "where"
    if tokens[at].norm == "que" and at and tokens[at - 1].norm in _MUST:
        return True  # "hay que"
    adverb = tokens[at].norm in _ADVERBS.get(language, ()) and at > 0 and tokens[at - 1].kind == "word"
    return adverb or _of_none(tokens, at, language)


def _of_none(tokens: list[Token], at: int, language: str) -> bool:
    """Whether what stands before a word denies it: "neither of which"."""
    before = [token.norm for token in tokens[max(0, at - 2) : at]]
    return bool(before) and before[-1] in _OF and not negators(language).isdisjoint(before)


def _begins_statement(tokens: list[Token], at: int, unit_of: list[int], language: str) -> bool:
    """Tell whether "and" joins two statements: with a verb soon behind it and enough words before it."""
    denials = negators(language)

    def speaks(within: list[Token]) -> bool:
        return any(
            is_finite(token, language) or token.norm in denials or (token.content and denies(token.norm, language))
            for token in within
        )

    near, far = (tokens[at + 1 : at + 1 + reach] for reach in (_VERB_WITHIN, _SUBJECT_WITHIN))
    if near and (near[0].norm in _THAT or (near[0].norm in denials and at > 1)):
        return True
    if not speaks(near):
        # "and a bonus of 1,900 euros shall be paid": a subject of its own, behind a statement.
        subject = bool(near) and (near[0].norm in ARTICLES or near[0].norm in quantifiers(language))
        subject = subject and speaks(_of_clause(far))
        if not subject or not speaks(_of_clause(tokens[max(0, at - _SUBJECT_WITHIN) : at][::-1])):
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
    negator_of: dict[int, int] = {}
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
            negator_of[clause_of[index]] = index
        elif is_denying(tokens, index, language):
            denying.setdefault(clause_of[index], []).append(index)
    for clause, negator in negator_of.items():
        # "Failed seals are never covered" is denied once, "is not prohibited" twice.
        turning_it = [at for at in denying.pop(clause, ()) if 0 < at - negator <= _TWICE]
        if turning_it:
            denying[clause] = turning_it
        if clause + 1 in denied and _only_needs(tokens, clause_of, negator, clause):
            denied[clause + 1] = not denied[clause + 1]
    for clause in [k for k, words in denying.items() if len(words) == 1 and not denied[k]]:
        # "It is prohibited that a lorry stays longer" denies that it stays.
        begins = denying[clause][0] + 1
        if begins < len(tokens) and clause_of[begins] == clause + 1 and tokens[begins].norm in _THAT:
            del denying[clause]
            denied[clause + 1] = not denied[clause + 1]
    if language == "de":
        _deny_infinitives(tokens, clause_of, unit_of, denied)
    for clause, unit in excepted.items():
        before, after = clause - 1, clause + 1
        other = before if before in denied and unit_of[clause_of.index(before)] == unit else after
        if other in denied:
            denied[clause] = denied[clause] == (denied[other] != (len(denying.get(other, ())) % 2 == 1))
    return denied, denying


def _only_needs(tokens: list[Token], clause_of: list[int], negator: int, clause: int) -> bool:
    """Whether a denied clause says of the next one only that it need not be: "it is not necessary that"."""
    at = negator + 1
    while at < len(tokens) and clause_of[at] == clause:
        if tokens[at].content and not tokens[at].norm.startswith(_NEEDS):
            return False
        at += 1
    return at < len(tokens) and tokens[at].norm in _THAT


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
        if any(is_finite(token, "de") for token in governed):
            continue
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
    turns_at = turning(language)
    stated = {clause_of[at] for at, token in enumerate(tokens) if is_finite(token, language)}
    if language == "de":
        stated |= {clause_of[at] for at in range(1, len(tokens)) if _is_verb_first(tokens, at)}
    # "is allowed without flash": what the clause says is in the one inside it.
    stated -= {
        clause_of[at - 1]
        for at, token in enumerate(tokens)
        if token.norm in turns_at and at and is_local(tokens, at, language)
    }
    small = {clause for clause, size in sizes.items() if size <= _FRAGMENT and clause not in whole | stated}
    return frozenset(c for c in small | title if not denied[c] and not denying.get(c))


def _is_verb_first(tokens: list[Token], at: int) -> bool:
    """Whether a German clause opens with its verb, as behind another clause: ", schaltet die Anlage ab"."""
    token = tokens[at]
    return tokens[at - 1].text == "," and token.content and not token.capital and token.norm.endswith(("t", "te", "en"))


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
