"""Draw the image beside a shared link: kind, title, place and year.

It measures 1200 by 630 pixels, which social networks crop least.
"""

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT, EDGE = 1200, 630, 72
# Width in pixels of the item's own image, at the right.
PHOTO = 400

PAPER, INK, SOFT = "#fffdf9", "#1d2b33", "#414f57"
# The accent of each kind of item, as in the style sheet.
ACCENTS = {"praktijk": "#0a4f5c", "advies": "#872f1d", "dossier": "#5b2e63"}

TITLE_SIZES = (68, 60, 52, 44, 38)
MOST_LINES = 5

# Fonts with the letters of European languages, as Debian and Fedora install them.
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
    """The text on the image."""

    kind: str
    kind_label: str
    title: str
    facts: str


def draw(card: Card, photo: bytes | None = None) -> bytes:
    """Return a PNG; a photo that cannot be read is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    accent = ACCENTS.get(card.kind, INK)
    right = WIDTH - (PHOTO if _paste_photo(image, photo) else 0)
    draw.rectangle((0, 0, 24, HEIGHT), accent)
    _write(draw, card, accent, right - EDGE - 24)
    file = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, card: Card, accent: str, right: int) -> None:
    width, left = right - EDGE, EDGE
    draw.text((left, EDGE), _drawable(card.kind_label), accent, _font(34, bold=True))
    font, lines = fit_title(_drawable(card.title), width)
    step = round(font.size * 1.22)
    for number, line in enumerate(lines):
        draw.text((left, EDGE + 66 + number * step), line, INK, font)
    draw.text((left, HEIGHT - EDGE - 76), _drawable(card.facts), SOFT, _font(30))
    draw.text((left, HEIGHT - EDGE - 28), "Armoedegeheugen", INK, _font(30, bold=True))


def _paste_photo(image: Image.Image, photo: bytes | None) -> bool:
    if photo is None:
        return False
    try:
        opened = Image.open(io.BytesIO(photo)).convert("RGB")
    except (OSError, ValueError, *BOMBS):
        return False
    image.paste(ImageOps.fit(opened, (PHOTO, HEIGHT)), (WIDTH - PHOTO, 0))
    return True


def fit_title(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which a title fits, and its lines.

    At the smallest size the title is cut off with an ellipsis.
    """
    for size in TITLE_SIZES:
        font = _font(size, bold=True)
        lines = wrap(title, font.getlength, width)
        if len(lines) <= MOST_LINES and all(font.getlength(line) <= width for line in lines):
            return font, lines
    lines = [_cut(line, font.getlength, width) for line in lines[:MOST_LINES]]
    return font, [*lines[:-1], _cut(f"{lines[-1]}…", font.getlength, width)]


def wrap(text: str, length: Callable[[str], float], width: int) -> list[str]:
    """Break text into lines of at most `width` pixels; a longer word stays whole."""
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


def _drawable(text: str) -> str:
    """Return text without accents if only Pillow's own font is installed."""
    text = " ".join(text.split())
    if _font_path(bold=False):
        return text
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("’‘“”–—…·", "''\"\"--.-")))
    return plain.encode("ascii", "ignore").decode()


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    path = _font_path(bold)
    font = ImageFont.truetype(path, size) if path else ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@cache
def _font_path(bold: bool, places: Sequence[str] = FONTS) -> str:
    for place in places:
        names = ("Bold", "-Bold") if bold else ("Regular", "")
        for name in names:
            if Path(place.format(name)).is_file():
                return place.format(name)
    return ""
