"""`lighton-mcp setup`: writes this server into another program's own configuration, and takes it out again."""


class SetupRefused(Exception):
    """Nothing was written; `str()` says why and what to do."""
