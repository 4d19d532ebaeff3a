"""Results that fit the reader's context: each channel within LIGHTON_MCP_MAX_TOKENS, whatever the documents hold.

Everything here is pure. What is cut or left out is said, with how to get it.
"""

from lighton_mcp.budget._answers import fit_answer
from lighton_mcp.budget._pages import fit_pages
from lighton_mcp.budget._passages import fit_passages
from lighton_mcp.budget._scopes import fit_scopes

__all__ = ["fit_answer", "fit_pages", "fit_passages", "fit_scopes"]
