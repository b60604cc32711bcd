"""The limits of reading scans, with a stand-in for tesseract: they hold where it is absent too."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from armoedegeheugen.extracting import ocr, tesseract
from armoedegeheugen.extracting.limits import Limits
from armoedegeheugen.extracting.rows import Facts


@pytest.fixture
def seen(monkeypatch) -> list[tuple[int, int]]:
    """The size of each picture that is given to tesseract."""
    sizes: list[tuple[int, int]] = []

    def recognise(image: Image.Image):
        sizes.append(image.size)
        yield "tekst"

    monkeypatch.setattr(ocr, "_recognise", recognise)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    return sizes


def scan(path: Path, *sizes: tuple[int, int]) -> Path:
    pages = [Image.new("L", size, 250) for size in sizes]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:])
    return path


def test_pages_beyond_the_limit_are_not_read_and_the_facts_say_so(seen, tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "MOST_PAGES", 2)
    facts = Facts()
    rows = list(ocr.read(scan(tmp_path / "x.pdf", *[(300, 300)] * 3), Limits(), facts))
    assert [row.page for row in rows] == [1, 2]
    assert (facts.pages, facts.cut, facts.ocr) == (3, True, True)


def test_a_picture_that_is_too_small_or_too_large_is_not_recognised(seen, tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "LARGEST", 300 * 300)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    path = scan(tmp_path / "x.pdf", (300, 199), (300, 300), (301, 300))
    list(ocr.read(path, Limits(), Facts()))
    assert seen == [(300, 300)]


def test_pillow_opens_no_picture_beyond_the_limit(seen, tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    list(ocr.read(scan(tmp_path / "x.pdf", (300, 300)), Limits(), Facts()))
    assert Image.MAX_IMAGE_PIXELS == ocr.LARGEST == 40_000_000


def test_tesseract_gets_a_minute_one_thread_and_no_environment(monkeypatch):
    asked = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(options)
        return subprocess.CompletedProcess(command, 0, stdout=" een \n\ntwee\n")

    monkeypatch.setattr(ocr, "program", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(subprocess, "run", run)
    assert list(ocr._recognise(Image.new("L", (9, 9)))) == ["een", "twee"]
    assert asked[0]["timeout"] == 60
    assert asked[0]["env"] == {"OMP_THREAD_LIMIT": "1"}


@pytest.mark.parametrize(("languages", "found"), [("eng\nnld\n", True), ("eng\nnldx\n", False)])
def test_tesseract_counts_only_with_its_dutch(monkeypatch, languages, found):
    asked = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(options)
        return subprocess.CompletedProcess(command, 0, stdout=languages, stderr="")

    monkeypatch.setattr(tesseract.shutil, "which", lambda name, path: "/usr/bin/tesseract")
    monkeypatch.setattr(subprocess, "run", run)
    tesseract.program.cache_clear()
    try:
        assert bool(tesseract.program()) == found
    finally:
        tesseract.program.cache_clear()
    assert asked[0]["timeout"] == 20
