"""The README is true."""

import json
import re
from pathlib import Path

import pytest

from lighton_mcp.settings import Settings
from scripts.readme import README, ROOT, parts, with_parts, without_times

TEXT = README.read_text(encoding="utf-8")


def test_the_generated_parts_are_what_the_program_says():
    """The pasted result, the tools, the models and the dependencies; `python -m scripts.readme` renews them."""
    assert without_times(TEXT) == without_times(with_parts(TEXT, parts()))


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
        ("LIGHTON_MCP_TIMEOUT", f"{Settings().timeout_s:g}"),
        ("LIGHTON_MCP_LOG_LEVEL", Settings().log_level),
    ],
)
def test_the_table_of_settings_has_the_defaults(variable: str, default: str):
    """What the table says is what the program does."""
    assert f"| `{variable}` | `{default}` |" in TEXT


def test_every_variable_of_the_table_is_read():
    """No variable is described that nothing reads, and none is read that is not described."""
    source = Path(ROOT / "lighton_mcp/settings.py").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", TEXT, re.MULTILINE))
    read = set(re.findall(r'\("((?:LIGHTON|OVH)[A-Z_]+)"', source))
    assert described <= read
