"""LightOn's search API, version 3: the client and the wire models."""

from lighton_mcp.lighton.client import LightOn
from lighton_mcp.lighton.documents import Document
from lighton_mcp.lighton.lists import Tag, Workspace
from lighton_mcp.lighton.wire import Hit, SearchPage

__all__ = ["Document", "Hit", "LightOn", "SearchPage", "Tag", "Workspace"]
