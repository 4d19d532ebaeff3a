"""Set (c): what a model may write to get a false citation through."""

from collections import Counter

from lighton_mcp.grounding import verify
from tests.grounding.adversarial import COUNT, LONG, cases, violations


def test_no_adversarial_output_gets_a_false_citation():
    """Every quote is the passage's own, every sentence holds its marker, no marker stands alone."""
    broken = {}
    for number, case in enumerate(cases()):
        found = violations(case.passages, verify(case.completion, case.passages, case.question))
        if found:
            broken[number, case.kind] = (case.completion[:200], found[:3])
    assert broken == {}


def test_some_adversarial_outputs_are_cited():
    """The set is not kept clean by refusing everything: most kinds have outputs that earn a citation."""
    cited = Counter(case.kind for case in cases(240) if verify(case.completion, case.passages, case.question).citations)
    assert len(cited) >= 8


def test_the_adversarial_set_is_what_it_says():
    """A thousand outputs, the same each time, at least 80 of each kind, some of 10,000 characters in one sentence."""
    every = list(cases())
    assert every == list(cases())
    assert len(every) == COUNT == 1000
    assert min(Counter(case.kind for case in every).values()) >= 80
    assert sum(len(case.completion) >= LONG for case in every) >= 80
