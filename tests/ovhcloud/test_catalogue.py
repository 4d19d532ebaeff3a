import json

import httpx2
import pytest

from lighton_mcp.ovhcloud.catalogue import built_in, cost, join

from ..conftest import fixture
from .test_completions import ovhcloud

TUTORIAL = {
    "Meta-Llama-3_3-70B-Instruct",
    "Llama-3.1-8B-Instruct",
    "Mistral-Small-3.2-24B-Instruct-2506",
    "Qwen3-32B",
    "Qwen2.5-VL-72B-Instruct",
    "Qwen3.6-27B",
}
LISTED = json.loads(fixture("ovhcloud/models.json"))["data"]


def test_every_model_that_older_pages_name_is_known():
    """People ask for them by these names."""
    assert {model.id for model in built_in().models} >= TUTORIAL


def test_the_live_list_says_which_models_still_exist():
    """A model that is gone says what to use instead, and that one is listed."""
    catalogue = join(LISTED)
    for model_id in TUTORIAL:
        model = catalogue.find(model_id)
        assert model is not None
        assert model.listed == (model_id not in {"Llama-3.1-8B-Instruct", "Qwen3-32B"})
        if not model.listed:
            assert model.instead in catalogue.usable()
            assert f"use {model.instead}" in model.note


def test_what_cannot_chat_is_left_out():
    """Twelve of the twenty-four listed models write text."""
    catalogue = join(LISTED)
    assert sum(model.listed is True for model in catalogue.models) == 12
    assert catalogue.find("bge-m3") is None
    assert catalogue.find("Qwen3Guard-Gen-8B") is None


def test_a_model_never_heard_of_appears_with_what_the_list_says():
    """The catalogue does not wait for a release of this project."""
    row = {
        "id": "Brand-New-1B",
        "context_length": 8192,
        "max_completion_tokens": 4096,
        "pricing": {"prompt": "0.0000001", "completion": 0.0000002},
    }
    model = join([*LISTED, row]).find("Brand-New-1B")
    assert model is not None
    assert (model.context_window, model.max_output, model.input_price, model.output_price) == (8192, 4096, 0.1, 0.2)
    assert (model.currency, model.listed, model.tools, model.vision) == ("USD", True, None, None)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"id": None},
        {"id": ""},
        {"id": "x", "pricing": "free"},
        {"id": "x", "pricing": {"prompt": "NaN"}},
        {"id": "x", "context_length": "8k"},
    ],
)
def test_a_row_of_another_shape_costs_nothing_but_itself(row: dict[str, object]):
    """The list is documented by its readers only."""
    model = join([row]).find("x")
    assert model is None or (model.input_price, model.context_window) == (None, None)


def test_the_listed_figures_win_over_the_known_ones():
    """Prices change; the list is today's."""
    row = {"id": "gpt-oss-20b", "context_length": 1000, "pricing": {"prompt": "0.000001", "completion": "0.000002"}}
    model = join([row]).find("gpt-oss-20b")
    assert model is not None
    assert (model.context_window, model.input_price, model.output_price) == (1000, 1.0, 2.0)
    assert cost(model, 1_000_000, 500_000) == (2.0, "USD")


def test_a_model_without_a_price_has_no_cost():
    """Nothing is invented."""
    assert cost(None, 1, 1) is None
    assert cost(built_in().find("Qwen3-32B"), 1, 1) is None


@pytest.mark.parametrize("body", [b"", b"[]", b'{"data": 3}', b"<html>"])
async def test_an_unreadable_list_leaves_the_built_in_catalogue(body: bytes):
    """Where OVHcloud cannot be read the built-in catalogue is served, marked so, and not asked for at every call."""
    calls = 0

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        return httpx2.Response(200, content=body)

    async with ovhcloud(handler) as client:
        first = await client.catalogue()
        await client.catalogue()
    assert (first.source, first.fetched_at, calls) == ("built-in", None, 1)


async def test_the_list_is_read_once_an_hour():
    """Many calls, one request."""
    calls = 0

    def handler(_: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        return httpx2.Response(200, content=fixture("ovhcloud/models.json"))

    async with ovhcloud(handler) as client:
        await client.catalogue()
        catalogue = await client.catalogue()
    assert (catalogue.source, calls) == ("live", 1)
