"""An attached image costs a bounded amount of memory."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from armoedegeheugen.models.picture import Picture
from armoedegeheugen.submissions import attachment
from armoedegeheugen.webp_size import webp_pixels


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


def test_a_large_webp_is_refused_before_a_decoder_opens_it(monkeypatch):
    data = _webp((4001, 2500), lossless=True, method=0)
    monkeypatch.setattr(attachment.Image, "open", lambda *_, **__: pytest.fail("opened"))
    with pytest.raises(attachment.Refused, match="webp heeft te veel pixels"):
        attachment.check(ContentFile(data))


def test_a_webp_without_a_size_is_refused():
    with pytest.raises(attachment.Refused, match="niet lezen"):
        attachment.check(ContentFile(b"RIFF\0\0\0\0WEBPVP8?" + b"\0" * 20))


def test_an_image_is_refused_while_another_is_decoded(monkeypatch):
    monkeypatch.setattr(attachment, "DECODING_WAIT", 0.01)
    data = _webp((20, 20))
    with attachment._decoding, pytest.raises(attachment.Refused, match="te druk"):
        attachment.check(ContentFile(data))
    assert attachment.check(ContentFile(data)).extension == "jpg"


def test_a_refused_image_leaves_the_decoder_free():
    with pytest.raises(attachment.Refused):
        attachment.check(ContentFile(b"\x89PNG\r\n\x1a\n" + b"x" * 40))
    assert attachment.check(ContentFile(_webp((20, 20)))).extension == "jpg"


@pytest.mark.django_db
def test_the_image_library_refuses_a_large_webp_before_a_decoder_opens_it(monkeypatch):
    opened = []
    monkeypatch.setattr("willow.Image.open", lambda *_: opened.append(1) or pytest.fail("opened"))
    form = get_image_form(Picture)(
        {"title": "Plein"},
        {"file": SimpleUploadedFile("plein.webp", _webp((4001, 2500), lossless=True, method=0))},
    )
    assert "of ze is te groot" in str(form.errors["file"])
    assert not opened
