import pytest
from hypothesis import given
from hypothesis import strategies as st

from lighton_mcp.arguments import normalise
from lighton_mcp.errors import ArgumentError

VALID = ["query", "max_results", "workspaces", "tags", "files", "mode"]


@pytest.mark.parametrize(
    ("given_arguments", "understood"),
    [
        ({"workspaces": 42}, {"workspaces": [42]}),
        ({"workspaces": "42"}, {"workspaces": [42]}),
        ({"workspaces": "Legal"}, {"workspaces": ["Legal"]}),
        ({"workspace": "Legal"}, {"workspaces": ["Legal"]}),
        ({"workspace_id": [1, "2"]}, {"workspaces": [1, 2]}),
        ({"workspace_ids": "[1, 2]"}, {"workspaces": [1, 2]}),
        ({"tag": "a", "file_id": 3.0}, {"tags": ["a"], "files": [3]}),
        ({"tag_ids": ["[draft"]}, {"tags": ["[draft"]}),
        ({"tags": "[draft"}, {"tags": ["[draft"]}),
        ({"workspaces": []}, {"workspaces": []}),
        ({"workspaces": None, "query": "q"}, {"query": "q"}),
        ({"workspace": 1, "workspaces": [1]}, {"workspaces": [1]}),
    ],
)
def test_a_mistake_with_one_meaning_is_understood(given_arguments, understood):
    """Scalars, digits in quotes, singular names and JSON in a string say what they mean."""
    assert normalise("lighton_search", VALID, given_arguments) == understood


@pytest.mark.parametrize(
    "given_arguments",
    [
        {"workspce": 1},
        {"workspace": 1, "workspaces": 2},
        {"workspaces": [True]},
        {"workspaces": [[1]]},
        {"workspaces": {"id": 1}},
        {"files": -1},
        {"files": 2**70},
        {"tags": [""]},
        {"tags": [1.5]},
    ],
)
def test_anything_else_is_refused(given_arguments):
    """An argument that was ignored would search more widely than was asked."""
    with pytest.raises(ArgumentError) as refused:
        normalise("lighton_search", VALID, given_arguments)
    assert len(str(refused.value)) <= 600


@pytest.mark.parametrize(
    ("given_arguments", "understood"),
    [
        ({"file": "42"}, {"file_id": 42}),
        ({"id": 42.0}, {"file_id": 42}),
        ({"files": [42], "page": 3}, {"file_id": 42, "pages": "3"}),
        ({"file_id": 42, "pages": " 3-5 "}, {"file_id": 42, "pages": "3-5"}),
    ],
)
def test_one_file_goes_by_the_same_names(given_arguments, understood):
    """Where a tool takes one file, the names of a list of files mean that one."""
    assert normalise("lighton_read", ["file_id", "pages"], given_arguments) == understood


def test_more_references_than_anybody_means_are_refused():
    """Repetitions do not count; the limit is told."""
    assert normalise("lighton_search", VALID, {"tags": [1] * 5000}) == {"tags": [1]}
    with pytest.raises(ArgumentError, match="at most 100"):
        normalise("lighton_search", VALID, {"tags": list(range(1, 102))})


def test_an_unknown_argument_is_told_the_nearest_name():
    """The message names what was probably meant, and all that is valid."""
    with pytest.raises(ArgumentError) as refused:
        normalise("lighton_search", VALID, {"max_result": 3})
    assert "Did you mean max_results?" in str(refused.value)
    assert "query, max_results, workspaces" in str(refused.value)


_NAMES = st.sampled_from([*VALID, "workspace_id", "tag", "file_ids"]) | st.text(max_size=12)
_VALUES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12)


@given(st.dictionaries(_NAMES, _VALUES | st.lists(_VALUES, max_size=3), max_size=4))
def test_whatever_is_sent_is_understood_or_refused_in_words(arguments):
    """No argument set crashes the check, and no message grows with its input."""
    try:
        told = set(normalise("lighton_search", VALID, arguments))
    except ArgumentError as refused:
        told = str(refused)
    assert len(told) <= 600 if isinstance(told, str) else told <= set(VALID)
