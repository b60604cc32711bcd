"""Files to bring in: some are what they say, most are not."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

DOCX = ("[Content_Types].xml", "word/document.xml")
XLSX = ("[Content_Types].xml", "xl/workbook.xml")


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def office(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def open_document(kind: str, *, first: str = "mimetype") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(first, f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    out = BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(out, kind)
    return out.getvalue()


def header_only_png(width: int, height: int) -> bytes:
    """A PNG that says it is large, in a few bytes."""
    size = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    chunks = chunk(b"IHDR", size) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="boo()"><script>boo()</script></svg>'
HTML = b"<!doctype html><script>boo()</script>"

HONEST = {
    "verslag.pdf": PDF,
    "verslag.docx": office(*DOCX),
    "cijfers.xlsx": office(*XLSX),
    "dia.pptx": office("[Content_Types].xml", "ppt/presentation.xml"),
    "verslag.odt": open_document("text"),
    "cijfers.ods": open_document("spreadsheet"),
    "cijfers.csv": "naam;aantal\nEén;1\n".encode("cp1252"),
    "brief.txt": "Beste,\n\nwij vragen dit.\n".encode("utf-16"),
}
DISHONEST = {
    "page as pdf": ("verslag.pdf", HTML),
    "page after a pdf's name": ("verslag.pdf", b"<html>%PDF-1.7"),
    "program as pdf": ("verslag.pdf", b"MZ\x90\x00" + PDF),
    "zip as docx": ("verslag.docx", office("a.txt")),
    "xlsx as docx": ("verslag.docx", office(*XLSX)),
    "docx with macros": ("verslag.docx", office(*DOCX, "word/vbaProject.bin")),
    "page as docx": ("verslag.docx", HTML),
    "too many parts": ("verslag.docx", office(*DOCX, *map(str, range(10_001)))),
    "odt that hides its kind": ("verslag.odt", open_document("text", first="a")),
    "ods as odt": ("verslag.odt", open_document("spreadsheet")),
    "program as text": ("brief.txt", b"\x7fELF\x02\x01\x01\x00"),
    "picture as csv": ("cijfers.csv", picture()),
    "pdf as text": ("brief.txt", PDF),
    "nothing in it": ("verslag.pdf", b""),
    "another extension": ("verslag.svg", SVG),
    "a page": ("verslag.html", HTML),
    "no extension": ("verslag", PDF),
    "a shortcut": ("verslag.pdf.lnk", PDF),
}
