# word lists, one language a line
"""The weekdays that a text names, and those that it includes: "lunes a jueves", "am Wochenende", "tous les jours"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lighton_mcp.grounding._tokens import stemmed
from lighton_mcp.grounding._units import short_weekdays, weekday, weekdays
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lighton_mcp.grounding._tokens import Token

_TO = word_set("- \u2013 \u2014 to through till until au a bis al t/m tot ate")
_JOINED = _TO | word_set("& / and et und y e en , +")
_FIGURES = frozenset(["number", "clock"])
_THE = word_set("the le el il den")
_WEEKEND = word_set("weekend weekends wochenende wochenenden wochenends weekeinde")
_LAST_WORD = {"week": ("-", "end"), "fin": ("de", "semana"), "fine": ("settimana",), "fim": ("de", "semana")}
_DAILY = word_set("daily everyday quotidiennement quotidien taglich diariamente quotidianamente dagelijks")
_EVERY_DAY = {
    ("every", "day"), ("each", "day"), ("chaque", "jour"), ("jeden", "tag"), ("cada", "dia"), ("ogni", "giorno"), ("elke", "dag"),
    ("tous", "les", "jours"), ("todos", "los", "dias"), ("tutti", "i", "giorni"), ("todos", "os", "dias"),
}  # fmt: skip
_FIRST = {phrase[0] for phrase in _EVERY_DAY} | {*_LAST_WORD}
_ALL = range(1, 8)
_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")


def spelled_out(tokens: list[Token], language: str) -> list[Token]:
    """Return the tokens with the short weekdays of "Wed & Fri", "mar. y jue." and "Di, 12. Mai" as full ones."""
    short = short_weekdays(language)
    found = [at for at, token in enumerate(tokens) if token.norm in short and _is_weekday(tokens, at, short)]
    if not found:
        return tokens
    full = {at: weekday(short[tokens[at].norm], language) for at in found}
    stems = stemmed(" ".join(full.values()), language)
    named = {at: tokens[at]._replace(norm=full[at], stem=stem) for at, stem in zip(found, stems, strict=True)}
    return [named.get(at, token) for at, token in enumerate(tokens)]


def _is_weekday(tokens: Sequence[Token], at: int, short: Mapping[str, int]) -> bool:
    """Whether a word that may be a short weekday is one: beside another one, or before a date or a time."""
    dot = at + 1 < len(tokens) and tokens[at + 1].text == "."
    behind = tokens[at + 1 + dot : at + 3 + dot]
    before = [token for token in tokens[max(0, at - 3) : at] if token.text != "."][-2:]
    pairs = (behind, before[::-1])
    if any(len(pair) > 1 and pair[0].norm in _JOINED and pair[1].norm in short for pair in pairs):
        return True
    dated = next((token.kind in _FIGURES for token in behind if token.text != ","), False)
    return dated and (dot or tokens[at].capital)


def named(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the weekdays that a text names: 1 is Monday."""
    table = weekdays()
    return (table[token.norm] for token in tokens if token.norm in table)


def meant(tokens: Sequence[Token], language: str) -> Iterator[tuple[int, int]]:
    """Yield the weekdays that a text includes without naming them, each with the token that does."""
    table = weekdays()
    for at, token in enumerate(tokens):
        norm = token.norm
        if norm in table:
            yield from ((at, day) for day in _span(tokens, at))
        elif norm in _WEEKEND or (norm in _LAST_WORD and _follows(tokens, at, _LAST_WORD[norm])):
            yield from ((at, day) for day in _ALL[-2:])
        elif norm in _DAILY or (norm in _FIRST and any(_follows(tokens, at - 1, phrase) for phrase in _EVERY_DAY)):
            yield from ((at, day) for day in _ALL)
        elif language == "de" and norm.startswith(_GERMAN):  # "Sonntagsarbeit"
            yield at, 1 + next(day for day, name in enumerate(_GERMAN) if norm.startswith(name))


def _follows(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    return tuple(token.norm for token in islice(tokens, at + 1, at + 1 + len(words))) == tuple(words)


def _span(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield the days up to the one that ends a span: "Montag bis Freitag", "du lundi au vendredi"."""
    table = weekdays()
    to = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ".")
    if to >= len(tokens) or tokens[to].norm not in _TO:
        return
    end = to + 1 + (to + 1 < len(tokens) and tokens[to + 1].norm in _THE)
    last = table.get(tokens[end].norm) if end < len(tokens) else None
    if last is not None:
        first = table[tokens[at].norm]
        yield from ((day - 1) % len(_ALL) + 1 for day in range(first, first + (last - first) % len(_ALL) + 1))
