"""`lighton-mcp doctor` names each thing that a wrong set-up can cause, with its fix."""

import json
from typing import Any

import pytest
from pydantic import SecretStr

from lighton_mcp import Settings, errors
from lighton_mcp.doctor import doctor
from lighton_mcp.sandbox import FAULTS, Fault, Sandbox
from lighton_mcp.settings import read_settings

from .conftest import settings_for
from .faults.table import message_pattern
from .faults.test_matrix import closed_port


async def diagnosed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, str]]]:
    code = await doctor(True, settings)
    return code, {check["name"]: check for check in json.loads(capsys.readouterr().out)}


async def test_all_is_well(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]):
    """Nothing broken, exit 0."""
    code, checks = await diagnosed(settings_for(sandbox), capsys)
    assert code == 0
    assert {check["verdict"] for check in checks.values()} == {"ok"}


WRONG: dict[str, tuple[dict[str, Any], str, type[errors.LightOnMCPError]]] = {
    "no key": ({"lighton_api_key": None}, "LightOn", errors.MissingKey),
    "wrong LightOn key": ({"lighton_api_key": SecretStr("lk-wrong")}, "LightOn", errors.KeyRefused),
    "wrong OVHcloud key": ({"ovhcloud_token": SecretStr("ok-wrong")}, "OVHcloud key", errors.KeyRefused),
    "no such host": ({"lighton_base_url": "http://nowhere.invalid"}, "LightOn", errors.Unreachable),
    "no such OVHcloud host": ({"ovhcloud_base_url": "http://nowhere.invalid/v1"}, "OVHcloud", errors.Unreachable),
    "refused": ({"lighton_base_url": "http://127.0.0.1:{closed}"}, "LightOn", errors.Unreachable),
    "TLS": ({"lighton_base_url": "https://127.0.0.1:{open}"}, "LightOn", errors.Unreachable),
    "another service": ({"lighton_base_url": "{ovhcloud}/other"}, "LightOn", errors.WrongAddress),
    "another path": ({"ovhcloud_base_url": "{lighton}/v1"}, "OVHcloud", errors.WrongAddress),
    "no such workspace": ({"workspaces": ("Nowhere",)}, "workspaces", errors.LockUnresolved),
}


@pytest.mark.parametrize(("changed", "name", "cause"), WRONG.values(), ids=WRONG)
async def test_a_wrong_set_up_is_named(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], name: str, cause: Any
):
    """The check that fails says it in the words of the taxonomy, and the exit code is 1; no key is shown."""
    places = {
        "closed": closed_port(),
        "open": sandbox.lighton_url.rpartition(":")[2],
        "lighton": sandbox.lighton_url,
        "ovhcloud": sandbox.ovhcloud_url,
    }
    filled = {key: value.format(**places) if isinstance(value, str) else value for key, value in changed.items()}
    code, checks = await diagnosed(settings_for(sandbox, **filled, timeout_s=1.5), capsys)
    assert code == 1
    assert checks[name]["verdict"] == "broken"
    assert message_pattern(cause).fullmatch(checks[name]["text"]), checks[name]["text"]
    assert "wrong" not in checks[name]["text"].replace("may be wrong", "")


@pytest.mark.parametrize(
    ("route", "fault", "name", "cause"),
    [
        ("workspaces", FAULTS["lighton"]["redirect"], "LightOn", errors.Redirected),
        ("workspaces", FAULTS["lighton"]["html 200"], "LightOn", errors.Garbled),
        ("workspaces", FAULTS["lighton"]["402"], "LightOn", errors.NoCredit),
        ("workspaces", FAULTS["lighton"]["503 maintenance"], "LightOn", errors.Maintenance),
        ("workspaces", Fault(status=407, body=b""), "LightOn", errors.WrongAddress),
        ("workspaces", FAULTS["lighton"]["slow headers"], "LightOn", errors.DeadlineExceeded),
        ("models", FAULTS["ovhcloud"]["html 200"], "OVHcloud", errors.Garbled),
        ("models", FAULTS["ovhcloud"]["redirect"], "OVHcloud", errors.Redirected),
        ("chat", FAULTS["ovhcloud"]["402"], "OVHcloud key", errors.NoCredit),
        ("chat", FAULTS["ovhcloud"]["429 retry-after"], "OVHcloud key", errors.RateLimited),
    ],
)
async def test_what_stands_in_between_is_named(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], route: str, fault: Fault, name: str, cause: Any
):
    """Gateways, proxies, accounts without credit: each in the words of the taxonomy."""
    sandbox.fail(route, fault)
    code, checks = await diagnosed(settings_for(sandbox, timeout_s=1.0), capsys)
    assert code == 1
    assert message_pattern(cause).fullmatch(checks[name]["text"]), checks[name]["text"]


async def test_models_that_are_gone_are_named(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]):
    """The default breaks answers; another is worth a note. Each names its variable and models that exist."""
    gone = settings_for(sandbox, model="Qwen3-32B", vision_model="none", fallback_models=("gpt-oss-20b", "Mixtral"))
    code, checks = await diagnosed(gone, capsys)
    assert code == 1
    for name, verdict, variable in (
        ("default model", "broken", "LIGHTON_MCP_MODEL"),
        ("vision model", "note", "LIGHTON_MCP_VISION_MODEL"),
        ("fallback models", "note", "LIGHTON_MCP_FALLBACK_MODELS"),
    ):
        assert checks[name]["verdict"] == verdict
        assert variable in checks[name]["text"]
        assert "gpt-oss-120b" in checks[name]["text"]
    assert "gpt-oss-20b," not in checks["fallback models"]["text"].split("not listed")[0]


async def test_bad_values_are_named(capsys: pytest.CaptureFixture[str]):
    """Before anything is asked of a service."""
    code, checks = await diagnosed(read_settings({"LIGHTON_MCP_TIMEOUT": "soon"}), capsys)
    assert code == 1
    assert "LIGHTON_MCP_TIMEOUT" in checks["settings"]["text"]


async def test_an_unusable_certificate_file_is_named(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Both services say so, and nothing crashes."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    code, checks = await diagnosed(settings_for(sandbox, lighton_base_url="https://lighton.example"), capsys)
    assert code == 1
    assert {name for name, check in checks.items() if "SSL_CERT_FILE" in check["text"]} == {"LightOn", "OVHcloud"}
