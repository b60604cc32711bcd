"""A large WebP is refused before a decoder opens it, which would reserve its memory."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from armoedegeheugen.models.picture import Picture
from armoedegeheugen.safety.webp_size import webp_pixels


def _webp(size, **options):
    out = BytesIO()
    Image.new(options.pop("mode", "RGB"), size).save(out, "WEBP", **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"lossless": True},
        {"mode": "RGBA"},
        {"exif": b"Exif\0\0" + b"\0" * 8},
        {"save_all": True, "append_images": [Image.new("RGB", (301, 207), "red")]},
    ],
)
def test_the_size_of_each_kind_of_webp_is_read_from_its_header(options):
    assert webp_pixels(_webp((301, 207), **options)) == 301 * 207


def test_a_header_without_a_size_has_none():
    assert webp_pixels(b"RIFF\0\0\0\0WEBPVP8?" + b"\0" * 20) is None
    assert webp_pixels(b"RIFF\0\0\0\0WEBPVP8X") is None


@pytest.mark.django_db
def test_the_image_library_refuses_a_large_webp_before_a_decoder_opens_it(monkeypatch):
    opened = []
    monkeypatch.setattr("willow.Image.open", lambda *_: opened.append(1) or pytest.fail("opened"))
    form = get_image_form(Picture)(
        {"title": "Plein"},
        {"file": SimpleUploadedFile("plein.webp", _webp((4001, 3000), lossless=True, method=0))},
    )
    assert "te veel pixels" in str(form.errors["file"])
    assert not opened
