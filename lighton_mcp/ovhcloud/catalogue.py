"""The models that can answer: OVHcloud's live list joined with what this project knows of each."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from lighton_mcp.ovhcloud.known_models import KNOWN_MODELS, KnownModel

# The list carries no type: these rules are those of the contract, section 2.1.
_NOT_CHAT: Final = re.compile(r"whisper|nvr-tts|stable-diffusion|bge-|embed|rerank|guard", re.IGNORECASE)
# What OVHcloud's ids look like; anything else is not repeated to the reader.
MODEL_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")
_PER_MILLION: Final = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One row of the catalogue, as `ovhcloud://models` shows it; None: not known.

    Prices are per million tokens in `currency`. `reasoning_effort` lists the accepted values; empty: the field is not
    sent.
    """

    id: str
    kind: str
    context_window: int | None
    max_output: int | None
    input_price: float | None
    output_price: float | None
    currency: str | None
    tools: bool | None
    vision: bool | None
    structured_output: bool | None
    reasoning_effort: tuple[str, ...] | None
    note: str
    listed: bool | None
    reasons: bool | None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The chat models, known ones first; `source` says whether OVHcloud's list was read."""

    models: tuple[Model, ...]
    source: Literal["live", "built-in"]
    fetched_at: str | None

    def find(self, model_id: str) -> Model | None:
        """Find a model by its exact id, as OVHcloud does."""
        return next((model for model in self.models if model.id == model_id), None)

    def usable(self, *, vision: bool = False, tools: bool = False) -> tuple[str, ...]:
        """Ids of the models that exist, in the order in which to suggest them."""
        return tuple(
            model.id
            for model in self.models
            if model.listed is not False and (not vision or model.vision) and (not tools or model.tools)
        )


def built_in() -> Catalogue:
    """Build the catalogue without the network; `listed` is not known then, save for models known to be gone."""
    return Catalogue(tuple(_known(model, None, listed=None) for model in KNOWN_MODELS), "built-in", None)


def join(listed: Iterable[Mapping[str, Any]]) -> Catalogue:
    """Join the rows of `GET /v1/models` with what is known; rows that cannot chat are left out.

    Rows without a usable `id` are ignored; every other field is optional.
    """
    rows = {row["id"]: row for row in listed if isinstance(row.get("id"), str) and MODEL_ID.fullmatch(row["id"])}
    known = {model.id: model for model in KNOWN_MODELS}
    joined = [_known(model, rows.get(model.id), listed=model.id in rows) for model in KNOWN_MODELS]
    unknown = [_unknown(row) for model_id, row in rows.items() if model_id not in known and _can_chat(row)]
    # What is gone comes last: the list is read from the top.
    in_order = sorted([*joined, *unknown], key=lambda model: model.listed is False)
    return Catalogue(tuple(in_order), "live", datetime.now(UTC).isoformat(timespec="seconds"))


def cost(model: Model | None, prompt_tokens: int, completion_tokens: int) -> tuple[float, str] | None:
    """Price a completion: amount and currency, or None where the price is not known."""
    if model is None or model.input_price is None or model.output_price is None or model.currency is None:
        return None
    amount = (prompt_tokens * model.input_price + completion_tokens * model.output_price) / 1_000_000
    return round(amount, 8), model.currency


def _known(model: KnownModel, row: Mapping[str, Any] | None, *, listed: bool | None) -> Model:
    row = row or {}
    pricing = row.get("pricing")
    note = model.note
    if listed is False and model.instead:
        note = f"{note} Not listed by OVHcloud any more: use {model.instead}."
    input_price = _price(pricing, "prompt")
    output_price = _price(pricing, "completion")
    return Model(
        id=model.id,
        kind=model.kind,
        context_window=_count(row.get("context_length")) or model.context_window,
        max_output=_count(row.get("max_completion_tokens")) or model.max_output,
        input_price=model.input_price if input_price is None else input_price,
        output_price=model.output_price if output_price is None else output_price,
        currency="USD" if model.input_price is not None or input_price is not None else None,
        tools=model.tools,
        vision=model.vision,
        structured_output=model.structured_output,
        reasoning_effort=model.efforts,
        note=note,
        listed=listed,
        reasons=model.reasons,
        instead=model.instead,
    )


def _unknown(row: Mapping[str, Any]) -> Model:
    pricing = row.get("pricing")
    input_price = _price(pricing, "prompt")
    return Model(
        id=row["id"],
        kind="chat",
        context_window=_count(row.get("context_length")),
        max_output=_count(row.get("max_completion_tokens")),
        input_price=input_price,
        output_price=_price(pricing, "completion"),
        currency=None if input_price is None else "USD",
        tools=None,
        vision=None,
        structured_output=None,
        reasoning_effort=None,
        note="Listed by OVHcloud, which says no more of it.",
        listed=True,
        reasons=None,
    )


def _can_chat(row: Mapping[str, Any]) -> bool:
    return row.get("context_length") != 0 and row.get("max_completion_tokens") != 0 and not _NOT_CHAT.search(row["id"])


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _price(pricing: Any, key: str) -> float | None:
    """Read a price per token, sent as a string or a number, as one per million."""
    value = pricing.get(key) if isinstance(pricing, dict) else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        price = float(Decimal(str(value)) * _PER_MILLION)
    except InvalidOperation:
        return None
    return price if math.isfinite(price) and price >= 0 else None
