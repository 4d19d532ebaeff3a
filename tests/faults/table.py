"""The fault matrix as a table: what goes wrong, on which operation, and which row of the taxonomy the reader gets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lighton_mcp import errors
from lighton_mcp.sandbox import FAULTS, Fault

WORKS = None
"""The fault is none to the reader: the result is whole."""

_ON_THE_WIRE: dict[str, type[errors.LightOnMCPError] | None] = {
    "slow headers": errors.DeadlineExceeded,
    "slow body": errors.DeadlineExceeded,
    "cut head": errors.ConnectionLost,
    "cut body": errors.ConnectionLost,
    "reset": errors.ConnectionLost,
    "reset in body": errors.ConnectionLost,
    "content-length too long": errors.ConnectionLost,
    "content-length too short": errors.Garbled,
    "empty body": errors.Garbled,
    "html 200": errors.Garbled,
    "wrong type": errors.Garbled,
    "truncated json": errors.Garbled,
    "wrong content type": WORKS,
    "huge": errors.Garbled,
    "gzip bomb": errors.Garbled,
    "redirect": errors.Redirected,
    "400": errors.RequestRefused,
    "401": errors.KeyRefused,
    "402": errors.NoCredit,
    "407": errors.WrongAddress,
    "408": errors.ServiceFailed,
    "413": errors.TooLarge,
    "418": errors.RequestRefused,
    "422": errors.RequestRefused,
    "429": errors.RateLimited,
    "429 retry-after": errors.RateLimited,
    "500": errors.ServiceFailed,
    "502 gateway": errors.ServiceFailed,
    "503": errors.ServiceFailed,
    "504": errors.ServiceFailed,
}
LIGHTON = _ON_THE_WIRE | {
    "403": errors.ScopeRefused,
    "404": errors.WrongAddress,
    "429 retry-after 0": errors.RateLimited,
    "503 maintenance": errors.Maintenance,
    "detail alone": errors.ScopeRefused,
    "no results": WORKS,
}
_READ = LIGHTON | {"404": errors.NotFound, "no results": errors.Garbled}
OVHCLOUD = _ON_THE_WIRE | {
    # The stream says itself where it ends.
    "content-length too long": WORKS,
    "400 wrapped": errors.RequestRefused,
    "400 effort": errors.RequestRefused,
    "403": errors.KeyRefused,
    "403 text": errors.KeyRefused,
    "404": errors.ModelNotFound,
    "empty stream": errors.Garbled,
    "error midway": errors.ServiceFailed,
    "error midway, no end": errors.ServiceFailed,
    "cut midway": errors.Garbled,
    "redirected model": WORKS,
}
_OWN = {"407": Fault(status=407, body="proxy wants a password"), "418": Fault(status=418, body="short and stout")}
# Where the deadline is what ends the fault, or where a retry would wait for seconds, a short one is set.
HASTY = frozenset(name for name in LIGHTON | OVHCLOUD if name.startswith(("slow", "429")))


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a caller does, and the route of the service on which it is made to fail."""

    name: str
    service: str
    route: str
    tool: str
    arguments: Mapping[str, Any]
    causes: Mapping[str, type[errors.LightOnMCPError] | None] = field(repr=False)
    kept: bool = False
    """What succeeds is kept for minutes, so it is only asked for when every fault has been met."""

    def fault(self, name: str) -> Fault:
        """Return the fault of that name, as this operation's service has it."""
        return _OWN.get(name) or FAULTS[self.service][name]


RETENTION = "What is our data retention policy?"
OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation("search", "lighton", "search", "lighton_search", {"query": RETENTION}, LIGHTON),
        Operation("scopes", "lighton", "workspaces", "lighton_scopes", {}, LIGHTON, kept=True),
        Operation("tags", "lighton", "tags", "lighton_scopes", {}, LIGHTON, kept=True),
        Operation("read", "lighton", "file", "lighton_read", {"file_id": 5101}, _READ, kept=True),
        Operation("chat", "ovhcloud", "chat", "grounded_answer", {"question": RETENTION}, OVHCLOUD),
    )
}
"""One row a tool; `models` is a resource that never fails and has a test of its own."""


def message_pattern(failure: type[errors.LightOnMCPError]) -> re.Pattern[str]:
    """Match every message of one class: its sentences whole, its facts free."""
    causes = "|".join(map(re.escape, getattr(failure, "causes", ()))) or ".*"
    what, fix, retry = (
        re.sub(r"\\{[^{}]*\\}", ".*", re.escape(part).replace(r"\{cause\}", f"(?:{causes})"))
        for part in (failure.what, failure.fix, failure.retry)
    )
    return re.compile(rf"{what} ?{fix}(?: Tried \d+ times in \d+ s\.)?(?: Models tried: .+\.)? ?{retry}")
