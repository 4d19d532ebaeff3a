"""Words as the index and the writer compare them: without accents and case, alike across inflections."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .stopwords import ALL_STOP_WORDS, STOP_WORDS

_ACCENT = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_SHARED = 0.6  # of the longer word: "policies" and "policy" share 5 letters of 8
_SHARED_LETTERS = 4
LETTERS = 3  # that all forms of a word begin with


@lru_cache(maxsize=8_192)  # the same sentences are read again for each question
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, folded as FTS5's unicode61 with remove_diacritics folds them."""
    plain = text.casefold()
    return tuple(_WORD.findall(plain if plain.isascii() else _ACCENT.sub("", unicodedata.normalize("NFKD", plain))))


@lru_cache(maxsize=8_192)
def word_set(text: str) -> frozenset[str]:
    """Return the words of a text without order."""
    return frozenset(words(text))


def subject_words(text: str) -> list[str]:
    """Return the words of a question that say what it is about, each once; all of them if none does."""
    found = list(dict.fromkeys(words(text)))
    return [word for word in found if word not in ALL_STOP_WORDS] or found


def alike(one: str, other: str) -> bool:
    """Return whether two words are forms of one another, judged by their common beginning, whatever the language."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if not (short.isalpha() and long.isalpha()):
        return False
    if len(long) == len(short) + 1 and len(short) >= _SHARED_LETTERS - 1 and long.startswith(short):
        return True  # "day" and "days"
    shared = beginning(long)
    return len(short) >= len(shared) and short.startswith(shared)


def beginning(word: str) -> str:
    """Return the letters that a form of `word` has to share with it."""
    return word[: max(_SHARED_LETTERS, math.ceil(_SHARED * len(word)))]


def forms_in(wanted: Iterable[str], vocabulary: Iterable[str]) -> dict[str, set[str]]:
    """Return for each wanted word its forms among the words of a vocabulary."""
    by_letters: dict[str, set[str]] = defaultdict(set)
    for word in vocabulary:
        by_letters[word[:LETTERS]].add(word)
    return {word: {other for other in by_letters[word[:LETTERS]] if alike(word, other)} for word in wanted}


def covered(forms: dict[str, set[str]], text_words: frozenset[str]) -> set[str]:
    """Return those of the wanted words that a text has in any form."""
    return {word for word, others in forms.items() if not others.isdisjoint(text_words)}


def language_of(text: str) -> str:
    """Return which of the seven languages a text is most likely in; English when nothing tells."""
    found = words(text)
    return max(STOP_WORDS, key=lambda language: sum(word in STOP_WORDS[language] for word in found))
