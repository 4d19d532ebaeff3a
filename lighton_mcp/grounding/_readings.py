"""The values that a number can have as it is written: in digits, in words, as a time of day, as a fraction."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lighton_mcp.grounding._bounds import HYPHENS
from lighton_mcp.grounding._number_words import JOINING, number_word, scale_word
from lighton_mcp.grounding._words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._tokens import Token

Said = tuple[float, int] | None
"""The value of number words that begin at a token, and the index behind them; None where there are none."""

_MAX_DIGITS = 30  # a longer run of digits is an identifier, and no value
_ALONE = word_set("cent mille mil cien ciento cem cento hundert tausend honderd duizend")  # also without "one" before


def exact(value: float) -> float:
    """Return a value without the noise of binary fractions, so that equal values are equal."""
    return float(f"{value:.10g}")


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u2009\u202f'\u2019]")


@lru_cache(maxsize=1 << 12)
def readings(text: str) -> frozenset[float]:
    """Return the values that a number in digits can have: "1.250" is 1250 in one country and 1.25 in another."""
    digits = _numeric().sub("", text)
    if len(digits) > _MAX_DIGITS:
        return frozenset()
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return frozenset([exact(float(digits))])
    if len(set(marks)) == 2:  # the last kind is the decimal mark
        whole, _, part = digits.rpartition(marks[-1])
        return frozenset([exact(float(re.sub("[.,]", "", whole) + "." + part))])
    groups = re.split("[.,]", digits)
    grouped = 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    values = set()
    if grouped and groups[0] != "0":
        values.add(exact(float("".join(groups))))
    if len(groups) == 2:
        values.add(exact(float(".".join(groups))))
    return frozenset(values)


def words_value(tokens: Sequence[Token], at: int, language: str) -> Said:
    """Return the value of the number words that begin at a token, and the index after them."""
    total, current, end, position = 0.0, -1.0, at, at
    if language == "en" and tokens[at].norm == "a" and at + 1 < len(tokens):  # "a hundred"
        position, current = (at + 1, 1.0) if scale_word(tokens[at + 1].norm, language) else (at, -1.0)
    while position < len(tokens) and tokens[position].kind == "word":
        norm = tokens[position].norm
        value, scale = number_word(norm, language), scale_word(norm, language)
        if scale is not None and (current >= 0 or norm in _ALONE):
            if scale == 100:
                current = max(current, 1.0) * 100
            else:
                total, current = total + max(current, 1.0) * scale, 0.0
        elif value is None:
            break
        elif current < 0 or (current == 0 and total):
            current = value
        elif language == "fr" and value == 20 and current % 100 == 4:  # quatre-vingts
            current += 76
        elif _composes(current, value, language):
            current += value
        else:
            break
        end = position = position + 1
        if position + 1 < len(tokens) and (
            tokens[position].text in HYPHENS or tokens[position].norm == JOINING[language]
        ):
            position += 1
    return None if current < 0 else (total + max(current, 0.0), end)


def _composes(current: float, value: float, language: str) -> bool:
    rest = current % 100
    if language == "fr" and rest % 20 == 10 and rest < 80 and 7 <= value <= 9:  # dix-sept
        return True
    if rest == 0 and current >= 100:
        return value < 100
    if rest >= 20 and rest % 10 == 0:
        return 0 < value < (20 if language == "fr" else 10)
    return False
