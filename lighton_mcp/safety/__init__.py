"""Text from outside, made safe: for people who read it, for clients that render it, for terminals that obey it.

Pure: documents, model output and names come in as text and go out as text.
"""

from lighton_mcp.safety._characters import clean, one_line, original_span
from lighton_mcp.safety._links import REMOVED, Cleared, disarmed, inert, without_foreign_links

__all__ = ["REMOVED", "Cleared", "clean", "disarmed", "inert", "one_line", "original_span", "without_foreign_links"]
