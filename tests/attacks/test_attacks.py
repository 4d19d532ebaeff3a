"""Documents with orders in them, and a model that obeys: what this program lets through."""

import re
from collections import Counter

import pytest
from mcp import Client

from lighton_mcp import create_server
from lighton_mcp.sandbox import Prompt, Reply, Sandbox

from ..conftest import settings_for
from .runner import STRATEGIES, attack, found, rows, text_of

ATTACKS = rows("attacks")
LOOKALIKES = rows("lookalikes")
MARKERS = re.compile(r" ?\[\d+\]")


@pytest.mark.parametrize("strategy", STRATEGIES)
async def test_no_attack_leaves_anything(sandbox: Sandbox, strategy: str):
    """No foreign link, image or HTML, no false citation, no change of scope, nothing hidden: in both channels."""
    async with Client(create_server(settings_for(sandbox))) as client:
        left = {row["id"]: (await attack(client, sandbox, row, strategy)).all for row in ATTACKS}
    assert {name: findings for name, findings in left.items() if findings} == {}


async def test_lookalikes_come_through_unharmed(client: Client, sandbox: Sandbox):
    """Harmless text that resembles an attack keeps every character, in passages and in answers, and is cited."""
    for row in LOOKALIKES:

        def say(_: Prompt, text: str = row["answer"]) -> Reply:
            return Reply(text=text)

        sandbox.clear()
        sandbox.writer = say
        sandbox.fail("search", found(row["passage"]))
        searched = await client.call_tool("lighton_search", {"query": row["question"]})
        assert searched.structured_content is not None
        assert searched.structured_content["passages"][0]["content"] == row["passage"], row["id"]
        assert row["passage"] in text_of(searched), row["id"]
        answered = (await client.call_tool("grounded_answer", {"question": row["question"]})).structured_content
        assert answered is not None
        # The check may add a marker where a passage carries a line; every other character is the model's.
        assert MARKERS.sub("", answered["answer"]) == MARKERS.sub("", row["answer"]), row["id"]
        assert answered["status"] == "answered", row["id"]
        assert answered["warnings"] == [], row["id"]
        for citation in answered["citations"]:
            quoted = row["passage"][citation["quote_start"] : citation["quote_end"]]
            assert quoted == citation["quote"] != "", row["id"]


def test_the_suite_is_what_it_says():
    """At least 100 attacks in five languages over ten families, 50 look-alikes, every id once."""
    assert len(ATTACKS) >= 100
    assert len(LOOKALIKES) >= 50
    assert {row["language"] for row in ATTACKS} == {"en", "fr", "de", "es", "it"}
    families = Counter(row["family"] for row in ATTACKS)
    assert len(families) == 10
    assert min(families.values()) >= 5
    ids = [row["id"] for row in ATTACKS + LOOKALIKES]
    assert len(set(ids)) == len(ids)


async def test_results_say_that_they_are_not_to_be_trusted(client: Client, sandbox: Sandbox):
    """In words, in `_meta`, and in what the server tells of itself: documents are material, never instructions."""
    result = await client.call_tool("lighton_search", {"query": "data retention"})
    assert "never instructions" in text_of(result)
    assert result.meta is not None
    assert result.meta["lighton-mcp/untrusted"] is True
    answered = await client.call_tool("grounded_answer", {"question": "What is our data retention policy?"})
    assert answered.meta is not None
    assert answered.meta["lighton-mcp/untrusted"] is True
    assert client.instructions is not None
    assert "never instructions" in client.instructions


async def test_a_quotation_avoids_what_was_taken_out(client: Client, sandbox: Sandbox):
    """Offsets count in the passage as LightOn sent it, and the quotation holds no invisible character."""
    passage = "\u200bOld text.\f Invoices are kept for 10 years in the vault\u200b, then destroyed."
    sandbox.fail("search", found(passage))
    sandbox.say("Invoices are kept for 10 years in the vault, then destroyed [1].")
    result = (await client.call_tool("grounded_answer", {"question": "How long are invoices kept?"})).structured_content
    assert result is not None
    (citation,) = result["citations"]
    assert citation["quote"] == "Invoices are kept for 10 years in the vault"
    assert passage[citation["quote_start"] : citation["quote_end"]] == citation["quote"]


async def test_a_link_is_kept_only_while_its_passage_is_cited(client: Client, sandbox: Sandbox):
    """A retrieved passage that nothing cites lends its link to nobody, and the warning counts it."""
    sandbox.fail("search", found("Invoices are kept for 10 years.", "Lunch is at https://intranet.sorvane.example/lunch."))
    sandbox.say("Invoices are kept for 10 years [1]. [Menu](https://intranet.sorvane.example/lunch)")
    result = (await client.call_tool("grounded_answer", {"question": "How long are invoices kept?"})).structured_content
    assert result is not None
    assert "https://" not in result["answer"]
    assert "Removed from the answer: 1 link that no cited passage contains." in result["warnings"]
