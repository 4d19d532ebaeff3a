"""What holds for every completion whatsoever, and for every sentence that is checked alone."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighton_mcp.grounding import Passage, check, verify
from tests.grounding import adversarial
from tests.grounding.adversarial import violations

_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_WORDS = tuple(dict.fromkeys(word for sentence in adversarial.SENTENCES for word in sentence.split()))
_PIECES = st.one_of(
    st.sampled_from(adversarial.SENTENCES),
    st.sampled_from(_WORDS),
    st.sampled_from(adversarial.MARKERS),
    st.sampled_from(adversarial.INVENTED),
    st.integers(-5, 10**9).map("[{}]".format),
    st.sampled_from(adversarial.HTML),
    st.sampled_from(adversarial.FOREIGN),
    st.sampled_from(adversarial.BLOCKS),
    st.sampled_from(adversarial.SPACE),
    st.sampled_from(adversarial.INJECTED),
    st.sampled_from((".", ". ", "! ", "? ", ", ", ": ", "; ", "(", ")", "[", "]", "**", "_", '"', "“", "»", "`", "|")),
    _ANY,
)
_COMPLETIONS = st.lists(_PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda glue: glue.join(pieces))
)
_TEXTS = st.lists(
    st.one_of(st.sampled_from(adversarial.SENTENCES + adversarial.INJECTED + adversarial.FOREIGN), _ANY), max_size=5
).map(" ".join)
_PASSAGES = st.lists(st.tuples(st.integers(1, 12), _TEXTS), max_size=4, unique_by=lambda each: each[0]).map(
    lambda rows: [Passage(n, text) for n, text in rows]
)
_QUESTIONS = st.sampled_from(("How long do refunds take?", "Quelle est la prime ?", "", "[1]?"))


@settings(max_examples=1100, deadline=None)
@given(_COMPLETIONS, _PASSAGES, _QUESTIONS)
def test_every_citation_of_every_completion_is_true(completion: str, passages: list[Passage], question: str) -> None:
    """Quotes are cut from passages, sentences hold their markers, and every marker left numbers a citation."""
    assert violations(passages, verify(completion, passages, question)) == []


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_at_all_is_verified(completion: str, text: str) -> None:
    """No string breaks the check, as an answer, as a passage, or as an answer that copies the passage."""
    passages = [Passage(1, text), Passage(2, completion)]
    for answer in (completion, f"{text} [1]"):
        assert violations(passages, verify(answer, passages, completion)) == []


@settings(max_examples=300, deadline=None)
@given(_COMPLETIONS, _PASSAGES)
def test_a_result_tells_one_story(completion: str, passages: list[Passage]) -> None:
    """Status, reason and counts agree with the citations and the sentences that were not supported."""
    result = verify(completion, passages, "How long do refunds take?")
    assert (result.status == "insufficient_context") == (not result.citations)
    assert (result.reason is None) == (result.status == "answered")
    assert not (result.status == "answered" and result.unsupported)
    assert not (result.abstained and result.citations)
    assert min(result.removed, result.moved) >= 0


@settings(max_examples=400, deadline=None)
@given(_COMPLETIONS, st.lists(_TEXTS, max_size=4), st.none() | _QUESTIONS)
def test_a_check_stays_inside_its_passage(sentence: str, passages: list[str], question: str | None) -> None:
    """Score from 0 to 1, offsets within the passage named, and all three or none of them."""
    support = check(sentence, passages, question)
    assert support.verdict in {"supported", "unsupported", "unverifiable"}
    assert 0 <= support.score <= 1
    assert (support.passage is None) == (support.quote_start is None) == (support.quote_end is None)
    if support.passage is not None:
        assert support.quote_start is not None
        assert support.quote_end is not None
        assert 0 <= support.quote_start <= support.quote_end <= len(passages[support.passage])
    if support.verdict == "supported":
        assert support.passage is not None
        assert passages[support.passage][support.quote_start : support.quote_end].strip()


def _steps(sentence: str, passage: str) -> int:
    """How many functions a check calls: time that no other process on the machine can change."""
    steps = 0
    check(f"Well: {sentence}", [f"Well: {passage}"])  # what is made only once

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        check(sentence, [passage])
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize(
    "words", ["alpha beta", "Paris Rome", "10 20", "1 July 2026", "not", "over 5 under 7", "A pays B"]
)
def test_what_repeats_itself_is_checked_in_linear_time(words: str) -> None:
    """Two words a thousand times, in a sentence and its passage, are not compared each with each."""
    short, long = (
        _steps(f"The {words} {(words + ' ') * times}end.", f"A {(words + ' ') * times}x.") for times in (30, 120)
    )
    assert long < 10 * short
