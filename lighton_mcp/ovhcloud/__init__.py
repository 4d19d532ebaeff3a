"""OVHcloud AI Endpoints: generation by `POST /chat/completions`, and the catalogue of its models."""

from lighton_mcp.ovhcloud.catalogue import Catalogue, Model
from lighton_mcp.ovhcloud.client import Completion, OVHcloud, ToolCall, Usage

__all__ = ["Catalogue", "Completion", "Model", "OVHcloud", "ToolCall", "Usage"]
