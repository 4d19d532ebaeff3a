"""Which words of a text are names, by their capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lighton_mcp.grounding._renaming import TITLES
from lighton_mcp.grounding._units import weekdays

if TYPE_CHECKING:
    from lighton_mcp.grounding._analysis import Analysis

_OPENERS = frozenset(":;!?\u2022-\u2013\u00ab\u201c\"'(\u2019")


def is_name(text: Analysis, at: int) -> bool:
    """Whether a token is a code, or a capitalised word that does not open a sentence; in German behind a title only."""
    token = text.tokens[at]
    if token.kind != "word" or token.stop or text.fact_of[at] or token.norm in weekdays():
        return False
    if not token.norm.isalpha():
        return True
    if not token.capital or at == 0:
        return False
    before = text.tokens[at - 1]
    if text.language == "de":  # every noun has a capital
        return before.norm in TITLES or (before.text == "." and at > 1 and text.tokens[at - 2].norm in TITLES)
    return text.unit_of[at - 1] == text.unit_of[at] and before.text not in _OPENERS and before.kind != "number"


def runs_of(text: Analysis) -> list[list[int]]:
    """Return the names of a text, each as the tokens that follow each other."""
    runs: list[list[int]] = []
    for at in text.names:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if any(text.tokens[at].norm.isalpha() for at in run)]
