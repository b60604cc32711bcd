"""A file is what is in it, whatever it is called."""

from io import BytesIO

import pytest
from PIL import Image

from armoedegeheugen.extracting import picture as pictures
from armoedegeheugen.submissions import attachment
from armoedegeheugen.submissions.attachment import Refused, check
from tests.safety.files import header_only_png
from tests.submissions.conftest import pdf, picture, upload

SCRIPT = b"<script>alert(1)</script>"


def refusal(data: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> str:
    with pytest.raises(Refused) as refused:
        check(upload(data, name, kind))
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "jpg")]
)
def test_an_image_is_taken_under_any_name(kind, extension):
    taken = check(upload(picture(kind), "verslag.pdf", "application/pdf"))
    assert taken.extension == extension
    assert Image.open(BytesIO(taken.data)).size == (60, 40)


def test_a_grey_image_of_sixteen_bits_keeps_its_greys():
    out = BytesIO()
    Image.new("I;16", (60, 40), 128 * 256).save(out, "PNG")
    taken = check(upload(out.getvalue(), "scan.png", "image/png"))
    assert Image.open(BytesIO(taken.data)).getpixel((5, 5)) == (128, 128, 128)


def test_a_pdf_is_taken_byte_for_byte_under_any_name():
    taken = check(upload(pdf(), "foto.png", "image/png"))
    assert taken == attachment.Attachment(pdf(), "pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><html>" + SCRIPT,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"PK\x03\x04 een zip",
        b"MZ een programma",
        b"GIF87 bijna",
        b"RIFF\x04\0\0\0WAVE",
        b"%!PS-Adobe-3.0",
        b"\n%PDF-1.4",
        SCRIPT + pdf(),
    ],
)
@pytest.mark.parametrize("name", ["verslag.pdf", "foto.jpg"])
def test_other_files_are_refused_whatever_their_name(data, name):
    assert refusal(data, name, "application/pdf") == attachment.NEITHER


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + SCRIPT,
        b"%PDF-1.4\n<html>" + SCRIPT + b"startxref\n0\n%%EOF",
        pdf() + SCRIPT,
        pdf() + b"PK\x03\x04" + b"\0" * 40 + b"PK\x05\x06" + b"\0" * 18,
        pdf()[:-8],
    ],
)
def test_half_a_pdf_or_a_pdf_with_something_behind_it_is_refused(data):
    assert refusal(data, "verslag.pdf") == attachment.BROKEN_PDF


@pytest.mark.parametrize(
    "name",
    [
        b"/OpenAction<</S/JavaScript/JS(x)>>",
        b"/S/Launch",
        b"/EmbeddedFiles",
        b"/Subtype/RichMedia",
        b"/AcroForm<</XFA[]>>",
        b"/OpenAction<</S/J#61vaScript/JS(x)>>",
        b"/S/#4caunch",
    ],
)
def test_a_pdf_that_does_something_is_refused(name):
    assert refusal(pdf(name=name), "verslag.pdf") == attachment.LIVE_PDF


def test_what_hides_behind_or_in_an_image_does_not_come_along():
    behind = picture("PNG") + SCRIPT + b"PK\x03\x04"
    comment = picture("JPEG", comment=SCRIPT)
    for data in (behind, comment, picture("GIF", comment=SCRIPT)):
        assert SCRIPT in data
        assert SCRIPT not in check(upload(data)).data


def test_where_a_photo_was_taken_does_not_come_along_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x010E] = "bij de familie thuis"
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[1] = "N"
    data = picture("JPEG", (60, 40), exif=exif)
    assert b"familie" in data
    taken = Image.open(BytesIO(check(upload(data)).data))
    assert not taken.getexif()
    assert taken.size == (40, 60)


def test_a_transparent_image_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "WEBP", lossless=True)
    taken = check(upload(out.getvalue()))
    assert taken.extension == "png"
    assert Image.open(BytesIO(taken.data)).getpixel((0, 0))[3] == 0


def test_one_colour_of_a_palette_may_be_transparent_and_stays_so():
    out = BytesIO()
    image = Image.new("P", (4, 4), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    image.save(out, "GIF", transparency=0)
    taken = Image.open(BytesIO(check(upload(out.getvalue())).data))
    assert taken.convert("RGBA").getpixel((0, 0))[3] == 0
    assert taken.convert("RGBA").getpixel((1, 0)) == (0, 0, 255, 255)


def test_a_large_image_is_made_smaller():
    taken = Image.open(BytesIO(check(upload(picture("JPEG", (4000, 1000)))).data))
    assert taken.size == (pictures.LONGEST_SIDE, 640)


@pytest.mark.parametrize("size", [(50_000, 50_000), (8000, 5001)])
def test_an_image_with_too_many_pixels_is_refused(size):
    assert refusal(header_only_png(*size), "foto.png") == attachment.TOO_MANY_PIXELS


def test_an_image_waits_for_another_one_and_says_so_if_it_takes_long(monkeypatch):
    monkeypatch.setattr(pictures, "TURN_SECONDS", 0.1)
    with pictures._turn():
        assert refusal(picture("PNG"), "foto.png") == attachment.PICTURES_BUSY
    assert check(upload(picture("PNG"))).extension == "png"


@pytest.mark.parametrize(
    "data", [picture("JPEG")[:80], b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"GIF89a"]
)
def test_a_damaged_image_is_refused_with_a_sentence(data):
    assert refusal(data) == attachment.BROKEN_IMAGE


def test_an_image_with_a_wrong_checksum_is_refused():
    data = bytearray(picture("PNG"))
    data[data.index(b"IEND") - 5] ^= 1  # the last byte of the checksum of the pixels
    assert refusal(bytes(data)) == attachment.BROKEN_IMAGE


def test_a_file_that_was_read_before_is_judged_from_its_beginning():
    file = upload(pdf(), "verslag.pdf")
    file.read(20)
    assert check(file).data == pdf()


def test_ten_megabyte_goes_and_more_does_not():
    room = attachment.LARGEST - len(pdf(b"%\n")) - 6  # the place of the table has more digits
    assert check(upload(pdf(b"%" + b"x" * room + b"\n"), "groot.pdf")).extension == "pdf"
    assert refusal(b"%PDF-1.4\n" + b"x" * attachment.LARGEST) == attachment.TOO_LARGE
    assert attachment.LARGEST == 10 * 2**20  # as the sentence says
    assert refusal(b"") == attachment.EMPTY


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Onze keuken.JPG", "Onze-keuken.png"),
        ("../../etc/passwd", "passwd.png"),
        ("..\\..\\boot.ini", "boot.png"),
        ("foto.html", "foto.png"),
        ("gpj\u202e.exe", "gpj.png"),
        ('a";x=y\r\nSet-Cookie: a.png', "a-x-y-Set-Cookie-a.png"),
        ("x" * 300 + ".png", None),
        ("", "bestand.png"),
        (".png", None),
    ],
)
def test_a_name_is_safe_to_show_and_ends_as_what_it_is(name, shown):
    given = attachment.display_name(name, "png")
    assert given == shown or (shown is None and given.endswith(".png"))
    assert len(given) <= 120


def test_it_is_stored_under_a_name_that_nobody_can_guess(files):
    one, two = (attachment.store(attachment.Attachment(b"x", "png")) for _ in range(2))
    assert one != two
    assert len(one) == 36
    assert {path.name for path in files.iterdir()} == {one, two} == set(attachment.stored())
    attachment.discard(one)
    attachment.discard("")
    assert attachment.stored() == [two]


def test_files_are_kept_outside_what_is_public(settings):
    from config.settings import base

    inside = base.STORAGES["submissions"]["OPTIONS"]["location"]
    assert base.MEDIA_ROOT not in [inside, *inside.parents]
    assert base.STATIC_ROOT not in [inside, *inside.parents]
