"""Who is called by a name and by what they are: "the carrier Logivert", "Mossgill Bakery (the Tenant)", "Ms Okafor, the manager"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lighton_mcp.grounding._lexicon import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._analysis import Analysis

_AGAIN = 2  # times a word or a name stands where it is used alone
_SHORT = 2  # letters: "SA" is no name
_LONGEST = 5  # words of what stands beside a name
_OPENS = frozenset([",", "("])
_CLOSES = frozenset([",", ")", ".", ";", ":"])
_LAST = frozenset(["en", "de", "nl"])  # where what something is stands last in its words: "building manager"
_QUOTES = frozenset('"\u201e\u201c\u00ab\u00bb\u201d')


def aliases(text: Analysis) -> dict[str, frozenset[str]]:
    """Return for the words of a name the word for what has it, and for that word the name, where it has one only."""
    named: dict[str, set[tuple[str, ...]]] = {}
    for run in text.name_runs:
        name = tuple(text.tokens[at].stem for at in run)
        for at in _beside(text, run):
            named.setdefault(text.tokens[at].stem, set()).add(name)
    found: dict[str, set[str]] = {}
    for role, names in named.items():
        # A word that two have tells neither; where both stand once there is nothing to tell.
        if len(names) > 1 or max(len(text.positions.get(stem, ())) for stem in (role, *next(iter(names)))) < _AGAIN:
            continue
        for stem in next(iter(names)):
            if stem != role and len(stem) > _SHORT:
                found.setdefault(role, set()).add(stem)
                found.setdefault(stem, set()).add(role)
    return {stem: frozenset(others) for stem, others in found.items()}


def _beside(text: Analysis, run: Sequence[int]) -> list[int]:
    """Return the words that say what has a name: right before it, or between signs before or behind it."""
    tokens, found = text.tokens, []
    before = run[0] - 1
    if (
        before >= 0
        and tokens[before].content
        and text.unit_of[before] == text.unit_of[run[0]]
        and not _is_first_name(text, before)
    ):
        found.append(before)
    if before > 0 and tokens[before].text == ",":
        words = list(takewhile(lambda at: _is_word(text, at), range(before - 1, max(-1, before - 1 - _LONGEST), -1)))[
            ::-1
        ]
        found += _head(text, words)
    behind = run[-1] + 1
    if behind < len(tokens) and tokens[behind].text in _OPENS:
        words = list(
            takewhile(lambda at: _is_word(text, at), range(behind + 1, min(len(tokens), behind + 1 + _LONGEST)))
        )
        end = behind + 1 + len(words)
        if words and end < len(tokens) and tokens[end].text in _CLOSES:
            found += _head(text, words)
    return found


def _is_first_name(text: Analysis, at: int) -> bool:
    """Whether a word may be part of the name behind it: always with a capital and without an article, as "John" or "Orla"."""
    if text.language == "de" or not text.tokens[at].capital:
        return False
    places = text.positions[text.tokens[at].stem]
    return all(text.tokens[p].capital and not (p and text.tokens[p - 1].norm in ARTICLES) for p in places)


def _is_word(text: Analysis, at: int) -> bool:
    return text.tokens[at].kind == "word" or text.tokens[at].text in _QUOTES


def _head(text: Analysis, words: Sequence[int]) -> list[int]:
    """Return what some words are about, where an article or nothing but a word stands first."""
    content = [at for at in words if text.tokens[at].content]
    if not content or not (text.tokens[words[0]].norm in ARTICLES or content == list(words) or len(content) == 1):
        return []
    return [content[-1] if text.language in _LAST else content[0]]
