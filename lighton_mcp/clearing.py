"""From a completion to a verified answer that is safe to show."""

from collections.abc import Sequence

from lighton_mcp.grounding import Citation, Passage, Verified, verify
from lighton_mcp.results import CitationRow
from lighton_mcp.safety import Cleared, original_span, without_foreign_links


def clear_and_verify(completion: str, passages: Sequence[Passage], question: str) -> tuple[Verified, int]:
    """Clear a completion of links that no cited passage contains, and verify what is left.

    Returns the answer, whose offsets are those of the cleared text, and how many links were taken out.
    """
    cleared = without_foreign_links(completion, [passage.text for passage in passages])
    while True:
        verified = verify(cleared.text, passages, question)
        # Which passages are cited is known only now. With fewer of them fewer addresses are known, so this ends.
        cited = {citation.n for citation in verified.citations}
        passages_cited = [passage.text for passage in passages if passage.n in cited]
        again = without_foreign_links(cleared.text, passages_cited)
        if again.text == cleared.text:
            return verified, cleared.removed
        cleared = Cleared(again.text, cleared.removed + again.removed)


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
