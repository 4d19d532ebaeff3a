"""One member of a JSON file put in, replaced or taken out; every other character stays: comments, order, spacing.

Comments and trailing commas are blanked out in place, so that the standard parser reads the file and its positions
are positions in the text. No maintained library edits JSON with comments without a JavaScript engine.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from lighton_mcp.setup import SetupRefused

_STRING: Final = r'"(?:[^"\\\r\n]|\\.)*"'
_COMMENT: Final = re.compile(rf"{_STRING}|//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_TRAILING_COMMA: Final = re.compile(rf"{_STRING}|,(?=\s*[}}\]])")
_VISIBLE: Final = re.compile(r"[^\r\n]")
_SPACE: Final = re.compile(r"\s*")
# What may follow an opening brace on its line and still belong to that line.
_REST_OF_LINE: Final = re.compile(r"[ \t]*(?://[^\r\n]*|/\*[^\r\n]*?\*/[ \t]*)?(?=\r?\n)")
_BLANK_LINE_END: Final = re.compile(r"[ \t]*\r?\n")
_DECODER: Final = json.JSONDecoder()


def parse(text: str, *, comments: bool = True) -> dict[str, Any]:
    """Read an object; an empty text is an empty one.

    Raises:
        SetupRefused: with the line and column of what is wrong.

    """
    plain = _plain(text) if comments else text
    if not plain.strip():
        return {}
    try:
        data = json.loads(plain)
    except json.JSONDecodeError as wrong:
        raise SetupRefused(f"line {wrong.lineno}, column {wrong.colno}: {wrong.msg}") from None
    except RecursionError:
        raise SetupRefused("line 1: it is nested too deeply") from None
    if not isinstance(data, dict):
        raise SetupRefused("line 1: it holds something else than an object")
    return data


def put(text: str, servers: str, name: str, entry: dict[str, Any]) -> str:
    """Put an entry under `servers`, or replace the one of that name."""
    if not _plain(text).strip():
        text += "{}\n"
    plain = _plain(text)
    root = plain.index("{")
    held = _find(plain, root, servers)
    if held is None:
        return _inserted(text, plain, root, servers, {name: entry})
    present = _find(plain, held.value, name)
    if present is None:
        return _inserted(text, plain, held.value, name, entry)
    dumped = _dumped(text, plain, entry, _indentation(text, present.start))
    return text[: present.value] + dumped + text[present.end :]


def drop(text: str, servers: str, name: str) -> str:
    """Take the entry of that name out from under `servers`."""
    plain = _plain(text)
    held = _find(plain, plain.index("{"), servers)
    member = _find(plain, held.value, name) if held else None
    if member is None:
        return text
    with_commas = _COMMENT.sub(_blanked, text)
    start, end = member.start, member.end
    comma = _skip(with_commas, end)
    if with_commas[comma] == ",":
        end = comma + 1
    elif member.previous_end is not None:
        # The last one: the comma before it would be left trailing.
        before = with_commas.index(",", member.previous_end)
        text = f"{text[:before]}{text[before + 1 :]}"
        start, end = start - 1, end - 1
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and (rest := _BLANK_LINE_END.match(text, end)):
        return text[:line] + text[rest.end() :]
    return text[:start] + text[end:].lstrip(" \t")


def dump(servers: str, name: str, entry: dict[str, Any]) -> str:
    """Return a file that holds the entry alone."""
    return json.dumps({servers: {name: entry}}, indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class _Member:
    key: str
    start: int
    value: int
    end: int
    previous_end: int | None


def _members(plain: str, opening: int) -> list[_Member]:
    members: list[_Member] = []
    position = _skip(plain, opening + 1)
    while plain[position] != "}":
        if plain[position] == ",":
            position = _skip(plain, position + 1)
        key, end = _DECODER.raw_decode(plain, position)
        value = _skip(plain, _skip(plain, end) + 1)
        _, end = _DECODER.raw_decode(plain, value)
        members.append(_Member(key, position, value, end, members[-1].end if members else None))
        position = _skip(plain, end)
    return members


def _find(plain: str, opening: int, key: str) -> _Member | None:
    # Of two with one name the last counts, as in the parsers of the programs.
    return next((member for member in reversed(_members(plain, opening)) if member.key == key), None)


def _inserted(text: str, plain: str, opening: int, key: str, value: Any) -> str:
    # At the beginning: no other line changes, and no comment is parted from what it describes.
    members = _members(plain, opening)
    first = members[0].start if members else None
    if first is not None and "\n" not in text[opening:first]:
        return f"{text[:first]}{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}, {text[first:]}"
    unit, newline = _unit(text, plain), _newline(text)
    indent = _indentation(text, opening) + unit if first is None else _indentation(text, first)
    rest = _REST_OF_LINE.match(text, opening + 1)
    at = rest.end() if rest else opening + 1
    added = f"{newline}{indent}{json.dumps(key)}: {_dumped(text, plain, value, indent)}"
    if members:
        return f"{text[:at]}{added},{text[at:]}"
    closing = plain.index("}", opening)
    if "\n" in text[at:closing]:
        return f"{text[:at]}{added}{text[at:]}"
    return f"{text[:at]}{added}{newline}{_indentation(text, opening)}{text[closing:]}"


def _dumped(text: str, plain: str, value: Any, indent: str) -> str:
    lines = json.dumps(value, indent=_unit(text, plain), ensure_ascii=False).split("\n")
    return f"{_newline(text)}{indent}".join(lines)


def _unit(text: str, plain: str) -> str:
    members = _members(plain, plain.index("{"))
    return (_indentation(text, members[0].start) if members else "") or "  "


def _indentation(text: str, position: int) -> str:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _plain(text: str) -> str:
    return _TRAILING_COMMA.sub(_blanked, _COMMENT.sub(_blanked, text))


def _blanked(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else _VISIBLE.sub(" ", found[0])


def _skip(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position
