"""An image is decoded in a process of its own, one at a time, within limits."""

import subprocess
import sys
from io import BytesIO
from threading import Thread

import pytest
from PIL import Image

from armoedegeheugen.extracting import picture
from armoedegeheugen.extracting.picture import BROKEN, TOO_MANY_PIXELS, PictureFault, reencode

# Resident memory in megabytes that the caller may take more at its peak.
MOST_GROWTH = 30

MEASURE = """
import resource, sys
from armoedegeheugen.extracting.picture import reencode
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
data, extension = reencode(sys.stdin.buffer.read(), sys.argv[1])
print(peak() - before, len(data), extension)
"""


def bomb(kind: str, size: tuple[int, int], frames: int = 1) -> bytes:
    """A small file that unpacks to many pixels."""
    out = BytesIO()
    flat = [Image.new("P" if kind == "GIF" else "RGB", size, n) for n in range(frames)]
    extra = {"save_all": True, "append_images": flat[1:]} if frames > 1 else {}
    flat[0].save(out, kind, **extra)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "size", "frames"),
    [("WEBP", (6300, 6300), 1), ("PNG", (6300, 6300), 1), ("GIF", (2000, 2000), 40)],
)
def test_a_bomb_costs_the_caller_no_memory(kind, size, frames):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, kind],
        input=bomb(kind, size, frames),
        capture_output=True,
        check=True,
        timeout=60,
    )
    growth, length, extension = done.stdout.split()
    assert int(growth) < MOST_GROWTH
    assert int(length) > 0
    assert extension in (b"jpg", b"png")


def test_too_many_pixels_are_refused_by_the_header(monkeypatch):
    data = bomb("PNG", (8000, 5001))
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("unpacked"))
    with pytest.raises(PictureFault, match=TOO_MANY_PIXELS):
        picture._reencoded(data, "PNG")


def test_another_format_than_was_said_is_refused():
    with pytest.raises(PictureFault, match=BROKEN):
        reencode(bomb("PNG", (10, 10)), "JPEG")


def test_the_process_is_within_its_limits(monkeypatch):
    """With the limit of memory lowered in the process, the same image is refused."""
    script = (
        "from dataclasses import replace; from armoedegeheugen.extracting import picture;"
        "picture.LIMITS = replace(picture.LIMITS, memory=200 * 1024 * 1024); picture.main('WEBP')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=bomb("WEBP", (6300, 6300)),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert done.stdout == b""


def test_one_image_at_a_time(monkeypatch):
    monkeypatch.setattr(picture, "TURN_SECONDS", 0.05)
    seen: list[str] = []

    def refused() -> None:
        try:
            reencode(b"x", "PNG")
        except PictureFault as fault:
            seen.append(str(fault))

    with picture._turn():
        other = Thread(target=refused)
        other.start()
        other.join(10)
    assert seen == [picture.BUSY]
