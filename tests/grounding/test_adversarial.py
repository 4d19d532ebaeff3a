"""Set (c): what a model may write to get a false citation through."""

from collections import Counter

import pytest

from lighton_mcp.grounding import Verified, verify
from tests.grounding.adversarial import COUNT, LONG, Case, cases, violations

Verdicts = list[tuple[Case, Verified]]


@pytest.fixture(scope="module")
def verified() -> Verdicts:
    return [(case, verify(case.completion, case.passages, case.question)) for case in cases()]


def test_no_adversarial_output_gets_a_false_citation(verified: Verdicts) -> None:
    """Every quote is the passage's own, every sentence holds its marker, no marker stands alone."""
    broken = {}
    for number, (case, result) in enumerate(verified):
        if found := violations(case.passages, result):
            broken[number, case.kind] = (case.completion[:200], found[:3])
    assert broken == {}


def test_some_adversarial_outputs_are_cited(verified: Verdicts) -> None:
    """The set is not kept clean by refusing everything: most kinds have outputs that earn a citation."""
    assert len({case.kind for case, result in verified if result.citations}) >= 8


def test_the_adversarial_set_is_what_it_says() -> None:
    """A thousand outputs, the same each time, at least 80 of each kind, some of 10,000 characters in one sentence."""
    every = list(cases())
    assert every == list(cases())
    assert len(every) == COUNT == 1000
    assert min(Counter(case.kind for case in every).values()) >= 80
    assert sum(len(case.completion) >= LONG for case in every) >= 80
