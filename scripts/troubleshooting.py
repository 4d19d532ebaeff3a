"""`docs/troubleshooting.md`: every message that a reader can get, from the classes that write them."""

import re
from typing import Final

from lighton_mcp import errors

_FACT: Final = re.compile(r"\{(\w+)[^}]*\}")
_HEAD: Final = """\
# Messages, and what to do

Every failure is told in three parts: what happened and to which service, what to do, and whether to try again. These
are all of them, as the program words them; `‹…›` stands for what differs. Made by `python -m scripts.readme`.
"""


def page() -> str:
    """Make the page, in the order of the drawn tree."""
    return "\n".join([_HEAD, *dict.fromkeys(_section(kind) for kind in _kinds(errors.LightOnMCPError))])


def _kinds(kind: type[errors.LightOnMCPError]) -> list[type[errors.LightOnMCPError]]:
    # Only what says what happened is ever raised; the others gather.
    below = [found for child in kind.__subclasses__() for found in _kinds(child)]
    return [kind, *below] if hasattr(kind, "what") else below


def _section(kind: type[errors.LightOnMCPError]) -> str:
    sentences = [_shown(part) for part in (kind.what, kind.fix, kind.retry) if part]
    if _FACT.fullmatch(kind.what):
        # Words that differ every time: named by what they are about.
        sentences.insert(0, (kind.__doc__ or "").split(".")[0])
    return "\n\n".join([f"## {sentences[0]}", *sentences[1:]]) + "\n"


def _shown(sentence: str) -> str:
    return _FACT.sub(lambda fact: f"‹{fact[1].replace('_', ' ')}›", sentence).strip()
