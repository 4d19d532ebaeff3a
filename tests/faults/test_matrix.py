"""Every fault of both services on every operation: told well, in time, leaking nothing, over with the next call."""

import contextlib
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult, TextResourceContents

from lighton_mcp import create_server, errors
from lighton_mcp.sandbox import FAULTS, Fault, Sandbox, run_sandbox

from ..conftest import settings_for, text_of
from ..test_stdio import environment
from .table import HASTY, OPERATIONS, OVHCLOUD, WORKS, Operation, message_pattern

SECRETS = ("lk-9Zq4Planted7LightOn", "ok-3Xw8Planted5Ovhcloud")
GRACE_S = 1.5


@pytest.fixture
async def planted() -> AsyncIterator[Sandbox]:
    """Run the sandbox with keys that nothing may repeat."""
    async with run_sandbox(lighton_key=SECRETS[0], ovhcloud_token=SECRETS[1]) as running:
        yield running


def complaints(result: CallToolResult, expected: type[errors.LightOnMCPError] | None, fault: Fault) -> Iterator[str]:
    """Say what is wrong with the result of a call that met a fault."""
    text = text_of(result)
    if any(secret[:8] in text for secret in SECRETS):
        yield "a key is shown"
    if expected is WORKS:
        if result.is_error:
            yield f"failed: {text}"
        return
    if not result.is_error:
        yield "no error"
    if not message_pattern(expected).fullmatch(text):
        yield f"not the message of {expected.__name__}: {text}"
    body = fault.body.decode() if isinstance(fault.body, bytes) else fault.body or ""
    if any(body[at : at + 28] in text for at in range(min(len(body), 400) - 28)):
        yield f"the body of the service is shown: {text}"
    for word in ("Traceback", "httpx", "openai", "pydantic", "Exception", "<html", "{"):
        if word in text:
            yield f"{word} is shown: {text}"


def in_order(operation: Operation) -> list[str]:
    """Put what succeeds last."""
    return sorted(operation.causes, key=lambda name: operation.causes[name] is WORKS)


async def meet(
    client: Client, sandbox: Sandbox, operation: Operation, names: list[str], deadline_s: float
) -> dict[str, list[str]]:
    """Let one operation meet faults one by one; return the complaints by fault."""
    found: dict[str, list[str]] = {}
    for name in names:
        fault = operation.fault(name)
        sandbox.fail(operation.route, fault)
        started = time.monotonic()
        result = await client.call_tool(operation.tool, dict(operation.arguments))
        elapsed = time.monotonic() - started
        found[name] = list(complaints(result, operation.causes[name], fault))
        if elapsed > deadline_s + GRACE_S:
            found[name].append(f"took {elapsed:.1f} s")
        sandbox.clear()
        if operation.kept and name != names[-1]:
            continue
        after = await client.call_tool(operation.tool, dict(operation.arguments))
        if after.is_error:
            found[name].append(f"the next call failed: {text_of(after)}")
    return {name: listed for name, listed in found.items() if listed}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
async def test_every_fault_in_memory(planted: Sandbox, operation: Operation, era: str):
    """The message is that of the taxonomy, with cause, fix and retry; the deadline holds; the next call works."""
    wrong: dict[str, list[str]] = {}
    for hasty, deadline_s in ((False, 10.0), (True, 0.8)):
        names = [name for name in in_order(operation) if (name in HASTY) is hasty]
        async with Client(create_server(settings_for(planted, timeout_s=deadline_s)), mode=era) as client:
            # What a first call imports takes longer than the short deadline.
            with contextlib.suppress(Exception):
                await client.call_tool("grounded_answer", {"question": "warm up"})
            wrong |= await meet(client, planted, operation, names, deadline_s)
    assert wrong == {}


async def test_every_fault_over_stdio_with_debug_logs(planted: Sandbox, tmp_path):
    """One process meets them all; nothing that it writes to any channel holds a key."""
    log = tmp_path / "stderr"
    env = environment(planted, LIGHTON_MCP_TIMEOUT="1", LIGHTON_MCP_LOG_LEVEL="DEBUG")
    server = StdioServerParameters(command=sys.executable, args=["-m", "lighton_mcp"], env=env)
    wrong: dict[str, dict[str, list[str]]] = {}
    from mcp.client.stdio import stdio_client

    with log.open("w", encoding="utf-8") as errlog:
        async with Client(stdio_client(server, errlog=errlog)) as client:
            await client.call_tool("grounded_answer", {"question": "warm up"})
            # Workspaces and tags are kept by then: tags have their row in memory.
            for operation in (one for one in OPERATIONS.values() if one.name != "tags"):
                names = [name for name in in_order(operation) if not name.startswith("slow")]
                slow = [] if operation.kept else ["slow body"]
                wrong[operation.name] = await meet(client, planted, operation, [*slow, *names], 1.0)
            await client.read_resource("ovhcloud://models")
    assert {name: found for name, found in wrong.items() if found} == {}
    logged = log.read_text(encoding="utf-8")
    assert "DEBUG" in logged
    for secret in SECRETS:
        assert secret not in logged
        assert secret[:8] not in logged
    for request in planted.requests:
        other = SECRETS[1] if request.service == "lighton" else SECRETS[0]
        assert other not in str(request.headers) + request.path + str(request.query) + request.body.decode()


@pytest.mark.parametrize("name", OVHCLOUD)
async def test_the_models_are_served_whatever_happens(planted: Sandbox, name: str):
    """When OVHcloud's list cannot be had the resource is built in and says so, within the deadline."""
    fault = OPERATIONS["chat"].fault(name)
    planted.fail("models", fault)
    async with Client(create_server(settings_for(planted, timeout_s=0.5 if name in HASTY else 10.0))) as client:
        with anyio.fail_after((0.5 if name in HASTY else 10) + GRACE_S):
            read = await client.read_resource("ovhcloud://models")
    (content,) = read.contents
    assert isinstance(content, TextResourceContents)
    whole = name in {"wrong content type", "redirected model"}
    assert f'"source": "{"live" if whole else "built-in"}"' in content.text
    assert "Meta-Llama-3_3-70B-Instruct" in content.text


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("service", ["lighton", "ovhcloud"])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:{closed}", "the connection was refused"),
        ("http://nowhere.invalid", "its name does not resolve (DNS)"),
        ("https://127.0.0.1:{open}", "its certificate could not be checked (TLS)"),
    ],
    ids=["refused", "dns", "tls"],
)
async def test_a_service_that_cannot_be_reached(planted: Sandbox, service: str, address: str, words: str, era: str):
    """The message says why, and which variable holds the address."""
    url = address.format(closed=closed_port(), open=planted.lighton_url.rpartition(":")[2])
    settings = settings_for(planted, timeout_s=1.5, **{f"{service}_base_url": url})
    async with Client(create_server(settings), mode=era) as client:
        operation = OPERATIONS["search" if service == "lighton" else "chat"]
        text = text_of(await client.call_tool(operation.tool, dict(operation.arguments)))
    assert words in text
    assert ("LIGHTON_BASE_URL" if service == "lighton" else "OVH_AI_ENDPOINTS_BASE_URL") in text
    assert message_pattern(errors.Unreachable).fullmatch(text)


def test_the_table_holds_every_fault_of_the_sandbox():
    """A fault that is added there has to be judged here."""
    for operation in OPERATIONS.values():
        assert set(operation.causes) >= set(FAULTS[operation.service])
