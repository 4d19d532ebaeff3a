"""`python -m lighton_mcp` is `lighton-mcp`."""

from lighton_mcp.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
