"""Scans: pages that are pictures, read by Debian's tesseract. Without it the tests skip; in CI they
fail."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.documents import get_document_model

from armoedegeheugen.documents import texts
from armoedegeheugen.extracting import extractor
from armoedegeheugen.extracting.extractor import End, Job, Outcome
from armoedegeheugen.extracting.limits import FOR_PICTURES
from armoedegeheugen.extracting.tesseract import program
from armoedegeheugen.models import DocumentText

# Pixels, at 200 dots an inch.
A4 = (1654, 2339)

PAGES = (
    ("Verslag van de huurdersraad", "Wie huurt, weet waar het regent."),
    ("Wat wij vragen", "Maak de wachtlijst van de", "woonmaatschappij leesbaar."),
)


@pytest.fixture(autouse=True)
def _installed() -> None:
    if not program():
        reason = "tesseract is not installed with its Dutch (Debian: tesseract-ocr-nld)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    pictures = [_drawn(lines) for lines in PAGES]
    path = tmp_path / "scan.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200)
    return path


def _drawn(lines: tuple[str, ...]) -> Image.Image:
    page = Image.new("L", A4, 250)
    font = ImageFont.load_default(size=48)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((180, 220 + 90 * number), line, fill=20, font=font)
    return page.rotate(0.4, fillcolor=250)  # laid on the glass by hand


def recognised(path: Path) -> Outcome:
    return next(extractor.extract_all([Job(path, "ocr")], FOR_PICTURES))


def test_a_scan_has_no_text_of_its_own(scan: Path):
    assert extractor.extract(scan, "pdf").end is End.EMPTY


def test_each_page_of_a_scan_is_read_in_dutch_and_marked(scan: Path):
    found = recognised(scan)
    assert found.end is End.READ
    assert found.facts.ocr
    assert found.facts.pages == len(PAGES)
    for number, lines in enumerate(PAGES, 1):
        assert [row.text for row in found.rows if row.page == number] == list(lines)


@pytest.mark.django_db
def test_a_document_that_is_a_scan_is_read_page_by_page(scan: Path, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "media"
    document = get_document_model()(title="Verslag")
    document.file.save("scan.pdf", ContentFile(scan.read_bytes()))
    texts.read_waiting()
    document.reading.refresh_from_db()
    assert document.reading.status == DocumentText.Status.READ
    assert document.reading.ocr
    assert document.reading.pages == [[n, "\n".join(lines)] for n, lines in enumerate(PAGES, 1)]


def test_a_picture_of_nothing_is_no_text(tmp_path: Path):
    path = tmp_path / "wit.pdf"
    Image.new("L", A4, 255).save(path)
    assert recognised(path).end is End.EMPTY


def test_a_broken_scan_says_so_and_stays_within_the_limits(scan: Path, tmp_path: Path):
    broken = tmp_path / "half.pdf"
    broken.write_bytes(scan.read_bytes()[: scan.stat().st_size // 2])
    found = recognised(broken)
    assert (found.end, found.rows) == (End.BROKEN, ())
    assert found.memory < FOR_PICTURES.memory
