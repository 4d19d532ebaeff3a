"""Importing `openai` with its types deferred, each in a process of its own: a module is imported only once."""

import subprocess
import sys

import pytest

_IMPORTED = "from lighton_mcp.ovhcloud.openai_import import import_openai; openai = import_openai(); import sys; "


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("assert 'openai.types.responses.response' not in sys.modules", id="left out until asked for"),
        pytest.param("assert openai.AsyncOpenAI(api_key='k').chat.completions", id="the client is whole"),
        pytest.param(
            "assert openai.types.CompletionUsage(**dict.fromkeys("
            "('prompt_tokens', 'completion_tokens', 'total_tokens'), 1)).total_tokens == 1",
            id="by attribute",
        ),
        pytest.param("from openai.types.chat import ChatCompletion; assert ChatCompletion.model_fields", id="by name"),
        pytest.param("from openai.types import *; assert Batch.model_fields", id="all names"),
        pytest.param("import openai.types.responses.response as r; assert r.Response.model_fields", id="deep"),
        pytest.param("assert not hasattr(openai.types, 'no_such_name')", id="a name that is not there"),
        pytest.param("assert all('_Finder' not in type(finder).__name__ for finder in sys.meta_path)", id="undone"),
        pytest.param("assert import_openai() is openai", id="once"),
    ],
)
def test_a_package_whose_types_are_deferred_behaves_as_the_whole(program: str) -> None:
    """What is deferred is there when it is asked for, whichever way."""
    subprocess.run([sys.executable, "-c", _IMPORTED + program], check=True)


def test_a_package_imported_before_is_taken_as_it_is() -> None:
    """Whoever imported `openai` first keeps what they have."""
    subprocess.run([sys.executable, "-c", f"import openai as o; {_IMPORTED} assert openai is o"], check=True)
