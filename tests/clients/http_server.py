"""The same server over streamable HTTP on loopback, since the conformance suite knows no stdio; prints its port."""

import socket

import uvicorn

from lighton_mcp import Settings, create_server

if __name__ == "__main__":
    app = create_server(Settings(sandbox=True)).streamable_http_app()
    # Listening before the port is printed: whoever connects waits in the queue instead of being refused.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
