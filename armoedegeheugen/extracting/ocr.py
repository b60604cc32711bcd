"""Recognise the text of scanned pages, by Debian's tesseract with its Dutch model.

Invariant: tesseract is not called unless both are installed, and no picture larger than `LARGEST`
is opened.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from pypdf import PageObject, PdfReader

from .limits import Limits
from .rows import Facts, Row
from .tesseract import program

# Pixels: A3 at 400 dots per inch.
LARGEST = 40_000_000
# Pixels per side: a smaller picture is a logo or a line.
SMALLEST = 200
MOST_PAGES = 60
# Seconds for one page.
A_PAGE = 60


def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
    """Yield the lines of a PDF whose pages are pictures."""
    Image.MAX_IMAGE_PIXELS = LARGEST
    facts.ocr = True
    reader = PdfReader(path, strict=False)
    facts.pages = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            facts.cut = True
            return
        for line in _page(page):
            yield Row(line, page=number)


def _page(page: PageObject) -> Iterator[str]:
    try:
        for picture in page.images:
            image = picture.image
            if image and min(image.size) >= SMALLEST and image.width * image.height <= LARGEST:
                yield from _recognise(image)
    except MemoryError:
        raise
    except Exception:  # the other pages may be readable
        return


def _recognise(image: Image.Image) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.png"
        image.convert("L").save(file)
        done = subprocess.run(
            [program(), str(file), "-", "-l", "nld", "--psm", "1"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=A_PAGE,
            check=False,
            env={"OMP_THREAD_LIMIT": "1"},
        )
    for line in done.stdout.splitlines():
        if line.strip():
            yield line.strip()
