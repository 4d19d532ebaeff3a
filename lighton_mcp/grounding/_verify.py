"""From what the model wrote to an answer in which every marker numbers a passage that carries its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lighton_mcp.grounding import _abstention, _markers
from lighton_mcp.grounding._index import index
from lighton_mcp.grounding._judging import Judgement
from lighton_mcp.grounding._sentences import Sentence, split
from lighton_mcp.grounding._support import support
from lighton_mcp.grounding._types import Citation, Passage, Verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lighton_mcp.grounding._markers import Marker
    from lighton_mcp.grounding._types import Status

_BARE = 5  # words: "Three months." answers only with its question
_STRAY = re.compile(r"\[\s{0,9}\^?\d[\d\s,;\u2013-]{0,400}\]")
_GAP = re.compile(r"^[ \t]+(?=[.,;:!?])")  # what two markers leave between them and the full stop
_TRAILING = " \t.,;:!?\u2026\u3002\uff01\uff1f*_\"'\u00bb\u201d\u2019)|"


@dataclass(slots=True)
class _Claim:
    """A sentence of the completion with the markers that stand in it or behind it."""

    sentence: Sentence
    text: str
    markers: list[Marker] = field(default_factory=list)

    @property
    def cited(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(number for marker in self.markers for number in marker.numbers))


def _claims(completion: str, markers: list[Marker]) -> list[_Claim]:
    blanked = _markers.blank(completion, markers)
    words = _markers.blank(completion, [replace(marker, prose=False) for marker in markers])
    claims = [_Claim(sentence, words[sentence.start : sentence.end]) for sentence in split(blanked)]
    at = 0
    for marker in markers:
        while at < len(claims) and claims[at].sentence.end <= marker.start:
            at += 1
        if at < len(claims) and claims[at].sentence.start < marker.end:
            claims[at].markers.append(marker)
        elif claims:
            claims[_owner(completion, claims, at, marker)].markers.append(marker)
    return claims


def _owner(completion: str, claims: list[_Claim], following: int, marker: Marker) -> int:
    """Return the sentence that a marker between two belongs to: the one before, or the next where it opens a line."""
    before = following - 1
    line = completion.rfind("\n", 0, marker.start) + 1
    opens = before < 0 or claims[before].sentence.end <= line
    same_line = following < len(claims) and "\n" not in completion[marker.end : claims[following].sentence.start]
    if before < 0 or (opens and same_line):
        return min(following, len(claims) - 1)
    if following < len(claims) and same_line and claims[before].sentence.block == claims[following].sentence.block:
        first = next(c for c in claims if c.sentence.block == claims[following].sentence.block)
        if (
            first.markers and first.markers[0].end <= first.sentence.start
        ):  # every sentence of this paragraph is led by its marker
            return following
    return before


def verify(completion: str, passages: Sequence[Passage], question: str) -> Verified:
    """Check a completion against the passages that the model was given.

    Each sentence that a passage carries gets the marker of that passage, whether or not the model wrote one; every
    other
    marker is taken out. A citation's `answer_start` to `answer_end` is the sentence with its markers. Never raises for any text.
    """
    missing = _abstention.marked(completion)
    if missing is not None:
        return Verified(
            "", (), (), "insufficient_context", _reason(missing), 0, 0, abstained=True, missing=missing or None
        )
    return _Verification(passages, question).run(completion)


def _reason(missing: str | None) -> str:
    return missing or "The retrieved passages do not answer the question."


class _Verification:
    """One completion on its way to an answer."""

    def __init__(self, passages: Sequence[Passage], question: str) -> None:
        self.passages = passages
        self.question = question
        self.places = {passage.n: place for place, passage in reversed(list(enumerate(passages)))}
        self.index = index([passage.text for passage in passages], [passage.title for passage in passages])
        self.seen: dict[tuple[str, tuple[int, ...]], list[Judgement]] = {}
        self.parts: list[str] = []
        self.length = 0
        self.written: set[int] = set()  # where markers of ours begin
        self.citations: list[Citation] = []
        self.unsupported: list[str] = []
        self.unknown: list[str] = []
        self.removed = self.moved = 0

    def run(self, completion: str) -> Verified:
        markers = _markers.find(completion, frozenset(self.places))
        at = 0
        for claim in _claims(completion, markers):
            first = min([claim.sentence.start, *(m.start for m in claim.markers)])
            last = max([claim.sentence.end, *(m.end for m in claim.markers if not m.prose)])
            self._write(completion[at : max(at, first)])
            self._sentence(completion, claim, max(at, first), last)
            at = max(at, last)
        self._write(completion[at:])
        return self._result()

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _sentence(self, completion: str, claim: _Claim, first: int, last: int) -> None:
        """Write one sentence with the markers of the passages that carry it."""
        text = _without(completion, claim.markers, first, last)
        known = tuple(n for n in claim.cited if n in self.places)
        self.removed += sum(n not in self.places for n in claim.cited)
        judgements: list[Judgement] = []
        if _is_claim(claim) and not self._says_unknown(claim, text):
            judgements = self._judged(claim.text, known)
            images = () if judgements else tuple(n for n in known if not self.passages[self.places[n]].text.strip())
            if not judgements and not images:
                self.unsupported.append(text.strip())
        else:
            known = images = ()
        numbers = [self.passages[j.passage].n for j in judgements] or list(images)
        self.moved += sum(n not in numbers for n in known) if judgements else 0
        body = _before_marker(text) if numbers else text
        start = self.length + len(text) - len(text.lstrip())
        self._write(body + " " * bool(numbers))
        for n in numbers:
            self.written.add(self.length)
            self._write(f"[{n}]")
        tail = _GAP.sub("", text[len(body) :]) if numbers else ""
        self._write(tail)
        end = self.length - (len(tail) - len(tail.rstrip()) if numbers else len(text) - len(text.rstrip()))
        self.citations += [Citation(n, start, end, "", None, None, "image", 0.0) for n in images]
        for judgement in judgements:
            passage = self.passages[judgement.passage]
            self.citations.append(
                Citation(
                    passage.n, start, end, passage.text[judgement.start : judgement.end],
                    judgement.start, judgement.end,
                    judgement.kind, round(judgement.score, 3),
                ),
            )  # fmt: skip

    def _says_unknown(self, claim: _Claim, text: str) -> bool:
        if _abstention.says_unknown(claim.text):
            self.unknown.append(text.strip())
            return True
        return False

    def _judged(self, text: str, known: tuple[int, ...]) -> list[Judgement]:
        """Return the passages that carry a sentence, those that it cites first."""
        key = (text, known)
        if key not in self.seen:
            cited = [self.places[n] for n in known]
            question = self.question if len(text.split()) <= _BARE else None
            self.seen[key] = support(text, self.index, cited, question)
        return self.seen[key]

    def _defused(self, found: re.Match[str]) -> str:
        # What reads like a marker and numbers nothing changes its brackets: the length, and with it every offset, stays.
        return found[0] if found.start() in self.written else f"({found[0][1:-1]})"

    def _result(self) -> Verified:
        answer = _STRAY.sub(self._defused, "".join(self.parts))
        missing = " ".join(self.unknown) or None
        status: Status = "answered"
        reason = None
        if not self.citations:
            status = "insufficient_context"
            reason = (
                _reason(missing)
                if self.unknown or not self.unsupported
                else "No retrieved passage supports what the model wrote."
            )
        elif self.unsupported or self.unknown:
            status = "partial"
            count = len(self.unsupported)
            reason = (
                f"{count} sentence{'s' if count != 1 else ''} of the answer {'are' if count != 1 else 'is'} not supported by any retrieved passage."
                if count
                else missing
            )
        return Verified(
            answer, tuple(self.citations), tuple(self.unsupported), status, reason, self.removed, self.moved,
            abstained=bool(self.unknown) and not self.citations, missing=missing,
        )  # fmt: skip


def _before_marker(text: str) -> str:
    """Return the part of a sentence that stands before its marker.

    A parenthesis is closed, above all that of a link.
    """
    end = len(text)
    while end > 0 and (text[end - 1] in _TRAILING or not text[end - 1].isprintable() or text[end - 1].isspace()):
        end -= 1
    missing = text.count("(", 0, end) - text.count(")", 0, end)
    while missing > 0 and (closing := text.find(")", end)) >= 0:
        end = closing + 1
        missing -= 1
    return text[:end]


def _without(completion: str, markers: list[Marker], first: int, last: int) -> str:
    """Return a stretch of the completion without its markers and the spaces that they leave."""
    parts: list[str] = []
    at = first
    for marker in markers:
        if marker.prose or marker.start < at:
            continue
        before = completion[at : marker.start]
        after = completion[marker.end : marker.end + 1]
        parts.append(before.rstrip(" \t") if not after or after in " \t.,;:!?)\n" else before)
        at = marker.end
    parts.append(completion[at:last])
    return "".join(parts)


def _is_claim(claim: _Claim) -> bool:
    if claim.sentence.kind in {"heading", "code"}:
        return False
    if _abstention.says_nothing(claim.text):
        return False
    return any(c.isalnum() for c in claim.text)
