"""Clients of both services as a person would write them."""

import ssl
from collections.abc import AsyncIterator

import httpx2
import pytest
from openai import AsyncOpenAI

from lighton_mcp.sandbox import LIGHTON_KEY, OVHCLOUD_TOKEN, Sandbox

# Read once: the certificates of the system cost more than most tests, and nothing here is encrypted.
TLS = ssl.create_default_context()
KEY = {"Authorization": f"Bearer {LIGHTON_KEY}"}
TOKEN = {"Authorization": f"Bearer {OVHCLOUD_TOKEN}"}


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(timeout=5, verify=TLS) as client:
        yield client


@pytest.fixture
async def lighton(sandbox: Sandbox) -> AsyncIterator[httpx2.AsyncClient]:
    """LightOn with the right key."""
    async with httpx2.AsyncClient(
        base_url=f"{sandbox.lighton_url}/api/v3", headers=KEY, timeout=5, verify=TLS
    ) as client:
        yield client


@pytest.fixture
async def openai(sandbox: Sandbox) -> AsyncIterator[AsyncOpenAI]:
    """OVHcloud through the SDK that its guides name, with the right token."""
    http_client = httpx2.AsyncClient(timeout=5, verify=TLS)
    url = sandbox.ovhcloud_url
    async with AsyncOpenAI(base_url=url, api_key=OVHCLOUD_TOKEN, max_retries=0, http_client=http_client) as client:
        yield client
