"""What grounding takes and returns: passages in, a verified answer with its citations out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["supported", "unsupported", "unverifiable"]
Kind = Literal["text", "cross_language"]
CitedAs = Literal["text", "cross_language", "image"]
Status = Literal["answered", "partial", "insufficient_context"]


@dataclass(frozen=True, slots=True)
class Support:
    """Whether passages carry a sentence; `quote_start` and `quote_end` are code points in `passages[passage]`."""

    verdict: Verdict
    score: float
    passage: int | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the model sees it: `n` is its number in the prompt, `text` is what LightOn returned, unchanged.

    Without text it is the image of a page: it can be cited, but nothing in it can be compared or quoted.
    """

    n: int
    text: str
    title: str = ""
    page_start: int | None = None
    page_end: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The tie between `answer[answer_start:answer_end]` and `text[quote_start:quote_end]` of passage `n`.

    `support` "image": the page was cited as an image; the quote is empty, its offsets are None and the score is 0.
    """

    n: int
    answer_start: int
    answer_end: int
    quote: str
    quote_start: int | None
    quote_end: int | None
    support: CitedAs
    score: float


@dataclass(frozen=True, slots=True)
class Verified:
    """An answer in which every marker numbers a citation, and what was found wrong with it.

    `removed` counts markers that numbered no passage, `moved` those that now number another passage than the model
    wrote; `missing` is what the model said it lacks.
    """

    answer: str
    citations: tuple[Citation, ...]
    unsupported: tuple[str, ...]
    status: Status
    reason: str | None
    removed: int
    moved: int
    abstained: bool
    missing: str | None
