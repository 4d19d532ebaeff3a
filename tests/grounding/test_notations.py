"""Numbers, units, dates and bounds in the notations of seven languages, a pair of sentences a line."""

from pathlib import Path

import pytest

from lighton_mcp.grounding import check

_LISTS = (Path(__file__).parent / "notations.txt").read_text(encoding="utf-8")


def pairs(name: str) -> list[list[str]]:
    section = _LISTS.partition(f"\n[{name}]\n")[2].partition("\n[")[0]
    return [line.split(" | ") for line in section.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "verdict"), [("same", "supported"), ("other", "unsupported")])
def test_a_value_is_the_same_in_every_notation_and_another_is_not(name: str, verdict: str):
    """What two documents write differently is compared as the value that it is."""
    found = pairs(name)
    assert len(found) > 80
    assert [pair for pair in found if check(pair[0], [pair[1]]).verdict != verdict] == []
