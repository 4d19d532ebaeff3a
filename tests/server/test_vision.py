"""Page images: shown to the client, and read by a vision model."""

import base64
import io
import json
from functools import cache
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult, ImageContent
from PIL import Image

from lighton_mcp.images import fit
from lighton_mcp.sandbox import Fault, Sandbox

from ..conftest import fixture, text_of

QUESTION = "How long are access logs kept?"
TRUE = "Access logs are kept for 12 months [1]."


async def ask(client: Client, **arguments: Any) -> CallToolResult:
    return await client.call_tool("grounded_answer", {"question": QUESTION, "mode": "vision", **arguments})


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content


def chats(sandbox: Sandbox) -> list[Any]:
    return [request for request in sandbox.requests if request.route == "chat"]


def images_of(result: CallToolResult) -> list[ImageContent]:
    return [block for block in result.content if isinstance(block, ImageContent)]


@cache
def encoded(size: tuple[int, int], kind: str = "PNG") -> str:
    written = io.BytesIO()
    Image.effect_noise(size, 25).convert("RGB").save(written, kind)
    return base64.b64encode(written.getvalue()).decode()


async def test_a_vision_search_shows_the_pages(client: Client):
    """Images beside the pointers, each after its number, their type told from their bytes, all of it under 1 MiB."""
    result = await client.call_tool("lighton_search", {"query": "access logs", "mode": "vision", "max_results": 3})
    images = images_of(result)
    assert len(images) == len(structured(result)["passages"]) == 3
    for image in images:
        assert Image.open(io.BytesIO(base64.b64decode(image.data))).get_format_mimetype() == image.mime_type
    assert len(result.model_dump_json()) < 2**20
    assert "Page image of [1]:" in text_of(result)


async def test_pages_without_a_usable_image_are_named(client: Client, sandbox: Sandbox):
    """An empty or broken image is skipped; the pointer stays."""
    found = json.loads(fixture("lighton/search_vision.json"))
    broken = found["results"][0] | {"chunk_id": "x", "image": {"b64_content": base64.b64encode(b"GIF89a?").decode()}}
    sandbox.fail("search", Fault(body=json.dumps({"results": [*found["results"], broken]})))
    result = await client.call_tool("lighton_search", {"query": "plan", "mode": "vision"})
    assert [image.mime_type for image in images_of(result)] == ["image/png"]
    assert any("[2]" in warning for warning in structured(result)["warnings"])


async def test_quotations_of_page_images_are_checked_against_the_text_of_the_page(client: Client, sandbox: Sandbox):
    """The model sees images; where LightOn has the text of the page, the quote is cut from it."""
    sandbox.say(TRUE)
    result = structured(await ask(client, files=[retention_file(sandbox)]))
    body = chats(sandbox)[0].json()
    assert body["model"] == "Qwen2.5-VL-72B-Instruct"
    parts = body["messages"][1]["content"]
    assert [part["type"] for part in parts[:2]] == ["text", "image_url"]
    assert 'number="1"' in parts[0]["text"]
    assert parts[1]["image_url"]["url"].startswith("data:image/")
    for citation in result["citations"]:
        assert citation["support"] in {"text", "image"}
    assert result["sources"]


def retention_file(sandbox: Sandbox) -> int:
    return next(document.id for document in sandbox.library.documents if "retention" in document.title.lower())


async def test_a_page_without_text_is_cited_as_an_image(client: Client, sandbox: Sandbox):
    """There is nothing to compare: no quote is made up, and `support` says so."""
    sandbox.fail("file", Fault(status=404, body="{}"))
    sandbox.say(TRUE)
    result = structured(await ask(client))
    (citation,) = result["citations"]
    assert (citation["support"], citation["quote"], citation["quote_start"], citation["quote_end"]) == (
        "image",
        "",
        None,
        None,
    )


async def test_without_a_vision_index_the_answer_says_so(client: Client, sandbox: Sandbox):
    """Empty image strings: no model is asked to describe what it cannot see."""
    sandbox.vision_index = False
    result = structured(await ask(client))
    assert result["status"] == "insufficient_context"
    assert "vision index" in result["reason"]
    assert chats(sandbox) == []


async def test_a_text_model_asked_for_vision_is_an_error_that_names_others(client: Client, sandbox: Sandbox):
    """Nothing is sent."""
    result = await ask(client, model="Meta-Llama-3_3-70B-Instruct")
    assert result.is_error
    assert "Qwen2.5-VL-72B-Instruct" in text_of(result)
    assert chats(sandbox) == []


async def test_vision_and_agentic_cannot_be_combined(client: Client):
    """The model's own searches are of text."""
    result = await ask(client, strategy="agentic")
    assert result.is_error
    assert 'strategy "single"' in text_of(result)


@pytest.mark.parametrize("era", ["auto"])
async def test_five_large_pages_become_one_request_under_the_limit(client: Client, sandbox: Sandbox):
    """Pages of 4000 × 3000 pixels are scaled down until the body fits what OVHcloud takes."""
    page = encoded((4000, 3000), "JPEG")
    found = json.loads(fixture("lighton/search_vision.json"))["results"][0]
    rows = [found | {"chunk_id": f"page-{n}", "image": {"b64_content": page}} for n in range(5)]
    for n, row in enumerate(rows):
        row["source"] = found["source"] | {"page_start": n + 1, "page_end": n + 1}
    sandbox.fail("search", Fault(body=json.dumps({"results": rows})))
    sandbox.say(TRUE)
    structured(await ask(client))
    (request,) = chats(sandbox)
    assert request.size < 10_000_000
    assert str(request.json()).count("data:image/jpeg;base64,") == 5


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_a_small_image_stays_as_it_is(kind: str):
    """Nothing is written anew that fits already."""
    image = encoded((40, 30), kind)
    (picture,) = await fit([image], max_side=100, max_base64_bytes=1_000_000)
    assert picture is not None
    assert (picture.base64, picture.mime_type) == (image, f"image/{kind.lower()}")


@pytest.mark.parametrize("image", ["", "not base64!", base64.b64encode(b"%PDF-1.7").decode(), encoded((20, 20))[:60]])
async def test_what_is_no_image_is_none(image: str):
    """Empty, broken, another format, or cut off."""
    assert await fit([image], max_side=100, max_base64_bytes=1000) == [None]


async def test_a_picture_that_claims_to_be_huge_is_not_decoded():
    """A few bytes can name a size that fills the memory."""
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert await fit([base64.b64encode(bomb.getvalue()).decode()], max_side=100, max_base64_bytes=10_000) == [None]


async def test_images_share_what_there_is():
    """Each is scaled down to its part; together they stay within the whole."""
    pictures = await fit([encoded((1500, 1000))] * 4, max_side=1280, max_base64_bytes=400_000)
    assert all(picture is not None for picture in pictures)
    assert sum(len(picture.base64) for picture in pictures if picture) <= 400_000
