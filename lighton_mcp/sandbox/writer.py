"""The writer: it answers with sentences of the passages, cites them, and says when none of them answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .prompt import Prompt
from .reply import Reply
from .stopwords import AMOUNT_WORDS, LIST_WORDS
from .units import Unit, units_of
from .words import covered, forms_in, language_of, subject_words, word_set, words

ENOUGH = 0.5  # of the question's weight has to be in a sentence and its headings
_OWN = 0.3  # of it in the sentence itself: a heading alone does not make a sentence an answer
_AS_GOOD = 0.8  # further sentences must come this near to the best
_SENTENCES = 3
_ITEMS = 12
_ABOVE = 0.7  # a word that only a heading or the title has counts less than one in the sentence
_NO_NUMBER = 0.75  # what a sentence without a number is worth to somebody who asks for an amount
_MISSING = {
    "en": "The passages do not say anything about {}.",
    "fr": "Les passages ne disent rien sur {}.",
    "de": "Die Abschnitte sagen nichts über {}.",
    "es": "Los pasajes no dicen nada sobre {}.",
    "it": "I passaggi non dicono nulla su {}.",
    "nl": "De passages zeggen niets over {}.",
    "pt": "As passagens não dizem nada sobre {}.",
}


def write(prompt: Prompt) -> Reply:
    """Return a search call while there is something to search for, else the answer."""
    asks = prompt.asks or [prompt.question]
    left = asks[prompt.searched :]
    if prompt.search_tool and (left or prompt.must_call):
        # Llama's template takes one call between user and assistant.
        now = (left or asks)[:1] if "Llama" in prompt.model or prompt.must_call else left
        return Reply(tool_calls=tuple((prompt.search_tool, {"query": ask}) for ask in now))
    units = [unit for passage in prompt.passages for unit in units_of(passage)]
    wants_list = _wants_list(prompt.question)
    chosen: list[Unit] = []
    missing: list[str] = []
    for ask in asks:
        found, unknown = _list(units, ask) if wants_list else _sentences(units, ask)
        chosen.extend(unit for unit in found if unit not in chosen)
        missing.extend(() if found else unknown)
    language = language_of(prompt.question)
    reasoning = f"{len(prompt.passages)} passages, {len(units)} statements; {len(chosen)} answer the question."
    lines = [f"- {_cited(unit)}" if wants_list else _cited(unit, stop=".") for unit in chosen]
    gap = _MISSING[language].format(", ".join(f"«{word}»" for word in dict.fromkeys(missing)))
    if prompt.images and not prompt.passages:
        gap = "This writer cannot read page images."
    if not chosen:
        return Reply(text=f"NO_ANSWER: {gap}" if prompt.may_abstain else gap, reasoning=reasoning)
    text = "\n".join(lines) if wants_list else " ".join(lines)
    return Reply(text=f"{text}\n\n{gap}" if missing else text, reasoning=reasoning)


@dataclass(frozen=True, slots=True)
class _Scored:
    unit: Unit
    order: int
    found: frozenset[str]  # words of the question in the unit itself
    own: float  # their share of the question's weight
    score: float  # with the words in title and headings
    rank: float


def _sentences(units: Sequence[Unit], ask: str) -> tuple[list[Unit], list[str]]:
    """Return the sentences that answer, in the order of the passages, or none and the words that nothing covers."""
    asked, scored = _scored(units, ask)
    fitting = [one for one in scored if one.score >= ENOUGH and one.own >= _OWN]
    fitting.sort(key=lambda one: (-one.rank, one.order))
    picked: list[_Scored] = []
    for one in fitting:
        if len(picked) == _SENTENCES or one.rank < _AS_GOOD * fitting[0].rank:
            break
        elsewhere = bool(picked) and one.unit.title != picked[0].unit.title
        if elsewhere and one.found <= frozenset().union(*(other.found for other in picked)):
            continue  # another document that only repeats the words of the first
        if not any(_same(one.unit, other.unit) for other in picked):
            picked.append(one)
    if not picked:
        return [], _uncovered(asked, scored)
    return [one.unit for one in sorted(picked, key=lambda one: one.order)], []


def _list(units: Sequence[Unit], ask: str) -> tuple[list[Unit], list[str]]:
    """Return the list items under headings or titles that the question names, spread over the passages by page."""
    _, scored = _scored(units, ask)
    documents = list(dict.fromkeys(one.unit.title for one in scored))
    scored.sort(key=lambda one: (documents.index(one.unit.title), one.unit.page, one.order))
    by_passage: dict[str, list[Unit]] = {}
    for one in scored:
        if one.unit.kind == "sentence" or one.score < ENOUGH * _ABOVE:
            continue
        if not any(_same(one.unit, other) for held in by_passage.values() for other in held):
            by_passage.setdefault(one.unit.label, []).append(one.unit)
    if not by_passage:
        return _sentences(units, ask)
    share = math.ceil(_ITEMS / len(by_passage))
    return [unit for held in by_passage.values() for unit in held[:share]][:_ITEMS], []


def _scored(units: Sequence[Unit], ask: str) -> tuple[list[str], list[_Scored]]:
    """Return the question's subject words and how well each unit covers them, in order."""
    asked = [word for word in subject_words(ask) if word not in LIST_WORDS] or subject_words(ask)
    texts = [word_set(unit.text) for unit in units]
    contexts = [word_set(f"{unit.title} {unit.heading}") for unit in units]
    forms = forms_in(asked, frozenset().union(*texts, *contexts))
    inside = [covered(forms, text) for text in texts]
    weights = {word: math.log(1 + (1 + len(units)) / (0.5 + sum(word in found for found in inside))) for word in asked}
    total = sum(weights.values()) or 1.0
    amount = not AMOUNT_WORDS.isdisjoint(words(ask))
    scored = []
    for order, (unit, found, context) in enumerate(zip(units, inside, contexts, strict=True)):
        own = sum(weights[word] for word in found) / total
        score = own + _ABOVE * sum(weights[word] for word in covered(forms, context) - found) / total
        rank = score * (_NO_NUMBER if amount and not any(map(str.isdigit, unit.text)) else 1.0)
        scored.append(_Scored(unit, order, frozenset(found), own, score, rank))
    return asked, scored


def _uncovered(asked: Sequence[str], scored: Sequence[_Scored]) -> list[str]:
    """Return the words that no unit has; all of them when each is somewhere, but never enough of them together."""
    known = frozenset().union(*(one.found for one in scored))
    return [word for word in asked if word not in known] or list(asked)


def _wants_list(question: str) -> bool:
    return not LIST_WORDS.isdisjoint(words(question))


def _same(one: Unit, other: Unit) -> bool:
    return words(one.text) == words(other.text)


def _cited(unit: Unit, stop: str = "") -> str:
    """Return the unit with its marker before the full stop; one without any gets `stop`."""
    text = unit.text
    if text[-1:] in {".", "!", "?"}:
        return f"{text[:-1]} [{unit.label}]{text[-1]}"
    return f"{text} [{unit.label}]{stop}"
