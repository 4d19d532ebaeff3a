"""The README is true."""

import json
import re
import shlex
from pathlib import Path

import pytest

from benchmarks.report import all_tables
from lighton_mcp.cli import _parser
from lighton_mcp.ovhcloud.known_models import KNOWN_MODELS
from lighton_mcp.settings import Settings, read_settings
from scripts.readme import BENCHMARKS, README, ROOT, TROUBLESHOOTING, parts, with_parts, without_times
from scripts.troubleshooting import page

TEXT = README.read_text(encoding="utf-8")


def test_the_generated_parts_are_what_the_program_says():
    """The pasted result, the tools, the models and the dependencies; `python -m scripts.readme` renews them."""
    assert without_times(TEXT) == without_times(with_parts(TEXT, parts()))


def test_the_tables_of_the_benchmarks_are_those_of_the_last_saved_run():
    """`python -m benchmarks --save` measures, `python -m scripts.readme` renders."""
    shown = BENCHMARKS.read_text(encoding="utf-8")
    assert shown == with_parts(shown, {"tables": all_tables()})


def test_the_example_configuration_is_the_one_that_is_shown():
    """The file works as it stands, and the README shows the same."""
    example = json.loads((ROOT / "claude_desktop_config.example.json").read_text(encoding="utf-8"))
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]
    assert example in shown
    assert example["mcpServers"]["lighton"]["command"] == "lighton-mcp"


@pytest.mark.parametrize(
    ("variable", "default"),
    [
        ("LIGHTON_BASE_URL", Settings().lighton_base_url),
        ("OVH_AI_ENDPOINTS_BASE_URL", Settings().ovhcloud_base_url),
        ("LIGHTON_MCP_MODEL", Settings().model),
        ("LIGHTON_MCP_VISION_MODEL", Settings().vision_model),
        ("LIGHTON_MCP_MAX_TOKENS", f"{Settings().max_tokens}"),
        ("LIGHTON_MCP_TIMEOUT", f"{Settings().timeout_s:g}"),
        ("LIGHTON_MCP_LOG_LEVEL", Settings().log_level),
    ],
)
def test_the_table_of_settings_has_the_defaults(variable: str, default: str):
    """What the table says is what the program does."""
    assert f"| `{variable}` | `{default}` |" in TEXT


def test_the_table_describes_every_variable_that_is_read_and_no_other():
    """What the program looks up in its environment is what a person finds in the README."""
    looked_up: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            looked_up.add(name)
            return default

    read_settings(Environment())
    settings = TEXT.split("## Settings")[1].split("## ")[0]
    assert set(re.findall(r"`([A-Z]+_[A-Z_]+)`", settings)) == looked_up


def test_the_messages_are_those_of_the_program():
    """Every class of failure that is raised, word for word; `python -m scripts.readme` renews the page."""
    assert TROUBLESHOOTING.read_text(encoding="utf-8") == page()


def commands() -> list[str]:
    """Find each `lighton-mcp ...` of the text and its blocks, without what a shell adds."""
    spans = re.findall(r"`(lighton-mcp [^`\n]+)`", TEXT)
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    lines = [part.strip() for block in blocks for line in block.splitlines() for part in line.split("&&")]
    found = [line.split(" -- ")[-1] for line in lines if "lighton-mcp " in line and not line.startswith("docker")]
    return sorted({*spans, *found})


@pytest.mark.parametrize("command", commands())
def test_every_command_is_one_that_the_program_takes(command: str, tmp_path: Path):
    """As it is written, with a folder for DIR."""
    words = shlex.split(command.replace("DIR", str(tmp_path)))
    arguments = _parser().parse_args(words[words.index("lighton-mcp") + 1 :])
    assert callable(arguments.run)


def test_every_snippet_of_configuration_starts_the_server():
    """Each server in each JSON block: a command that the program takes, and variables that it reads."""
    looked_up = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", TEXT.split("## Settings")[1].split("## ")[0]))
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]
    servers = [entry for block in blocks for key in ("mcpServers", "servers") for entry in block.get(key, {}).values()]
    assert len(servers) == len(blocks)
    for entry in servers:
        assert entry["command"] == "lighton-mcp"
        assert callable(_parser().parse_args(entry["args"]).run)
        assert set(entry["env"]) <= looked_up


def test_every_model_that_is_named_is_known():
    """A typing mistake in a name would send a reader to a 404."""
    known = {model.id for model in KNOWN_MODELS}
    table = set(re.findall(r"^\| `([\w.-]+)` \| (?:\d|unknown)", TEXT, re.MULTILINE))
    assert table == known
    assert {Settings().model, Settings().vision_model} <= known


def test_every_link_into_the_project_leads_somewhere():
    """Relative links name files that are there."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT):
        assert (ROOT / target).exists(), target
