"""Page images: what they are, told from their bytes, and how they are made to fit. Only here is Pillow imported."""

import base64
import binascii
import io
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import anyio
import anyio.to_thread

# LightOn states no format anywhere (contract, section 2.5).
_MIME_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
# An A3 page at 600 dots an inch has 70 million; a small file that claims more is made to fill memory.
_MAX_PIXELS: Final = 80_000_000
_SMALLEST_SIDE: Final = 480
_SHRINK: Final = 0.8
_QUALITY: Final = 80
# The side of the square that costs a vision model one token (Qwen2.5-VL technical report, arXiv 2502.13923).
_PIXELS_A_TOKEN_SIDE: Final = 28


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that was decoded once, so it is one; `side` is its longer one in pixels."""

    data: bytes
    mime_type: str
    side: int

    @property
    def base64(self) -> str:
        """The bytes as base64."""
        return base64.b64encode(self.data).decode()


async def fit(images: Sequence[str], *, max_side: int, max_base64_bytes: int) -> list[Picture | None]:
    """Decode base64 images and shrink them until each takes its share of `max_base64_bytes` and no side is too long.

    None stands for an image that is empty, broken, of an unknown type, or too large to be one of a page.
    """
    pictures: list[Picture | None] = [None] * len(images)
    share = max_base64_bytes * 3 // 4 // max(1, sum(bool(image) for image in images))

    async def one(place: int, image: str) -> None:
        pictures[place] = await anyio.to_thread.run_sync(_fit, image, max_side, share)

    async with anyio.create_task_group() as tasks:
        for place, image in enumerate(images):
            if image:
                tasks.start_soon(one, place, image)
    return pictures


def side_for(tokens: int) -> int:
    """Return the side of a square image that costs a vision model so many tokens."""
    return int(math.sqrt(max(tokens, 1)) * _PIXELS_A_TOKEN_SIDE)


def _fit(encoded: str, max_side: int, max_bytes: int) -> Picture | None:
    from PIL import Image, UnidentifiedImageError

    try:
        data = base64.b64decode(encoded, validate=True)
        with warnings.catch_warnings():
            # Pillow's own bound warns before it raises; the size is checked below, before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=tuple(_MIME_TYPES))
        if image.width * image.height > _MAX_PIXELS:
            return None
        kind = image.format or ""
        # JPEG can be decoded at a fraction of its size, which saves most of the work.
        image.draft("RGB", (max_side, max_side))
        image.load()
    except (binascii.Error, UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
    side = max(image.size)
    if side <= max_side and len(data) <= max_bytes:
        return Picture(data, _MIME_TYPES[kind], side)
    flat = image.convert("RGB")
    side = min(side, max_side)
    while True:
        flat.thumbnail((side, side))
        written = io.BytesIO()
        flat.save(written, "JPEG", quality=_QUALITY, optimize=True)
        if written.tell() <= max_bytes:
            return Picture(written.getvalue(), "image/jpeg", max(flat.size))
        side = int(side * _SHRINK)
        if side < _SMALLEST_SIDE:
            return None
