"""What describes the package elsewhere is true; `.ci/packages` builds and starts it."""

import base64
import json
import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from lighton_mcp import __version__
from scripts.packages import REGISTRY_NAME, ROOT, install_links, lay_out_bundle, manifest, server_json

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
KEYS = {"LIGHTON_API_KEY", "OVH_AI_ENDPOINTS_ACCESS_TOKEN"}


def test_the_registry_file_is_current():
    """`python -m scripts.readme` renews it."""
    assert json.loads((ROOT / "server.json").read_text(encoding="utf-8")) == server_json()


def test_the_registry_file_keeps_the_registrys_rules():
    """Bounds and form of its schema of 2025-12-11, and the proof of ownership in the README."""
    described = server_json()
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", described["name"])
    assert 1 <= len(described["title"]) <= 100
    assert 1 <= len(described["description"]) <= 100
    (package,) = described["packages"]
    assert (described["version"], package["version"]) == (__version__, __version__)
    assert package["identifier"] == "lighton-mcp"
    variables = {variable["name"]: variable for variable in package["environmentVariables"]}
    assert {name for name, variable in variables.items() if variable["isSecret"]} == KEYS
    assert [name for name, variable in variables.items() if variable["isRequired"]] == ["LIGHTON_API_KEY"]
    assert all(isinstance(variable.get("default", ""), str) for variable in variables.values())
    assert re.search(rf"mcp-name: {re.escape(REGISTRY_NAME)}\s", README)
    assert f'io.modelcontextprotocol.server.name="{REGISTRY_NAME}"' in DOCKERFILE


def test_the_registry_file_names_every_variable_of_the_readme():
    """None is forgotten, whatever its row looks like."""
    described = {variable["name"] for variable in server_json()["packages"][0]["environmentVariables"]}
    table = README[README.index("\n## Settings\n") :]
    assert described == set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def test_the_bundle_holds_all_that_it_needs(tmp_path: Path):
    """What the build reads, the entry point, and nothing of the work tree beside it."""
    bundle = tmp_path / "bundle"
    lay_out_bundle(bundle)
    described = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    assert described == manifest()
    assert (described["manifest_version"], described["server"]["type"]) == ("0.4", "uv")
    assert (bundle / described["server"]["entry_point"]).is_file()
    project = tomllib.loads((bundle / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all((bundle / name).is_file() for name in [project["readme"], *project["license-files"]])
    assert {path.name for path in bundle.iterdir()} == {
        "LICENSE",
        "README.md",
        "lighton_mcp",
        "manifest.json",
        "pyproject.toml",
    }
    assert not list(bundle.rglob("*.pyc"))


def test_the_bundle_asks_for_the_keys_and_keeps_them_secret():
    """Each variable is filled from an option that the assistant stores encrypted."""
    described = manifest()
    env = described["server"]["mcp_config"]["env"]
    assert set(env) == KEYS
    for value in env.values():
        option = described["user_config"][value.removeprefix("${user_config.").removesuffix("}")]
        assert option["sensitive"] is True


@pytest.mark.parametrize("client", ["cursor", "vscode"])
def test_an_install_link_holds_the_command_and_no_key(client: str):
    """Decoded as the client decodes it."""
    assert install_links() in README
    cursor, vscode = re.findall(r"\((https://[^)]+)\)", install_links())
    if client == "cursor":
        query = parse_qs(urlsplit(cursor).query)
        assert query["name"] == ["lighton"]
        entry = json.loads(base64.b64decode(query["config"][0]))
        assert entry["env"] == {name: f"${{env:{name}}}" for name in KEYS}
    else:
        target = parse_qs(urlsplit(vscode).query)["url"][0]
        assert target.startswith("vscode:mcp/install?")
        entry = json.loads(unquote(target.removeprefix("vscode:mcp/install?")))
        assert {item["id"] for item in entry["inputs"] if item["password"]} == KEYS
        assert entry["env"] == {name: f"${{input:{name}}}" for name in KEYS}
    assert [entry["command"], *entry["args"]] == ["uvx", "lighton-mcp", "serve"]


def test_the_image_is_small_runs_as_nobody_and_holds_no_key():
    """A pinned slim base, no root, no variable of ours, and only what the build context lets in."""
    instructions = [line for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
    bases = [line.split()[1] for line in instructions if line.startswith("FROM ")]
    assert all(re.fullmatch(r"python:3\.\d+-slim", base) for base in bases)
    assert any(line.startswith("USER ") and line.split()[1] not in {"root", "0", "0:0"} for line in instructions)
    assert not any(line.startswith(("ENV", "ARG")) for line in instructions)
    assert not any(name in DOCKERFILE for name in KEYS)
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = {
        source
        for line in instructions
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
    }
    assert copied == let_in
