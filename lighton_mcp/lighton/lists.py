"""Workspaces and tags as LightOn lists them: what may be shown of a row, and nothing of the account around it."""

from dataclasses import dataclass
from typing import Any, Final

from lighton_mcp import safety
from lighton_mcp.lighton.wire import printable

# Longer than anything people write there; 5,000 rows stay small in memory.
_NAME_CHARACTERS: Final = 200
_TEXT_CHARACTERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Workspace:
    """One row of `GET /workspaces` (contract, section 4); `files` is None where LightOn does not say."""

    id: int
    name: str
    description: str = ""
    files: int | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """One row of `GET /tags` (contract, section 5)."""

    id: int
    name: str
    description: str = ""


def read_workspace(row: Any) -> Workspace | None:
    """Read a row; None without an id, since then it cannot be searched."""
    if (known := _id(row)) is None:
        return None
    files = row.get("files_count")
    return Workspace(
        id=known,
        name=one_line(row.get("name"), _NAME_CHARACTERS),
        description=one_line(row.get("description"), _TEXT_CHARACTERS),
        files=files if isinstance(files, int) and 0 <= files < 2**63 else None,
    )


def read_tag(row: Any) -> Tag | None:
    """Read a row; None without an id."""
    if (known := _id(row)) is None:
        return None
    return Tag(
        id=known,
        name=one_line(row.get("name"), _NAME_CHARACTERS),
        description=one_line(row.get("description"), _TEXT_CHARACTERS),
    )


def read_summary(payload: dict[str, Any]) -> str | None:
    """Choose among the summaries of a workspace: the English one, or else the first."""
    rows = payload.get("summaries")
    texts = {
        row.get("language"): one_line(row.get("summary"), _TEXT_CHARACTERS)
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("language"), str | None)
    }
    return texts.get("en") or next(filter(None, texts.values()), None)


def one_line(value: Any, most: int) -> str:
    """Make one printable line of text that somebody else wrote; anything but text is empty."""
    if not isinstance(value, str):
        return ""
    return safety.one_line(printable(value[: 2 * most]))[:most]


def _id(row: Any) -> int | None:
    known = row.get("id") if isinstance(row, dict) else None
    return known if isinstance(known, int) and not isinstance(known, bool) and 0 < known < 2**63 else None
