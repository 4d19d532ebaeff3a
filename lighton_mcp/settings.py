"""What the environment says, read once.

A bad value never stops the server from starting: it becomes one of `Settings.problems`, which every tool call
and `lighton-mcp doctor` report in words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

_T = TypeVar("_T")

SANDBOX_KEY: Final = "sandbox-lighton-key"
"""The LightOn key of the sandbox, known to everybody; a test holds it equal to `sandbox.LIGHTON_KEY`."""

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off"})
_SHOWN_CHARACTERS: Final = 80
_REFERENCE: Final = re.compile(r"\$(?:\w+|\{[^}]*\})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One server's configuration. Keys are `SecretStr`: their `repr` shows asterisks."""

    lighton_api_key: SecretStr | None = None
    lighton_base_url: str = "https://api.lighton.ai"
    ovhcloud_token: SecretStr | None = None
    ovhcloud_base_url: str = "https://oai.endpoints.kepler.ai.cloud.ovh.net/v1"
    model: str = "Meta-Llama-3_3-70B-Instruct"
    vision_model: str = "Qwen2.5-VL-72B-Instruct"
    workspaces: tuple[str, ...] = ()
    timeout_s: float = 50.0
    max_tokens: int = 6000
    fallback_models: tuple[str, ...] = ()
    sandbox: bool = False
    log_level: str = "WARNING"
    problems: tuple[str, ...] = ()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the variables of the README's table; never raises."""
    problems: list[str] = []

    def read(names: tuple[str, ...], parse: Callable[[str], _T], default: _T) -> _T:
        for name in names:
            if value := environ.get(name, "").strip():
                try:
                    return parse(value)
                except ValueError as wrong:
                    problems.append(f"{name} {wrong}")
        return default

    usual = Settings()
    return Settings(
        lighton_api_key=read(("LIGHTON_API_KEY",), _secret, None),
        lighton_base_url=read(("LIGHTON_BASE_URL",), _lighton_url, usual.lighton_base_url),
        ovhcloud_token=read(("OVH_AI_ENDPOINTS_ACCESS_TOKEN", "OVHCLOUD_API_KEY"), _secret, None),
        ovhcloud_base_url=read(("OVH_AI_ENDPOINTS_BASE_URL",), _url, usual.ovhcloud_base_url),
        model=read(("LIGHTON_MCP_MODEL",), str, usual.model),
        vision_model=read(("LIGHTON_MCP_VISION_MODEL",), str, usual.vision_model),
        workspaces=read(("LIGHTON_MCP_WORKSPACES",), _listed, ()),
        timeout_s=read(("LIGHTON_MCP_TIMEOUT",), _seconds, usual.timeout_s),
        max_tokens=read(("LIGHTON_MCP_MAX_TOKENS",), _tokens, usual.max_tokens),
        fallback_models=read(("LIGHTON_MCP_FALLBACK_MODELS",), _listed, ()),
        sandbox=read(("LIGHTON_MCP_SANDBOX",), _switch, default=False),
        log_level=read(("LIGHTON_MCP_LOG_LEVEL",), _level, usual.log_level),
        problems=tuple(problems),
    )


def _secret(value: str) -> SecretStr | None:
    # Several clients hand a reference that they could not fill in to the server as it stands: no key was given.
    if _REFERENCE.fullmatch(value):
        return None
    # Nothing of a key may be shown, so the message cannot quote the value.
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("holds characters that no key has: copy the key again, without spaces or quotation marks.")
    return SecretStr(value)


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"must be an address such as https://host, not {_shown(value)}.")
    if parts.username or parts.password:
        raise ValueError("must not hold a user name or password: keys have variables of their own.")
    if parts.query or parts.fragment:
        raise ValueError(f"must not hold a query or fragment, as {_shown(value)} does.")
    return value.rstrip("/")


def _lighton_url(value: str) -> str:
    address = _url(value)
    # The name is used in the wild for LightOn's OCR server, whose address ends in /v1 (contract, section 11).
    if urlsplit(address).path:
        raise ValueError(
            f"must be the host of the search API alone, such as https://api.lighton.ai, not {_shown(value)}: "
            "the path /api/v3 is added here, and an address that ends in /v1 or /api/v2 is another service."
        )
    return address


def _listed(value: str) -> tuple[str, ...]:
    listed = tuple(part.strip() for part in value.split(",") if part.strip())
    # A lock that was set but names nothing must not become "no lock".
    if not listed:
        raise ValueError(f"is set to {_shown(value)}, which names nothing: list names or ids, or unset it.")
    return listed


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 1 <= seconds <= 600:  # noqa: PLR2004 (the message names the bounds)
        raise ValueError(f"must be a number of seconds from 1 to 600, not {_shown(value)}.")
    return seconds


def _tokens(value: str) -> int:
    if not (value.isascii() and value.isdigit()) or len(value) > 6 or not 300 <= int(value) <= 200_000:  # noqa: PLR2004
        raise ValueError(f"must be a whole number of tokens from 300 to 200000, not {_shown(value)}.")
    return int(value)


def _switch(value: str) -> bool:
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise ValueError(f"must be 1 or 0, not {_shown(value)}.")


def _level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(LOG_LEVELS)}, not {_shown(value)}.")
    return value.upper()


def _shown(value: str) -> str:
    short = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "…"
    return f'"{short}"' if short.isprintable() else repr(short)
