"""Short schemas mean what the long ones meant."""

from lighton_mcp.schemas import compact_input, compact_output


def test_arguments_lose_titles_null_and_references():
    """What is left says the same to a client that knows one type a field; a choice of two types stays a choice."""
    names = {"items": {"anyOf": [{"type": "integer"}, {"type": "string"}]}, "type": "array"}
    schema = {
        "title": "searchArguments",
        "type": "object",
        "required": ["query"],
        "$defs": {"Mode": {"enum": ["text"], "type": "string", "title": "Mode"}},
        "properties": {
            "query": {"type": "string", "title": "Query"},
            "title": {"type": "string", "title": "Title"},
            "mode": {"$ref": "#/$defs/Mode"},
            "tags": {"anyOf": [names, {"type": "null"}], "default": None, "title": "Tags", "description": "Names."},
        },
    }
    assert compact_input(schema) == {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": {"type": "string"},
            "title": {"type": "string"},
            "mode": {"enum": ["text"], "type": "string"},
            "tags": {**names, "description": "Names."},
        },
    }


def test_results_imply_their_types_and_may_hold_null():
    """Objects and enumerations need no type, and a nullable field has a keyword that null passes."""
    schema = {
        "type": "object",
        "description": "What the tool returns.",
        "required": ["rows"],
        "$defs": {"Row": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}},
        "properties": {
            "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
            "one": {"anyOf": [{"$ref": "#/$defs/Row"}, {"type": "null"}]},
            "url": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "page": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "status": {"enum": ["a", "b"], "type": "string"},
        },
    }
    row = {"properties": {"n": {"type": "integer"}}}
    assert compact_output(schema) == {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": row},
            "one": row,
            "url": {"minLength": 0},
            "page": {"minimum": 0},
            "status": {"enum": ["a", "b"]},
        },
    }
