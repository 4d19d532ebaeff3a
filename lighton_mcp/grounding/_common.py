"""Words that everybody uses all the time, by language."""

from __future__ import annotations

from functools import cache

from lighton_mcp.grounding._word_lists import lines


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the words that are frequent in any text, without accents: "part", "possible", "receive"."""
    return frozenset(word for line in lines("common", language) for word in line.split())
