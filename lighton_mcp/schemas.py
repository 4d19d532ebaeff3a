"""Tool schemas as short as JSON Schema allows: every conversation reads the listing and pays for it.

Titles and the docstrings of models go, alternatives become a list of types, and definitions stand where they are
used: each is used once, and clients that do not follow `$ref` understand them there.
"""

from typing import Any


def compact_input(schema: dict[str, Any]) -> dict[str, Any]:
    """Shorten the schema of a tool's arguments; leaving one out is how to say null."""
    short = _compact(schema, schema.get("$defs", {}))
    for argument in short["properties"].values():
        if isinstance(argument["type"], list):
            argument["type"] = next(kind for kind in argument["type"] if kind != "null")
    return short


def compact_output(schema: dict[str, Any]) -> dict[str, Any]:
    """Shorten the schema of a tool's result: every field is always there; fields, items and values imply a type."""
    return {"type": "object", **_implied(_compact(schema, schema.get("$defs", {})))}


def _compact(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    short: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            short[key] = {name: _compact(field, definitions) for name, field in value.items()}
        elif key == "items":
            short[key] = _compact(value, definitions)
        elif key == "anyOf":
            choices = [_compact(choice, definitions) for choice in value]
            # No two of them say the same thing but their type: all but one are plain types, such as null.
            for choice in choices:
                short |= choice
            short["type"] = [choice["type"] for choice in choices]
        elif not (key in {"title", "$defs"} or (key == "default" and value is None)):
            short[key] = value
    if "properties" in short:
        short.pop("description", None)
    return short


def _implied(schema: dict[str, Any]) -> dict[str, Any]:
    short = {key: value for key, value in schema.items() if key != "required"}
    if "properties" in short:
        short["properties"] = {name: _implied(field) for name, field in short["properties"].items()}
    if "items" in short:
        short["items"] = _implied(short["items"])
    if short.keys() & {"properties", "items", "enum"} and isinstance(short["type"], str):
        del short["type"]
    return short
