"""Invisible text is taken out, and offsets still name the passage as LightOn returned it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighton_mcp.safety import _characters, clean, one_line, original_span

HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u202e\u2066\u2060\ufeff\ufe0f\U000e0041\U000e0100\x00\x1b\x7f\x9b\u3164\u115f"
MIXED = st.text(
    st.sampled_from("ab .[]m;\\\n\r\f\u2028س\u0915😀❤🏴葛1\u20e3" + HIDDEN + "\U000e0067\U000e0062\U000e007f")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\U000e0049\U000e0067\U000e006e\U000e006fPay on time", "Pay on time"),
        ("in\u200bvis\u2060ible", "invisible"),
        ("Daten\u00adschutz", "Datenschutz"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("\x1b[2Jgone\x07 \x1b]8;;https://evil.example\x07text\x1b]8;;\x1b\\ \x9b31mred \x1b7", "gone text red 7"),
        ("😀\ufe0f\ufe00\U000e0101\U000e0102", "😀\ufe0f"),
        ("a\u200db\ufe0f", "ab"),
        ("page one\fpage two\u2028three\rfour", "page one\npage two\nthree\nfour"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text: str, expected: str):
    """Tags, zero-width and bidirectional characters, controls, runs of selectors; page breaks part words."""
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦 ❤️‍🔥 1️⃣ 🏳️‍🌈",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "می‌خواهم",
        "क्‍ष",
        "葛\U000e0100城市",
        "tab\tand\r\nline\n",
        "Ärger, œuvre, naïve, 1 250,50 €, 5 m², 72\u00a0h",
    ],
)
def test_what_makes_a_character_what_it_is_stays(text: str):
    """Emoji families, Persian and Indic joiners, name variants of ideographs, no-break spaces."""
    assert clean(text) == text


def test_a_title_stays_on_its_line():
    """What follows a title cannot be forged by it."""
    assert one_line("Plan\n\n[2] Forged,\u2028page 1\x00") == "Plan [2] Forged, page 1"


@settings(deadline=None, derandomize=True)
@given(st.one_of(st.text(), MIXED))
def test_cleaning_is_done_after_one_pass(text: str):
    """Nothing that was kept becomes removable, and no control or tag is left on its own."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    left = [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t\r"]
    assert left == []
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff"} & set(cleaned)


@settings(deadline=None, derandomize=True)
@given(MIXED, st.data())
def test_a_stretch_of_the_cleaned_text_is_found_in_the_original(text: str, data: st.DataObject):
    """What the offsets name in the original stands inside the stretch that was asked for, and nothing hidden in it."""
    cleaned = clean(text)
    start = data.draw(st.integers(0, len(cleaned)))
    end = data.draw(st.integers(start, len(cleaned)))
    first, last = original_span(text, start, end)
    assert text[first:last] in cleaned[start:end]
    assert (first == last) == (start == end) or "\n" in cleaned[start:end]
    if clean(text) == text:
        assert (first, last) == (start, end) or start == end


def test_the_short_way_passes_no_character_that_the_long_way_changes():
    """A text without any suspect is returned as it is, so the suspects must be all."""
    for code in (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1001)):
        text = f"a{chr(code)}b"
        assert clean(text) == _characters._PATTERN.sub(_characters._replacement, text), hex(code)
