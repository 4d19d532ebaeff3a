"""`grounded_answer` through the whole server, against the sandbox over HTTP."""

from typing import Any

from mcp import Client
from mcp_types import CallToolResult
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from lighton_mcp.sandbox import FAULTS, Fault, Sandbox

from ..conftest import text_of

RETENTION = "What is our data retention policy?"
VOLATILE = {"timing_ms": {"search": 0, "generation": 0, "total": 0}}


async def ask(client: Client, question: str = RETENTION, **arguments: Any) -> CallToolResult:
    return await client.call_tool("grounded_answer", {"question": question, **arguments})


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content


def chats(sandbox: Sandbox) -> list[Any]:
    return [request for request in sandbox.requests if request.route == "chat"]


async def test_an_answer_is_this(client: Client, snapshot: SnapshotAssertion):
    """The whole result of the demo question, timings apart: an added or a lost field fails."""
    assert structured(await ask(client)) | VOLATILE == snapshot(name="answer", extension_class=JSONSnapshotExtension)


async def test_every_quotation_stands_in_its_passage(client: Client, sandbox: Sandbox):
    """Offsets are those of the passage as LightOn sent it, and of the answer."""
    result = structured(await ask(client))
    found = structured(await client.call_tool("lighton_search", {"query": RETENTION}))
    passages = {passage["n"]: passage["content"] for passage in found["passages"]}
    assert result["status"] == "answered"
    assert result["citations"]
    for citation in result["citations"]:
        quoted = passages[citation["n"]][citation["quote_start"] : citation["quote_end"]]
        assert quoted == citation["quote"]
        sentence = result["answer"][citation["answer_start"] : citation["answer_end"]]
        assert f"[{citation['n']}]" in result["answer"]
        assert sentence.strip()
    assert {source["n"] for source in result["sources"]} == {citation["n"] for citation in result["citations"]}


async def test_one_search_and_one_chat_request(client: Client, sandbox: Sandbox):
    """Both services are asked once, with what the contract allows and nothing else."""
    structured(await ask(client))
    sent = [request for request in sandbox.requests if request.route != "models"]
    assert [request.route for request in sent] == ["search", "chat"]
    assert sent[0].json() == {"query": RETENTION, "max_results": 5}
    assert sent[1].json()["model"] == "Meta-Llama-3_3-70B-Instruct"
    assert [message["role"] for message in sent[1].json()["messages"]] == ["system", "user"]


async def test_no_passage_means_no_chat_request(client: Client, sandbox: Sandbox):
    """Nothing was found, so no model is asked, and the status says so."""
    sandbox.fail("search", Fault(body='{"results": []}'))
    result = structured(await ask(client))
    assert (result["status"], result["answer"], result["model"]) == ("no_results", "", None)
    assert result["reason"]
    assert chats(sandbox) == []


async def test_a_question_that_the_documents_cannot_answer(client: Client):
    """LightOn returns its best candidates all the same; the answer is that they do not say."""
    result = structured(await ask(client, "What is the boiling point of tungsten on Mars?"))
    assert result["status"] == "insufficient_context"
    assert result["reason"]
    assert result["sources"] == []


async def test_a_marker_that_numbers_no_passage_is_removed(client: Client, sandbox: Sandbox):
    """A citation to nothing never reaches the reader."""
    found = structured(await client.call_tool("lighton_search", {"query": RETENTION}))
    sentence = found["passages"][0]["content"].split(". ")[0].split("\n")[-1]
    sandbox.say(f"{sentence} [1][77].")
    result = structured(await ask(client))
    assert "[77]" not in result["answer"]
    assert any("numbered no passage" in warning for warning in result["warnings"])


async def test_each_channel_is_complete_alone(client: Client):
    """Status, answer, quotes and places stand in the text as well as in the structure."""
    result = await ask(client)
    content, text = structured(result), text_of(result)
    assert content["answer"] in text
    for source in content["sources"]:
        assert source["title"] in text
    for citation in content["citations"]:
        assert " ".join(citation["quote"].split()) in text
    assert "{" not in text


async def test_the_sandbox_is_never_taken_for_the_cloud(client: Client):
    """Every result of the stand-in services says so."""
    result = await ask(client)
    assert structured(result)["backend"] == "sandbox"
    assert "sample documents" in text_of(result)


async def test_an_empty_stream_is_an_error(client: Client, sandbox: Sandbox):
    """A rate-limited stream was seen as a good status with nothing in it."""
    sandbox.say(b"data: [DONE]\n\n")
    result = await ask(client)
    assert result.is_error
    assert "empty" in text_of(result)


async def test_a_failed_search_is_told_and_the_next_call_works(client: Client, sandbox: Sandbox):
    """No model is asked about nothing, and nothing is broken afterwards."""
    sandbox.fail("search", FAULTS["lighton"]["500"], times=1)
    failed = await ask(client)
    assert failed.is_error
    assert "LightOn failed on its side" in text_of(failed)
    assert structured(await ask(client))["status"] == "answered"
