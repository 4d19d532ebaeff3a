"""How large a result is, and how to shorten text honestly."""

import json
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pydantic import BaseModel

from lighton_mcp.grounding import split_sentences

_R = TypeVar("_R", bound=BaseModel)

CHARACTERS_PER_TOKEN: Final = 4
NEXT_STEP_CHARACTERS: Final = 280
"""Room that is kept for `next_step` while the rest is shared out."""

_SENTENCE_WINDOW: Final = 2000


def size(result: _R, render: Callable[[_R], str]) -> int:
    """Return the characters of the larger channel: the structure as JSON, or its rendering."""
    return max(_structure(result), len(render(result)))


def fits(result: _R, render: Callable[[_R], str], room: int) -> bool:
    """Tell whether both channels are within `room`; what is too large as JSON is not rendered, which takes longer."""
    # Spaces add at most half of the compact form, which is had at a tenth of the time.
    within = 1.5 * len(result.model_dump_json()) <= room or _structure(result) <= room
    return within and len(render(result)) <= room


def _structure(result: BaseModel) -> int:
    # With the spaces that compact JSON leaves out: a little more than what goes over the wire.
    return len(json.dumps(result.model_dump(mode="json"), ensure_ascii=False))


def cost(text: str) -> int:
    """Return the characters that a text takes inside JSON, where line feeds and quotation marks take two."""
    return len(json.dumps(text, ensure_ascii=False)) - 2


def cut(text: str, room: int) -> str:
    """Return the longest beginning that costs no more than `room`, ended where a sentence ends, or else a word."""
    if cost(text) <= room:
        return text
    end = largest(min(len(text), max(room, 0)), lambda length: cost(text[:length]) <= room)
    window = max(0, end - _SENTENCE_WINDOW)
    # The last sentence may go on behind the end.
    stops = [window + sentence.end for sentence in split_sentences(text[window:end])[:-1]]
    if stops and stops[-1] >= end // 3:
        return text[: stops[-1]]
    word = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return text[: word if word > end // 2 else end]


def clip(text: str, most: int) -> str:
    """Shorten a name or a message so that it costs no more than `most`, and show that it was."""
    if cost(text) <= most:
        return text
    return text[: largest(min(len(text), most), lambda length: cost(text[:length]) <= most - 1)] + "…"


def clip_all(texts: Sequence[str], each: int, most: int) -> list[str]:
    """Keep the first `most` texts, shortened, and say how many more there were."""
    kept = [clip(text, each) for text in texts[:most]]
    return [*kept, f"({len(texts) - most} more)"] if len(texts) > most else kept


def largest(most: int, enough_room: Callable[[int], bool]) -> int:
    """Return the largest number from 0 to `most` that fits, where fewer always fit better; 0 is not tried."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if enough_room(middle) else (low, middle - 1)
    return low


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """Share `room` out equally; what the small ones do not want goes to the others."""
    given = [0] * len(wanted)
    room = max(room, 0)
    for rest, position in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[position] = min(wanted[position], room // (len(wanted) - rest))
        room -= given[position]
    return given


def name_room(room: int) -> int:
    """Return how long a title or message may be in a result that has to be shortened."""
    return min(160, room // 40)


def list_room(room: int) -> int:
    """Return how many warnings or searches such a result may list."""
    return 1 + room // 2400
