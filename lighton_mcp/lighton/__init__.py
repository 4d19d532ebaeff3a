"""LightOn's search API, version 3: the client, and a module for each kind of body that it reads.

The client imports such a module when the body has arrived: the first search of a process leaves earlier.
"""

from lighton_mcp.lighton.client import LightOn

__all__ = ["LightOn"]
