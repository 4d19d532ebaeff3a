"""The README is true."""

import json
import re

import pytest

from benchmarks.report import all_tables
from lighton_mcp.settings import Settings, read_settings
from scripts.readme import BENCHMARKS, README, ROOT, parts, with_parts, without_times

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
