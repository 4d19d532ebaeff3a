"""`lighton_read` and the pages as resources, through the whole server."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents
from pydantic import SecretStr

from lighton_mcp import Settings
from lighton_mcp.sandbox import FAULTS, Sandbox

from ..conftest import fixture, text_of

Connect = Callable[..., AbstractAsyncContextManager[Client]]


async def read(client: Client, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool("lighton_read", arguments)
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content


async def page(client: Client, uri: str) -> str:
    content = (await client.read_resource(uri)).contents[0]
    assert isinstance(content, TextResourceContents)
    assert content.mime_type == "text/markdown"
    return content.text


def holding(body: dict[str, Any] | bytes, seen: list[str] | None = None) -> httpx2.MockTransport:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def handler(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(str(request.url))
        return httpx2.Response(200, content=content)

    return httpx2.MockTransport(handler)


def keyed(**more: Any) -> Settings:
    return Settings(lighton_api_key=SecretStr("k"), lighton_base_url="https://lighton.example", **more)


async def test_pages_come_as_markdown_with_where_they_stand(client: Client, sandbox: Sandbox):
    """Which pages came, how many there are, and how to go on, in both channels."""
    document = next(one for one in sandbox.library.documents if one.id == 5101)
    result = await client.call_tool("lighton_read", {"file_id": 5101, "pages": "1-2"})
    content = result.structured_content
    assert content is not None
    assert [row["page"] for row in content["pages"]] == [1, 2]
    assert [row["content"] for row in content["pages"]] == list(document.pages[:2])
    assert (content["title"], content["workspace"], content["total_pages"]) == (
        "Onboarding checklist",
        "Human Resources",
        len(document.pages),
    )
    assert 'pages="3-3"' in content["next_step"]
    for fact in (document.pages[0], document.pages[1], "page 2 of 3", content["next_step"], "Human Resources"):
        assert fact in text_of(result)


@pytest.mark.parametrize(
    "arguments",
    [
        {"file_id": 5101, "pages": "2"},
        {"file_id": "5101", "pages": 2},
        {"file": "5101", "page": "2-2"},
        {"id": 5101, "pages": " 2 "},
        {"files": [5101], "page": 2},
    ],
)
async def test_a_mistake_with_one_meaning_is_understood(client: Client, arguments: dict[str, Any]):
    """The usual other names, numbers as text and text as numbers."""
    assert [row["page"] for row in (await read(client, **arguments))["pages"]] == [2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "file_id is required"),
        ({"file_id": "handbook"}, "file_id must be one id"),
        ({"file_id": [1, 2]}, "file_id must be one id"),
        ({"file_id": 0}, "ids"),
        ({"file_id": 5101, "pages": "all"}, "from 1 to 3"),
        ({"file_id": 5101, "pages": "0"}, "pages 1 to 3"),
        ({"file_id": 5101, "pages": "3-2"}, "pages 1 to 3"),
        ({"file_id": 5101, "pages": "4"}, "pages 1 to 3"),
        ({"file_id": 5101, "pages": "1@999999"}, "characters"),
        ({"file_id": 5101, "pages": [1, 2]}, "pages must be text"),
        ({"file_id": 5101, "query": "x"}, "file_id, pages"),
        ({"file_id": 99}, "LightOn has no file 99"),
    ],
)
async def test_what_cannot_be_read_is_told_with_what_can(client: Client, arguments: dict[str, Any], words: str):
    """Each message names what is valid, in at most 600 characters."""
    result = await client.call_tool("lighton_read", arguments)
    assert result.is_error
    assert words in text_of(result)
    assert len(text_of(result)) <= 600


async def test_a_document_is_fetched_once(client: Client, sandbox: Sandbox):
    """It arrives whole, so its pages come from memory for five minutes."""
    for pages in ("1", "2", None):
        await read(client, file_id=5101, pages=pages)
    await page(client, "lighton://files/5101/pages/3")
    assert [request.path for request in sandbox.requests] == ["/api/v3/files/5101"]


async def test_a_failed_read_is_not_kept(client: Client, sandbox: Sandbox):
    """The next call asks again."""
    sandbox.fail("file", FAULTS["lighton"]["500"], times=1)
    assert (await client.call_tool("lighton_read", {"file_id": 5101})).is_error
    assert (await read(client, file_id=5101))["pages"]


async def test_every_uri_of_a_result_leads_to_its_text(client: Client):
    """Passages and sources carry resources that can be read, and hold what was quoted."""
    found = (await client.call_tool("lighton_search", {"query": "retention", "max_results": 20})).structured_content
    answered = (
        await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
    ).structured_content
    assert found is not None
    assert answered is not None
    assert found["passages"]
    assert answered["sources"]
    for row in [*found["passages"], *answered["sources"]]:
        text = await page(client, row["uri"])
        assert row.get("content", "")[:40] in text


async def test_a_document_of_the_old_kind_has_all_its_text_on_page_one(connect: Connect):
    """Passages still name the pages of the original: those lead to the text too."""
    body = {"id": 7, "total_pages": 40, "pages": [{"index": 1, "markdown": "The whole text."}]}
    async with connect(keyed(), holding(body)) as client:
        found = await read(client, file_id=7, pages="12")
        assert [(row["page"], row["content"]) for row in found["pages"]] == [(1, "The whole text.")]
        assert "page 1 only" in found["next_step"]
        assert (await page(client, "lighton://files/7/pages/12")).startswith("The whole text.")


@pytest.mark.parametrize(
    "more", [{"pages": None}, {}, {"pages": []}, {"pages": [{"index": 1, "markdown": None}, "x", {"index": "1"}]}]
)
async def test_a_document_without_text_says_so(connect: Connect, more: dict[str, Any]):
    """An image of a page has none; the resource is not empty."""
    async with connect(keyed(), holding({"id": 7, "total_pages": 2, **more})) as client:
        found = await read(client, file_id=7)
        assert (found["pages"], found["title"]) == ([], "File 7")
        assert "no text" in found["next_step"]
        assert "no text" in await page(client, "lighton://files/7/pages/1")


async def test_a_captured_document_is_read_whole(connect: Connect):
    """The fixture of the contract, which holds personal fields that nothing may repeat."""
    async with connect(keyed(), holding(fixture("lighton/file_with_content.json"))) as client:
        result = await client.call_tool("lighton_read", {"file_id": 910233})
        assert "canary" not in result.model_dump_json().lower()
        content = result.structured_content
        assert content is not None
        assert [row["page"] for row in content["pages"]] == [1, 2, 3, 4, 5, 6]
        assert content["title"] == "Contrat d'hébergement Nivalis 2026"


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b'{"id": 8}', b'{"results": []}', b'{"id": 7', b"[" * 100_000, b'{"id": "x"}']
)
async def test_a_body_that_is_not_the_document_is_garbled(connect: Connect, body: bytes):
    """A gateway may answer 200 with anything."""
    async with connect(keyed(), holding(body)) as client:
        result = await client.call_tool("lighton_read", {"file_id": 7})
        assert result.is_error
        assert "unusable" in text_of(result)


async def test_a_lone_surrogate_does_not_hide_a_document(connect: Connect):
    """JSON can carry what UTF-8 cannot."""
    body = b'{"id": 7, "title": "a\\ud800", "pages": [{"index": 1, "markdown": "b\\ud800c"}]}'
    async with connect(keyed(), holding(body)) as client:
        found = await read(client, file_id=7)
        assert (found["title"], found["pages"][0]["content"]) == ("a?", "b?c")


async def test_a_huge_document_is_read_piece_by_piece(connect: Connect):
    """3,000 pages, of which LightOn sends the text twice: within the budget, and `next_step` leads through them."""
    pages = [f"Page {n} of the manual. " + "It says something about a machine. " * 80 for n in range(1, 3001)]
    body = {
        "id": 7,
        "content": "\n".join(pages),
        "pages": [{"index": n, "markdown": text} for n, text in enumerate(pages, 1)],
    }
    seen: list[str] = []
    async with connect(keyed(), holding(body, seen)) as client:
        asked: dict[str, Any] = {"file_id": 7}
        got = ""
        for _ in range(3):
            result = await client.call_tool("lighton_read", asked)
            content = result.structured_content
            assert content is not None
            assert len(text_of(result)) <= 24_000
            assert len(json.dumps(content)) <= 24_000
            assert content["total_pages"] == 3000
            assert content["truncated"]
            got += "".join(row["content"] for row in content["pages"])
            asked["pages"] = content["next_step"].split('pages="')[1].split('"')[0]
        assert len(got) > 60_000
        assert "".join(pages).startswith(got)
    assert len(seen) == 1


async def test_a_page_outside_the_lock_is_not_fetched(connect: Connect):
    """Where the document is, is asked before its text is; a document without a workspace is outside."""
    seen: list[str] = []
    for workspace in ({"id": 2, "name": "Other"}, None):
        body = {"id": 7, "workspace": workspace, "pages": [{"index": 1, "markdown": "secret"}]}
        async with connect(keyed(workspaces=("1",)), holding(body, seen)) as client:
            result = await client.call_tool("lighton_read", {"file_id": 7})
            assert result.is_error
            assert "locked to these workspaces: 1" in text_of(result)
            with pytest.raises(MCPError, match="is not in a workspace") as refused:
                await client.read_resource("lighton://files/7/pages/1")
            assert refused.value.code == -32602
    assert [url for url in seen if "include_content" in url] == []


@pytest.mark.parametrize(
    "uri", ["lighton://files/5101/pages/9", "lighton://files/abc/pages/1", "lighton://files/9/pages/1"]
)
async def test_a_page_that_is_not_there_is_not_found(client: Client, uri: str):
    """A protocol error with words, never empty contents."""
    with pytest.raises(MCPError) as missing:
        await client.read_resource(uri)
    assert missing.value.code == -32602
