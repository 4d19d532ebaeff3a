"""From a completion to a verified answer that is safe to show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lighton_mcp.grounding import Citation, Passage, Verified, verify
from lighton_mcp.results import CitationRow
from lighton_mcp.safety import disarmed, original_span, without_foreign_links

# Two are usual; an answer that still changes after so many was made for it.
_ROUNDS: Final = 6


def clear_and_verify(completion: str, passages: Sequence[Passage], question: str) -> tuple[Verified, int]:
    """Clear a completion of links that no cited passage contains, and verify what is left.

    Returns the answer, whose offsets are those of the cleared text, and how many links were taken out.
    """
    cleared = without_foreign_links(completion, [passage.text for passage in passages])
    text, removed = cleared.text, cleared.removed
    markers_removed = markers_moved = 0
    for _ in range(_ROUNDS):
        verified = verify(text, passages, question)
        markers_removed += verified.removed
        markers_moved += verified.moved
        # Which passages are cited is known only now; and where a marker was taken out, a link may have come together.
        cited = {citation.n for citation in verified.citations}
        sources = [passage.text for passage in passages if passage.n in cited]
        cleared = without_foreign_links(verified.answer, sources)
        if cleared.text == verified.answer:
            break
        text, removed = cleared.text, removed + cleared.removed
    else:
        verified, sources = verify(disarmed(text), passages, question), []
    return (
        replace(
            verified,
            # These stand on lines of their own, where more is a link than inside a text.
            unsupported=tuple(without_foreign_links(one, sources).text for one in verified.unsupported),
            reason=verified.reason and without_foreign_links(verified.reason, []).text,
            removed=markers_removed,
            moved=markers_moved,
        ),
        removed,
    )


def citation_row(citation: Citation, original: str) -> CitationRow:
    """Describe a citation with offsets into the passage as LightOn sent it, which is `original`.

    Where invisible characters stood inside the quotation, the longest stretch without them is quoted: what is shown
    is both safe and literally there.
    """
    quote, quote_start, quote_end = citation.quote, citation.quote_start, citation.quote_end
    if quote_start is not None and quote_end is not None:
        quote_start, quote_end = original_span(original, quote_start, quote_end)
        quote = original[quote_start:quote_end]
    return CitationRow(
        n=citation.n,
        answer_start=citation.answer_start,
        answer_end=citation.answer_end,
        quote=quote,
        quote_start=quote_start,
        quote_end=quote_end,
        support=citation.support,
        score=citation.score,
    )
