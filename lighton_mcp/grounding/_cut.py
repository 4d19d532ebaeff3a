"""Cutting a text at the end of a sentence."""

from __future__ import annotations

from lighton_mcp.grounding._sentences import split

_ENDS = ".!?…。！？:;"
_CLOSING = "\"'»”’)]*_` "


def whole_sentences(text: str) -> str:
    """Return the beginning of a text that is still being written, without the sentence that is not complete yet."""
    sentences = split(text)
    if not sentences:
        return ""
    last = sentences[-1]
    # A line that was ended is complete, whatever stands at its end: a list item, a heading, a table row.
    if "\n" in text[last.end :] or text[last.start : last.end].rstrip(_CLOSING).endswith(tuple(_ENDS)):
        return text
    return text[: sentences[-2].end] if len(sentences) > 1 else ""
