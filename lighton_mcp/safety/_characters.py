"""Text from outside, made safe to show: what a reader cannot see, or a terminal would obey, is taken out.

Hidden characters carry instructions past people (Unicode tags, variation selectors, zero-width text), turn what they
read around (bidirectional controls) or drive a terminal. Those that make a letter or an emoji what it is stay: joiners
between letters of scripts that join, selectors behind a character that has variants, the three flags written with tags.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

_EMOJI: Final = r"\u2190-\u2bff\U0001f000-\U0001faff"
# Scripts whose letters a joiner binds or parts: Hebrew to Khmer, without their own invisible characters.
_JOINING: Final = r"\u0590-\u061b\u0620-\u115e\u1161-\u17b3\u17b6-\u180a\u1810-\u1cff"
_IDEOGRAPHS: Final = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Unicode's Default_Ignorable_Code_Point, the other format controls, and noncharacters.
_IGNORABLE: Final = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Every match of the pattern below holds one of these, and most texts hold none: looking for them is ten times as fast.
_SUSPECT: Final = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_IGNORABLE}]")

_PATTERN: Final = re.compile(
    "(?P<kept>"
    rf"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])"
    rf"|(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])"
    rf"|(?<=[{_EMOJI}\u00a9\u00ae\u203c\u2049\u2100-\u218f\u3030\u303d\u3297\u3299])[\ufe0e\ufe0f]"
    r"|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    rf"|(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    r"|\U0001f3f4\U000e0067\U000e0062"  # England, Scotland, Wales
    r"(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
    r"|\r(?=\n)"
    ")"
    # Ends of lines and pages, which must not glue two words together.
    r"|(?P<line>[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029])"
    # Whole terminal sequences: the address of a terminal's link is as hidden as its escape.
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]{0,4000}(?:\x07|\x1b\\|\x9c)|(?:\x1b\[|\x9b)[0-?]{0,99}[ -/]{0,9}[@-~]"
    r"|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]"
    rf"|[{_IGNORABLE}]"
)


def clean(text: str) -> str:
    """Take out what cannot be seen; page breaks and odd line ends become line feeds. Visible text stays as it is."""
    return _PATTERN.sub(_replacement, text) if _SUSPECT.search(text) else text


def one_line(text: str) -> str:
    """Clean a name or title and bring it onto one line: what follows it must not pass for a line of ours."""
    return " ".join(clean(text).split())


def original_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Say where `clean(text)[start:end]` stands in `text`, so that the two stretches are equal.

    Where something was taken out in between, it is the longest stretch without it.
    """
    best = (0, 0)
    at_text = at_clean = 0
    for changed in chain(_changes(text), (None,)):
        until = len(text) if changed is None else changed.start()
        shift = at_text - at_clean
        first, last = max(start, at_clean), min(end, until - shift)
        if last - first > best[1] - best[0]:
            best = (first + shift, last + shift)
        if changed is not None:
            at_text = changed.end()
            at_clean = until - shift + len(_replacement(changed))
    return best


def _changes(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _PATTERN.finditer(text) if found.lastgroup != "kept")


def _replacement(found: re.Match[str]) -> str:
    if found.lastgroup == "kept":
        return found[0]
    return "\n" if found.lastgroup == "line" else ""
