"""Page images: a page drawn as grey bars for words, on paper with enough grain to weigh what a scan weighs."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from random import Random

_MARGIN = 12  # a twelfth of the width is left free on either side
_LINES = 56  # lines of text that fit on a page
_COLUMNS = 90  # characters in a line
_PAPER = bytes([255] * 208 + [254] * 24 + [252] * 24)  # about a bit of noise a pixel, so 250 kB at 150 dpi
_INK = 70


@lru_cache(maxsize=32)
def page_image(text: str, width: int, height: int) -> bytes:
    """Return a page as an 8-bit grey PNG of the given size in pixels; the same page always gives the same bytes."""
    # Not for secrets: the grain has to be the same in every run.
    grain = Random(zlib.crc32(text.encode()))  # noqa: S311
    lines = _wrapped(text)
    step = max(1, height // (_LINES + 2 * _MARGIN // 3))
    squeeze = zlib.compressobj(1)
    body = bytearray()
    for top in range(0, height, step):
        rows = min(step, height - top)
        number = top // step - _MARGIN // 3
        line = lines[number] if 0 <= number < len(lines) else ""
        inked = _ink(line, width)
        for row in range(rows):
            paper = grain.randbytes(width).translate(_PAPER)
            body += squeeze.compress(b"\0" + (_printed(paper, inked) if rows // 4 <= row < rows * 3 // 4 else paper))
    body += squeeze.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", header) + _part(b"IDAT", bytes(body)) + _part(b"IEND", b"")


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines():
        lines.extend(line[start : start + _COLUMNS] for start in range(0, max(1, len(line)), _COLUMNS))
    return lines


def _ink(line: str, width: int) -> list[tuple[int, int]]:
    """Return where a line has words, in pixels from the left."""
    left = width // _MARGIN
    letter = (width - 2 * left) / _COLUMNS
    spans, start = [], 0
    for word in line.split(" "):
        if word:
            spans.append((left + int(start * letter), left + int((start + len(word)) * letter)))
        start += len(word) + 1
    return spans


def _printed(paper: bytes, spans: list[tuple[int, int]]) -> bytes:
    row = bytearray(paper)
    for start, end in spans:
        row[start:end] = bytes([_INK]) * (end - start)
    return bytes(row)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
