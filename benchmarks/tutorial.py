"""LightOn's tutorial on OVHcloud in our own words: no pool, one search after another, nothing checked or bounded.

`python -m benchmarks.tutorial [--agentic] QUESTION` is the script as a person runs it, one process a question.
"""

import json
import os
import sys
from typing import Any

import requests
from openai import OpenAI

MODEL = "Meta-Llama-3_3-70B-Instruct"
# The default model takes one call a turn only, and refuses a history with several.
AGENTIC_MODEL = "gpt-oss-120b"
_TOOL: Any = {
    "type": "function",
    "function": {
        "name": "lighton_search",
        "description": "Find passages in the company's documents.",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
    },
}


def answer(question: str) -> str:
    """Search once, put the passages into the system message, ask the model."""
    instructions = f"Use only the passages below, and say so when they are not enough.\n\n{_passages(question)}"
    messages: Any = [{"role": "system", "content": instructions}, {"role": "user", "content": question}]
    completion = _model().chat.completions.create(model=MODEL, messages=messages)
    return completion.choices[0].message.content or ""


def answer_by_searching(question: str) -> str:
    """Let the model call the search until it answers."""
    client = _model()
    messages: list[Any] = [{"role": "user", "content": question}]
    while True:
        said = client.chat.completions.create(model=AGENTIC_MODEL, messages=messages, tools=[_TOOL]).choices[0].message
        if not said.tool_calls:
            return said.content or ""
        messages.append(said)
        for call in said.tool_calls:
            assert call.type == "function"
            found = _passages(json.loads(call.function.arguments)["query"])
            messages.append({"role": "tool", "tool_call_id": call.id, "content": found})


def _passages(query: str) -> str:
    response = requests.post(
        f"{os.environ['LIGHTON_BASE_URL']}/api/v3/search",
        json={"query": query, "max_results": 5},
        headers={"Authorization": f"Bearer {os.environ['LIGHTON_API_KEY']}"},
        timeout=60,
    )
    response.raise_for_status()
    return "\n\n".join(
        f"[{result['source']['filename']}, page {result['source']['page_start']}]\n{result['content']}"
        for result in response.json()["results"]
    )


def _model() -> OpenAI:
    return OpenAI(base_url=os.environ["OVH_AI_ENDPOINTS_BASE_URL"], api_key=os.environ["OVH_AI_ENDPOINTS_ACCESS_TOKEN"])


if __name__ == "__main__":
    print((answer_by_searching if "--agentic" in sys.argv else answer)(sys.argv[-1]))
