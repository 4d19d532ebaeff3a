"""The one place where a failure of either service becomes one of `errors`.

Facts come from the status, the headers and the field names of the body. The words of an upstream body are hostile
data and stay here.
"""

import json
import math
import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx2

from lighton_mcp.errors import (
    ConnectionLost,
    EffortRefused,
    Garbled,
    KeyRefused,
    Maintenance,
    ModelNotFound,
    NoCredit,
    NotFound,
    RateLimited,
    Redirected,
    RequestRefused,
    ScopeRefused,
    ServiceFailed,
    TooLarge,
    Unreachable,
    UpstreamError,
    WrongAddress,
)
from lighton_mcp.network import BodyTooLarge

_FIELD_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MAX_FIELDS: Final = 6
# The texts of both validators (contract, section 6); only read, never shown.
_EFFORT: Final = re.compile(rb"reasoning[ _]effort", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Service:
    """What messages say of a service."""

    name: str
    key_variable: str
    key_source: str
    url_variable: str
    rate_advice: str = ""


LIGHTON: Final = Service(
    name="LightOn",
    key_variable="LIGHTON_API_KEY",
    key_source="Keys are made in the LightOn Console under API Keys.",
    url_variable="LIGHTON_BASE_URL",
    rate_advice="Make fewer calls at a time.",
)
OVHCLOUD: Final = Service(
    name="OVHcloud AI Endpoints",
    key_variable="OVH_AI_ENDPOINTS_ACCESS_TOKEN",
    key_source="Keys are made in the OVHcloud Control Panel under Public Cloud, AI Endpoints; without any, the "
    "anonymous tier is used.",
    url_variable="OVH_AI_ENDPOINTS_BASE_URL",
    rate_advice="A key allows 400 requests a minute per model: LIGHTON_MCP_FALLBACK_MODELS names others to ask.",
)
OVHCLOUD_ANONYMOUS: Final = Service(
    name=OVHCLOUD.name,
    key_variable=OVHCLOUD.key_variable,
    key_source=OVHCLOUD.key_source,
    url_variable=OVHCLOUD.url_variable,
    rate_advice="Without a key OVHcloud allows 2 requests a minute per model: set OVH_AI_ENDPOINTS_ACCESS_TOKEN "
    "for 400.",
)


def from_status(  # noqa: C901 (a table of statuses, one line each)
    service: Service,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    thing: str | None = None,
    model: str | None = None,
    models: Sequence[str] = (),
) -> UpstreamError:
    """Name the failure behind a status that is not 200.

    `thing` is what a 404 means on this route ("file 42"); `model` and `models` say which model was asked for and
    which exist.
    Bodies: contracts of LightOn (section 8) and OVHcloud (section 12).
    """
    facts: dict[str, Any] = {"service": service.name, "status": status}
    payload = _as_object(body)
    # LightOn's 403 speaks of what the key may search; OVHcloud's means the same as its 401 (contract, section 11).
    if status == 401 or (status == 403 and service is not LIGHTON):
        return KeyRefused(**facts, variable=service.key_variable, where=service.key_source)
    if status == 403:
        return ScopeRefused(**facts)
    if 300 <= status < 400:
        return Redirected(**facts, variable=service.url_variable)
    if status == 402:
        return NoCredit(**facts)
    if status == 404 and model is not None:
        return ModelNotFound(**facts, model=model, instead=_instead(models))
    if status == 404 and thing is not None:
        return NotFound(**facts, thing=thing)
    if status == 404:
        return WrongAddress(
            service=service.name,
            cause="its address answers, but not as this service does (status 404).",
            variable=service.url_variable,
        )
    if status == 413:
        return TooLarge(**facts)
    if status == 429:
        wait = retry_after(headers)
        when = "in a minute" if wait is None else f"in {math.ceil(wait)} s"
        return RateLimited(**facts, when=when, advice=service.rate_advice, retry_after_s=wait)
    if status == 503 and payload.get("error") == "service_maintenance":
        return Maintenance(**facts)
    if status == 407:
        return WrongAddress(
            service=service.name, cause="the proxy asks for a password (status 407).", variable=service.url_variable
        )
    if status >= 500 or status == 408:
        return ServiceFailed(**facts, how=f"status {status}")
    refused = EffortRefused if service is not LIGHTON and _EFFORT.search(body) else RequestRefused
    return refused(**facts, details=_details(payload))


def from_transport(service: Service, exc: Exception) -> UpstreamError:
    """Name the failure behind an exception of `httpx2`: nothing usable came back at all."""
    facts = {"service": service.name, "variable": service.url_variable}
    if isinstance(exc, BodyTooLarge):
        return Garbled(service=service.name, cause="the body is too large or compressed unasked.")
    if isinstance(exc, httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return Unreachable(**facts, cause="the connection took too long.")
    if isinstance(exc, httpx2.ProxyError):
        return Unreachable(**facts, cause="the proxy refused the connection.")
    if isinstance(exc, httpx2.UnsupportedProtocol | httpx2.InvalidURL):
        return Unreachable(**facts, cause="its address is not usable.")
    if isinstance(exc, httpx2.ConnectError):
        return Unreachable(**facts, cause=_connect_cause(exc))
    return ConnectionLost(**facts, cause="the connection broke before the answer was complete.")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait according to `Retry-After`, in seconds or as an HTTP date; None where it says nothing usable."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _connect_cause(exc: httpx2.ConnectError) -> str:
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "its certificate could not be checked (TLS)."
        # getaddrinfo's error is an OSError of its own class, whichever layer wrapped it.
        if type(cause).__name__ == "gaierror":
            return "its name does not resolve (DNS)."
        cause = cause.__cause__ or cause.__context__
    return "the connection was refused."


def _instead(models: Sequence[str]) -> str:
    if not models:
        return "Read the resource ovhcloud://models for the models that exist."
    return f"Models that exist now: {', '.join(models[:8])}."


def _details(payload: dict[str, Any]) -> str:
    fields = payload.get("fields")
    if not isinstance(fields, dict):
        return ""
    named = [name for name in fields if isinstance(name, str) and _FIELD_NAME.fullmatch(name)]
    return f" It names the fields: {', '.join(named[:_MAX_FIELDS])}." if named else ""


def _as_object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}
