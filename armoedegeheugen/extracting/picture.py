"""Decode an image and encode it again, in a process of its own with limits.

The process is `python -m armoedegeheugen.extracting.picture KIND`: the image comes on its standard
input, and its standard output is the new extension or a fault on a line, then the new bytes.

Invariant: one image at a time on a machine. A file of a kilobyte may unpack to hundreds of
megabytes, which the process gives back when it ends.
"""

import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from .limits import MEGABYTE, Limits, confine

# The same as WAGTAILIMAGES_MAX_IMAGE_PIXELS, the limit of the image library.
MOST_PIXELS = 40_000_000
# Pixels: enough for a page and for print. A larger image is made smaller.
LONGEST_SIDE = 2560
# A WebP of 40 million pixels takes 700 MB: its decoder keeps four copies.
LIMITS = Limits(memory=1024 * MEGABYTE, seconds=20, patience=30, output=64 * MEGABYTE)
# Seconds to wait for the image of somebody else. Each waiting request keeps a thread.
TURN_SECONDS = 5.0

BROKEN, TOO_MANY_PIXELS, BUSY = "broken", "too many pixels", "busy"
_ROOT = Path(__file__).resolve().parent.parent.parent


class PictureFault(Exception):
    """An image that was not accepted; its text is `BROKEN`, `TOO_MANY_PIXELS` or `BUSY`."""


def reencode(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return the image without anything but its pixels, and its new extension.

    Args:
        data: the file.
        kind: the format that it must have, as Pillow names it.

    Raises:
        PictureFault: the image is damaged or too large, or others are before it.
    """
    with _turn():
        try:
            done = subprocess.run(
                [sys.executable, "-E", "-s", "-m", __name__, kind],
                cwd=_ROOT,
                env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=LIMITS.patience + 5,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PictureFault(BROKEN) from None
    line, _, content = done.stdout.partition(b"\n")
    if line not in (b"jpg", b"png"):
        raise PictureFault(TOO_MANY_PIXELS if line == TOO_MANY_PIXELS.encode() else BROKEN)
    return content, line.decode()


@contextmanager
def _turn() -> Iterator[None]:
    path = Path(tempfile.gettempdir(), f"armoedegeheugen-picture-{os.getuid()}.lock")
    limit = time.monotonic() + TURN_SECONDS
    with path.open("a") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > limit:
                    raise PictureFault(BUSY) from None
                time.sleep(0.02)
        yield


def main(kind: str) -> None:
    """Encode the image on the standard input again, within the limits."""
    confine(LIMITS)
    Image.MAX_IMAGE_PIXELS = None  # the header tells, and `MOST_PIXELS` is our own limit
    try:
        content, extension = _reencoded(sys.stdin.buffer.read(), kind)
    except PictureFault as fault:
        content, extension = b"", str(fault)
    sys.stdout.buffer.write(extension.encode() + b"\n" + content)


def _reencoded(data: bytes, kind: str) -> tuple[bytes, str]:
    with Image.open(BytesIO(data), formats=[kind]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureFault(TOO_MANY_PIXELS)
        image.verify()
    with Image.open(BytesIO(data), formats=[kind]) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read no larger than needed
        transparent = image.has_transparency_data
        pixels: Image.Image = image
        if image.mode == "P":
            pixels = image.convert("RGBA" if transparent else "RGB")
        elif image.mode.startswith("I"):  # grey of 16 bits, which `convert("RGB")` would cut off
            pixels = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(pixels).convert("RGBA" if transparent else "RGB")
    return _encode(upright, "png" if transparent or kind in ("PNG", "GIF") else "jpg")


def _encode(image: Image.Image, extension: str) -> tuple[bytes, str]:
    out = BytesIO()
    image.info.clear()  # Pillow would write comments and profiles along with the pixels
    if extension == "jpg":
        image.save(out, "JPEG", quality=88, optimize=True)
    else:
        image.save(out, "PNG")
    return out.getvalue(), extension


if __name__ == "__main__":
    main(sys.argv[1])
