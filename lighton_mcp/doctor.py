"""`lighton-mcp doctor`: one line a check, with the fix."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Literal

from lighton_mcp.app import App
from lighton_mcp.errors import LightOnMCPError
from lighton_mcp.progress import Progress, within
from lighton_mcp.scope import locked
from lighton_mcp.settings import Settings
from lighton_mcp.terminal import show

_Verdict = Literal["ok", "note", "broken"]


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check; `text` holds the fix where there is something to fix."""

    name: str
    verdict: _Verdict
    text: str


async def doctor(as_json: bool, settings: Settings) -> int:
    """Check everything and return 1 if something is broken."""
    checks = [_settings(settings)]
    if not settings.problems:
        app = App(settings)
        async with app.running():
            checks.append(await _lighton(app))
            if settings.workspaces and checks[-1].verdict == "ok":
                checks.append(await _lock(app))
            checks += await _ovhcloud(app)
    if as_json:
        show(json.dumps([asdict(check) for check in checks], indent=2, ensure_ascii=False))
    else:
        for check in checks:
            show(f"{check.verdict:<7}{check.name}: {check.text}")
    return 1 if any(check.verdict == "broken" for check in checks) else 0


def _settings(settings: Settings) -> Check:
    if settings.problems:
        return Check("settings", "broken", " ".join(settings.problems))
    lock = f"locked to {', '.join(settings.workspaces)}" if settings.workspaces else "no workspace lock"
    return Check(
        "settings", "ok", f"{lock}; a call may take {settings.timeout_s:g} s and {settings.max_tokens} tokens."
    )


async def _lighton(app: App) -> Check:
    async def call() -> None:
        await (await app.lighton()).check()

    if failure := await _failure(app, call):
        return Check("LightOn", "broken", failure)
    return Check("LightOn", "ok", f"{app.settings.lighton_base_url} accepts the key.")


async def _lock(app: App) -> Check:
    names: list[str] = []
    unseen: list[int] = []

    async def call() -> None:
        ids = await locked(app)
        seen = {row.id: row.name for row in await app.directory.workspaces()}
        names.extend(seen[one] for one in ids if one in seen)
        unseen.extend(one for one in ids if one not in seen)

    if failure := await _failure(app, call):
        return Check("workspaces", "broken", failure)
    if unseen:
        return Check("workspaces", "broken", f"LIGHTON_MCP_WORKSPACES names {unseen}, which the key cannot see.")
    return Check("workspaces", "ok", f"searched and read: {', '.join(names)}; nothing else.")


async def _ovhcloud(app: App) -> list[Check]:
    async def read_models() -> None:
        await (await app.ovhcloud()).read_catalogue()

    async def try_model() -> None:
        await ovhcloud.complete(
            [{"role": "user", "content": "Reply with the word ready."}], model=app.settings.model, max_tokens=16
        )

    if failure := await _failure(app, read_models):
        return [Check("OVHcloud", "broken", failure)]
    ovhcloud = await app.ovhcloud()
    usable = (await ovhcloud.catalogue()).usable()
    checks = [Check("OVHcloud", "ok", f"{len(usable)} chat models are listed.")]
    for role, model in (("default model", app.settings.model), ("vision model", app.settings.vision_model)):
        if model in usable:
            checks.append(Check(role, "ok", f"{model} is listed."))
        else:
            variable = "LIGHTON_MCP_MODEL" if role == "default model" else "LIGHTON_MCP_VISION_MODEL"
            fix = f"{model} is not listed: set {variable} to one of {', '.join(usable[:6])}."
            checks.append(Check(role, "broken" if role == "default model" else "note", fix))
    if gone := [model for model in app.settings.fallback_models if model not in usable]:
        fix = f"LIGHTON_MCP_FALLBACK_MODELS names {', '.join(gone)}, not listed: choose from {', '.join(usable[:6])}."
        checks.append(Check("fallback models", "note", fix))
    if ovhcloud.tier == "anonymous":
        fix = "no key: 2 requests a minute per model. Set OVH_AI_ENDPOINTS_ACCESS_TOKEN for 400."
        return [*checks, Check("OVHcloud key", "note", fix)]
    # The model list is public, so only a completion proves the key (contract, section 11).
    failure = await _failure(app, try_model)
    return [
        *checks,
        Check("OVHcloud key", "broken" if failure else "ok", failure or "accepted; the default model replies."),
    ]


async def _failure(app: App, call: Callable[[], Awaitable[None]]) -> str | None:
    try:
        await within(app.settings.timeout_s, Progress(), call)
    except LightOnMCPError as failure:
        return str(failure)
    return None
