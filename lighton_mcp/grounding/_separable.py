# word lists, one verb a line
"""German verbs of which one half stands at the end of the clause: "nahm ... ab" and "ging ... zurück" are "sank"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lighton_mcp.grounding._tokens import stemmed

if TYPE_CHECKING:
    from lighton_mcp.grounding._tokens import Token

_FORMS = (
    ("nimmt nehmen nahm nahmen", {"zu": "steigt", "ab": "sinkt"}),
    ("geht gehen ging gingen", {"zuruck": "sinkt", "runter": "sinkt", "hoch": "steigt"}),
    ("legt legen legte legten", {"zu": "steigt"}),
    ("fallt fallen fiel fielen", {"zuruck": "sinkt"}),
)


@cache
def _verbs() -> dict[str, dict[str, str]]:
    """Return each form of a verb with its second halves and the stem of what they make of it."""
    return {
        form: {half: stem for half, meaning in halves.items() for stem in stemmed(meaning, "de")}
        for forms, halves in _FORMS
        for form in forms.split()
    }


def rejoined(tokens: list[Token], clause_of: list[int]) -> list[Token]:
    """Return the tokens of a German text with such verbs as the word that they mean; their second half is a stop word."""
    found = dict(enumerate(tokens))
    open_verb: tuple[int, dict[str, str]] | None = None
    for at, (token, following) in enumerate(pairwise([*tokens, None])):
        if token is None:
            break
        if open_verb is not None and clause_of[open_verb[0]] != clause_of[at]:
            open_verb = None
        if token.norm in _verbs():
            open_verb = at, _verbs()[token.norm]
        last = following is None or following.kind == "sign"
        if open_verb is not None and last and token.norm in open_verb[1]:
            verb, halves = open_verb
            found[verb] = tokens[verb]._replace(stem=halves[token.norm])
            found[at] = token._replace(stop=True, content=False)
    return list(found.values())
