"""The picture beside a shared link, drawn by Pillow: kind, title, place and time.

1200 by 630 pixels, which is what the networks that show it crop least.
"""

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT, EDGE = 1200, 630, 72
# Pixels at the right for the item's own image, where it has one.
PHOTO = 400

PAPER, INK, SOFT = "#fffdf9", "#1d2b33", "#414f57"
# As in the style sheet: one accent for each kind of item.
ACCENTS = {"praktijk": "#0a4f5c", "advies": "#872f1d", "dossier": "#5b2e63"}

TITLE_SIZES = (68, 60, 52, 44, 38)
MOST_LINES = 5

# Where Debian and Fedora put fonts with the letters of Dutch and its neighbours.
FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans{}.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-{}.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-{}.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans{}.ttf",
)

# Pillow raises the first above twice its limit, and the second above the limit itself, because
# `safety.uploads.limit_images` turns that warning into an error.
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Card:
    """What is written on the picture."""

    kind: str
    kind_label: str
    title: str
    facts: str


def draw(card: Card, photo: bytes | None = None) -> bytes:
    """A PNG. A photo that cannot be read is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    accent = ACCENTS.get(card.kind, INK)
    right = WIDTH - (PHOTO if _with_photo(image, photo) else 0)
    draw.rectangle((0, 0, 24, HEIGHT), accent)
    _write(draw, card, accent, right - EDGE - 24)
    file = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, card: Card, accent: str, right: int) -> None:
    width, left = right - EDGE, EDGE
    draw.text((left, EDGE), _said(card.kind_label), accent, _font(34, bold=True))
    font, lines = fit_title(_said(card.title), width)
    step = round(font.size * 1.22)
    for number, line in enumerate(lines):
        draw.text((left, EDGE + 66 + number * step), line, INK, font)
    draw.text((left, HEIGHT - EDGE - 76), _said(card.facts), SOFT, _font(30))
    draw.text((left, HEIGHT - EDGE - 28), "Armoedegeheugen", INK, _font(30, bold=True))


def _with_photo(image: Image.Image, photo: bytes | None) -> bool:
    if photo is None:
        return False
    try:
        opened = Image.open(io.BytesIO(photo)).convert("RGB")
    except (OSError, ValueError, *BOMBS):
        return False
    image.paste(ImageOps.fit(opened, (PHOTO, HEIGHT)), (WIDTH - PHOTO, 0))
    return True


def fit_title(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits; the smallest cut it off with an ellipsis."""
    for size in TITLE_SIZES:
        font = _font(size, bold=True)
        lines = wrap(title, font.getlength, width)
        if len(lines) <= MOST_LINES and all(font.getlength(line) <= width for line in lines):
            return font, lines
    lines = [_cut(line, font.getlength, width) for line in lines[:MOST_LINES]]
    return font, [*lines[:-1], _cut(f"{lines[-1]}…", font.getlength, width)]


def wrap(text: str, length: Callable[[str], float], width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and length(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _cut(line: str, length: Callable[[str], float], width: int) -> str:
    while length(line) > width and len(line) > 1:
        line = line.rstrip("…")[:-1] + "…"
    return line


def _said(text: str) -> str:
    """In the letters that there are: without a font of the system only those without accents."""
    text = " ".join(text.split())
    if _file(bold=False):
        return text
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("’‘“”–—…·", "''\"\"--.-")))
    return plain.encode("ascii", "ignore").decode()


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    found = _file(bold)
    font = ImageFont.truetype(found, size) if found else ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@cache
def _file(bold: bool, places: Sequence[str] = FONTS) -> str:
    for place in places:
        names = ("Bold", "-Bold") if bold else ("Regular", "")
        for name in names:
            if Path(place.format(name)).is_file():
                return place.format(name)
    return ""
