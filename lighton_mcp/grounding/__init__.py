"""Citations that cannot be false: prompt, passages and budget, and the verification of what the model wrote.

Everything here is pure: no network, no files, no clock.
"""

from __future__ import annotations

from lighton_mcp.grounding._agentic_prompt import build_agentic_messages
from lighton_mcp.grounding._cut import whole_sentences
from lighton_mcp.grounding._prompt import build_messages, estimated_tokens, fenced, pack
from lighton_mcp.grounding._sentences import split as split_sentences
from lighton_mcp.grounding._support import check
from lighton_mcp.grounding._types import Citation, Passage, Support, Verified
from lighton_mcp.grounding._verify import verify
from lighton_mcp.grounding._vision_prompt import build_vision_messages

__all__ = [
    "Citation",
    "Passage",
    "Support",
    "Verified",
    "build_agentic_messages",
    "build_messages",
    "build_vision_messages",
    "check",
    "estimated_tokens",
    "fenced",
    "pack",
    "split_sentences",
    "verify",
    "whole_sentences",
]
