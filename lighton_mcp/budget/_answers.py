"""An answer and what it rests on, cut together."""

from typing import Final

from lighton_mcp.budget._measure import (
    CHARACTERS_PER_TOKEN,
    clip,
    clip_all,
    cost,
    largest,
    list_room,
    name_room,
    size,
)
from lighton_mcp.budget._passages import with_short_names
from lighton_mcp.grounding import split_sentences
from lighton_mcp.rendering import render_answer
from lighton_mcp.results import AnswerResult, CitationRow

_QUOTES: Final = (2000, 300, 120)
_SHORTENED: Final = (
    "Shortened to fit LIGHTON_MCP_MAX_TOKENS: {what}. For the rest ask narrower questions, or read the sources with "
    "lighton_read."
)


def fit_answer(answered: AnswerResult, max_tokens: int) -> AnswerResult:
    """Shorten quotes, then cut the answer at a sentence with its citations, until both channels fit.

    A shortened quote is still `content[quote_start:quote_end]`; the offsets into the answer stay what they were.
    """
    room = max_tokens * CHARACTERS_PER_TOKEN
    if size(answered, render_answer) <= room:
        return answered
    short = _with_short_texts(answered, room)
    stops = _stops(answered)

    def fits(candidate: AnswerResult) -> bool:
        return size(candidate, render_answer) <= room

    fitted = short
    for quotes in _QUOTES:
        # Bound now: the lambda is used before the next turn.
        count = largest(len(stops), lambda count, quotes=quotes: fits(_ended(short, stops[count - 1], quotes)))  # type: ignore[misc]
        fitted = _ended(short, stops[count - 1] if count else 0, quotes)
        if count == len(stops):
            return fitted
    if fitted.answer or not answered.answer:
        return fitted
    # Not even the first sentence with all that it cites: a part of it, with its first citation.
    only = short.model_copy(update={"citations": short.citations[:1]})
    length = largest(stops[0], lambda length: fits(_ended(only, length, 60, within=True)))
    return _ended(only, length, 60, within=True)


def _with_short_texts(answered: AnswerResult, room: int) -> AnswerResult:
    names = name_room(room)
    return answered.model_copy(
        update={
            "reason": answered.reason and clip(answered.reason, names),
            "sources": [with_short_names(source, names) for source in answered.sources],
            "searches": clip_all(answered.searches, names, list_room(room)),
            "model": answered.model and clip(answered.model, names),
            "warnings": clip_all(answered.warnings, names, list_room(room)),
        }
    )


def _stops(answered: AnswerResult) -> list[int]:
    """Where the answer may end: behind a sentence, and never inside one that is cited."""
    spans = sorted({(row.answer_start, row.answer_end) for row in answered.citations})
    ends = {sentence.end for sentence in split_sentences(answered.answer)} | {end for _, end in spans}
    stops = []
    at = 0
    for end in sorted(ends | {len(answered.answer)}):
        while at < len(spans) and spans[at][1] <= end:
            at += 1
        if at == len(spans) or spans[at][0] >= end:
            stops.append(end)
    return stops


def _ended(answered: AnswerResult, end: int, quotes: int, *, within: bool = False) -> AnswerResult:
    """End the answer at a character, and keep what belongs to that part; `within` a cited sentence it stays cited."""
    answer = answered.answer[:end]
    citations = [
        _quoting(row.model_copy(update={"answer_end": min(row.answer_end, end)}), quotes)
        for row in answered.citations
        if row.answer_end <= end or (within and row.answer_start < end)
    ]
    cited = {row.n for row in citations}
    unsupported = [sentence for sentence in answered.unsupported if sentence in answer]
    what = "quotes" if len(answer) == len(answered.answer) else "the answer, with its citations"
    return answered.model_copy(
        update={
            "answer": answer,
            "citations": citations,
            "sources": [source for source in answered.sources if source.n in cited],
            "unsupported": unsupported,
            "truncated": True,
            "warnings": [*answered.warnings, _SHORTENED.format(what=what)],
        }
    )


def _quoting(row: CitationRow, most: int) -> CitationRow:
    if cost(row.quote) <= most or row.quote_start is None:
        return row
    quote = row.quote[: largest(min(len(row.quote), most), lambda length: cost(row.quote[:length]) <= most)]
    return row.model_copy(update={"quote": quote, "quote_end": row.quote_start + len(quote)})
