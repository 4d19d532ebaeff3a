"""The lock of LIGHTON_MCP_WORKSPACES: nothing outside it is searched or read, whatever the arguments."""

import json
import random
import re
from typing import Any

import httpx2
import pytest
from mcp import Client
from pydantic import SecretStr

from lighton_mcp import Settings, create_server
from lighton_mcp.app import App
from lighton_mcp.arguments import normalise
from lighton_mcp.errors import ArgumentError, LightOnMCPError, LockUnresolved
from lighton_mcp.progress import Progress
from lighton_mcp.sandbox import FAULTS, Fault, Sandbox
from lighton_mcp.scope import resolve
from lighton_mcp.searching import search

from .conftest import settings_for, text_of

WORKSPACES = {1: "Legal", 2: "legal", 3: "Human Resources", 4: "Été 2026", 5: "2026", 6: "Sales, EMEA", 7: ""}
TAGS = {11: "policy", 12: "Legal"}
FILES = {21: 1, 22: 2, 23: 3, 24: None}  # file → its workspace
LOCK = ("3", "été  2026", "3")
ALLOWED = {3, 4}
SEARCH = ["query", "max_results", "workspaces", "tags", "files", "mode"]


class LightOnInMemory:
    """Answers like LightOn and keeps what it was asked."""

    def __init__(self) -> None:
        self.searches: list[dict[str, Any]] = []
        self.read: list[int] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        path = request.url.path.removeprefix("/api/v3")
        if path == "/search":
            self.searches.append(json.loads(request.content))
            return httpx2.Response(200, json={"results": []})
        if path in {"/workspaces", "/tags"}:
            rows = WORKSPACES if path == "/workspaces" else TAGS
            return httpx2.Response(200, json={"results": [{"id": key, "name": name} for key, name in rows.items()]})
        file_id = int(path.rpartition("/")[2])
        if file_id not in FILES:
            return httpx2.Response(404, json={})
        where = FILES[file_id]
        if "include_content" in request.url.params:
            self.read.append(file_id)
        return httpx2.Response(
            200,
            json={
                "id": file_id,
                "workspace": where and {"id": where, "name": "w"},
                "pages": [{"index": 1, "markdown": f"text of {file_id}"}],
            },
        )


def locked_settings(*lock: str) -> Settings:
    return Settings(lighton_api_key=SecretStr("k"), lighton_base_url="https://lighton.example", workspaces=lock)


def _argument_sets(count: int) -> list[dict[str, Any]]:
    """Make argument sets as confused models and hostile documents would word them."""
    chance = random.Random(5)  # noqa: S311 (always the same sets)
    spelled = ["workspaces", "workspace", "workspace_id", "workspace_ids", "tags", "tag", "tag_id", "files", "file"]
    spelled += ["file_id", "file_ids", "filter", "scope", "workspaces ", "WORKSPACES", "$where"]
    words = [*WORKSPACES.values(), *TAGS.values(), *map(str, (*WORKSPACES, *TAGS, *FILES))]
    words += [
        "LEGAL",
        "human  resources",
        "ＨＵＭＡＮ Resources",
        "*",
        "%",
        "all",
        "null",
        "[]",
        "[1, 2]",
        '["Legal"]',
        "{}",
        "-1",
    ]
    words += [
        "0",
        "3.0",
        "1e0",
        "1 OR 1=1",
        "3,1",
        "../1",
        "\u202elageL",
        "\x00",
        "a" * 5000,
        "9" * 5000,
        "³",
        "٣",
        "１",
    ]

    def value(depth: int = 0) -> Any:
        kind = chance.randrange(12 if depth < 2 else 8)
        if kind < 3:
            return chance.choice(words)
        if kind < 5:
            return chance.choice([*WORKSPACES, *TAGS, *FILES])
        if kind < 6:
            return chance.choice([0, -1, 2**63, 10**400, 3.0, 1.5, float("nan"), float("inf"), True, False])
        if kind < 7:
            return None
        if kind < 8:
            return chance.choice(words).upper()
        if kind < 11:
            return [value(depth + 1) for _ in range(chance.choice((0, 1, 2, 3, 3, 150)))]
        return {chance.choice(words): value(depth + 1)}

    return [
        {"query": "x"} | {chance.choice(spelled): value() for _ in range(chance.randrange(4))} for _ in range(count)
    ]


def _is_inside(search_request: dict[str, Any]) -> bool:
    workspaces, files = search_request.get("workspace_id"), search_request.get("file_id")
    if files:
        return all(FILES.get(file_id) in ALLOWED for file_id in files)
    return bool(workspaces) and set(workspaces) <= ALLOWED


async def test_ten_thousand_argument_sets_never_reach_outside_the_lock():
    """Every search that leaves carries a scope, and only what the lock allows; everything else is told in words."""
    service = LightOnInMemory()
    app = App(locked_settings(*LOCK), transport=httpx2.MockTransport(service))
    outcomes = {"searched": 0, "refused": 0}
    longest = 0
    async with app.running():
        for arguments in _argument_sets(10_000):
            try:
                given = normalise("lighton_search", SEARCH, arguments)
                scope = await resolve(
                    app, Progress(), **{name: given.get(name) for name in ("workspaces", "tags", "files")}
                )
                await search(app, "x", scope, 5, "text", Progress())
                outcomes["searched"] += 1
            except ArgumentError as refused:
                outcomes["refused"] += 1
                longest = max(longest, len(str(refused)))
    assert len(service.searches) == outcomes["searched"]
    assert [sent for sent in service.searches if not _is_inside(sent)] == []
    assert longest <= 600
    # Both outcomes are common, or the test would prove nothing.
    assert min(outcomes.values()) > 1500
    assert {tuple(sorted(sent.get("workspace_id", ()))) for sent in service.searches} >= {(), (3,), (4,), (3, 4)}


async def test_the_whole_server_keeps_the_lock(sandbox: Sandbox):
    """The same through MCP and over HTTP: what arrived at LightOn was inside, by every tool and resource."""
    inside = {301, 302}
    files = {document.id: document.workspace.id for document in sandbox.library.documents}
    chance = random.Random(7)  # noqa: S311 (always the same calls)
    ids = [301, 302, 303, 304, *files]
    words = ["Human Resources", "achats & contrats", "policy", "nothing", *map(str, ids)]
    settings = settings_for(sandbox, workspaces=("human resources", "302"))
    async with Client(create_server(settings)) as client:
        for _ in range(60):
            given = {
                chance.choice(("workspaces", "workspace", "tags", "files", "file_id")): chance.choice(
                    [chance.choice(ids), chance.choice(words), [chance.choice(ids), chance.choice(words)], [], None]
                )
                for _ in range(chance.randrange(3))
            }
            result = await client.call_tool("lighton_search", {"query": "policy", **given})
            for passage in (result.structured_content or {}).get("passages", []):
                assert files[passage["file_id"]] in inside
        for file_id, workspace in files.items():
            result = await client.call_tool("lighton_read", {"file_id": file_id})
            assert bool(result.is_error) == (workspace not in inside)
        listed = (await client.call_tool("lighton_scopes", {})).structured_content
        assert listed is not None
        assert {row["id"] for row in listed["workspaces"]} == inside
    searches = [request.json() for request in sandbox.requests if request.route == "search"]
    assert searches
    for sent in searches:
        assert set(sent.get("workspace_id", ())) <= inside
        assert {files[file_id] for file_id in sent.get("file_id", ())} <= inside
        assert sent.get("workspace_id") or sent.get("file_id")
    read = [request for request in sandbox.requests if request.query.get("include_content")]
    assert {files[int(request.path.rpartition("/")[2])] for request in read} == inside


async def test_without_arguments_the_lock_is_the_scope_and_ids_need_no_look_up():
    """A lock of ids costs no request."""
    service = LightOnInMemory()
    app = App(locked_settings("3", "4"), transport=httpx2.MockTransport(service))
    async with app.running():
        scope = await resolve(app, Progress())
        assert scope.workspace_ids == (3, 4)
        assert (await resolve(app, Progress(), workspaces=[4, 1], tags=[11])).workspace_ids == (4,)
        assert app.directory.name_of(3) == ""


async def test_what_the_lock_takes_away_is_told():
    """A part of what was asked for is searched, with a warning; nothing of it is an error that says what is allowed."""
    service = LightOnInMemory()
    app = App(locked_settings("Human Resources", "4"), transport=httpx2.MockTransport(service))
    async with app.running():
        scope = await resolve(app, Progress(), workspaces=[1, 3])
        assert scope.workspace_ids == (3,)
        assert scope.label == "Human Resources"
        assert re.search("locked to other workspaces: 1", scope.warnings[0])
        with pytest.raises(ArgumentError, match=r'"Human Resources" \(3\), "Été 2026" \(4\)'):
            await resolve(app, Progress(), workspaces=[1, 2])


@pytest.mark.parametrize("files", [[21], [23, 21], [24], [99]])
async def test_a_file_must_be_inside_whatever_else_is_asked_for(files: list[int]):
    """Elsewhere, nowhere and unknown are refused alike, and one of them spoils the list."""
    app = App(locked_settings("3"), transport=httpx2.MockTransport(LightOnInMemory()))
    async with app.running():
        with pytest.raises(ArgumentError, match="is not in a workspace that this server may read"):
            await resolve(app, Progress(), files=files)
        assert (await resolve(app, Progress(), files=[23])).file_ids == (23,)


@pytest.mark.parametrize("lock", [("Legal",), ("Nothing",), ("3", "Humann Resources"), ("0",), ("9" * 30,)])
async def test_a_lock_that_cannot_be_resolved_means_no_search(lock: tuple[str, ...], era: str):
    """Ambiguous, unknown or no id: every tool says so by the variable's name, and nothing is searched or read."""
    service = LightOnInMemory()
    server = create_server(locked_settings(*lock), transport=httpx2.MockTransport(service))
    async with Client(server, mode=era) as client:
        for tool, arguments in (
            ("lighton_search", {"query": "x"}),
            ("lighton_search", {"query": "x", "workspaces": [3]}),
            ("lighton_search", {"query": "x", "files": [23]}),
            ("grounded_answer", {"question": "x"}),
            ("lighton_scopes", {}),
            ("lighton_read", {"file_id": 23}),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert "LIGHTON_MCP_WORKSPACES names" in text_of(result)
    assert (service.searches, service.read) == ([], [])


@pytest.mark.parametrize(
    "fault", [FAULTS["lighton"]["500"], FAULTS["lighton"]["html 200"], Fault(body='{"results": []}')]
)
async def test_a_lock_by_name_without_the_list_means_no_search(sandbox: Sandbox, fault: Fault):
    """LightOn cannot be asked what the name means, so nothing is sent; afterwards it works again."""
    sandbox.fail("workspaces", fault, times=2)
    app = App(settings_for(sandbox, workspaces=("Human Resources",)))
    async with app.running():
        with pytest.raises(LightOnMCPError):
            await resolve(app, Progress())
        sandbox.clear()
        assert (await resolve(app, Progress())).workspace_ids == (301,)
    assert [request for request in sandbox.requests if request.route == "search"] == []


async def test_a_lock_is_told_by_the_nearest_names():
    """The person who set it reads what to write instead."""
    app = App(locked_settings("Humann Resources"), transport=httpx2.MockTransport(LightOnInMemory()))
    async with app.running():
        with pytest.raises(LockUnresolved, match=r'"Humann Resources".*"Human Resources" \(3\)'):
            await resolve(app, Progress())
