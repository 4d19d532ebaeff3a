import lighton_mcp


def test_the_public_names_are_these():
    """What the package re-exports is its public surface; everything else may change."""
    assert sorted(lighton_mcp.__all__) == ["Settings", "__version__", "create_server"]
    assert all(getattr(lighton_mcp, name) is not None for name in lighton_mcp.__all__)


def test_importing_the_package_loads_neither_the_sdk_nor_openai():
    """`lighton_mcp.grounding` is usable alone, without paying for the server."""
    import subprocess
    import sys

    code = "import sys, lighton_mcp.grounding; print([m for m in ('mcp', 'openai', 'httpx2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error():
    """The lazy names do not hide typing mistakes."""
    import pytest

    with pytest.raises(AttributeError):
        _ = lighton_mcp.create_sever
