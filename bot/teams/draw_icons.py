"""Draws the app's icons, a speech bubble with a quotation mark in it: `python -m bot.teams.draw_icons`."""

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "icons"
COLOUR, OUTLINE = FOLDER / "color.png", FOLDER / "outline.png"
ACCENT = "#0B4F5C"
_FINER = 8
"""Each pixel is the mean of so many times so many points, so that edges are smooth."""
Shape = NDArray[np.float64]
"""How much of each pixel is covered, 0 to 1."""


def colour_icon(size: int = 192) -> bytes:
    """A white bubble with its mark cut out, on the accent colour that fills the square."""
    red, green, blue = (int(ACCENT[place : place + 2], 16) for place in (1, 3, 5))
    covered = _shape(size, room=0.62, solid=True)[..., np.newaxis]
    ground = np.array([red, green, blue], dtype=np.float64)
    rgb = ground + (255.0 - ground) * covered
    return _png(np.rint(rgb).astype(np.uint8))


def outline_icon(size: int = 32) -> bytes:
    """White lines, and nothing behind them."""
    covered = _shape(size, room=0.94, solid=False)
    white = np.full((size, size, 4), 255, dtype=np.uint8)
    white[..., 3] = np.rint(255.0 * covered).astype(np.uint8)
    return _png(white)


def write() -> None:
    """Writes both into the package."""
    FOLDER.mkdir(exist_ok=True)
    COLOUR.write_bytes(colour_icon())
    OUTLINE.write_bytes(outline_icon())


def _shape(size: int, *, room: float, solid: bool) -> Shape:
    """The bubble, `room` of the square wide. `solid`: filled, with the mark left out; otherwise as lines."""
    steps = (np.arange(size * _FINER) + 0.5) / (size * _FINER)
    x, y = np.meshgrid((steps - 0.5) / room, (steps - 0.5) / room)
    bubble, mark = _bubble(x, y, 0.0), _mark(x, y)
    drawn = bubble & ~mark if solid else (bubble & ~_bubble(x, y, 0.085)) | mark
    return np.asarray(drawn.reshape(size, _FINER, size, _FINER).mean(axis=(1, 3)))


def _bubble(x: Shape, y: Shape, inset: float) -> NDArray[np.bool_]:
    """A rounded rectangle with a tail at its lower left, in a square from -0.5 to 0.5."""
    wide, high, corner = 0.5 - inset, 0.36 - inset, 0.14 - inset / 2
    across = np.maximum(np.abs(x) - (wide - corner), 0)
    down = np.maximum(np.abs(y + 0.08) - (high - corner), 0)
    body = across**2 + down**2 <= corner**2
    left, right, end = -0.28 + inset, -0.02 - 1.6 * inset, 0.5 - 1.9 * inset
    tail = (y >= 0) & (y <= end) & (x >= left) & (x <= left + (right - left) * (end - y) / (end - 0.2))
    return np.asarray(body | (tail & (y >= 0.2 - inset)))


def _mark(x: Shape, y: Shape) -> NDArray[np.bool_]:
    """An opening quotation mark: two drops, each a disc with a hook above it."""
    return np.asarray(_drop(x + 0.15, y) | _drop(x - 0.15, y))


def _drop(x: Shape, y: Shape) -> NDArray[np.bool_]:
    disc = x**2 + (y + 0.02) ** 2 <= 0.105**2
    ring = (x - 0.115) ** 2 + (y + 0.02) ** 2
    hook = (ring <= 0.22**2) & (ring >= 0.125**2) & (x <= 0.08) & (y <= -0.02)
    return np.asarray(disc | hook)


def _png(pixels: NDArray[np.uint8]) -> bytes:
    """The pixels as a PNG file of RGB or RGBA, without a date in it: the same each time."""
    high, wide, depth = pixels.shape
    header = struct.pack(">IIBBBBB", wide, high, 8, 6 if depth == 4 else 2, 0, 0, 0)
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    write()
