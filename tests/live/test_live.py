"""The real services, against the wire contracts: `pytest -m live`, with the keys in the environment.

All of it costs one retrieval credit and a few dozen tokens; `LIVE_MORE=1` allows what costs more. A failure says
which statement of a contract no longer holds. Pointed at `lighton-mcp sandbox` by its variables, it tests itself.
"""

import json
import os
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from lighton_mcp.app import App
from lighton_mcp.errors import KeyRefused, ModelNotFound, ScopeRefused
from lighton_mcp.ovhcloud.known_models import KNOWN_MODELS
from lighton_mcp.settings import Settings, read_settings

# Read before any test runs: each of them starts from an environment without keys.
SETTINGS = read_settings(os.environ)
MORE = os.environ.get("LIVE_MORE") == "1"

pytestmark = pytest.mark.live
needs_lighton = pytest.mark.skipif(not SETTINGS.lighton_api_key, reason="LIGHTON_API_KEY is not set")
needs_ovhcloud = pytest.mark.skipif(not SETTINGS.ovhcloud_token, reason="OVH_AI_ENDPOINTS_ACCESS_TOKEN is not set")
needs_a_key = pytest.mark.skipif(
    not (SETTINGS.lighton_api_key or SETTINGS.ovhcloud_token), reason="no key is set, so nothing real is tried"
)
needs_leave = pytest.mark.skipif(not MORE, reason="costs more than a cent: LIVE_MORE=1 allows it")

WRONG = SecretStr("lighton-mcp-live-test-wrong-key")
ASKED = [{"role": "user", "content": "Reply with the word ready."}]


class Contract:
    """Collects what no longer holds, so that one paid request reports all of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.broken: list[str] = []

    def says(self, section: str, statement: str, holds: bool) -> None:
        """Note a statement that does not hold."""
        if not holds:
            self.broken.append(f"contract of {self.name}, section {section}, no longer holds: {statement}")

    def check(self) -> None:
        """Fail with all of them."""
        assert not self.broken, "\n".join(self.broken)


@pytest.fixture
async def app() -> AsyncIterator[App]:
    async with running(SETTINGS) as one:
        yield one


def running(settings: Settings) -> Any:
    return App(settings).running()


@needs_lighton
async def test_a_search_has_the_shape_of_the_contract():
    """One credit: every field that this program reads."""
    assert SETTINGS.lighton_api_key is not None
    async with httpx2.AsyncClient(timeout=60) as http:
        response = await http.post(
            f"{SETTINGS.lighton_base_url}/api/v3/search",
            headers={"Authorization": f"Bearer {SETTINGS.lighton_api_key.get_secret_value()}"},
            json={"query": "policy", "max_results": 3},
        )
    assert response.status_code == 200, f"status {response.status_code}"
    contract = Contract("LightOn")
    body = response.json()
    contract.says("2.3", "the body holds a list `results`", isinstance(body.get("results"), list))
    contract.check()
    contract.says("2.1", "max_results bounds the results", len(body["results"]) <= 3)
    for hit in body["results"]:
        check_hit(contract, hit)
    scores = [hit["score"] for hit in body["results"] if isinstance(hit.get("score"), int | float)]
    contract.says("2.3", "`score` falls from result to result", scores == sorted(scores, reverse=True))
    contract.check()


def check_hit(contract: Contract, hit: dict[str, Any]) -> None:
    source = hit.get("source") or {}
    contract.says("2.3", "`chunk_id` is a UUID", is_uuid(hit.get("chunk_id")))
    contract.says("2.3", "`content` is text or null", isinstance(hit.get("content"), str | None))
    contract.says("2.3", "`score` is a number", isinstance(hit.get("score"), int | float))
    contract.says("2.3", "`scores` holds `relevance`", "relevance" in (hit.get("scores") or {}))
    relevance = (hit.get("scores") or {}).get("relevance")
    contract.says("9", "`relevance` is null or from 0 to 1", relevance is None or 0 <= relevance <= 1)
    contract.says("9", "`score` equals `relevance` when scoring ran", relevance is None or hit["score"] == relevance)
    contract.says("2.3", "`source.file_id` is a number", isinstance(source.get("file_id"), int))
    contract.says("2.3", "`source.filename` is text", isinstance(source.get("filename"), str))
    contract.says("2.3", "`source.title` is text or null", isinstance(source.get("title"), str | None))
    for page in ("page_start", "page_end"):
        contract.says("2.3", f"`source.{page}` is a number or null", isinstance(source.get(page), int | None))
    contract.says("2.3", "`workspace` is an object or null", isinstance(hit.get("workspace"), dict | None))
    contract.says("2.3", "there is no image unless asked for", "image" not in hit)


@needs_lighton
async def test_a_wrong_key_is_refused_by_lighton():
    """Not billed: 401, which the reader gets as the variable to correct."""
    async with running(replace(SETTINGS, lighton_api_key=WRONG)) as app:
        with pytest.raises(KeyRefused, match="LIGHTON_API_KEY"):
            await (await app.lighton()).check()


@needs_lighton
@needs_leave
async def test_an_unknown_scope_is_refused_by_lighton(app: App):
    """403 for an id that the key cannot see, not an empty result: section 8.3."""
    lighton = await app.lighton()
    with pytest.raises(ScopeRefused):
        await lighton.search("policy", max_results=1, workspace_ids=[2**31 - 2])


@needs_a_key
async def test_the_model_list_has_the_shape_of_the_contract():
    """Free and public: the models that this program names, their context and their prices."""
    async with httpx2.AsyncClient(timeout=60) as http:
        response = await http.get(f"{SETTINGS.ovhcloud_base_url}/models")
    contract = Contract("OVHcloud")
    contract.says("2.1", "the list needs no key", response.status_code == 200)
    contract.check()
    rows = {row.get("id"): row for row in response.json()["data"]}
    for role, model in (("default", SETTINGS.model), ("vision", SETTINGS.vision_model)):
        contract.says("3", f"the {role} model {model} is listed", model in rows)
    for model in KNOWN_MODELS:
        row = rows.get(model.id)
        if row is not None:
            contract.says("2.1", f"{model.id} has a `context_length`", bool(row.get("context_length")))
            contract.says("2.1", f"{model.id} has `pricing`", isinstance(row.get("pricing"), dict))
        elif model.input_price is not None:
            contract.says("3", f"{model.id} is listed", holds=False)
    contract.check()


@needs_ovhcloud
async def test_a_key_gets_a_completion_with_usage(app: App):
    """A few tokens: streamed, with the usage in a last chunk."""
    completion = await (await app.ovhcloud()).complete(ASKED, model=SETTINGS.model, max_tokens=16)
    contract = Contract("OVHcloud")
    contract.says("7", "a stream with `include_usage` ends with the usage", completion.usage is not None)
    contract.says("7", "the text arrives in `content`", bool(completion.text.strip()))
    contract.check()


@needs_a_key
async def test_the_anonymous_tier_answers():
    """No `Authorization` header at all; one of the two requests that it allows a minute."""
    async with running(replace(SETTINGS, ovhcloud_token=None)) as app:
        ovhcloud = await app.ovhcloud()
        assert ovhcloud.tier == "anonymous"
        completion = await ovhcloud.complete(ASKED, model=SETTINGS.model, max_tokens=16)
    assert completion.text.strip()


@needs_ovhcloud
async def test_a_wrong_key_is_refused_by_ovhcloud():
    """401 or 403, which the reader gets as the variable to correct."""
    async with running(replace(SETTINGS, ovhcloud_token=WRONG)) as app:
        with pytest.raises(KeyRefused, match="OVH_AI_ENDPOINTS_ACCESS_TOKEN"):
            await (await app.ovhcloud()).complete(ASKED, model=SETTINGS.model, max_tokens=16)


@needs_ovhcloud
async def test_an_unknown_model_is_not_found(app: App):
    """404, which the reader gets with the models that exist."""
    with pytest.raises(ModelNotFound, match="Models that exist now"):
        await (await app.ovhcloud()).complete(ASKED, model="lighton-mcp-no-such-model", max_tokens=16)


@needs_lighton
@needs_leave
async def test_a_whole_question_is_answered_through_the_protocol():
    """One credit and a few thousand tokens: every status is right but a failure."""
    from mcp import Client

    from lighton_mcp import create_server

    async with Client(create_server(SETTINGS)) as client:
        result = await client.call_tool("grounded_answer", {"question": "What do the documents say about data?"})
    assert not result.is_error, result.content
    assert result.structured_content is not None
    assert result.structured_content["status"] in {"answered", "partial", "insufficient_context", "no_results"}
    assert json.dumps(result.structured_content["usage"])


def is_uuid(value: object) -> bool:
    try:
        return str(uuid.UUID(str(value))) == value
    except ValueError:
        return False
