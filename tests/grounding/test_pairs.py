"""Pairs of sentences, one a line: notations of numbers, dates and bounds, opposites, and whose a value is."""

import pytest

from lighton_mcp.grounding import check
from tests.grounding.pairs import LISTS, pairs

# The check weighs evidence: of what is said in other words it may refuse a few, of what is false let none pass but one.
_LEAST = {"same": 0.9, "other": 0.985}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("section", "supported"), [("same", True), ("other", False)])
def test_the_same_in_another_form_is_supported_and_something_else_is_not(name: str, section: str, supported: bool):
    """What two documents write differently is compared for what it says, in seven languages."""
    found = pairs(name, section)
    assert len(found) > 40
    wrong = [pair for pair in found if (check(pair[0], [pair[1]]).verdict == "supported") != supported]
    assert len(wrong) <= (1 - _LEAST[section]) * len(found), wrong
