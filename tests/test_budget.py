"""No result is larger than its budget, whatever the documents, the models and the services say."""

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lighton_mcp.budget import fit_answer, fit_pages, fit_passages, fit_scopes
from lighton_mcp.rendering import render_answer, render_read, render_scopes, render_search
from lighton_mcp.results import (
    AnswerResult,
    CitationRow,
    Cost,
    FoundPassage,
    PageRow,
    ReadResult,
    ScopesResult,
    SearchResult,
    Source,
    TagRow,
    Timing,
    UsageRow,
    WorkspaceRow,
)

LEAST_TOKENS = 300  # the smallest that LIGHTON_MCP_MAX_TOKENS may be
BIG = 2**63 - 1

# A seed repeated gives long texts cheaply: sentences, one endless word, what JSON escapes, what is not Latin.
_SEEDS = st.sampled_from(
    [
        "Short. ",
        "The goods arrive within 30 days, e.g. by truck. ",
        "x",
        '"\\',
        "\n",
        "\x00",
        "漢字。",
        "🙂 ",
        "é. É",
        "- a\n",
    ]
) | st.text(min_size=1, max_size=8)


@st.composite
def texts(draw: st.DrawFn, most: int = 6000) -> str:
    seed = draw(_SEEDS)
    return (seed * (draw(st.integers(0, most)) // len(seed) + 1))[: draw(st.integers(0, most))]


NUMBERS = st.integers(0, BIG)
BUDGETS = st.integers(LEAST_TOKENS, 8000)
FAST = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def _source(n: int, text: str) -> dict[str, Any]:
    return {
        "n": n,
        "chunk_id": text[:3000],
        "title": text,
        "filename": text[::-1],
        "file_id": BIG - n,
        "page_start": BIG,
        "page_end": BIG,
        "workspace": text or None,
        "url": f"https://x.example/{text}" if n % 2 else None,
        "uri": f"lighton://files/{BIG}/pages/{BIG}",
    }


def _passage(n: int, content: str, title: str = "Title") -> FoundPassage:
    return FoundPassage(**_source(n, title), score=0.123456, relevance=None, content=content, truncated=False)


def _search(passages: list[FoundPassage], query: str = "q", warnings: tuple[str, ...] = ()) -> SearchResult:
    return SearchResult(
        query=query, backend="cloud", passages=passages, truncated=False, next_step=None, warnings=list(warnings)
    )


def characters(result: Any, render: Any) -> tuple[int, int]:
    compact = json.dumps(result.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    return len(compact), len(render(result))


def within(result: Any, render: Any, max_tokens: int) -> bool:
    return max(characters(result, render)) <= 4 * max_tokens


@FAST
@given(st.lists(st.tuples(texts(), texts(2000)), max_size=50), texts(4000), st.lists(texts(), max_size=9), BUDGETS)
def test_a_search_fits_both_channels(rows, query, warnings, max_tokens):
    """Each passage that is left is a beginning of what LightOn returned, in rank order, and a cut is told."""
    found = _search([_passage(n, *row) for n, row in enumerate(rows, 1)], query, tuple(warnings))
    fitted = fit_passages(found, max_tokens)
    assert within(fitted, render_search, max_tokens)
    assert len(fitted.passages) >= min(1, len(rows))
    for before, after in zip(found.passages, fitted.passages, strict=False):
        assert after.n == before.n
        assert before.content.startswith(after.content)
        assert after.truncated == (after.content != before.content)
    if [p.content for p in fitted.passages] != [p.content for p in found.passages]:
        assert fitted.truncated
        assert fitted.next_step
        assert len(fitted.next_step) <= 280


@FAST
@given(
    st.lists(st.tuples(texts(800), st.integers(0, 3), texts(1500)), max_size=40),
    texts(2000),
    st.lists(texts(), max_size=9),
    st.lists(texts(), max_size=9),
    BUDGETS,
)
def test_an_answer_fits_both_channels(sentences, name, lists, unsupported, max_tokens):
    """What is left of it is true: a prefix, its citations at their places, each quote where its offsets say."""
    text, citations, passages = "", [], {}
    for position, (words, cited, quote) in enumerate(sentences, 1):
        start = len(text)
        text += words
        for _ in range(cited if words.strip() else 0):
            passages[position] = f"before {quote}"
            citations.append(
                CitationRow(
                    n=position,
                    answer_start=start,
                    answer_end=len(text),
                    quote=quote,
                    quote_start=7,
                    quote_end=7 + len(quote),
                    support="text",
                    score=0.5,
                )
            )
        text += "\n"
    whole = AnswerResult(
        status="partial",
        reason=name,
        answer=text,
        sources=[Source(**_source(n, name)) for n in passages],
        citations=citations,
        unsupported=unsupported,
        searches=lists,
        model=name,
        usage=UsageRow(prompt_tokens=BIG, completion_tokens=BIG),
        cost=Cost(amount=0.123456789, currency="USD"),
        timing_ms=Timing(search=10**6, generation=10**6, total=10**6),
        backend="sandbox",
        truncated=False,
        warnings=lists,
    )
    fitted = fit_answer(whole, max_tokens)
    assert within(fitted, render_answer, max_tokens)
    assert text.startswith(fitted.answer)
    assert {source.n for source in fitted.sources} == {row.n for row in fitted.citations}
    for row in fitted.citations:
        assert 0 <= row.answer_start < row.answer_end <= len(fitted.answer)
        assert passages[row.n][row.quote_start : row.quote_end] == row.quote
    if fitted != whole:
        assert fitted.truncated
        assert "LIGHTON_MCP_MAX_TOKENS" in fitted.warnings[-1]


@FAST
@given(st.lists(st.tuples(texts(300), texts(1000)), max_size=60), st.integers(0, 300), BUDGETS)
def test_workspaces_and_tags_fit_both_channels(rows, more, max_tokens):
    """Names come before descriptions, and how many are missing is told."""
    listed = ScopesResult(
        workspaces=[
            WorkspaceRow(id=BIG, name=name, description=about, files=BIG, summary=about) for name, about in rows
        ],
        tags=[TagRow(id=n, name=f"tag {n}", description="") for n in range(more)],
        backend="sandbox",
        truncated=False,
        next_step=None,
    )
    fitted = fit_scopes(listed, max_tokens)
    assert within(fitted, render_scopes, max_tokens)
    if fitted != listed:
        assert fitted.truncated
        assert f"{len(fitted.workspaces)} of {len(rows)} workspaces" in fitted.next_step


def _read(pages: list[str], title: str = "Title") -> ReadResult:
    return ReadResult(
        file_id=BIG,
        title=title[:500],
        filename=title[:500],
        workspace=title[:200],
        url=None,
        total_pages=len(pages),
        pages=[PageRow(page=n, content=text) for n, text in enumerate(pages, 1)],
        backend="sandbox",
        truncated=False,
        next_step=None,
    )


@FAST
@given(st.lists(texts(), max_size=12), texts(500), BUDGETS)
def test_pages_fit_both_channels_and_every_call_goes_on(pages, title, max_tokens):
    """A reader who does what `next_step` says gets every character once, in order."""
    at, start, got = 0, 0, ""
    for _ in range(sum(map(len, pages)) + 2):
        rows = [PageRow(page=n, content=text) for n, text in enumerate(pages, 1) if n > at]
        if rows:
            rows[0] = PageRow(page=rows[0].page, content=rows[0].content[start:])
        asked = _read(pages, title).model_copy(update={"pages": rows})
        fitted = fit_pages(asked, start, len(pages), max_tokens)
        assert within(fitted, render_read, max_tokens)
        got += "".join(row.content for row in fitted.pages)
        if 'pages="' not in (fitted.next_step or ""):
            break
        assert fitted.truncated
        page, _, offset = fitted.next_step.split('pages="')[1].split('"')[0].partition("-")[0].partition("@")
        assert (int(page) - 1, int(offset or 0)) != (at, start)
        at, start = int(page) - 1, int(offset or 0)
    assert got == "".join(pages)


def test_a_result_that_fits_is_left_alone():
    """Nothing is shortened without need."""
    found = _search([_passage(n, "A sentence. " * 5) for n in (1, 2, 3)])
    assert fit_passages(found, 6000) is found


def test_passages_are_shared_out_by_rank_and_cut_at_sentences():
    """The short one stays whole, the long ones get equal parts of the rest, and each part ends a sentence."""
    long = "Each of these sentences has about fifty characters. " * 400
    fitted = fit_passages(_search([_passage(1, long), _passage(2, "Short one."), _passage(3, long)]), 6000)
    first, short, last = fitted.passages
    assert short.content == "Short one."
    assert abs(len(first.content) - len(last.content)) < 300
    assert all(passage.content.endswith(".") for passage in fitted.passages)
    assert sum(characters(fitted, render_search)) > 2 * 4 * 6000 * 0.9
    assert 'pages="' in fitted.next_step


def test_what_was_left_out_is_said_with_how_to_get_it():
    """Fifty passages in 300 tokens: the best one, and what to do about the others."""
    fitted = fit_passages(
        _search([_passage(n, "A sentence that says much. " * 40) for n in range(1, 51)]), LEAST_TOKENS
    )
    assert [passage.n for passage in fitted.passages] == [1]
    assert "lighton_read(file_id=" in fitted.next_step
    assert "49 of lower rank are left out" in fitted.next_step


def test_an_answer_is_cut_at_a_sentence_and_keeps_its_citations():
    """The first sentences stay, each with its quote."""
    sentences = [f"Sentence number {n} says something of some length here [1]." for n in range(200)]
    text = " ".join(sentences)
    rows, at = [], 0
    for sentence in sentences:
        rows.append(
            CitationRow(
                n=1,
                answer_start=at,
                answer_end=at + len(sentence),
                quote="quote",
                quote_start=0,
                quote_end=5,
                support="text",
                score=1.0,
            )
        )
        at += len(sentence) + 1
    whole = AnswerResult(
        status="answered",
        reason=None,
        answer=text,
        sources=[Source(**_source(1, "Title"))],
        citations=rows,
        unsupported=[],
        searches=["q"],
        model="m",
        usage=None,
        cost=None,
        timing_ms=Timing(search=1, generation=1, total=2),
        backend="cloud",
        truncated=False,
        warnings=[],
    )
    fitted = fit_answer(whole, 1000)
    assert fitted.answer.endswith("[1].")
    assert 5 < len(fitted.citations) == fitted.answer.count("Sentence number")
    assert fitted.truncated


@pytest.mark.parametrize("max_tokens", [LEAST_TOKENS, 6000])
def test_fifty_long_passages_and_three_thousand_pages_take_no_second(max_tokens: int):
    """Time does not grow with what does not fit: this bound is ten times what it takes."""
    passages = [_passage(n, "A sentence of a long passage. " * 667) for n in range(1, 51)]
    pages = _read(["A sentence of a long document. " * 100] * 3000)
    started = time.process_time()
    fit_passages(_search(passages), max_tokens)
    fit_pages(pages, 0, 3000, max_tokens)
    assert time.process_time() - started < 1.0
