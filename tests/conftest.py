"""Fixtures: the sandbox over real HTTP, and the server in memory in both protocol eras."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp_types import CallToolResult
from pydantic import SecretStr

from lighton_mcp import Settings, create_server
from lighton_mcp.sandbox import Sandbox, run_sandbox

FIXTURES = Path(__file__).parent / "fixtures"
ERAS = ("auto", "legacy")


def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are processors: a sixth of the time goes into waiting for deadlines."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def clean_environ(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own keys, proxies and certificates out of every test."""
    for name in list(os.environ):
        if name.upper().startswith(("LIGHTON_", "OVH", "OPENAI_", "SSL_CERT_")) or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with run_sandbox() as running:
        yield running


@pytest.fixture
def settings(sandbox: Sandbox) -> Settings:
    """Point at the sandbox, as a person's environment would."""
    return settings_for(sandbox)


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
async def client(settings: Settings, era: str) -> AsyncIterator[Client]:
    async with Client(create_server(settings), mode=era) as connected:
        yield connected


@pytest.fixture
def connect(era: str) -> Callable[..., AbstractAsyncContextManager[Client]]:
    """Connect to a server of other settings or another transport."""

    def connected(settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> Client:
        return Client(create_server(settings, transport=transport), mode=era)

    return connected


def settings_for(sandbox: Sandbox, **changed: Any) -> Settings:
    usual: dict[str, Any] = {
        "lighton_api_key": SecretStr(sandbox.lighton_key),
        "lighton_base_url": sandbox.lighton_url,
        "ovhcloud_token": SecretStr(sandbox.ovhcloud_token),
        "ovhcloud_base_url": sandbox.ovhcloud_url,
        "timeout_s": 10.0,
    }
    return Settings(**usual | changed)


def text_of(result: CallToolResult) -> str:
    return "\n".join(block.text for block in result.content if block.type == "text")


def fixture(name: str) -> bytes:
    """Read a payload of the contracts, such as "lighton/search_text.json"."""
    return (FIXTURES / name).read_bytes()
