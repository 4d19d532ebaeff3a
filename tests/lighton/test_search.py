"""The LightOn client against the payloads of its contract."""

import json
from collections.abc import Callable

import anyio
import httpx2
import pytest
import stamina
from pydantic import SecretStr

from lighton_mcp.errors import (
    ConnectionLost,
    Garbled,
    KeyRefused,
    LightOnMCPError,
    Maintenance,
    NoCredit,
    RateLimited,
    Redirected,
    RequestRefused,
    ScopeRefused,
    ServiceFailed,
    TooLarge,
    WrongAddress,
)
from lighton_mcp.lighton import LightOn
from lighton_mcp.lighton.wire import SearchPage
from lighton_mcp.network import MAX_BODY_BYTES, open_http

from ..conftest import fixture

Handler = Callable[[httpx2.Request], httpx2.Response]


async def search(handler: Handler, **arguments) -> SearchPage:
    async with open_http(httpx2.MockTransport(handler)) as http:
        lighton = LightOn(http, base_url="https://lighton.example", key=SecretStr("secret-key"))
        return await lighton.search("notice period", **({"max_results": 5} | arguments))


def answering(name: str) -> Handler:
    return lambda _: httpx2.Response(200, content=fixture(f"lighton/{name}"))


@pytest.fixture
def no_waiting():
    """Retries happen at once: how often is the subject, not how long."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield


async def test_only_what_was_set_is_sent():
    """A search without scope sends two fields, to the documented path, with the key as a bearer token."""
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, content=fixture("lighton/search_empty.json"))

    await search(handler)
    assert (seen[0].method, str(seen[0].url)) == ("POST", "https://lighton.example/api/v3/search")
    assert json.loads(seen[0].content) == {"query": "notice period", "max_results": 5}
    assert seen[0].headers["authorization"] == "Bearer secret-key"
    assert set(seen[0].headers) == {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "authorization",
        "content-type",
        "content-length",
        "user-agent",
    }


async def test_scope_and_mode_have_the_names_of_the_wire():
    """REST names are singular arrays of whole numbers."""
    seen: list[dict[str, object]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(json.loads(request.content))
        return httpx2.Response(200, content=fixture("lighton/search_empty.json"))

    await search(handler, workspace_ids=(1, 2), tag_ids=(3,), mode="vision", include_image=True)
    await search(handler, file_ids=(4,))
    assert seen == [
        {
            "query": "notice period",
            "max_results": 5,
            "workspace_id": [1, 2],
            "tag_id": [3],
            "mode": "vision",
            "include_image": True,
        },
        {"query": "notice period", "max_results": 5, "file_id": [4]},
    ]


async def test_the_present_shape_is_read_whole():
    """Text, place, scores and link of a result come through; nulls stay null."""
    page = await search(answering("search_text.json"))
    assert len(page.hits) == 5
    contract, checklist, amendment, note, _ = page.hits
    assert (contract.file_id, contract.page_start, contract.page_end, contract.relevance) == (910233, 4, 5, 0.412)
    assert contract.content.startswith("12.1 Le présent contrat")
    assert contract.workspace == "Achats & contrats"
    assert checklist.url is not None
    assert checklist.url.startswith("https://aurelia.sharepoint.example/")
    assert amendment.title == "avenant-2_20260518_09cd.pdf"
    assert (note.page_start, note.workspace, note.url) == (None, None, None)


async def test_the_older_score_shape_is_read_as_the_present_one():
    """`reranking` is relevance; where it is null, only the rank counts."""
    page = await search(answering("search_old_scores.json"))
    assert (page.hits[0].score, page.hits[0].relevance) == (0.94, 0.94)
    bare = {"results": [{"score": {"retrieval": 0.7, "reranking": None}, "content": "x", "source": {"file_id": 1}}]}
    page = await search(lambda _: httpx2.Response(200, json=bare))
    assert (page.hits[0].score, page.hits[0].relevance) == (0.7, None)


async def test_a_degraded_search_says_which_signal_failed():
    """The status is good, the ranking worse: the codes of `warnings` are kept."""
    page = await search(answering("search_degraded_relevance.json"))
    assert page.degraded == ("relevance",)
    assert all(hit.relevance is None for hit in page.hits)


async def test_vision_hits_have_no_text_and_perhaps_an_image():
    """`content` is null there; an empty image string means that the page has no vision index."""
    page = await search(answering("search_vision.json"), mode="vision", include_image=True)
    assert [hit.content for hit in page.hits] == ["", ""]
    assert [bool(hit.image_base64) for hit in page.hits] == [True, False]


async def test_the_least_that_a_result_can_be_is_read():
    """Everything but `source.file_id` may be missing."""
    page = await search(lambda _: httpx2.Response(200, json={"results": [{"source": {"file_id": 7}}]}))
    assert (page.hits[0].title, page.hits[0].filename, page.hits[0].content) == ("File 7", "", "")


async def test_numbers_that_no_page_or_judgement_has_are_as_good_as_none():
    """Pages count from 1 and relevance from 0: what lies below is not shown to readers who rely on that."""
    source = {"file_id": 7, "page_start": 0, "page_end": -1}
    row = {"content": "x", "scores": {"relevance": -0.5}, "source": source}
    huge = {"content": "x", "source": {"file_id": 2**70}}
    page = await search(lambda _: httpx2.Response(200, json={"results": [row, huge]}))
    assert (page.hits[0].page_start, page.hits[0].page_end, page.hits[0].relevance) == (None, None, None)
    assert (len(page.hits), page.unreadable) == (1, 1)


async def test_a_result_that_cannot_be_read_is_left_out_and_counted():
    """One bad row does not cost the others."""
    rows = [{"source": {"file_id": 7}, "content": "a"}, {"content": "no source"}, "text", None]
    page = await search(lambda _: httpx2.Response(200, json={"results": rows}))
    assert (len(page.hits), page.unreadable) == (1, 3)


async def test_a_link_that_is_not_of_the_web_is_dropped():
    """A document's metadata cannot put `javascript:` in front of a person."""
    for url in ("javascript:alert(1)", "file:///etc/passwd", "https://[bad", "https:///x", "https://x/\u202e"):
        row = {"source": {"file_id": 7, "external_metadata": {"external_url": url}}}
        page = await search(lambda _, row=row: httpx2.Response(200, json={"results": [row]}))
        assert page.hits[0].url is None


async def test_a_lone_surrogate_does_not_break_the_protocol():
    """JSON can carry what UTF-8 cannot; it is replaced one for one, so offsets stay."""
    body = b'{"results": [{"content": "a\\ud800b", "source": {"file_id": 1}}]}'
    page = await search(lambda _: httpx2.Response(200, content=body))
    assert page.hits[0].content == "a?b"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, "error_400.json", RequestRefused),
        (401, "error_401.json", KeyRefused),
        (402, None, NoCredit),
        (403, "error_403_filters.json", ScopeRefused),
        (404, None, WrongAddress),
        (407, None, WrongAddress),
        (408, None, ServiceFailed),
        (413, None, TooLarge),
        (418, None, RequestRefused),
        (422, "error_422.json", RequestRefused),
        (500, "error_500.json", ServiceFailed),
        (502, "error_502_gateway.html", ServiceFailed),
        (503, "error_503_maintenance.json", Maintenance),
        (503, None, ServiceFailed),
        (301, None, Redirected),
    ],
)
async def test_a_status_becomes_its_error_after_one_request(
    status: int, body: str | None, error: type[LightOnMCPError]
):
    """No failure of a billed search is repeated, and none shows the words of the upstream body."""
    calls = 0
    content = fixture(f"lighton/{body}") if body else b""

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        return httpx2.Response(status, content=content, headers={"location": "https://evil.example/"})

    with pytest.raises(error) as raised:
        await search(handler)
    assert type(raised.value) is error
    assert calls == 1
    assert "LightOn" in str(raised.value)
    assert "secret-key" not in str(raised.value)
    if body and body.endswith(".json"):
        assert json.loads(content)["detail"] not in str(raised.value)


async def test_the_fields_of_a_422_are_named():
    """Its sentence is always the same; the names of the fields say what is wrong."""
    with pytest.raises(RequestRefused, match="file_id, max_results"):
        await search(lambda _: httpx2.Response(422, content=fixture("lighton/error_422.json")))


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b'{"results": {}}', b'{"results"', b"{}", b"[" * 100_000]
)
async def test_a_body_that_is_not_a_search_is_garbled(body: bytes):
    """A gateway may answer 200 with anything."""
    with pytest.raises(Garbled):
        await search(lambda _: httpx2.Response(200, content=body))


async def test_a_huge_body_is_not_read_to_its_end():
    """Reading stops at the bound, whatever the length says."""
    sent = 0

    async def body():
        nonlocal sent
        while sent < 200_000_000:
            sent += 1_000_000
            yield b" " * 1_000_000

    with pytest.raises(Garbled):
        await search(lambda _: httpx2.Response(200, content=body()))
    assert sent <= MAX_BODY_BYTES + 2_000_000


async def test_a_compressed_body_is_refused():
    """Compression was not offered: it would be how a small body becomes a huge one."""
    with pytest.raises(Garbled):
        await search(lambda _: httpx2.Response(200, content=b"x", headers={"content-encoding": "gzip"}))


async def test_too_many_requests_are_tried_again(no_waiting: None):
    """A 429 is repeated three times at most, then told with the number of attempts."""
    calls = 0

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        return httpx2.Response(429, content=fixture("lighton/error_429.json"))

    with pytest.raises(RateLimited, match="Tried 4 times"):
        await search(handler)
    assert calls == 4


async def test_a_failed_connection_is_tried_again(no_waiting: None):
    """Nothing was sent, so nothing can be billed twice."""
    calls = 0

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        if calls < 3:
            raise httpx2.ConnectError("refused")
        return httpx2.Response(200, content=fixture("lighton/search_empty.json"))

    assert (await search(handler)).hits == ()
    assert calls == 3


@pytest.mark.parametrize("fault", [httpx2.ReadTimeout("x"), httpx2.ReadError("x"), httpx2.RemoteProtocolError("x")])
async def test_a_request_that_was_sent_is_never_repeated(fault: Exception, no_waiting: None):
    """LightOn may have answered and billed it."""
    calls = 0

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        raise fault

    with pytest.raises(ConnectionLost):
        await search(handler)
    assert calls == 1


async def test_a_wait_beyond_the_deadline_is_not_begun():
    """`Retry-After` longer than what is left is told at once, with when to come back."""

    def handler(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(429, headers={"retry-after": "30"})

    with anyio.fail_after(5), pytest.raises(RateLimited, match="Try again in 30 s"):
        await search(handler)
