"""Addresses in text: which a passage contains, and what looks like one."""

import re
from collections.abc import Sequence
from typing import Final

REMOVED: Final = "(link removed)"

_SAFE_TARGET: Final = re.compile(
    r"(?:https?://|mailto:|(?![a-z][a-z0-9+.-]*:|[/\\]{2})(?=\S*[./#]\w))[^\s\\]+", re.IGNORECASE
)
_EXTERNAL: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2}|www\.|[\w-]+(?:\.[\w-]+)+[/?])", re.IGNORECASE)
_REST: Final = r"[^\s<>\"`|{}\[\]]"
_ADDRESS: Final = re.compile(
    rf"(?:https?|ftp):[/\\]{{2}}{_REST}*"
    rf"|(?<![a-z0-9])[a-z][a-z0-9+.-]{{0,31}}:[/\\]{{2}}{_REST}+"
    r"|(?<![a-z0-9])(?:javascript|vbscript):\S+"
    rf"|(?<![a-z0-9])mailto:{_REST}+"
    rf"|(?<![a-z0-9])data:[\w/+.-]{{0,100}}[;,]{_REST}*"
    rf"|(?<![a-z0-9])www\d?\.{_REST}+"
    rf"|(?<![\w:/\\])[/\\]{{2}}[\w-]+\.{_REST}+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}"
    # "host.example/path" without a scheme: several clients make a link of it.
    rf"|(?<![\w/@.:-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,9}}\.[a-z]{{2,24}}(?::\d{{1,5}})?[/?]{_REST}+",
    re.IGNORECASE,
)
# Every address has one of these: looking for them alone takes a tenth of the time, and most answers have none.
_SUSPECT: Final = re.compile(r"[/\\@]|[:?]\S|www", re.IGNORECASE)
_PART_OF_ADDRESS: Final = re.compile(r"[\w/:@.%&=?#~+-]")
_AFTER_ADDRESS: Final = re.compile(r"[.,;:!?'*_]*(?:[\s<>\"'`()\[\]{}|]|$)")
# What may follow in an answer without becoming part of the link: some clients read on to the next space.
_ENDS: Final = re.compile(r"[.,;:!?'\"*_`)\]}|>]*(?:[\s<]|$|\]\()")


class Known:
    """The addresses that passages contain, whole: one letter more or less is another address."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._text = "\n".join(passages).replace("&amp;", "&")

    def contains(self, target: str) -> bool:
        """Whether a passage has this address."""
        whole = target.replace("&amp;", "&")
        # A model completes what a document writes without its scheme.
        bare = re.sub(r"^(?:https?://(?=www\.)|mailto:)", "", whole)
        return any(self._stands(address) for address in {whole, bare} if address)

    def allows(self, target: str, *, image: bool) -> bool:
        """Whether an answer may link to `target`, or show it: for an image, a passage must show it as one."""
        if not _SAFE_TARGET.fullmatch(target):
            return False
        if not image:
            return self.contains(target)
        address = re.escape(target)
        shown = rf"!\[[^\[\]]*\]\(\s*<?{address}[>\s)]|<img\s[^<>]*src\s*=\s*[\"']?{address}[\"'\s>]"
        return re.search(shown, self._text, re.IGNORECASE) is not None

    def _stands(self, address: str) -> bool:
        at = self._text.find(address)
        while at >= 0:
            begins = at == 0 or not _PART_OF_ADDRESS.match(self._text[at - 1])
            if begins and _AFTER_ADDRESS.match(self._text, at + len(address)):
                return True
            at = self._text.find(address, at + 1)
        return False


def leads_outside(target: str) -> bool:
    """Whether a link's target names a scheme or a host, not just a place in the same text."""
    return _EXTERNAL.match(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target)) is not None


def ends_at(text: str, at: int) -> bool:
    """Whether no client takes what follows for a part of the address that ends here."""
    return _ENDS.match(text, at) is not None


def without_addresses(text: str, known: Known) -> tuple[str, int]:
    """Put `REMOVED` in place of each address that is not known; return the text and how many there were."""
    removed = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal removed
        address = _trimmed(found[0])
        rest = found[0][len(address) :]
        if not known.contains(address):
            removed += 1
            return REMOVED + rest
        end = found.start() + len(address)
        in_link = text.endswith(("](", "](<"), 0, found.start())
        return found[0] if in_link or ends_at(text, end) else f"{address} {rest}"

    return _ADDRESS.sub(replaced, text) if _SUSPECT.search(text) else text, removed


def _trimmed(address: str) -> str:
    depth = 0
    for position, character in enumerate(address):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            address = address[:position]
            break
    return address.rstrip(".,;:!?'*_")
