"""The prompt `ask_documents`, and what a client completes while its arguments are typed."""

import json
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from mcp_types import (
    Completion,
    CompletionArgument,
    PromptReference,
    ResourceTemplateReference,
)

from lighton_mcp.errors import ArgumentError, LightOnMCPError
from lighton_mcp.naming import same_name
from lighton_mcp.progress import Progress

if TYPE_CHECKING:
    from lighton_mcp.app import App

logger = logging.getLogger(__name__)

_MOST_VALUES: Final = 100
_QUESTION_CHARACTERS: Final = 4000


async def ask_documents(app: "App", question: str, workspace: str) -> str:
    """Write the message of the prompt; a workspace that cannot be searched is refused before a model reads it.

    Raises:
        ArgumentError: the question is missing or too long, or the workspace is unknown, ambiguous or not allowed.
        LightOnMCPError: as drawn in `errors`.

    """
    from lighton_mcp.arguments import normalise
    from lighton_mcp.scope import resolve

    asked = question.strip()
    if not 0 < len(asked) <= _QUESTION_CHARACTERS:
        raise ArgumentError(
            problem="question is missing." if not asked else "question is too long.",
            choices=f"ask_documents takes question (1 to {_QUESTION_CHARACTERS} characters), and workspace or none.",
        )
    arguments = f"question = {json.dumps(asked, ensure_ascii=False)}"
    if workspace.strip():
        progress = Progress()
        references = normalise("ask_documents", ["workspaces"], {"workspace": workspace})["workspaces"]
        scope = await app.run(progress, lambda: resolve(app, progress, workspaces=references))
        arguments += f", workspaces = {json.dumps(scope.workspace_ids)}"
    return (
        f"Call grounded_answer with {arguments}. Give me its answer with its quotations, each with document and page. "
        "Where its status is not answered, say what the documents do not say, and add nothing of your own."
    )


async def complete(
    app: "App", ref: PromptReference | ResourceTemplateReference, argument: CompletionArgument
) -> Completion | None:
    """Return the workspaces or models that begin with what was typed, then those that contain it."""
    try:
        if isinstance(ref, PromptReference) and argument.name == "workspace":
            from lighton_mcp.listing import searchable

            names = [row.name for row in await searchable(app) if row.name]
        elif isinstance(ref, ResourceTemplateReference) and argument.name == "model_id":
            names = [model.id for model in (await (await app.ovhcloud()).catalogue()).models]
        else:
            return None
    except LightOnMCPError as failure:
        # A client asks at every key stroke: the call itself will say what is wrong.
        logger.info("Nothing to complete from: %s", failure)
        return None
    return _matching(argument.value, names)


def _matching(typed: str, names: Iterable[str]) -> Completion:
    part = same_name(typed)
    found = sorted({name for name in names if part in same_name(name)})
    found.sort(key=lambda name: not same_name(name).startswith(part))
    return Completion(values=found[:_MOST_VALUES], total=len(found), has_more=len(found) > _MOST_VALUES)
