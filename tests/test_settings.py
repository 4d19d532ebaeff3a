import pytest

from lighton_mcp.sandbox import LIGHTON_KEY
from lighton_mcp.settings import SANDBOX_KEY, Settings, read_settings


def test_an_empty_environment_gives_the_documented_defaults():
    """Nothing has to be set to start."""
    assert read_settings({}) == Settings()


def test_every_variable_is_read():
    """Each variable of the README's table reaches its setting."""
    settings = read_settings(
        {
            "LIGHTON_API_KEY": " key ",
            "LIGHTON_BASE_URL": "https://search.example/",
            "OVH_AI_ENDPOINTS_ACCESS_TOKEN": "token",
            "OVH_AI_ENDPOINTS_BASE_URL": "http://127.0.0.1:9/v1/",
            "LIGHTON_MCP_MODEL": "gpt-oss-120b",
            "LIGHTON_MCP_VISION_MODEL": "Qwen3.8-27B",
            "LIGHTON_MCP_WORKSPACES": "Legal, 42 ,",
            "LIGHTON_MCP_TIMEOUT": "12.5",
            "LIGHTON_MCP_MAX_TOKENS": "900",
            "LIGHTON_MCP_FALLBACK_MODELS": "a,b",
            "LIGHTON_MCP_SANDBOX": "1",
            "LIGHTON_MCP_LOG_LEVEL": "debug",
        }
    )
    assert settings.problems == ()
    assert settings.lighton_api_key is not None
    assert settings.lighton_api_key.get_secret_value() == "key"
    assert settings.lighton_base_url == "https://search.example"
    assert settings.ovhcloud_base_url == "http://127.0.0.1:9/v1"
    assert settings.workspaces == ("Legal", "42")
    assert (settings.timeout_s, settings.max_tokens, settings.sandbox) == (12.5, 900, True)
    assert (settings.fallback_models, settings.log_level) == (("a", "b"), "DEBUG")


def test_the_second_name_of_the_ovhcloud_key_is_understood():
    """OVHCLOUD_API_KEY is used by other tools; the documented name wins."""
    alias = read_settings({"OVHCLOUD_API_KEY": "alias"})
    both = read_settings({"OVHCLOUD_API_KEY": "alias", "OVH_AI_ENDPOINTS_ACCESS_TOKEN": "token"})
    assert alias.ovhcloud_token is not None
    assert alias.ovhcloud_token.get_secret_value() == "alias"
    assert both.ovhcloud_token is not None
    assert both.ovhcloud_token.get_secret_value() == "token"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LIGHTON_BASE_URL", "https://api.lighton.ai/v1"),
        ("LIGHTON_BASE_URL", "https://api.lighton.ai/api/v2"),
        ("LIGHTON_BASE_URL", "api.lighton.ai"),
        ("LIGHTON_BASE_URL", "https://user:word@api.lighton.ai"),
        ("OVH_AI_ENDPOINTS_BASE_URL", "ftp://host/v1"),
        ("OVH_AI_ENDPOINTS_BASE_URL", "https://host/v1?x=1"),
        ("LIGHTON_MCP_WORKSPACES", " , "),
        ("LIGHTON_MCP_TIMEOUT", "soon"),
        ("LIGHTON_MCP_TIMEOUT", "0"),
        ("LIGHTON_MCP_TIMEOUT", "nan"),
        ("LIGHTON_MCP_MAX_TOKENS", "-1"),
        ("LIGHTON_MCP_MAX_TOKENS", "9" * 5000),
        ("LIGHTON_MCP_SANDBOX", "perhaps"),
        ("LIGHTON_MCP_LOG_LEVEL", "LOUD"),
        ("LIGHTON_API_KEY", "two words"),
        ("LIGHTON_API_KEY", "clé"),
    ],
)
def test_a_bad_value_becomes_a_problem_that_names_the_variable(variable: str, value: str):
    """The server starts all the same; calls and doctor report the problem."""
    settings = read_settings({variable: value})
    assert len(settings.problems) == 1
    assert settings.problems[0].startswith(variable)


def test_a_key_is_never_shown():
    """Neither `repr` nor a problem about a key holds any of it."""
    settings = read_settings({"LIGHTON_API_KEY": "secret-key", "OVHCLOUD_API_KEY": "secret token"})
    assert "secret" not in repr(settings)


def test_the_sandbox_key_is_the_one_that_the_sandbox_hands_out():
    """The server tells the sandbox by its key without importing the sandbox."""
    assert SANDBOX_KEY == LIGHTON_KEY


@pytest.mark.parametrize("value", ["${LIGHTON_API_KEY}", "${env:LIGHTON_API_KEY}", "$LIGHTON_API_KEY", "${input:key}"])
def test_a_reference_that_a_client_did_not_fill_in_is_no_key(value: str):
    """Several clients hand it on as it stands; sent to a service it would be refused as a wrong key."""
    settings = read_settings({"LIGHTON_API_KEY": value, "OVH_AI_ENDPOINTS_ACCESS_TOKEN": value})
    assert (settings.lighton_api_key, settings.ovhcloud_token, settings.problems) == (None, None, ())
