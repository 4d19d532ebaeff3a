"""The strategy "agentic" through the whole server, with a scripted model."""

import json
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult

from lighton_mcp.sandbox import FAULTS, Reply, Sandbox

from ..conftest import text_of

QUESTION = "How long are access logs kept, and how long are backups kept?"
LOGS = "Access logs are kept for 12 months [1]."


def calls(*arguments: dict[str, Any] | str, name: str = "lighton_search", **more: Any) -> Reply:
    return Reply(tool_calls=tuple((name, argument) for argument in arguments), **more)


async def ask(client: Client, **arguments: Any) -> CallToolResult:
    return await client.call_tool("grounded_answer", {"question": QUESTION, "strategy": "agentic", **arguments})


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content


def sent(sandbox: Sandbox, route: str) -> list[dict[str, Any]]:
    return [request.json() for request in sandbox.requests if request.route == route]


def tool_results(body: dict[str, Any]) -> list[str]:
    return [message["content"] for message in body["messages"] if message["role"] == "tool"]


async def test_the_model_searches_and_answers(client: Client):
    """The sandbox's own writer calls the tool it is offered and answers from what comes back."""
    result = structured(await ask(client))
    assert result["status"] in {"answered", "partial"}
    assert result["searches"]
    assert result["citations"]
    for citation in result["citations"]:
        assert citation["quote"]


async def test_all_calls_of_a_turn_run_at_the_same_time(client: Client, sandbox: Sandbox):
    """Three searches of one turn are open together."""
    sandbox.latency["search"] = 0.1
    sandbox.say(calls({"query": "access logs"}, {"query": "backups"}, {"query": "invoices"}), LOGS)
    together = []
    original = sandbox.arrived

    def arrived(request: Any) -> None:
        original(request)
        together.append(sandbox.open_requests("search"))

    sandbox.arrived = arrived
    result = structured(await ask(client))
    assert max(together) == 3
    assert result["searches"] == ["access logs", "backups", "invoices"]


async def test_passages_keep_one_numbering_across_turns(client: Client, sandbox: Sandbox):
    """A chunk that is found again keeps its number and is not sent twice."""
    sandbox.say(calls({"query": "access logs retention"}), calls({"query": "retention of access logs"}), LOGS)
    structured(await ask(client, max_results=3))
    first, second = tool_results(sent(sandbox, "chat")[-1])
    assert [f'number="{n}"' in first for n in (1, 2, 3)] == [True, True, True]
    assert 'number="1"' not in second
    assert "shown above" in second


async def test_the_scope_is_not_the_models_to_choose(client: Client, sandbox: Sandbox):
    """Whatever the model asks for, the ids are those of the call."""
    sandbox.say(calls({"query": "logs", "workspace_id": [1], "workspaces": "all"}), LOGS)
    structured(await ask(client, workspaces=[302]))
    assert [body["workspace_id"] for body in sent(sandbox, "search")] == [[302]]


async def test_bad_arguments_go_back_to_the_model(client: Client, sandbox: Sandbox):
    """Each bad call gets one result that says so; nothing is searched for it."""
    bad = ["not json", '{"query": ""}', '{"query": 5}', '{"query": "x", "max_results": 0}', "[]", "{}"]
    sandbox.say(calls(*bad), calls("{}", name="delete_everything"), calls({"query": "access logs"}), LOGS)
    result = structured(await ask(client))
    assert result["searches"] == ["access logs"]
    told = tool_results(sent(sandbox, "chat")[-1])
    assert len(told) == 8
    assert all("cannot be used" in text for text in told[:6])
    assert "no such tool" in told[6]


async def test_what_the_model_wrote_is_sent_back_in_a_form_that_servers_parse(client: Client, sandbox: Sandbox):
    """Assistant turns are hand-built, with one call each, as Llama takes them, and arguments that are JSON."""
    sandbox.say(calls("not json", {"query": "access logs"}), LOGS)
    structured(await ask(client))
    last = sent(sandbox, "chat")[-1]["messages"]
    assert [message["role"] for message in last] == ["system", "user", "assistant", "tool", "assistant", "tool"]
    for turn, result, arguments in ((last[2], last[3], {}), (last[4], last[5], {"query": "access logs"})):
        assert set(turn) == {"role", "content", "tool_calls"}
        (call,) = turn["tool_calls"]
        assert json.loads(call["function"]["arguments"]) == arguments
        assert call["id"] == result["tool_call_id"]


async def test_the_same_query_is_answered_from_the_first(client: Client, sandbox: Sandbox):
    """Case and spaces apart it is the same; one request goes out."""
    sandbox.say(calls({"query": "access logs"}, {"query": " Access  LOGS "}), calls({"query": "access logs"}), LOGS)
    structured(await ask(client))
    assert len(sent(sandbox, "search")) == 1


async def test_four_turns_and_eight_searches_are_the_most(client: Client, sandbox: Sandbox):
    """The tool is withdrawn at the last turn and an answer is asked for."""
    many = calls(*({"query": f"query {n}"} for n in range(10)))
    sandbox.say(many, calls({"query": "more"}), calls({"query": "still more"}), LOGS)
    structured(await ask(client))
    chats = sent(sandbox, "chat")
    assert len(chats) == 4
    assert len(sent(sandbox, "search")) == 8
    assert ["tools" in body for body in chats] == [True, True, True, False]
    assert "Answer the question now" in chats[-1]["messages"][-1]["content"]
    assert any("limit of 8" in text for text in tool_results(chats[-1]))


async def test_a_model_that_never_stops_searching_is_told(client: Client, sandbox: Sandbox):
    """No answer is invented for it."""
    sandbox.say(*(calls({"query": f"query {n}"}) for n in range(6)))
    result = structured(await ask(client))
    assert result["status"] == "insufficient_context"
    assert "wrote no answer" in result["reason"]


@pytest.mark.parametrize("model", ["Qwen2.5-VL-72B-Instruct", "Meta-Llama-3_3-70B-Instruct"])
async def test_a_model_that_does_not_search_gets_one_search(client: Client, sandbox: Sandbox, model: str):
    """Whether it cannot or simply does not, the question is searched once and the result says so."""
    if model.startswith("Meta"):
        sandbox.say("I know it by heart.")
    result = structured(await ask(client, model=model))
    assert result["searches"] == [QUESTION]
    assert any("searched once" in warning for warning in result["warnings"])
    assert result["sources"]


async def test_a_refused_tool_falls_back_to_one_search(client: Client, sandbox: Sandbox):
    """A model that OVHcloud lists without saying that it takes no tools."""
    sandbox.fail("chat", FAULTS["ovhcloud"]["400"], times=1)
    result = structured(await ask(client))
    assert result["searches"] == [QUESTION]
    assert any("refused the search tool" in warning for warning in result["warnings"])


async def test_one_failed_search_does_not_cost_the_others(client: Client, sandbox: Sandbox):
    """The model goes on with what was found; the result says what failed."""
    sandbox.fail("search", FAULTS["lighton"]["500"], times=1)
    sandbox.say(calls({"query": "access logs"}), calls({"query": "log retention"}), LOGS)
    failed = await ask(client)
    assert failed.is_error
    sandbox.clear()
    sandbox.fail("search", FAULTS["lighton"]["500"], times=1)
    sandbox.say(calls({"query": "backups"}, {"query": "how long access logs are kept"}), LOGS)
    result = structured(await ask(client))
    assert any("failed" in warning for warning in result["warnings"])
    assert result["sources"]


async def test_nothing_found_is_no_results(client: Client, sandbox: Sandbox):
    """An answer that rests on no passage is not given."""
    sandbox.fail("search", FAULTS["lighton"]["no results"])
    sandbox.say(calls({"query": "a"}), "Probably 12 months.")
    result = structured(await ask(client))
    assert (result["status"], result["answer"]) == ("no_results", "")


@pytest.mark.parametrize("fragment", [1, 3, 1000])
async def test_tool_calls_in_fragments_of_any_size(client: Client, sandbox: Sandbox, fragment: int):
    """Two calls in a turn, their arguments in pieces."""
    sandbox.say(calls({"query": "access logs"}, {"query": "backups", "max_results": 2}, fragment=fragment), LOGS)
    assert structured(await ask(client))["searches"] == ["access logs", "backups"]
    assert [body["max_results"] for body in sent(sandbox, "search")] == [5, 2]


async def test_usage_is_the_sum_of_all_turns(client: Client, sandbox: Sandbox):
    """What was spent is what is told."""
    sandbox.say(calls({"query": "access logs"}), LOGS)
    once = structured(await ask(client))["usage"]
    sandbox.say(calls({"query": "access logs"}), calls({"query": "backups"}), LOGS)
    twice = structured(await ask(client))["usage"]
    assert twice["prompt_tokens"] > once["prompt_tokens"]
    assert twice["completion_tokens"] > once["completion_tokens"]
