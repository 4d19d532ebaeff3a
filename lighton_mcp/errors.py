"""Everything that can go wrong, and what the reader is told.

LightOnMCPError
├─ ConfigError           nothing to retry   names the variable and where to get the value
│  ├─ MissingKey         LIGHTON_API_KEY is not set
│  ├─ BadSettings        a variable holds a value that cannot be used
│  └─ LockUnresolved     LIGHTON_MCP_WORKSPACES names a workspace that cannot be found: nothing is searched
├─ ArgumentError         call again, corrected   names the argument and the valid choices
├─ UpstreamError         names the service, the status, the next step
│  ├─ KeyRefused         LightOn 401; OVHcloud 401 and 403, which mean the same there
│  ├─ ScopeRefused       LightOn 403 on a search: ids or the key's scope, not the key
│  ├─ RequestRefused     400, 422 and any status not listed here
│  │  └─ EffortRefused   OVHcloud does not take this `reasoning_effort` for this model
│  ├─ NoCredit           402
│  ├─ NotFound           404 of a document or workspace
│  ├─ ModelNotFound      404 of a model
│  ├─ TooLarge           413, or a body above the service's limit
│  ├─ RateLimited        429
│  ├─ Maintenance        LightOn 503 with `service_maintenance`
│  ├─ ServiceFailed      408 and every other 5xx
│  ├─ Unreachable        no connection: DNS, TLS, proxy, refused
│  │  ├─ ConnectionLost  it broke after the request was sent
│  │  └─ WrongAddress    404 on the service's own path, 407 of a proxy
│  ├─ Redirected         3xx: never followed with the key
│  └─ Garbled            an unusable body or stream with a good status
│     └─ ThoughtTooLong  a reasoning model used its whole budget before it wrote a word
└─ DeadlineExceeded      may retry          names the step, the setting and the seconds

A message has three parts: what happened, what to do, whether to try again. Each class holds its sentences with
`{facts}` to fill in; the README's troubleshooting section is made from them. Facts are numbers, names that this
program or the caller chose, and short field names: never an upstream body, a key or a class name.
"""

from typing import Any, ClassVar


class LightOnMCPError(Exception):
    """A failure that the reader can act on; `str()` is what the reader sees."""

    what: ClassVar[str]
    fix: ClassVar[str]
    retry: ClassVar[str]
    # Whether the same request may be sent again by this program, not by the reader.
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        self.attempts = 1
        self.elapsed_s = 0.0
        self.models: tuple[str, ...] = ()
        super().__init__()

    def __str__(self) -> str:
        parts = [part.format(**self.facts) for part in (self.what, self.fix)]
        if self.attempts > 1:
            parts.append(f"Tried {self.attempts} times in {self.elapsed_s:.0f} s.")
        if len(self.models) > 1:
            parts.append(f"Models tried: {', '.join(self.models)}.")
        parts.append(self.retry.format(**self.facts))
        return " ".join(part for part in parts if part)


class ConfigError(LightOnMCPError):
    """The environment lacks something or holds something unusable."""

    retry = "Trying again does not help until that is done and the server is restarted."


class MissingKey(ConfigError):
    """No LightOn key."""

    what = "LIGHTON_API_KEY is not set, so LightOn cannot be searched."
    fix = (
        "Create a key in the LightOn Console under API Keys and set LIGHTON_API_KEY in the environment of this server. "
        "To try it without a key, set LIGHTON_MCP_SANDBOX=1 or start it with --sandbox: it then answers from sample "
        "documents."
    )


class BadSettings(ConfigError):
    """Variables with unusable values. Facts: `problems`."""

    what = "This server is not set up correctly. {problems}"
    fix = "Correct the environment of this server; `lighton-mcp doctor` checks it."


class LockUnresolved(ConfigError):
    """Facts: `name`, `choices` (a sentence that names workspaces)."""

    what = "LIGHTON_MCP_WORKSPACES names {name}, and no single workspace that the key may see is called that."
    fix = "Until that is settled nothing is searched or read. Correct the variable, by id if need be. {choices}"


class ArgumentError(LightOnMCPError):
    """The caller's arguments. Facts: `problem` (what is wrong), `choices` (a sentence that names what is valid)."""

    what = "{problem}"
    fix = "{choices}"
    retry = "Call again with that corrected."


class UpstreamError(LightOnMCPError):
    """LightOn or OVHcloud failed. Facts: `service`, and `status` where there was one."""


class KeyRefused(UpstreamError):
    """Facts: `service`, `status`, `variable`, `where`."""

    what = "{service} refused the key (status {status})."
    fix = "Check {variable}: the key may be wrong, expired or revoked. {where}"
    retry = "Trying again does not help until the key is replaced and the server is restarted."


class ScopeRefused(UpstreamError):
    """Facts: `service`, `status`."""

    what = "{service} found nothing that this key may search with these workspaces, tags or files (status {status})."
    fix = "The key itself works: check the ids, and which workspaces the key is scoped to."
    retry = "Call again with other ids or without them."


class RequestRefused(UpstreamError):
    """Facts: `service`, `status`, `details` (a sentence, or empty)."""

    what = "{service} refused the request (status {status}).{details}"
    fix = "Change the arguments that it names, or shorten the text."
    retry = "Trying the same call again does not help."


class EffortRefused(RequestRefused):
    """A 400 or 422 that is about `reasoning_effort`; the client sends the request once more without the field."""


class NoCredit(UpstreamError):
    """Facts: `service`, `status`."""

    what = "{service} asks for payment (status {status}): the credits of this account may be used up."
    fix = "Check the account's credits and billing with {service}."
    retry = "Trying again does not help until that is settled."


class NotFound(UpstreamError):
    """Facts: `service`, `status`, `thing`."""

    what = "{service} has no {thing}, or the key may not see it (status {status})."
    fix = "Check the id: take it from a result of lighton_search or lighton_scopes."
    retry = "Call again with another id."


class ModelNotFound(UpstreamError):
    """Facts: `service`, `status`, `model`, `instead` (a sentence that names models which exist)."""

    what = "{service} does not serve the model {model} (status {status})."
    fix = "{instead}"
    retry = "Call again with another model."


class TooLarge(UpstreamError):
    """Facts: `service`, `status`."""

    what = "The request was too large for {service} (status {status})."
    fix = "Ask for fewer results (max_results), or name fewer workspaces, tags or files."
    retry = "Call again with less."


class RateLimited(UpstreamError):
    """Facts: `service`, `status`, `when` ("in 30 s"), `advice` (a sentence, or empty), `retry_after_s`."""

    what = "{service} is limiting the rate of requests (status {status})."
    fix = "{advice}"
    retry = "Try again {when}."
    retryable = True

    @property
    def retry_after_s(self) -> float | None:
        """What `Retry-After` asked for, in seconds."""
        return self.facts.get("retry_after_s")


class Maintenance(UpstreamError):
    """Facts: `service`, `status`."""

    what = "{service} is under maintenance (status {status})."
    fix = "Nothing is wrong with this server or its key."
    retry = "Try again later, in minutes rather than seconds."


class ServiceFailed(UpstreamError):
    """Facts: `service`, `how` ("status 500")."""

    what = "{service} failed on its side ({how})."
    fix = "Nothing is wrong with the question or the key."
    retry = "Try again in a minute; if it lasts, ask the service's support."


class Unreachable(UpstreamError):
    """Facts: `service`, `cause` (one of `causes`), `variable` (its address)."""

    causes: ClassVar[tuple[str, ...]] = (
        "its name does not resolve (DNS).",
        "the connection was refused.",
        "the connection took too long.",
        "its certificate could not be checked (TLS).",
        "the proxy refused the connection.",
        "its address is not usable.",
    )
    what = "{service} could not be reached: {cause}"
    fix = "Check the network, the proxy and {variable}."
    retry = "Try again once the network is back."
    retryable = True


class ConnectionLost(Unreachable):
    """The connection broke after the request was sent. Facts as for `Unreachable`."""

    causes = ("the connection broke before the answer was complete.",)
    retry = "Try again."
    # The request may have been carried out, and a LightOn search is billed.
    retryable = False


class WrongAddress(Unreachable):
    """Something answered that is not the service: a 404 on its own path, or a proxy that wants a password."""

    causes = (
        "its address answers, but not as this service does (status 404).",
        "the proxy asks for a password (status 407).",
    )
    retry = "Trying again does not help until that is done and the server is restarted."
    retryable = False


class Redirected(UpstreamError):
    """Facts: `service`, `status`, `variable`."""

    what = "{service} answered with a redirect (status {status}), which is never followed with a key."
    fix = "Set {variable} to the service's own address."
    retry = "Trying again does not help until that is done and the server is restarted."


class Garbled(UpstreamError):
    """Facts: `service`, `cause` (a sentence)."""

    what = "{service} answered with something unusable: {cause} Nothing was read from it."
    fix = "A proxy or gateway in between is the usual reason."
    retry = "Try again; if it lasts, check the service's address and status."


class ThoughtTooLong(Garbled):
    """Facts: `service`, `model`."""

    what = "The model {model} used up its whole budget thinking and wrote no answer."
    fix = "Ask a narrower question, lower max_results, or choose a model that does not reason."
    retry = "Call again with one of these changed."


class DeadlineExceeded(LightOnMCPError):
    """Facts: `seconds`, `step` (what was under way)."""

    what = "The call did not finish in {seconds:g} s; it was still {step}."
    fix = "Ask for less (max_results), or set LIGHTON_MCP_TIMEOUT to more seconds if your client waits that long."
    retry = "Trying again may work."
