"""From the names that people use to the ids that LightOn takes."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Protocol, TypeVar

_NEAREST: Final = 6
# Error messages stay within 600 characters.
_LISTED_CHARACTERS: Final = 320
_SHOWN_CHARACTERS: Final = 50


class Named(Protocol):
    """A workspace or a tag."""

    @property
    def id(self) -> int:
        """LightOn's id."""

    @property
    def name(self) -> str:
        """What people call it."""


_N = TypeVar("_N", bound=Named)


def same_name(name: str) -> str:
    """Make names comparable: case, composed accents and runs of spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def called(name: str, rows: Iterable[_N]) -> list[_N]:
    """Return the rows of that name; two may differ in case only."""
    wanted = same_name(name)
    return [row for row in rows if same_name(row.name) == wanted]


def containing(name: str, rows: Iterable[_N]) -> list[_N]:
    """Return the rows whose name contains that text: those that begin with it first."""
    part = same_name(name)
    found = [row for row in rows if part in same_name(row.name)]
    return sorted(found, key=lambda row: not same_name(row.name).startswith(part))


def nearest(name: str, rows: Sequence[_N]) -> list[_N]:
    """Return the rows that were most probably meant, the likeliest first; if none is like it, the first ones."""
    wanted = same_name(name[:_SHOWN_CHARACTERS])
    by_name = {same_name(row.name): row for row in rows}
    close = [by_name[key] for key in difflib.get_close_matches(wanted, by_name, n=_NEAREST, cutoff=0.5)]
    within = [row for key, row in by_name.items() if key and wanted and (key in wanted or wanted in key)]
    return list(dict.fromkeys([*close, *within]))[:_NEAREST] or list(rows[:_NEAREST])


def listed(rows: Sequence[Named]) -> str:
    """Name rows with their ids, as many as a message has room for."""
    shown: list[str] = []
    for row in rows:
        entry = f"{quoted(row.name)} ({row.id})" if row.name else str(row.id)
        if len(", ".join([*shown, entry])) > _LISTED_CHARACTERS:
            break
        shown.append(entry)
    more = len(rows) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def quoted(text: str) -> str:
    """Show somebody's text inside a message: short, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())
    return f'"{line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"}"'
