"""Pairs of sentences, one a line: numbers, units, dates and bounds in many notations, and what says the opposite."""

from pathlib import Path

import pytest

from lighton_mcp.grounding import check

_LISTS = Path(__file__).parent


def pairs(name: str, section: str) -> list[list[str]]:
    text = (_LISTS / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.partition(f"\n[{section}]\n")[2].partition("\n[")[0].splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["notations", "polarity"])
@pytest.mark.parametrize(("section", "supported"), [("same", True), ("other", False)])
def test_the_same_in_another_form_is_supported_and_something_else_is_not(name: str, section: str, supported: bool):
    """What two documents write differently is compared for what it says, in seven languages."""
    found = pairs(name, section)
    assert len(found) > 40
    wrong = [pair for pair in found if (check(pair[0], [pair[1]]).verdict == "supported") != supported]
    assert wrong == []
