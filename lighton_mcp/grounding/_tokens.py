"""Text to tokens with offsets: words with their stems, numbers, signs; and the language they are in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from lighton_mcp.grounding._lexicon import STEMMERS, stop_word_languages, stop_words
from lighton_mcp.grounding._word_lists import common_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import Stemmer

# Characters that PDF text leaves inside words: combining accents, soft hyphens, zero-width joiners.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_GROUP = " \u00a0\u2009\u202f'\u2019"
# Each alternative consumes what it has matched and none can match the same text in two ways, so scanning is linear in a
# text without blanks at its end. Most words are plain: to find those first halves the time.
_TOKEN = (
    r"\s*(?:(?P<plain>[a-z]+(?=[\s.,;:)]))"
    r"|(?P<code>[A-Z]{1,6}-\d+[A-Za-z]?(?![\w-])|(?:[A-Z]\.){2,}(?![a-z])|[A-Z]&[A-Z](?!\w))"
    r"|(?P<clock>\d{1,2}(?:h|H|:)[0-5]\d(?![\d:]))"
    rf"|(?P<number>\d{{1,3}}(?:[{_GROUP}]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"|(?P<char>[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff])"
    rf"|(?P<word>[^\W\d_]+(?:[{_INSIDE}]+[^\W\d_]*)*(?:\d\w*|(?<=[nN])['\u2019][tT]\b)?)"
    r"|(?P<sign>[^\w\s]|_))"
)
_OF_LETTERS = frozenset(["plain", "word", "char", "code"])
_DIGIT = re.compile(r"\d")
# Stemming makes one of both parties of a contract in these languages.
_WHO_DOES = {
    "it": ("ante", "anti", "tore", "tori", "trice", "trici"),
    "es": ("dor", "dora", "dores", "doras", "ante", "antes"),
    "pt": ("dor", "dora", "dores", "doras", "ante", "antes"),
    "nl": ("aar", "aars"),
}
_MAX_STEMMED = 40  # longer runs of letters are no words; stemming and caching them would only cost


_QUOTES = frozenset("\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019")
_APOSTROPHES = ("'", "\u2019")
_LABELLED = 2  # tokens before a label that tell what it is of
_BETWEEN_LABELS = frozenset([",", "/", "and", "or", "et", "ou", "und", "oder", "y", "e", "o", "en", "of"])


class Token(NamedTuple):
    """One token of a text: offsets in code points, `norm` without case and accents, `stem` for comparison."""

    start: int
    end: int
    text: str
    norm: str
    stem: str
    kind: Literal["word", "number", "clock", "sign"]
    stop: bool
    content: bool
    """Whether it is a content word: no number, no sign, no stop word."""
    capital: bool
    """Whether the first letter is a capital."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_TOKEN)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    import Stemmer  # only when a first answer is checked

    return Stemmer.Stemmer(STEMMERS[language])


def fold(text: str) -> str:
    """Lower case without accents, ligatures and marks that are not seen."""
    return text.lower() if text.isascii() else _fold(text)


@lru_cache(maxsize=1 << 14)
def _fold(text: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c) and c.isprintable()
    )


@lru_cache(maxsize=1 << 16)
def _analysed(word: str, language: str) -> tuple[str, str, bool]:
    norm = fold(word)
    if norm.endswith(("n't", "n\u2019t")):
        return "n't", "n't", True
    if "." in norm:
        norm = norm.replace(".", "")
        return norm, norm, False
    if len(norm) > _MAX_STEMMED or _DIGIT.search(norm):
        return norm, norm, False
    stop = norm in stop_words(language) or (len(norm) == 1 and norm.isascii())
    composed = unicodedata.normalize("NFC", "".join(c for c in word.casefold() if c.isprintable()))
    return norm, _of_party(fold(_stemmer(language).stemWord(composed)) or norm, norm, language), stop


def tokenize(text: str, language: str) -> list[Token]:
    """Return the tokens of a text in order, words stemmed as words of `language`."""
    tokens: list[Token] = []
    for match in _pattern().finditer(text.rstrip()):
        kind = match.lastgroup or ""
        word, (start, end) = match[kind], match.span(kind)
        if kind in _OF_LETTERS:
            norm, stem, stop = _analysed(word, language)
            if len(word) == 1 and _is_label(text, start, tokens, language):
                norm = stem = word  # "a" would be an article
                stop = False
            tokens.append(Token(start, end, word, norm, stem, "word", stop, not stop, word[0].isupper()))
        elif kind == "number":
            tokens.append(Token(start, end, word, word, word, "number", stop=False, content=False, capital=False))
        elif kind == "clock":
            tokens.append(Token(start, end, word, word, word, "clock", stop=False, content=False, capital=False))
        else:
            tokens.append(Token(start, end, word, word, word, "sign", stop=True, content=False, capital=False))
    return tokens


def _is_label(text: str, at: int, before: Sequence[Token], language: str) -> bool:
    """Whether a letter is a name, such as those of "line A" and "annexes B and C"; "John F. Smith" has an initial."""
    if not ("A" <= text[at] <= "Z") or (language == "en" and text[at] == "I"):
        return False
    behind = text[at + 1 : at + 4]
    last = next((token for token in reversed(before[-_LABELLED:]) if token.text not in _QUOTES), None)
    if last is None or behind[:1] in _APOSTROPHES:
        return False
    if last.norm in _BETWEEN_LABELS:
        return any(len(token.norm) == 1 and token.norm.isupper() for token in before[-_LABELLED:])
    if not last.content or last.kind != "word" or (len(last.text) > 1 and last.text.isupper()):
        return False
    initial = behind[:1] == "." and behind[2:3].isupper() and last.capital
    return not initial or last.norm in common_words(language)


def stemmed(text: str, language: str) -> list[str]:
    """Return the words of a text in lower case, with spaces between them, as stems and as many: thousands at a time."""
    words = text.split()
    stems = (stem if stem.isascii() else fold(stem) for stem in _stemmer(language).stemWords(words))
    return [_of_party(stem, fold(word), language) for stem, word in zip(stems, words, strict=True)]


def _of_party(stem: str, norm: str, language: str) -> str:
    """Return the stem of a word, another one for who does a thing than for whom it is done to: "affiliante", "affiliato"."""
    endings = _WHO_DOES.get(language)
    return f"{stem}*" if endings is not None and norm.endswith(endings) else stem


_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE = 1500  # characters; a language shows within the first few stop words
# Letters that only one of the languages has.
_LETTERS = {
    "de": frozenset("\u00e4\u00f6\u00fc\u00df"),
    "es": frozenset("\u00f1\u00bf\u00a1"),
    "pt": frozenset("\u00e3\u00f5"),
    "fr": frozenset("\u0153\u00ea\u00ee"),
}
_VERBS_OF_A_LETTER = {"\u00e8": ("it",), "\u00e9": ("pt",)}  # "is"
_CLEARLY = 1.25
_ENOUGH = 0.9  # of weighted stop words: one that only this language has, or two or three shared ones


@lru_cache(maxsize=1 << 12)
def language_of(text: str) -> str | None:
    """Return the language that most stop words of a text belong to, or None where too few tell; of seven languages.

    A word counts for less the more of the languages have it.
    """
    (language, best), (_, second), *_ = _votes(text)
    return language if best >= _ENOUGH and best >= _CLEARLY * second else None


def likely_language(text: str) -> str | None:
    """Return the likely language of a text that may be short, by a stop word, a letter or its common words; or None.

    Where two are as likely it is the one that more of LightOn's users write.
    """
    votes = _votes(text)
    open_to = [language for language, weight in votes if weight == votes[0][1]]
    if len(open_to) == 1:
        return open_to[0]
    for language, letters in _LETTERS.items():
        if not letters.isdisjoint(text[:_SAMPLE]):
            return language
    words = {fold(word) for word in _WORDS.findall(text[:_SAMPLE])}
    known = {language: len(words & common_words(language)) for language in open_to}
    best = max(known, key=lambda language: known[language])
    return best if known[best] or votes[0][1] else None


def _votes(text: str) -> list[tuple[str, float]]:
    """Return the languages with their weights, the one with most stop words in a text first."""
    votes = dict.fromkeys(STEMMERS, 0.0)
    known = stop_word_languages()
    for word in _WORDS.findall(text[:_SAMPLE]):
        languages: Sequence[str] = _VERBS_OF_A_LETTER.get(word.lower()) or known.get(fold(word), ())
        if len(word) > 1 or len(languages) == 1:
            for language in languages:
                votes[language] += 1.0 / len(languages)
    return sorted(votes.items(), key=lambda vote: vote[1], reverse=True)
