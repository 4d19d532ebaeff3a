"""What a client that renders Markdown would follow or load: an independent reader for the tests."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSERS = (
    MarkdownIt("commonmark"),
    MarkdownIt("gfm-like", {"linkify": False}),
    MarkdownIt("js-default", {"html": True, "linkify": False}),
)
# What GitHub's and most chat clients' autolinking makes of bare text.
_BARE = re.compile(
    r"(?:https?|ftp)://[^\s<]+|(?<![\w/@.-])www\.[^\s<]+|\b(?:javascript|vbscript):[^\s]+|\bdata:[\w/+.-]*[;,]\S*",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?'\"*_`)]}|>"
_HARMLESS_HTML = re.compile(r"</?(?:b|br|code|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|u)\s*/?>", re.IGNORECASE)

_KNOWN = {"a", "img", "script", "style", "iframe", "svg", "math", "form", "input", "button", "object", "embed", "link"}
_KNOWN |= {"meta", "base", "video", "audio", "body", "html", "head", "title"}


def targets(markdown: str) -> set[str]:
    """Addresses of links and images, and everything that counts as HTML: all of it has to be known."""
    # Closing punctuation carries nothing out.
    found: set[str] = {bare.partition("](")[0].rstrip(_CLOSING) for bare in _BARE.findall(markdown)}
    for parser in _PARSERS:
        for token in _all(parser.parse(markdown)):
            for name in ("href", "src"):
                if name in token.attrs:
                    found.add(str(token.attrs[name]).rstrip(_CLOSING))
            if token.type in {"html_inline", "html_block"} and not _is_harmless(token.content):
                found.add(token.content)
    return found


def _is_harmless(html: str) -> bool:
    # A tag that HTML does not know and that has no attribute does nothing.
    left = re.sub(
        r"</?[A-Za-z][\w-]*\s*/?>", lambda tag: "" if _unknown(tag[0]) else tag[0], _HARMLESS_HTML.sub("", html)
    )
    return not re.search(r"<[A-Za-z/!?]", left)


def _unknown(tag: str) -> bool:
    return tag.strip("</> ").lower() not in _KNOWN


def _all(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *_all(token.children or []))]
