"""Server-sent events, however their bytes arrive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighton_mcp.ovhcloud.events import Events

from ..conftest import fixture

STREAMS = [
    fixture("ovhcloud/stream_text.sse"),
    "data: a\r\n\r\n: ping\r\n\r\nevent: x\r\nid: 7\r\ndata: b\r\ndata:c\r\ndata\r\n\r\ndata: é\r\n\r\n".encode(),
    b"data: a\r\rdata: b\rdata: c\r\r",
    b"\xef\xbb\xbfdata: a\n\ndata: b\r\n\ndata: c\n\r\n",
]


def events_of(pieces: list[bytes]) -> list[bytes]:
    events = Events()
    return [event for piece in pieces for event in events.split(piece)]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"", []),
        (b"\n\n\n", []),
        (b"data: a", []),
        (b"data: a\n", []),
        (b"data: a\n\n", [b"a"]),
        (b"data:a\n\ndata:  b\n\n", [b"a", b" b"]),
        (b"data: a\ndata: b\n\n", [b"a\nb"]),
        (b"data\n\n", [b""]),
        (b"data: a: b\n\n", [b"a: b"]),
        (b": comment\n\n:\n\ndata: a\n\n", [b"a"]),
        (b"event: x\nid: 1\nretry: 5\n\ndatum: b\n\n", []),
        (STREAMS[1], [b"a", b"b\nc\n", "é".encode()]),
        (STREAMS[2], [b"a", b"b\nc"]),
        (STREAMS[3], [b"a", b"b", b"c"]),
        (b"<html>gateway</html>\n", []),
    ],
)
def test_events_are_split_as_the_standard_says(stream: bytes, events: list[bytes]):
    """Three kinds of line end, comments, several lines of data, a byte order mark, and an event that never ends."""
    assert events_of([stream]) == events


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(STREAMS), st.data())
def test_any_split_of_the_bytes_gives_the_same_events(stream: bytes, data: st.DataObject):
    """Where the network cuts is chance; a line end may be cut too."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)))))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert events_of(pieces) == events_of([stream])
    assert events_of([bytes([byte]) for byte in stream]) == events_of([stream])
