"""Tool schemas as short as JSON Schema allows: every conversation reads the listing and pays for it.

Titles and the docstrings of models go, and definitions stand where they are used: each is used once, and clients that
do not follow `$ref` understand them there. No `type` is a list: clients with a single-type dialect drop such a field,
or the whole tool.
"""

from typing import Any, Final

_NULL: Final = {"type": "null"}
_IMPLIES_TYPE: Final = {"properties", "enum"}
# True of every text and number in our results, and silent about null.
_OR_NULL: Final[dict[str, dict[str, Any]]] = {
    "string": {"minLength": 0},
    "integer": {"minimum": 0},
    "number": {"minimum": 0},
}


def compact_input(schema: dict[str, Any]) -> dict[str, Any]:
    """Shorten the schema of a tool's arguments; leaving one out is how to say null."""
    short = _compact(schema, schema.get("$defs", {}))
    for name, argument in short["properties"].items():
        choices = [choice for choice in argument.pop("anyOf", []) if choice != _NULL]
        short["properties"][name] = argument | (choices[0] if choices else {})
    return short


def compact_output(schema: dict[str, Any]) -> dict[str, Any]:
    """Shorten the schema of a tool's result: every field is always there, and keywords imply the type.

    `properties` and `enum` do so as well as `type` would. A field that may be null has a keyword that only
    concerns text or numbers: `anyOf` with null would cost three times as much, for twenty fields.
    """
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
            short[key] = [_compact(choice, definitions) for choice in value]
        elif not (key in {"title", "$defs"} or (key == "default" and value is None)):
            short[key] = value
    if "properties" in short:
        short.pop("description", None)
    return short


def _implied(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        (value,) = (choice for choice in schema["anyOf"] if choice != _NULL)
        return _implied(value) if "properties" in value else _OR_NULL[value["type"]]
    implied = {"required", "type"} if _IMPLIES_TYPE & schema.keys() else {"required"}
    short = {key: value for key, value in schema.items() if key not in implied}
    if "properties" in short:
        short["properties"] = {name: _implied(field) for name, field in short["properties"].items()}
    if "items" in short:
        short["items"] = _implied(short["items"])
    return short
