"""The floor: the smallest server that the official SDK makes."""

from mcp.server.mcpserver import MCPServer

server = MCPServer(name="floor", log_level="WARNING")


@server.tool()
async def hello(name: str) -> str:
    """Say hello."""
    return f"Hello, {name}"


if __name__ == "__main__":
    server.run("stdio")
