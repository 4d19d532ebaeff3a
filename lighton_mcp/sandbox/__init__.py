"""Stand-ins for LightOn and OVHcloud AI Endpoints: real HTTP on loopback, made from their wire contracts.

Retrieval is a real index over real documents; the model is a writer that repeats sentences of the passages it is
given. Nothing here leaves the machine, and nothing of the rest of `lighton_mcp` is used.
"""

from .documents import Skipped
from .faults import FAULTS, Fault
from .folder import NoDocuments
from .http import Recorded
from .ovhcloud import WRITER_NAME
from .prompt import Numbered, Prompt
from .reply import Reply
from .service import run_sandbox
from .state import LIGHTON_KEY, OVHCLOUD_TOKEN, Sandbox
from .writer import write

__all__ = [
    "FAULTS",
    "LIGHTON_KEY",
    "OVHCLOUD_TOKEN",
    "WRITER_NAME",
    "Fault",
    "NoDocuments",
    "Numbered",
    "Prompt",
    "Recorded",
    "Reply",
    "Sandbox",
    "Skipped",
    "run_sandbox",
    "write",
]
