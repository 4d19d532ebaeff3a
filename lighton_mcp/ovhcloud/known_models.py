"""What this project knows of OVHcloud's chat models, as seen up to 7 October 2026 (contract, section 3).

`GET /v1/models` says which of them exist now and carries no capabilities: those come from here. Prices are USD per
million tokens, as that list gives them; None: never seen there.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["chat", "reasoning", "vision", "code"]
Effort = Literal["none", "minimal", "low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """One chat model; `efforts` are the values of `reasoning_effort` that it accepts, empty: omit the field."""

    id: str
    kind: Kind
    context_window: int | None
    max_output: int | None
    input_price: float | None
    output_price: float | None
    tools: bool
    vision: bool
    structured_output: bool = True
    efforts: tuple[Effort, ...] = ()
    reasons: bool = False
    note: str
    instead: str | None = None


KNOWN_MODELS: Final = (
    KnownModel(
        id="Meta-Llama-3_3-70B-Instruct",
        kind="chat",
        context_window=131_072,
        max_output=131_072,
        input_price=0.74,
        output_price=0.74,
        tools=True,
        vision=False,
        note="Strong reasoning, the default. One tool call at a time.",
    ),
    KnownModel(
        id="gpt-oss-120b",
        kind="reasoning",
        context_window=131_072,
        max_output=131_072,
        input_price=0.09,
        output_price=0.47,
        tools=True,
        vision=False,
        efforts=("low", "medium", "high"),
        reasons=True,
        note="Open reasoning model, inexpensive.",
    ),
    KnownModel(
        id="gpt-oss-20b",
        kind="reasoning",
        context_window=131_072,
        max_output=131_072,
        input_price=0.05,
        output_price=0.18,
        tools=True,
        vision=False,
        efforts=("low", "medium", "high"),
        reasons=True,
        note="Small open reasoning model, the least expensive.",
    ),
    KnownModel(
        id="Qwen3.8-27B",
        kind="vision",
        context_window=262_144,
        max_output=262_144,
        input_price=0.47,
        output_price=3.19,
        tools=True,
        vision=True,
        efforts=("none", "low", "medium"),
        reasons=True,
        note="Multilingual, reasoning, reads images; long context.",
    ),
    KnownModel(
        id="Qwen3.6-27B",
        kind="vision",
        context_window=262_144,
        max_output=262_144,
        input_price=0.47,
        output_price=3.19,
        tools=True,
        vision=True,
        efforts=("none", "minimal", "low", "medium", "high"),
        reasons=True,
        note="Reasoning, reads images; long context.",
        instead="Qwen3.8-27B",
    ),
    KnownModel(
        id="Qwen3.5-397B-A17B",
        kind="vision",
        context_window=262_144,
        max_output=262_144,
        input_price=0.71,
        output_price=4.25,
        tools=True,
        vision=True,
        efforts=("none", "low", "medium", "high"),
        reasons=True,
        note="The largest: reasoning, reads images.",
    ),
    KnownModel(
        id="Qwen3.5-9B",
        kind="vision",
        context_window=262_144,
        max_output=262_144,
        input_price=0.12,
        output_price=0.18,
        tools=True,
        vision=True,
        efforts=("none", "low", "medium", "high"),
        reasons=True,
        note="Faster and cheaper: reasoning, reads images.",
    ),
    KnownModel(
        id="Qwen2.5-VL-72B-Instruct",
        kind="vision",
        context_window=32_768,
        max_output=32_768,
        input_price=1.01,
        output_price=1.01,
        tools=False,
        vision=True,
        note="Vision-language model, the default for page images. No tools.",
        instead="Qwen3.8-27B",
    ),
    KnownModel(
        id="Qwen3-Coder-30B-A3B-Instruct",
        kind="code",
        context_window=262_144,
        max_output=262_144,
        input_price=0.07,
        output_price=0.26,
        tools=True,
        vision=False,
        note="Code. Removal was announced for 2026-10-01.",
        instead="gpt-oss-120b",
    ),
    KnownModel(
        id="Mistral-Small-3.2-24B-Instruct-2506",
        kind="chat",
        context_window=131_072,
        max_output=131_072,
        input_price=0.10,
        output_price=0.31,
        tools=True,
        vision=True,
        note="Compact, low latency. Removal was announced for 2026-11-04.",
        instead="gpt-oss-20b",
    ),
    KnownModel(
        id="Mistral-Nemo-Instruct-2407",
        kind="chat",
        context_window=65_536,
        max_output=65_536,
        input_price=0.14,
        output_price=0.14,
        tools=True,
        vision=False,
        note="Small. Removal was announced for 2026-11-04.",
        instead="gpt-oss-20b",
    ),
    KnownModel(
        id="Mistral-7B-Instruct-v0.3",
        kind="chat",
        context_window=65_536,
        max_output=65_536,
        input_price=0.11,
        output_price=0.11,
        tools=False,
        vision=False,
        note="Small. Removal was announced for 2026-10-01.",
        instead="gpt-oss-20b",
    ),
    KnownModel(
        id="Llama-3.1-8B-Instruct",
        kind="chat",
        context_window=None,
        max_output=None,
        input_price=None,
        output_price=None,
        tools=True,
        vision=False,
        note="Faster and cheaper, for simpler questions. Removed on 2026-06-26.",
        instead="gpt-oss-20b",
    ),
    KnownModel(
        id="Qwen3-32B",
        kind="reasoning",
        context_window=None,
        max_output=None,
        input_price=None,
        output_price=None,
        tools=True,
        vision=False,
        reasons=True,
        note="Multilingual, reasoning. Removed on 2026-09-16.",
        instead="Qwen3.8-27B",
    ),
)
