"""Scope by name: what a call means by its words, and how often LightOn is asked for them."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from lighton_mcp import Settings
from lighton_mcp.app import App
from lighton_mcp.directory import Directory
from lighton_mcp.errors import ArgumentError, ServiceFailed
from lighton_mcp.keeping import KEEP_S, Keeper
from lighton_mcp.lighton import LightOn
from lighton_mcp.lighton.lists import Workspace
from lighton_mcp.naming import nearest
from lighton_mcp.network import open_http
from lighton_mcp.progress import Progress
from lighton_mcp.sandbox import FAULTS, Sandbox
from lighton_mcp.scope import resolve

from .conftest import settings_for


def asked(sandbox: Sandbox) -> list[str]:
    return [request.route for request in sandbox.requests]


async def test_a_name_needs_one_look_up_in_five_minutes(sandbox: Sandbox):
    """Workspaces and tags are each listed when a name of theirs is first needed, and not again."""
    app = App(settings_for(sandbox))
    async with app.running():
        for _ in range(3):
            scope = await resolve(app, Progress(), workspaces=["HUMAN resources", 304], tags=["Policy"])
            assert (scope.workspace_ids, scope.tag_ids) == ((301, 304), (41,))
    assert sorted(asked(sandbox)) == ["tags", "workspaces"]


async def test_ids_go_as_they_are(sandbox: Sandbox):
    """No look-up, not even for an id that LightOn does not know: its own refusal tells more."""
    app = App(settings_for(sandbox))
    async with app.running():
        scope = await resolve(app, Progress(), workspaces=[301, 999], tags=[41])
        assert (scope.workspace_ids, scope.tag_ids, scope.label) == ((301, 999), (41,), "")
        assert (await resolve(app, Progress(), files=[1, 1])).file_ids == (1,)
    assert asked(sandbox) == []


async def test_an_unknown_name_is_looked_up_once_more_and_told_with_the_nearest(sandbox: Sandbox):
    """The list may have changed; then the error names what was probably meant."""
    app = App(settings_for(sandbox))
    async with app.running():
        await resolve(app, Progress(), workspaces=["Human Resources"])
        with pytest.raises(ArgumentError, match=r'Nearest: "Human Resources" \(301\)'):
            await resolve(app, Progress(), workspaces=["Humman Ressources"])
        assert asked(sandbox) == ["workspaces"] * 2
        with pytest.raises(ArgumentError, match=r'tags names "polcy".*"policy" \(41\)'):
            await resolve(app, Progress(), tags=["polcy"])
    # The first list of tags was new enough: it is not read twice for one call.
    assert asked(sandbox).count("tags") == 1


async def test_calls_at_the_same_time_share_one_look_up(sandbox: Sandbox):
    """Ten calls with a name ask once."""
    app = App(settings_for(sandbox))
    async with app.running(), anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(lambda: resolve(app, Progress(), workspaces=["Human Resources"]))
    assert asked(sandbox) == ["workspaces"]


async def test_files_exclude_the_others():
    """LightOn would refuse it; the message says it before anything is sent."""
    app = App(Settings(lighton_api_key=SecretStr("k")))
    for other in ("workspaces", "tags"):
        with pytest.raises(ArgumentError, match="files cannot be combined"):
            await resolve(app, Progress(), files=[1], **{other: [2]})
    with pytest.raises(ArgumentError, match="files takes ids"):
        await resolve(app, Progress(), files=["handbook.pdf"])


def serving(pages: dict[int, dict[str, Any]]) -> Callable[[httpx2.Request], httpx2.Response]:
    def handler(request: httpx2.Request) -> httpx2.Response:
        assert str(request.url).startswith("https://lighton.example/api/v3/workspaces?page=")
        page = int(request.url.params["page"])
        return httpx2.Response(200, json=pages[page]) if page in pages else httpx2.Response(404, json={})

    return handler


async def names(pages: dict[int, dict[str, Any]]) -> list[str]:
    async with open_http(httpx2.MockTransport(serving(pages))) as http:
        lighton = LightOn(http, base_url="https://lighton.example", key=SecretStr("k"))
        return [row.name for row in await lighton.workspaces()]


def row(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "name": f"w{number}", **more}


async def test_every_page_is_read_and_no_link_is_followed():
    """`next` may name another host: only that there is one counts."""
    evil = "https://evil.example/api/v3/workspaces?page=2"
    pages = {1: {"next": evil, "results": [row(1)]}, 2: {"next": evil, "results": [row(2)]}, 3: {"results": [row(3)]}}
    assert await names(pages) == ["w1", "w2", "w3"]
    assert await names({1: {"next": evil, "results": [row(1)]}}) == ["w1"]
    assert await names({1: {"count": 2, "results": [row(1)]}, 2: {"count": 2, "results": [row(2)]}}) == ["w1", "w2"]


async def test_a_list_that_repeats_itself_ends():
    """A service that ignores `page` cannot hold a call for ever."""
    same = {"next": "https://lighton.example/", "results": [row(1), row(2)]}
    assert await names({1: same, 2: same, 3: {"results": [row(3)]}}) == ["w1", "w2"]


async def test_rows_are_read_tolerantly_and_nothing_of_the_account_is_kept():
    """Every field may be missing; keys, credentials and people never enter the program."""
    rows = [row(1, scoped_api_keys=["CANARY"], created_by="canary", sync={"client_id": "CANARY"}), {"id": 2}, None, "x"]
    rows += [{"id": "3"}, {"id": True}, {"id": 2**70}, {"name": "no id"}, row(4, files_count="many", description=None)]
    rows += [{"id": 5, "name": "a\u202eb\n\ud800c", "description": ["x"]}]
    async with open_http(
        httpx2.MockTransport(lambda _: httpx2.Response(200, content=json.dumps({"results": rows})))
    ) as http:
        found = await LightOn(http, base_url="https://lighton.example", key=SecretStr("k")).workspaces()
    assert [(one.id, one.name, one.description, one.files) for one in found] == [
        (1, "w1", "", None),
        (2, "", "", None),
        (4, "w4", "", None),
        (5, "ab ?c", "", None),
    ]
    assert "canary" not in repr(found).lower()


async def test_what_is_kept_gets_old():
    """After five minutes, and after a miss, it is read again; a failure leaves nothing behind."""
    now, reads = [1000.0], []

    async def read(key: str) -> int:
        reads.append(key)
        if key == "broken":
            raise ServiceFailed(service="LightOn", status=500)
        return len(reads)

    keeper = Keeper(read, room=2, clock=lambda: now[0])
    assert [await keeper.get("a"), await keeper.get("a")] == [1, 1]
    now[0] += KEEP_S
    assert await keeper.get("a") == 1
    now[0] += 0.1
    assert (await keeper.get("a"), keeper.kept("a")) == (2, 2)
    assert await keeper.get("a", since=now[0] + 0.1) == 3
    with pytest.raises(ServiceFailed):
        await keeper.get("broken")
    await keeper.get("b")
    await keeper.get("c")
    assert (keeper.kept("a"), keeper.kept("broken"), keeper.kept("c")) == (None, None, 6)


async def test_summaries_are_an_extra(sandbox: Sandbox):
    """The English one is chosen; LightOn's own words are kept, and nothing else of the detail."""
    app = App(settings_for(sandbox))
    async with app.running():
        assert (await app.directory.summary(301) or "").startswith("Rules for employees")
        assert (await app.directory.summary(303) or "").startswith("Contrat de transport")
        sandbox.fail("workspace", FAULTS["lighton"]["500"])
        with pytest.raises(ServiceFailed):
            await app.directory.summary(302)


def test_the_nearest_names_are_found_by_likeness_and_by_part():
    """Typing errors and parts of a name; and where nothing is like it, the first names."""
    rows = [Workspace(1, "Engineering Docs"), Workspace(2, "Legal EU"), Workspace(3, "Finance"), Workspace(4, "")]
    assert [one.id for one in nearest("enginering docs", rows)] == [1]
    assert [one.id for one in nearest("legal", rows)] == [2]
    assert [one.id for one in nearest("zzz", rows)] == [1, 2, 3, 4]
    assert nearest("", rows)


def test_a_directory_needs_nothing_until_it_is_asked():
    """Building one opens nothing."""

    async def never() -> LightOn:
        raise AssertionError

    assert Directory(never).name_of(1) == ""
