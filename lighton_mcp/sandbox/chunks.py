"""Cutting pages into the chunks that a search returns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAGE_BREAK = "\n\n"  # between pages in the flat text of a document, as LightOn joins them
MAX_CHUNK = 1_200  # characters
PAGE_LENGTH = 3_000  # characters of a page, where the text itself knows no pages

_BORDER = re.compile(r"\n[ \t]*\n\s*|\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'»”)]?\s+|\n")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document's flat text, and the pages (from 1) it begins and ends on."""

    text: str
    start: int
    page_start: int
    page_end: int


def split_pages(text: str) -> list[str]:
    """Return the pages of a text: at form feeds, or about 3,000 characters each at a paragraph border."""
    if "\f" in text:
        return [page.strip("\r\n") for page in text.rstrip("\f\r\n").split("\f")]
    pages, start, end = [], 0, 0
    for begin, stop in _paragraphs(text, 0, PAGE_LENGTH):
        if end > start and stop - start > PAGE_LENGTH:
            pages.append(text[start:end])
            start = begin
        end = stop
    return [*pages, text[start:end]]


def cut(pages: Sequence[str]) -> list[Chunk]:
    """Return the chunks of a document, at most 1,200 characters each.

    A chunk ends with its page, unless a paragraph visibly goes on over it; a heading stays with what follows.
    """
    text = PAGE_BREAK.join(pages)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page) + len(PAGE_BREAK))
    chunks = []
    for first, last in _runs(pages):
        for begin, end in _packed(text[: starts[last] - len(PAGE_BREAK)], starts[first]):
            page_start, page_end = bisect_right(starts, begin), bisect_right(starts, end - 1)
            chunks.append(Chunk(text[begin:end], begin, page_start, page_end))
    return chunks


def _runs(pages: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first page and the one behind the last of pages that no paragraph border separates."""
    first = 0
    for number in range(1, len(pages) + 1):
        if number == len(pages) or not _goes_on(pages[number - 1], pages[number]):
            yield first, number
            first = number


def _goes_on(page: str, following: str) -> bool:
    letters = following.lstrip()
    return letters[:1].islower() and page.rstrip()[-1:] not in {"", ".", "!", "?", ":", "|"}


def _packed(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where chunks begin and end: as many paragraphs as fit."""
    begin = end = start
    for piece_start, piece_end in _with_headings(text, start):
        if end > begin and piece_end - begin > MAX_CHUNK:
            yield begin, end
            begin = piece_start
        elif end == begin:
            begin = piece_start
        end = piece_end
    if end > begin:
        yield begin, end


def _with_headings(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, headings together with the paragraph that they announce."""
    held, held_end = -1, -1
    for begin, end in _paragraphs(text, start, MAX_CHUNK):
        if held >= 0 and end - held > MAX_CHUNK:
            yield held, held_end
            held = -1
        whole = held if held >= 0 else begin
        if text.startswith("#", begin) and "\n" not in text[begin:end]:
            held, held_end = whole, end
        else:
            yield whole, end
            held = -1
    if held >= 0:
        yield held, held_end


def _paragraphs(text: str, start: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs begin and end; one that is too long comes in pieces, cut at sentences or lines."""
    begin = _skip_space(text, start, len(text))
    while begin < len(text):
        border = _BORDER.search(text, begin)
        stop = border.start() if border else len(text)
        while stop - begin > longest:
            ends = [end.end() for end in _SENTENCE_END.finditer(text, begin, begin + longest)]
            space = text.rfind(" ", begin + 1, begin + longest)
            middle = ends[-1] if ends else space if space > 0 else begin + longest
            yield begin, begin + len(text[begin:middle].rstrip())
            begin = _skip_space(text, middle, stop)
        if begin < stop:
            yield begin, begin + len(text[begin:stop].rstrip())
        begin = _skip_space(text, stop, len(text))


def _skip_space(text: str, begin: int, end: int) -> int:
    return end - len(text[begin:end].lstrip())
