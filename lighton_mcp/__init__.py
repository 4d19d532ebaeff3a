"""Answers from a company's documents over the Model Context Protocol, each citation checked by program."""

__version__ = "0.1.0"

__all__ = ["Settings", "__version__", "create_server"]

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lighton_mcp.server import create_server
    from lighton_mcp.settings import Settings


def __getattr__(name: str) -> Any:
    # `lighton_mcp.grounding` is usable alone, so importing the package must not load the MCP SDK.
    if name == "create_server":
        from lighton_mcp.server import create_server

        return create_server
    if name == "Settings":
        from lighton_mcp.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
