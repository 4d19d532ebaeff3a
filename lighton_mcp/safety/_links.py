"""Links, images and HTML of an answer that no passage contains are taken out; the words around them stay.

They are how an answer leaks: a client that shows an image fetches its address, and whatever a model was talked into
putting there goes along. A Markdown parser would say what one client sees, and not where; these rules leave nothing
that any client could take for a link, and the tests hold a parser against them.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lighton_mcp.safety._addresses import REMOVED, Known, ends_at, leads_outside, without_addresses
from lighton_mcp.safety._characters import clean, one_line
from lighton_mcp.safety._tags import without_tags

__all__ = ["REMOVED", "Cleared", "disarmed", "inert", "without_foreign_links"]

# Taking one thing out can form another (`<scr<script>ipt>`); more rounds than this is no accident.
_ROUNDS: Final = 8
_DISARMED: Final = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", ":": "꞉", "@": "＠", "/": "∕", "&": "＆"})

# A bracket that only closes counts too: two names beside each other make one link.
_MARKUP: Final = re.compile(r"[\[\]<&@:/\\?]|www", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DEFINITION: Final = re.compile(r"^([ \t>*+\-\d.)]*\[(?:[^\[\]\\]|\\.){1,999}\]):", re.MULTILINE)
_BRACKET: Final = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_DESTINATION: Final = re.compile(
    r"\(\s{0,9}(?:<(?P<angled>[^<>\n]{0,4000})>|(?P<plain>(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]){0,4000}\)){0,4000}))"
    r"(?P<title>\s{1,9}(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'|\([^()]{0,4000}\)))?\s{0,9}\)"
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """An answer without foreign links; `removed` counts what was taken out."""

    text: str
    removed: int


def without_foreign_links(answer: str, passages: Sequence[str]) -> Cleared:
    """Take out of an answer every link, image, address and active HTML whose target no passage contains.

    A link leaves its words, an image its description, a bare address `REMOVED`. What only looks like a link is parted
    by a space. Doing it again changes nothing.
    """
    known = Known(passages)
    text = clean(answer)
    removed = 0
    for _ in range(_ROUNDS):
        before = text
        text, count = _once(text, known)
        removed += count
        if text == before:
            return Cleared(text, removed)
    return Cleared(disarmed(text), removed + 1)


def disarmed(text: str) -> str:
    """Replace the characters that links, HTML and addresses are made of by others that look like them."""
    return text.translate(_DISARMED)


# The same few titles, workspaces and files come with every result.
@lru_cache(maxsize=1024)
def inert(name: str) -> str:
    """Bring a name that somebody else chose onto one line, without links: no title is an image that a client loads."""
    line = one_line(name)
    return without_foreign_links(line, []).text if _MARKUP.search(line) else line


def _once(text: str, known: Known) -> tuple[str, int]:
    text = clean(_ENTITY.sub(_decoded, text))
    # With a space before the colon no renderer takes the line for a definition that makes a link of every "[1]".
    text = _DEFINITION.sub(r"\1 :", text)
    text, links = _without_inline_links(text, known)
    text, addresses = without_addresses(text, known)
    text, tags = without_tags(text, known)
    return text, links + addresses + tags


def _decoded(entity: re.Match[str]) -> str:
    character = html.unescape(entity[0])
    # These are harmless only as long as they are written as entities.
    return entity[0] if character in {"<", ">", "&", '"', "'"} else character


def _without_inline_links(text: str, known: Known) -> tuple[str, int]:
    parts: list[str] = []
    opened: list[int] = []  # where in `parts` a bracket waits for its other half
    at = removed = 0
    while found := _BRACKET.search(text, at):
        parts.append(text[at : found.start()])
        at = found.end()
        bracket = found[0]
        if bracket.endswith("[") and not bracket.startswith("\\"):
            opened.append(len(parts))
        elif bracket == "\\]" and text.startswith("(", at):
            bracket = "\\] "
        elif bracket == "]":
            opening = opened.pop() if opened else None
            target = _DESTINATION.match(text, at) if opening is not None else None
            if target and opening is not None and _may_stay(target, known, image=parts[opening] == "!["):
                at = target.end()
                bracket += target[0] + ("" if ends_at(text, at) else " ")
            elif target and opening is not None and leads_outside(_address(target)):
                parts[opening] = bracket = ""
                at = target.end()
                removed += 1
            elif text.startswith("(", at):
                bracket = "] "
        parts.append(bracket)
    return "".join([*parts, text[at:]]), removed


def _may_stay(target: re.Match[str], known: Known, *, image: bool) -> bool:
    return target["title"] is None and known.allows(_address(target), image=image)


def _address(target: re.Match[str]) -> str:
    plain: str | None = target["plain"]
    return target["angled"].strip() if plain is None else plain
