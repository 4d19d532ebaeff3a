"""What a model wrote as a tool's arguments, made into what the tool takes.

Models make mistakes that have one meaning only: those are understood. Anything else is refused in words, since an
ignored argument would search more widely than was asked.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from lighton_mcp.errors import ArgumentError

_ALIASES: Final = {
    alias: name
    for name in ("workspaces", "tags", "files")
    for alias in (name[:-1], f"{name[:-1]}_id", f"{name[:-1]}_ids")
}
# Where a tool takes one file only.
_ALIASES_OF_ONE: Final = {
    "id": "file_id",
    "file": "file_id",
    "files": "file_id",
    "file_ids": "file_id",
    "page": "pages",
}
_LISTS: Final = frozenset({"workspaces", "tags", "files"})
_TEXTS: Final = frozenset({"name", "pages"})
# Each file costs a request under a lock, and nobody means more by hand.
_MOST_REFERENCES: Final = 100
_SHOWN_CHARACTERS: Final = 60


def normalise(tool: str, valid: Sequence[str], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Resolve tolerated spellings to the names in `valid`; a null argument is one that was left out.

    Raises:
        ArgumentError: an argument is unknown or given twice, or a scope is not a list of ids and names.

    """
    normalised: dict[str, Any] = {}
    for given, value in arguments.items():
        names = (given, _ALIASES.get(given), _ALIASES_OF_ONE.get(given))
        name = next((name for name in names if name in valid), None)
        if name is None:
            raise _unknown(tool, valid, given)
        if value is None:
            continue
        if name in _LISTS:
            value = _as_list(name, value)  # noqa: PLW2901 (the tolerated spelling is of no further use)
        elif name == "file_id":
            value = _as_one_id(value)  # noqa: PLW2901 (likewise)
        elif name in _TEXTS and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # noqa: PLW2901 (likewise)
        elif isinstance(value, str):
            value = value.strip()  # noqa: PLW2901 (likewise)
        if name in normalised and normalised[name] != value:
            raise ArgumentError(problem=f"{name} is given twice, with different values.", choices="Give it once.")
        normalised[name] = value
    return normalised


def in_words(exc: ValidationError, valid: Sequence[str]) -> ArgumentError:
    """Say what is wrong with each argument, without the values and without the validator's own words."""
    problems = []
    for error in exc.errors(include_url=False, include_input=False, include_context=True)[:4]:
        name = str(error["loc"][0]) if error["loc"] else "arguments"
        problems.append(
            f"{name} {_RULES.get(error['type'], 'has a value that cannot be used').format_map(error.get('ctx', {}))}."
        )
    return ArgumentError(problem=" ".join(dict.fromkeys(problems)), choices=f"Arguments: {', '.join(valid)}.")


_RULES: Final = {
    "missing": "is required",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "must be at most {max_length} characters",
    "literal_error": "must be {expected}",
}


def _as_list(name: str, value: Any) -> list[int | str]:
    if isinstance(value, str) and value.strip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = [value]
    values = value if isinstance(value, list) else [value]
    references = list(dict.fromkeys(_as_reference(name, entry) for entry in values))
    if len(references) > _MOST_REFERENCES:
        raise ArgumentError(
            problem=f"{name} holds {len(references)} entries.",
            choices=f"Give at most {_MOST_REFERENCES}, or leave it out.",
        )
    return references


def _as_one_id(value: Any) -> int:
    references = _as_list("files", value)
    if len(references) == 1 and isinstance(references[0], int):
        return references[0]
    raise ArgumentError(problem="file_id must be one id.", choices="Use the file_id of a result of lighton_search.")


def _as_reference(name: str, value: Any) -> int | str:
    if isinstance(value, str) and value.strip():
        text = value.strip()
        # Longer digit strings are no id of LightOn's, and Python refuses to convert very long ones.
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else text  # noqa: PLR2004
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63:
        return value
    what = "ids" if name == "files" else "ids or names"
    raise ArgumentError(problem=f"{name} holds something else than {what}.", choices=f"It takes a list of {what}.")


def _unknown(tool: str, valid: Sequence[str], given: str) -> ArgumentError:
    shown = given if len(given) <= _SHOWN_CHARACTERS else given[:_SHOWN_CHARACTERS] + "…"
    import difflib

    near = difflib.get_close_matches(given[:_SHOWN_CHARACTERS], valid, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return ArgumentError(
        problem=f"{tool} has no argument {json.dumps(shown)}.{hint}", choices=f"Its arguments are {', '.join(valid)}."
    )
