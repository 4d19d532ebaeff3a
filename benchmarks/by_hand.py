"""What a person would write with `httpx2` and `openai` in an afternoon: pooled, and with nothing checked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from openai import AsyncOpenAI

from benchmarks.upstream import Variables

MODEL = "Meta-Llama-3_3-70B-Instruct"
_INSTRUCTIONS = "Answer from these passages only, and say so when they do not answer.\n\n"


class ByHand:
    """Search, then chat, over connections that stay open."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._loop = asyncio.new_event_loop()
        self._http = httpx2.AsyncClient(timeout=60)
        self._openai = AsyncOpenAI(
            base_url=variables["OVH_AI_ENDPOINTS_BASE_URL"],
            api_key=variables["OVH_AI_ENDPOINTS_ACCESS_TOKEN"],
            http_client=self._http,
        )

    def search(self, query: str) -> dict[str, Any]:
        """Send the body that `lighton_search` sends."""
        return self._loop.run_until_complete(self._search(query))

    def answer(self, question: str) -> str:
        """Search once, then let the model answer."""
        return self._loop.run_until_complete(self._answer(question))

    def close(self) -> None:
        """Close the connections."""
        self._loop.run_until_complete(self._http.aclose())
        self._loop.close()

    async def _search(self, query: str) -> dict[str, Any]:
        response = await self._http.post(
            f"{self._variables['LIGHTON_BASE_URL']}/api/v3/search",
            json={"query": query, "max_results": 5},
            headers={"Authorization": f"Bearer {self._variables['LIGHTON_API_KEY']}"},
        )
        response.raise_for_status()
        found: dict[str, Any] = response.json()
        return found

    async def _answer(self, question: str) -> str:
        found = await self._search(question)
        passages = "\n\n".join(f"[{n}] {result['content']}" for n, result in enumerate(found["results"], start=1))
        completion = await self._openai.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": _INSTRUCTIONS + passages},
                {"role": "user", "content": question},
            ],
        )
        return completion.choices[0].message.content or ""


@contextmanager
def running(variables: Variables) -> Iterator[ByHand]:
    """Keep one pair of clients open."""
    by_hand = ByHand(variables)
    try:
        yield by_hand
    finally:
        by_hand.close()
