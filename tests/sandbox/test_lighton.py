"""The wire of the LightOn stand-in, against the contract and the shapes of its fixtures."""

import base64
import json
import struct
import zlib
from typing import Any

import httpx2
import pytest

from lighton_mcp.sandbox import Sandbox, run_sandbox

from ..conftest import fixture
from .conftest import KEY

QUESTION = "What is our data retention policy?"


def wire(name: str) -> Any:
    return json.loads(fixture(f"lighton/{name}"))


def shape(value: Any) -> Any:
    """Reduce a payload to its keys; what is inside lists and open objects is left out."""
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


async def found(lighton: httpx2.AsyncClient, **body: Any) -> list[dict[str, Any]]:
    response = await lighton.post("/search", json={"query": QUESTION} | body)
    assert response.status_code == 200, response.text
    return response.json()["results"]


async def test_a_result_has_the_keys_of_the_contract(lighton):
    """Each result has the shape of a captured one; only `content_types` may be missing, and sometimes is."""
    expected = shape(wire("search_text.json")["results"][2])
    results = await found(lighton, max_results=100, relevance_scoring="scoring_only")
    typed = {("content_types" in result["source"]) for result in results}
    assert typed == {True, False}
    for result in results:
        result["source"].setdefault("content_types", [])
        result["source"]["external_metadata"] = None
        assert shape(result) == expected


async def test_results_are_ordered_by_a_score_that_is_the_relevance(lighton):
    """Scored results come in descending order, with `score` equal to `scores.relevance`."""
    scores = [(result["score"], result["scores"]["relevance"]) for result in await found(lighton)]
    assert scores == sorted(scores, reverse=True)
    assert all(score == relevance and 0 <= relevance <= 1 for score, relevance in scores)


async def test_the_best_result_answers_the_question(lighton):
    """The retention policy is found first, with the page that it opens on and its workspace."""
    best = (await found(lighton))[0]
    assert best["source"]["title"] == "Data retention policy"
    assert (best["source"]["page_start"], best["workspace"]["name"]) == (1, "Security & Compliance")
    assert best["source"]["external_metadata"]["external_url"].startswith("https://intranet.sorvane.example/")
    assert best["score"] > 0.5


async def test_an_irrelevant_question_gets_few_results_of_low_relevance(lighton):
    """When nothing clears the threshold the few best come all the same."""
    results = await found(lighton, query="Who won the football world cup in Uruguay?")
    assert len(results) == 3
    assert max(result["scores"]["relevance"] for result in results) < 0.1


@pytest.mark.parametrize("body", [{"relevance_scoring": "none"}, {"skip_rerank": True}])
async def test_without_relevance_scoring_the_score_is_unbounded(lighton, body):
    """`none` and the deprecated `skip_rerank` leave relevance null and order by the retrieval score."""
    results = await found(lighton, **body)
    assert {result["scores"]["relevance"] for result in results} == {None}
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 1


async def test_relevance_scoring_wins_over_skip_rerank(lighton):
    """Both at once: the newer field counts."""
    results = await found(lighton, skip_rerank=True, relevance_scoring="scoring_only")
    assert all(result["scores"]["relevance"] is not None for result in results)


async def test_a_degraded_search_says_so(sandbox, lighton):
    """With the scoring model down, `warnings` stands at the top and relevance is null."""
    sandbox.warnings = [{"code": "relevance", "reason": "timeout"}]
    body = (await lighton.post("/search", json={"query": QUESTION})).json()
    assert body["warnings"] == wire("search_degraded_relevance.json")["warnings"]
    assert {result["scores"]["relevance"] for result in body["results"]} == {None}


async def test_the_older_score_shape(sandbox, lighton):
    """Older deployments send an object as `score`, no `scores` and no `content_types`."""
    sandbox.old_scores = True
    results = await found(lighton)
    expected = shape(wire("search_old_scores.json")["results"][0])
    for result in results:
        result["source"]["external_metadata"] = None
        assert shape(result) == expected
    unscored = await found(lighton, skip_rerank=True)
    assert {result["score"]["reranking"] for result in unscored} == {None}


async def test_images_come_only_when_asked_for(sandbox, lighton):
    """A page image is a PNG of the size that the test set; the same page gives the same bytes."""
    sandbox.image_size = (400, 300)
    assert "image" not in (await found(lighton, max_results=1))[0]
    one, two = [(await found(lighton, max_results=1, include_image=True))[0]["image"] for _ in range(2)]
    raw = base64.b64decode(one["b64_content"], validate=True)
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", raw[16:24]) == (400, 300)
    pixels = zlib.decompress(raw[raw.index(b"IDAT") + 4 : -16])
    assert len(pixels) == 300 * 401
    assert one == two


async def test_vision_hits_point_at_pages(sandbox, lighton):
    """In vision mode content is null, each page comes once, and only the vision signal is filled."""
    sandbox.image_size = (100, 100)
    results = await found(lighton, mode="vision", include_image=True)
    expected = wire("search_vision.json")["results"][0]
    pages = [(result["source"]["file_id"], result["source"]["page_start"]) for result in results]
    assert len(pages) == len(set(pages))
    for result in results:
        assert result["content"] is None
        assert {name for name, value in result["scores"].items() if value is None} == {
            name for name, value in expected["scores"].items() if value is None
        }
        assert result["score"] == result["scores"]["vision"]


async def test_a_page_without_vision_index_has_an_empty_image(sandbox, lighton):
    """The empty string stands for "no image"."""
    sandbox.vision_index = False
    assert {result["image"]["b64_content"] for result in await found(lighton, include_image=True)} == {""}


async def test_bboxes_come_only_when_asked_for_and_are_empty_but_for_pdf(lighton):
    """The shipped documents are Markdown, so their lists are empty."""
    assert all(result["bboxes"] == [] for result in await found(lighton, include_bboxes=True))
    assert all("bboxes" not in result for result in await found(lighton))


async def test_filters_narrow_the_search(lighton):
    """Workspaces and tags combine; a file stands alone."""
    hr = await found(lighton, workspace_id=[301], max_results=50)
    assert {result["workspace"]["id"] for result in hr} == {301}
    both = await found(lighton, workspace_id=[301, 302], tag_id=[45], max_results=50)
    assert {result["workspace"]["id"] for result in both} == {302}
    file = await found(lighton, file_id=[5101], max_results=50)
    assert {result["source"]["file_id"] for result in file} == {5101}
    assert await found(lighton, attribute=["filing_date:2023"]) == []


@pytest.mark.parametrize(
    "scope", [{"workspace_id": [999]}, {"tag_id": [999]}, {"file_id": [999]}, {"workspace_id": [301], "tag_id": [999]}]
)
async def test_unknown_ids_are_forbidden(lighton, scope):
    """A filter that resolves to nothing is 403, as the fixture says."""
    response = await lighton.post("/search", json={"query": QUESTION} | scope)
    assert (response.status_code, response.json()) == (403, wire("error_403_filters.json"))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "query"),
        ({"query": ""}, "query"),
        ({"query": "  "}, "query"),
        ({"query": None}, "query"),
        ({"query": 5}, "query"),
        ({"query": "x" * 4001}, "query"),
        ({"query": "x", "max_results": 0}, "max_results"),
        ({"query": "x", "max_results": 101}, "max_results"),
        ({"query": "x", "max_results": True}, "max_results"),
        ({"query": "x", "max_results": "5"}, "max_results"),
        ({"query": "x", "max_results": None}, "max_results"),
        ({"query": "x", "workspace_id": 301}, "workspace_id"),
        ({"query": "x", "workspace_id": ["301"]}, "workspace_id"),
        ({"query": "x", "workspace_id": [True]}, "workspace_id"),
        ({"query": "x", "workspace_ids": [301]}, "workspace_ids"),
        ({"query": "x", "file_id": [5101], "workspace_id": [301]}, "file_id"),
        ({"query": "x", "file_id": [5101], "tag_id": [41]}, "file_id"),
        ({"query": "x", "mode": "image"}, "mode"),
        ({"query": "x", "relevance_scoring": "all"}, "relevance_scoring"),
        ({"query": "x", "include_image": 1}, "include_image"),
        ({"query": "x", "skip_rerank": "no"}, "skip_rerank"),
    ],
)
async def test_a_wrong_field_is_named(lighton, body, field):
    """422 carries the fixed sentence and the cause under `fields`."""
    response = await lighton.post("/search", json=body)
    assert response.status_code == 422
    assert list(response.json()["fields"]) == [field]
    assert {**response.json(), "fields": None} == {**wire("error_422.json"), "fields": None}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff"])
async def test_a_body_that_is_no_json_object_is_400(lighton, content):
    """Malformed JSON is a bad request."""
    response = await lighton.post("/search", content=content, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]) == (400, "bad_request")


async def test_a_form_is_400(lighton):
    """Every SDK sends JSON, so anything else is a mistake here."""
    assert (await lighton.post("/search", data={"query": "x"})).status_code == 400


async def test_a_body_of_many_megabytes_is_413(lighton):
    """What is beyond the largest body of either service is counted, not kept."""
    response = await lighton.post("/search", content=b"x" * 12_500_000, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]) == (413, "payload_too_large")


async def test_an_unknown_content_type_path_is_400(lighton):
    """No document here is classified, so no path is known."""
    response = await lighton.post("/search", json={"query": "x", "content_type": ["juridique:inconnu"]})
    assert (response.status_code, response.json()) == (400, wire("error_400.json"))


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "sandbox-lighton-key"}])
@pytest.mark.parametrize("path", ["search", "workspaces", "tags", "files"])
async def test_a_missing_or_wrong_key_is_401(sandbox, http, headers, path):
    """Every route asks for the key."""
    method = "POST" if path == "search" else "GET"
    response = await http.request(method, f"{sandbox.lighton_url}/api/v3/{path}", headers=headers)
    assert (response.status_code, response.json()) == (401, wire("error_401.json"))


@pytest.mark.parametrize("path", ["/search/", "/instance/models", "/files/5101/download", "/workspaces/abc", "/"])
async def test_other_paths_are_404(lighton, path):
    """Only the routes of the contract exist, without a trailing slash."""
    assert (await lighton.get(path)).status_code == 404


async def test_the_wrong_method_is_405(lighton):
    """A search is a POST."""
    assert (await lighton.get("/search")).status_code == 405


async def test_ask_answers_from_the_results(lighton):
    """`answer` repeats a sentence of the first result word for word, and cites it."""
    body = (await lighton.post("/ask", json={"query": QUESTION, "max_results": 3})).json()
    assert shape(body).keys() == wire("ask.json").keys()
    assert body["answer"].partition(" [1]")[0] in body["results"][0]["content"]


async def test_ask_takes_less_than_a_search(lighton):
    """No mode, no images, at most 1,500 characters and 50 results."""
    for wrong in ({"query": "x" * 1501}, {"query": "x", "max_results": 51}, {"query": "x", "mode": "text"}):
        assert (await lighton.post("/ask", json=wrong)).status_code == 422
    assert (await lighton.post("/ask", json={"query": "x", "model": "unknown"})).status_code == 404


async def test_ask_streams_named_events(sandbox, lighton):
    """Sources first, then tokens, then done; warnings inside each item."""
    sandbox.warnings = [{"code": "multivector", "reason": "service_error"}]
    response = await lighton.post("/ask", json={"query": QUESTION, "stream": True})
    events = [block.split("\n") for block in response.text.strip().split("\n\n") if not block.startswith(":")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    assert (names[0], set(names[1:-1]), names[-1]) == ("sources", {"token"}, "done")
    results = json.loads(events[0][1].removeprefix("data: "))["results"]
    assert all(result["warnings"] == sandbox.warnings for result in results)


async def test_workspaces_are_paged_with_absolute_links(sandbox, lighton):
    """`next` and `previous` lead through all pages, on the service's own address."""
    url: str | None = f"{sandbox.lighton_url}/api/v3/workspaces?page_size=3"
    names, previous = [], []
    while url:
        body = (await lighton.get(url)).json()
        names += [row["name"] for row in body["results"]]
        previous.append(body["previous"])
        url = body["next"]
    assert names == ["Achats & contrats", "Engineering & IT", "Human Resources", "Security & Compliance"]
    assert previous[0] is None
    assert previous[1].startswith(f"{sandbox.lighton_url}/api/v3/workspaces?")
    assert body["count"] == 4


async def test_a_workspace_row_has_the_keys_of_the_contract(lighton):
    """Manual and synced rows as in the fixture, with the fields that must never be repeated."""
    rows = (await lighton.get("/workspaces")).json()["results"]
    manual, synced = wire("workspaces_page1.json")["results"]
    for row in rows:
        like = synced if row["sync"] else manual
        assert row.keys() == like.keys()
        assert "canary" in json.dumps(row).lower()
    assert any(row["sync"] and row["sync"].keys() == synced["sync"].keys() for row in rows)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name=HUMAN", ["Human Resources"]),
        ("name=zzz", []),
        ("ordering=-name&page_size=1", ["Security & Compliance"]),
        ("page=2&page_size=3", ["Security & Compliance"]),
    ],
)
async def test_workspaces_by_name_and_order(lighton, query, names):
    """`name` contains, whatever the case; `ordering` turns round."""
    rows = (await lighton.get(f"/workspaces?{query}")).json()["results"]
    assert [row["name"] for row in rows] == names


@pytest.mark.parametrize("query", ["page=0", "page=9", "page=x", "page_size=x", "page=²"])
async def test_a_page_that_does_not_exist_is_404(lighton, query):
    """There is nothing behind the last page."""
    assert (await lighton.get(f"/workspaces?{query}")).status_code == 404


async def test_summaries_exist_only_in_the_detail(lighton):
    """The detail has `summaries` and `used_storage` and no `taxonomy`; unknown ids are 404."""
    detail = (await lighton.get("/workspaces/302")).json()
    assert detail.keys() == wire("workspace_detail.json").keys()
    assert detail["summaries"][0]["language"] == "en"
    assert (await lighton.get("/workspaces/1")).status_code == 404


async def test_tags_newest_first(lighton):
    """Tags have the keys of the contract and count their documents."""
    body = (await lighton.get("/tags")).json()
    assert [row["id"] for row in body["results"]] == [46, 45, 44, 43, 42, 41]
    assert body["results"][0].keys() == wire("tags.json")["results"][0].keys()
    assert {row["name"]: row["document_count"] for row in body["results"]}["suppliers"] == 2
    assert [row["name"] for row in (await lighton.get("/tags?name=SEC")).json()["results"]] == ["security"]


async def test_files_have_the_keys_of_the_contract(lighton):
    """A file row is the fixture's without the search details."""
    body = (await lighton.get("/files")).json()
    expected = wire("files_list.json")["results"][0].keys() - {"search_details"}
    assert body["count"] == 10
    assert all(row.keys() == expected for row in body["results"])


async def test_files_can_be_searched(lighton):
    """`search` orders by retrieval score, and details carry chunks without relevance."""
    body = (await lighton.get("/files?search=data%20retention&search_details=true&workspace_id=302,303")).json()
    first = body["results"][0]
    assert first["title"] == "Data retention policy"
    assert {row["workspace"]["id"] for row in body["results"]} == {302, 303}
    chunk = first["search_details"]["relevant_chunks"][0]
    assert shape(chunk) == shape(wire("files_list.json")["results"][0]["search_details"]["relevant_chunks"][0])
    assert chunk["scores"]["relevance"] is None


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("filename=RETENTION", [5201]),
        ("title=accord", [5103]),
        ("tag_id=46", [5401]),
        ("workspace_id=304&ordering=title", [5402, 5401]),
        ("workspace_id=304&ordering=-title", [5401, 5402]),
    ],
)
async def test_files_by_name_tag_and_workspace(lighton, query, ids):
    """Filters and order of the list of files."""
    assert [row["id"] for row in (await lighton.get(f"/files?{query}")).json()["results"]] == ids


async def test_a_scope_that_is_no_number_is_422(lighton):
    """Ids are numbers, separated by commas."""
    assert (await lighton.get("/files?workspace_id=hr")).status_code == 422


async def test_a_file_comes_with_its_pages(sandbox, lighton):
    """`include_content` adds the pages, from 1, and the flat text that joins them."""
    plain = (await lighton.get("/files/5201")).json()
    full = (await lighton.get("/files/5201?include_content=true")).json()
    assert full.keys() - plain.keys() == {"pages", "content"}
    assert [page["index"] for page in full["pages"]] == [1, 2, 3, 4]
    assert full["content"] == "\n\n".join(page["markdown"] for page in full["pages"])
    assert wire("file_with_content.json").keys() - full.keys() == {"parser"}
    assert (await lighton.get("/files/1")).status_code == 404


async def test_every_chunk_is_a_stretch_of_its_pages(lighton):
    """What a search returns stands word for word on the pages it names."""
    results = await found(lighton, max_results=100, relevance_scoring="scoring_only")
    for result in results:
        source = result["source"]
        pages = (await lighton.get(f"/files/{source['file_id']}?include_content=true")).json()["pages"]
        named = "\n\n".join(page["markdown"] for page in pages[source["page_start"] - 1 : source["page_end"]])
        assert result["content"] in named
        assert source["total_pages"] == len(pages)


async def test_filters_that_nothing_fulfils_give_an_empty_list(tmp_path, http):
    """An attribute that no document carries is 200 with no results."""
    (tmp_path / "note.txt").write_text("The office opens at nine.", encoding="utf-8")
    async with run_sandbox(tmp_path) as own:
        url = f"{own.lighton_url}/api/v3/search"
        response = await http.post(url, json={"query": "office", "attribute": ["a"]}, headers=KEY)
    assert response.json() == wire("search_empty.json")


async def test_another_key_can_be_asked_for(http):
    """The keys are the caller's to choose."""
    async with run_sandbox(lighton_key="mine") as own:
        headers = {"Authorization": "Bearer mine"}
        assert (await http.get(f"{own.lighton_url}/api/v3/tags", headers=headers)).status_code == 200
        assert "mine" not in repr(own)
    assert isinstance(own, Sandbox)
