"""Importing `openai` with its types deferred, each in a process of its own: a module is imported only once."""

import subprocess
import sys

import pytest

_IMPORTED = "from lighton_mcp.ovhcloud.openai_import import import_openai; openai = import_openai(); import sys; "


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(
            "assert 'openai.types.responses.response' not in sys.modules; "
            "assert all(type(finder).__module__ != import_openai.__module__ for finder in sys.meta_path); "
            "assert import_openai() is openai; "
            "assert openai.AsyncOpenAI(api_key='k').chat.completions; "
            "from openai.types.chat import ChatCompletion; assert ChatCompletion.model_fields",
            id="left out until asked for by name",
        ),
        pytest.param(
            "assert not hasattr(openai.types, 'no_such_name'); assert openai.types.CompletionUsage.model_fields",
            id="by attribute",
        ),
        pytest.param(
            "import openai.types.responses.response as r; assert r.Response.model_fields; "
            "from openai.types import *; assert Batch.model_fields",
            id="a module of it, and all names",
        ),
    ],
)
def test_a_package_whose_types_are_deferred_behaves_as_the_whole(program: str) -> None:
    """What is deferred is there when it is asked for, whichever way."""
    subprocess.run([sys.executable, "-c", _IMPORTED + program], check=True)


def test_a_package_imported_before_is_taken_as_it_is() -> None:
    """Whoever imported `openai` first keeps what they have."""
    subprocess.run([sys.executable, "-c", f"import openai as o; {_IMPORTED} assert openai is o"], check=True)
