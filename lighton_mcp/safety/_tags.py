"""HTML in text: active tags and comments are taken out, and what only might be a tag is parted by a space."""

import re
from typing import Final

from lighton_mcp.safety._addresses import Known

_HIDDEN: Final = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_OPENING: Final = re.compile(r"<(?=[A-Za-z/!?]|[^\s<>@]{1,64}@)")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^\s<>]*|[\w.+-]+@[\w.-]+)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?([A-Za-z][\w-]*)((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,4000})>")
_ATTRIBUTE: Final = re.compile(r"[\s/]+[^\s\"'<>/=]+\s*=")
# fmt: off
_LAYOUT: Final = frozenset({
    "a", "blockquote", "center", "div", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "span", "table", "tbody", "td", "th", "thead", "tr", "ul",
})
_ACTIVE: Final = frozenset({
    "applet", "area", "audio", "base", "body", "button", "canvas", "details", "dialog", "embed", "form", "frame",
    "frameset", "head", "html", "iframe", "image", "input", "link", "map", "marquee", "math", "meta", "noembed",
    "noframes", "noscript", "object", "option", "param", "picture", "plaintext", "portal", "script", "select", "slot",
    "source", "style", "svg", "template", "textarea", "title", "track", "video", "xmp",
})
# fmt: on


def without_tags(text: str, known: Known) -> tuple[str, int]:
    """Take out comments, scripts and tags with attributes; return the text and how many there were.

    Plain formatting (`<b>`, `<sub>`, `<br>`) stays, and so does what is no HTML (`List<String>`, `5 < 6`).
    """
    text, removed = _HIDDEN.subn("", text)
    parts: list[str] = []
    at = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < at:
            continue
        parts.append(text[at : opening.start()])
        left, at = _left_of(text, opening, known)
        parts.append(left)
        removed += left in {"", " "}
    return "".join([*parts, text[at:]]), removed


def _left_of(text: str, opening: re.Match[str], known: Known) -> tuple[str, int]:
    """Return what to write for a tag, and where it ends."""
    autolink = _AUTOLINK.match(text, opening.start())
    if autolink and known.contains(autolink[1]):
        return autolink[0], autolink.end()
    tag = _TAG.match(text, opening.start())
    if tag and _ATTRIBUTE.match(tag[2]):
        return "", tag.end()
    if tag and tag[2].strip() in {"", "/"}:
        name = tag[1].lower()
        if name in _LAYOUT:
            return " ", tag.end()
        if name not in _ACTIVE:
            return tag[0], tag.end()
    return "< ", opening.end()
