"""The resources: the models that can answer."""

import json
from dataclasses import asdict
from typing import Any

from lighton_mcp.app import App
from lighton_mcp.errors import ModelNotFound
from lighton_mcp.ovhcloud.catalogue import Model


async def models(app: App) -> dict[str, Any]:
    """Build the body of `ovhcloud://models`.

    Raises:
        BadSettings: a variable cannot be used.

    """
    ovhcloud = await app.ovhcloud()
    catalogue = await ovhcloud.catalogue(within_s=app.settings.timeout_s)
    return {
        "default": app.settings.model,
        "vision_default": app.settings.vision_model,
        "tier": ovhcloud.tier,
        "source": catalogue.source,
        "fetched_at": catalogue.fetched_at,
        "models": [_row(model) for model in catalogue.models],
    }


async def one_model(app: App, model_id: str) -> dict[str, Any]:
    """Build the body of `ovhcloud://models/{model_id}`.

    Raises:
        ModelNotFound: neither listed nor known.

    """
    catalogue = await (await app.ovhcloud()).catalogue(within_s=app.settings.timeout_s)
    model = catalogue.find(model_id)
    if model is None:
        raise ModelNotFound(
            service="OVHcloud AI Endpoints",
            status=404,
            model=json.dumps(model_id[:80]),
            instead=f"Models that exist now: {', '.join(catalogue.usable()[:8])}.",
        )
    return _row(model)


def _row(model: Model) -> dict[str, Any]:
    row = asdict(model)
    del row["reasons"], row["instead"]
    return row
