"""The wire of the OVHcloud stand-in, against the contract, and through the SDK that people use."""

import base64
import json
import time

import httpx2
import openai as sdk
import pytest
from openai import AsyncOpenAI, Omit

from lighton_mcp.sandbox import WRITER_NAME, Reply, run_sandbox

from ..conftest import fixture
from .conftest import TOKEN

LLAMA = "Meta-Llama-3_3-70B-Instruct"
PROMPT = [
    {"role": "system", "content": "Answer from the passages. If they do not answer, reply NO_ANSWER: and say why."},
    {
        "role": "user",
        "content": '<passage-1a number="4" title="Leave" pages="2">\nEmployees have 27 days of leave.\n</passage-1a>\n'
        "Question: How many days of leave do employees have?",
    },
]
SEARCH = {
    "type": "function",
    "function": {
        "name": "lighton_search",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
    },
}
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n rest").decode()


async def refused(sandbox, http: httpx2.AsyncClient, **body) -> httpx2.Response:
    usual = {"model": LLAMA, "messages": PROMPT}
    return await http.post(f"{sandbox.ovhcloud_url}/chat/completions", json=usual | body, headers=TOKEN)


async def test_the_models_are_those_of_the_fixture_and_the_writer(sandbox, http):
    """The list is public, whatever the key, and ends with the writer under its own name."""
    for headers in ({}, TOKEN, {"Authorization": "Bearer wrong"}):
        body = (await http.get(f"{sandbox.ovhcloud_url}/models", headers=headers)).json()
        assert body["data"][:-1] == json.loads(fixture("ovhcloud/models.json"))["data"]
        assert body["data"][-1]["id"] == WRITER_NAME
        assert body["data"][-1].keys() == body["data"][1].keys()


async def test_a_completion_has_the_keys_of_the_contract(sandbox, http):
    """One object, whose model and id say who wrote it, whichever model was asked for."""
    body = (await refused(sandbox, http)).json()
    expected = json.loads(fixture("ovhcloud/completion.json"))
    assert body.keys() == expected.keys()
    assert body["choices"][0]["message"].keys() == expected["choices"][0]["message"].keys()
    assert body["usage"].keys() == expected["usage"].keys()
    assert (body["model"], body["object"]) == (WRITER_NAME, "chat.completion")
    assert body["id"].startswith(f"chatcmpl-{WRITER_NAME}-")
    assert body["choices"][0]["message"]["content"] == "Employees have 27 days of leave [4]."


async def test_usage_counts_four_characters_a_token(openai):
    """Prompt and answer are counted, and added up."""
    completion = await openai.chat.completions.create(model=LLAMA, messages=PROMPT)
    prompt = sum(len(message["content"]) for message in PROMPT)
    assert completion.usage.prompt_tokens == -(-prompt // 4)
    assert completion.usage.completion_tokens == -(-len(completion.choices[0].message.content) // 4)
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens


@pytest.mark.parametrize("model", [LLAMA, "Qwen3.6-27B", WRITER_NAME])
async def test_a_stream_comes_word_by_word(openai, model):
    """Role first, then words, a finish reason, usage behind it; together the same text as without streaming."""
    whole = await openai.chat.completions.create(model=model, messages=PROMPT)
    stream = await openai.chat.completions.create(
        model=model, messages=PROMPT, stream=True, stream_options={"include_usage": True}
    )
    chunks = [chunk async for chunk in stream]
    words = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    assert chunks[0].choices[0].delta.role == "assistant"
    assert words == ["Employees ", "have ", "27 ", "days ", "of ", "leave ", "[4]."]
    assert "".join(words) == whole.choices[0].message.content
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage


async def test_usage_is_not_streamed_unless_asked_for(openai):
    """Without `stream_options` the finish chunk is the last."""
    chunks = [chunk async for chunk in await openai.chat.completions.create(model=LLAMA, messages=PROMPT, stream=True)]
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert all(chunk.usage is None for chunk in chunks)


@pytest.mark.parametrize(("model", "name"), [(LLAMA, "stream_text.sse"), ("Qwen3.8-27B", "stream_reasoning.sse")])
async def test_chunks_have_the_style_of_the_model(sandbox, http, model, name):
    """Llama repeats the role and leaves `finish_reason` out until the end; Qwen sends it as null."""

    def keys(events: str) -> list[list[str]]:
        chunks = [json.loads(line[6:]) for line in events.splitlines() if line.startswith("data: {")]
        choices = [chunk["choices"][0] for chunk in chunks]
        return [sorted(choices[i]) + sorted(choices[i]["delta"]) for i in (0, 1, -2, -1)]

    response = await refused(sandbox, http, model=model, stream=True)
    assert response.headers["content-type"] == "text/event-stream"
    assert response.text.endswith("data: [DONE]\n\n")
    assert keys(response.text) == keys(fixture(f"ovhcloud/{name}").decode())


async def test_reasoning_comes_before_the_answer_unless_effort_is_none(openai):
    """A reasoning model fills `reasoning`; `none` turns it off."""
    thinking = await openai.chat.completions.create(model="Qwen3.8-27B", messages=PROMPT)
    quiet = await openai.chat.completions.create(model="Qwen3.8-27B", messages=PROMPT, reasoning_effort="none")
    assert thinking.choices[0].message.model_extra["reasoning"]
    assert thinking.usage.completion_tokens_details.reasoning_tokens > 0
    assert "reasoning" not in quiet.choices[0].message.model_extra


async def test_reasoning_can_use_up_the_budget(openai):
    """With too few tokens the content is null and the reason is `length`."""
    completion = await openai.chat.completions.create(model="gpt-oss-120b", messages=PROMPT, max_tokens=2)
    assert (completion.choices[0].message.content, completion.choices[0].finish_reason) == (None, "length")


async def test_an_answer_ends_at_its_limits(openai):
    """`max_tokens` cuts with `length`; a stop sequence cuts with `stop`."""
    short = await openai.chat.completions.create(model=LLAMA, messages=PROMPT, max_tokens=3)
    stopped = await openai.chat.completions.create(model=LLAMA, messages=PROMPT, stop=["27", "leave"])
    assert (short.choices[0].message.content, short.choices[0].finish_reason) == ("Employees ha", "length")
    assert (stopped.choices[0].message.content, stopped.choices[0].finish_reason) == ("Employees have ", "stop")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"max_tokens": 5, "max_completion_tokens": 5}, "Setting 'max_tokens' and 'max_completion_tokens' at the same"),
        ({"parallel_tool_calls": False}, "feature 'parallel_tool_calls=false' is not currently supported"),
        (
            {"enable_thinking": False},
            """feature 'extra arguments: {"enable_thinking":false}' is not currently supported""",
        ),
        ({"max_completion_tokens": 5}, "feature 'extra arguments"),
        ({"user": "me"}, "feature 'extra arguments"),
        ({"n": 1}, "feature 'extra arguments"),
        ({"stream_options": {"include_usage": True}}, "Stream options can only be defined when `stream=True`"),
    ],
)
async def test_parameters_outside_the_list_are_refused_in_both_shapes(sandbox, http, body, sentence):
    """The gateway's 400 has a bare message, or one under `error`."""
    bare = await refused(sandbox, http, **body)
    sandbox.wrapped_errors = True
    wrapped = await refused(sandbox, http, **body)
    assert (bare.status_code, wrapped.status_code) == (400, 400)
    assert bare.json()["message"].startswith(sentence)
    assert wrapped.json() == {"error": bare.json()}


async def test_the_refusal_is_the_fixture(sandbox, http):
    """Same bytes as recorded, up to white space."""
    response = await refused(sandbox, http, enable_thinking=False)
    assert response.json() == json.loads(fixture("ovhcloud/error_400_extra_arguments.json"))


@pytest.mark.parametrize(
    "body",
    [
        {"model": 5},
        {"messages": []},
        {"messages": "hello"},
        {"messages": ["hello"]},
        {"messages": [{"role": "developer", "content": "x"}]},
        {"messages": [{"role": "user"}]},
        {"messages": [{"role": "user", "content": 5}]},
        {"messages": [{"role": "user", "content": ["x"]}]},
        {"messages": [{"role": "user", "content": [{"type": "audio"}]}]},
        {"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "tool_calls": [{"id": "1"}]}]},
        {"max_tokens": 0},
        {"max_tokens": True},
        {"temperature": 1.9},
        {"temperature": "hot"},
        {"top_p": 0},
        {"stop": 5},
        {"stream": "yes"},
        {"tools": [{"name": "search"}]},
        {"tool_choice": "always"},
        {"tool_choice": {"name": "search"}},
        {"reasoning_effort": 3},
        {"response_format": "json"},
    ],
)
async def test_a_wrong_type_is_422_in_plain_text(sandbox, http, body):
    """The gateway cannot deserialize it and says so in text."""
    response = await refused(sandbox, http, **body)
    assert (response.status_code, response.headers["content-type"]) == (422, "text/plain; charset=utf-8")
    assert response.text.startswith("Failed to deserialize the JSON body into the target type: ")


@pytest.mark.parametrize(("content", "status"), [(b"{", 400), (b"[]", 422)])
async def test_a_body_that_is_no_object(sandbox, http, content, status):
    """Broken JSON is 400, another type 422, another content type 415."""
    url, headers = f"{sandbox.ovhcloud_url}/chat/completions", TOKEN | {"content-type": "application/json"}
    assert (await http.post(url, content=content, headers=headers)).status_code == status
    assert (await http.post(url, content=b"{}", headers=TOKEN | {"content-type": "text/plain"})).status_code == 415


@pytest.mark.parametrize(
    ("model", "effort", "status"),
    [
        ("Qwen3.8-27B", "medium", 200),
        ("Qwen3.6-27B", "minimal", 200),
        ("gpt-oss-120b", "high", 200),
        ("Qwen3.8-27B", "high", 400),
        ("Qwen3.8-27B", "xhigh", 422),
        ("gpt-oss-20b", "none", 400),
        (LLAMA, "low", 400),
    ],
)
async def test_effort_is_checked_by_the_gateway_and_by_the_model(sandbox, http, model, effort, status):
    """An unknown value is the gateway's 422, one that this model lacks the template's 400."""
    response = await refused(sandbox, http, model=model, reasoning_effort=effort)
    assert response.status_code == status
    if status == 422:
        assert response.content == fixture("ovhcloud/error_422.txt")
    if status == 400:
        assert response.json()["error"]["message"].startswith(f"Unexpected reasoning effort {effort}.")


CALL = {"id": "1", "type": "function", "function": {"name": "lighton_search", "arguments": "{}"}}
CALLED = [{"role": "user", "content": "x"}, {"role": "assistant", "content": None, "tool_calls": [CALL]}]
RESULT = {"role": "tool", "tool_call_id": "1", "content": "[1] text"}


@pytest.mark.parametrize(
    ("model", "messages", "sentence"),
    [
        (LLAMA, [*PROMPT, PROMPT[0]], "System message must be at the beginning"),
        (LLAMA, [PROMPT[0], *PROMPT], "System message must be at the beginning"),
        (LLAMA, [*CALLED, {**RESULT, "tool_call_id": "2"}], "A tool message must answer a tool call"),
        (LLAMA, [RESULT], "A tool message must answer a tool call"),
        (LLAMA, [*CALLED, {"role": "user", "content": "y"}], "Each tool call must be answered"),
        (
            LLAMA,
            [CALLED[0], {"role": "assistant", "tool_calls": [CALL, CALL | {"id": "2"}]}],
            "This model only supports single tool-calls at once!",
        ),
        (
            "Qwen3.6-27B",
            [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://x.example/a.png"}}]}],
            "Only base64 data URLs are supported",
        ),
        (
            "Qwen3.6-27B",
            [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,%%"}}]}],
            "The image is not valid base64",
        ),
        (
            "Qwen3.6-27B",
            [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}],
            "The image cannot be read",
        ),
        (
            LLAMA,
            [
                {
                    "role": "user",
                    "content": [{"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}],
                }
            ],
            "This model does not accept images",
        ),
    ],
)
async def test_messages_are_checked_like_a_template_does(sandbox, http, model, messages, sentence):
    """One leading system message, answered tool calls, images as data URLs to vision models only."""
    response = await refused(sandbox, http, model=model, messages=messages)
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith(sentence)


async def test_what_a_model_cannot_do_is_refused(sandbox, http):
    """No tools for the older vision model, no structured output from the writer, no chat with embeddings."""
    assert (await refused(sandbox, http, model="Qwen2.5-VL-72B-Instruct", tools=[SEARCH])).status_code == 400
    assert (await refused(sandbox, http, response_format={"type": "json_object"})).status_code == 400
    for model in ("bge-m3", "whisper-large-v3", "Qwen3-32B"):
        response = await refused(sandbox, http, model=model)
        assert response.status_code == 404
        assert response.json()["error"]["message"] == f"The model `{model}` does not exist."


async def test_a_large_body_is_413(sandbox, http):
    """2 MB of text; 10 MB for a vision model; counted on the wire."""
    two_mb = [{"role": "user", "content": "x" * 2_000_000}]
    assert (await refused(sandbox, http, messages=two_mb)).status_code == 413
    assert (await refused(sandbox, http, messages=two_mb, model="Qwen3.6-27B")).status_code == 200
    eleven = [{"role": "user", "content": "x" * 11_000_000}]
    assert (await refused(sandbox, http, messages=eleven, model="Qwen3.6-27B")).status_code == 413


@pytest.mark.parametrize("key", ["unused", "sk-abc", "null"])
async def test_any_other_key_is_refused(sandbox, http, key):
    """A placeholder does not fall back to the anonymous tier."""
    async with AsyncOpenAI(base_url=sandbox.ovhcloud_url, api_key=key, max_retries=0, http_client=http) as client:
        with pytest.raises(sdk.PermissionDeniedError) as refusal:
            await client.chat.completions.create(model=LLAMA, messages=PROMPT)
    assert refusal.value.body == json.loads(fixture("ovhcloud/error_403.json"))


async def test_no_header_is_the_anonymous_tier(sandbox, http, openai):
    """Without a header, or with an empty Bearer, the call works."""
    completion = await openai.chat.completions.create(
        model=LLAMA, messages=PROMPT, extra_headers={"Authorization": Omit()}
    )
    assert completion.choices[0].finish_reason == "stop"
    assert "authorization" not in sandbox.requests[-1].headers
    url, body = f"{sandbox.ovhcloud_url}/chat/completions", {"model": LLAMA, "messages": PROMPT}
    assert (await http.post(url, json=body, headers={"Authorization": "Bearer"})).status_code == 200


async def test_the_anonymous_tier_has_a_limit_for_each_model(http):
    """The third request of a minute is 429 with the headers of the contract; other models and keys go on."""
    async with run_sandbox(anonymous_limit=2) as own:

        async def status(model: str, headers: dict[str, str]) -> httpx2.Response:
            body = {"model": model, "messages": PROMPT}
            return await http.post(f"{own.ovhcloud_url}/chat/completions", json=body, headers=headers)

        assert [(await status(LLAMA, {})).status_code for _ in range(2)] == [200, 200]
        busy = await status(LLAMA, {})
        assert (busy.status_code, busy.json().keys()) == (429, json.loads(fixture("ovhcloud/error_429.json")).keys())
        assert busy.headers["x-ratelimit-limit-minute"] == "2"
        assert 0 < int(busy.headers["retry-after"]) <= 60
        assert (await status("Qwen3.6-27B", {})).status_code == 200
        assert (await status(LLAMA, TOKEN)).status_code == 200


@pytest.mark.parametrize("path", ["/embeddings", "/responses", "/chat", "/chat/completions/"])
async def test_other_paths_are_404(sandbox, http, path):
    """Only models and chat completions exist."""
    assert (await http.post(sandbox.ovhcloud_url + path, json={}, headers=TOKEN)).status_code == 404


async def test_scripted_replies_come_in_order(sandbox, openai):
    """Text, then a tool call, then the writer again."""
    sandbox.say("First.", Reply(tool_calls=(("lighton_search", {"query": "x"}),)))
    said = [await openai.chat.completions.create(model=LLAMA, messages=PROMPT) for _ in range(3)]
    assert said[0].choices[0].message.content == "First."
    assert said[1].choices[0].message.tool_calls[0].function.arguments == '{"query": "x"}'
    assert said[1].choices[0].finish_reason == "tool_calls"
    assert said[2].choices[0].message.content == "Employees have 27 days of leave [4]."


@pytest.mark.parametrize("fragment", [1, 3, 1000])
async def test_tool_calls_stream_in_fragments(sandbox, openai, fragment):
    """Identifier and name stand on the first fragment alone; the arguments add up, two calls side by side."""
    sandbox.say(Reply(tool_calls=(("a", {"query": "préavis"}), ("b", "not json")), fragment=fragment))
    stream = await openai.chat.completions.create(model="Mistral-Nemo-Instruct-2407", messages=PROMPT, stream=True)
    arguments, identifiers = {0: "", 1: ""}, []
    async for chunk in stream:
        for call in chunk.choices[0].delta.tool_calls or []:
            arguments[call.index] += call.function.arguments
            if call.id:
                identifiers.append(call.id)
    assert arguments == {0: '{"query": "préavis"}', 1: "not json"}
    assert [len(identifier) for identifier in identifiers] == [9, 9]


async def test_what_a_script_can_spoil(sandbox, openai):
    """An old reasoning field, usage in the finish chunk, no finish reason, and no usage."""
    sandbox.say(
        Reply(text="a", reasoning="b", reasoning_field="reasoning_content", usage="finish"),
        Reply(text="a", finish_reason=None, usage="none"),
    )

    async def chunks():
        options = {"stream": True, "stream_options": {"include_usage": True}}
        return [c async for c in await openai.chat.completions.create(model="Qwen3.6-27B", messages=PROMPT, **options)]

    first, second = await chunks(), await chunks()
    assert first[1].choices[0].delta.model_extra == {"reasoning_content": "b"}
    assert (first[-1].choices[0].finish_reason, first[-1].usage.completion_tokens) == ("stop", 2)
    assert all(chunk.usage is None and chunk.choices[0].finish_reason is None for chunk in second)


@pytest.mark.parametrize("name", ["stream_tool_calls.sse", "stream_usage_tail.sse", "stream_done_only.sse"])
async def test_recorded_streams_are_served_as_they_are(sandbox, http, name):
    """Bytes go out unchanged, as an event stream."""
    sandbox.say(fixture(f"ovhcloud/{name}"))
    response = await refused(sandbox, http, stream=True)
    assert (response.content, response.headers["content-type"]) == (fixture(f"ovhcloud/{name}"), "text/event-stream")


async def test_recorded_objects_are_served_as_json(sandbox, http):
    """Bytes that begin with a brace are an object."""
    sandbox.say(b'{"choices": []}')
    assert (await refused(sandbox, http)).json() == {"choices": []}


async def test_another_writer_can_be_set(sandbox, openai):
    """A test may let the model do anything, with what it was told at hand."""
    sandbox.writer = lambda prompt: Reply(text=f"{prompt.question} {prompt.passages[0].label}")
    completion = await openai.chat.completions.create(model=LLAMA, messages=PROMPT)
    assert completion.choices[0].message.content == "How many days of leave do employees have? 4"


@pytest.mark.parametrize("stream", [False, True])
async def test_latency_is_the_time_of_the_whole_answer(sandbox, openai, stream):
    """A streamed answer is spread over its latency: the first word early, the last when it is over."""
    sandbox.latency["chat"] = 0.2
    began = time.perf_counter()
    answer = await openai.chat.completions.create(model=LLAMA, messages=PROMPT, stream=stream)
    first = time.perf_counter() - began
    if stream:
        assert [chunk async for chunk in answer]
        assert first < 0.15
    assert 0.2 <= time.perf_counter() - began < 0.3
