"""Two hundred files that nobody should have to open, each with its kind; always the same."""

import io
import random
import zipfile
import zlib
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter

from tests.extracting import made
from tests.extracting.made import Para, Set

MANY_PAGES = 2_000
# A name, a kind, and what is in the file.
Named = tuple[str, str, bytes]


def files() -> list[Named]:
    return [*_noise(), *_damaged(), *_office(), *_pdf()]


def whole() -> dict[str, bytes]:
    text = "Wie arm is, betaalt meer voor dezelfde energie. "
    return {
        "pdf": made.pdf([made.column(text * 10) for _ in range(3)]),
        "docx": made.docx([Para("Energie", "Kop1"), Para(text * 10), [["a", "b"], ["c", "d"]]]),
        "odt": made.odt(f"<text:h>Energie</text:h><text:p>{text * 10}</text:p>"),
        "pptx": made.pptx([["Energie", text], ["Water", text]]),
    }


def _noise() -> Iterator[Named]:
    chance = random.Random(7)
    for kind, start in (("pdf", b"%PDF-1.7\n"), ("docx", b"PK\x03\x04"), ("odt", b"PK\x03\x04")):
        yield f"empty-{kind}", kind, b""
        yield f"only-start-{kind}", kind, start
        for n in range(6):
            yield f"noise-{kind}-{n}", kind, start * (n % 2) + chance.randbytes(2_000 * (n + 1))
    yield "unknown", "exe", b"MZ" + chance.randbytes(500)


def _damaged() -> Iterator[Named]:
    chance = random.Random(11)
    for kind, data in whole().items():
        for n in range(1, 15):
            yield f"truncated-{kind}-{n}", kind, data[: len(data) * n // 15]
        for n in range(16):
            broken = bytearray(data)
            for _ in range(1 + 3 * n):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            yield f"flipped-{kind}-{n}", kind, bytes(broken)
        other = whole()["docx" if kind == "pdf" else "pdf"]
        yield f"another-kind-{kind}", kind, other


def _office() -> Iterator[Named]:
    head = f'{made.HEAD}<w:document xmlns:w="{made.W}"><w:body>'
    foot = "</w:body></w:document>"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    texts = {
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><w:p>&l11;</w:p>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><w:p>{"&a;" * 9_000}</w:p>',
        "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:p>&a;</w:p>',
        "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><w:p/>',
        "deep": head + "<w:p>" * 60_000,
        "deep-and-closed": head + "<w:sdt>" * 40_000 + "</w:sdt>" * 40_000 + foot,
        "tables-in-tables": head
        + "<w:tbl><w:tr><w:tc>" * 80
        + "</w:tc></w:tr></w:tbl>" * 80
        + foot,
        "wide": head + "<w:p/>" * 300_000 + foot,
        "attributes": head + "<w:p " + " ".join(f'a{n}="1"' for n in range(90_000)) + "/>" + foot,
        "not-xml": "Dit is geen xml.",
        "encoding": '<?xml version="1.0" encoding="klingon"?><w:p/>',
        "no-body": f'<w:document xmlns:w="{made.W}"/>',
    }
    for name, text in texts.items():
        yield f"docx-{name}", "docx", made.zipped({"word/document.xml": text})
    bomb = b"<!--" + b" " * 26_000_000
    for kind, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
        yield f"bomb-{kind}", kind, made.zipped({part: bomb})
    yield "bomb-pptx", "pptx", made.zipped({"ppt/presentation.xml": bomb})
    yield "bomb-of-text", "docx", made.docx([Para("arm " * 7_000_000)])
    yield "bomb-styles", "docx", made.zipped({"word/document.xml": "<x/>", "word/styles.xml": bomb})
    parts = {f"word/{n}.xml": "" for n in range(10_050)}
    yield "many-parts", "docx", made.zipped(parts)
    inner = made.zipped({"a": b"\0" * 1_000_000})
    for _ in range(5):
        inner = made.zipped({"a.zip": inner, "word/document.xml": inner})
    yield "zip-in-zip", "docx", inner
    yield "no-parts", "docx", made.zipped({})
    yield "slides-in-a-ring", "pptx", _ring()
    yield "encrypted-zip", "docx", _locked(whole()["docx"])
    yield "lying-size", "docx", _lying(whole()["docx"])
    yield "old-word", "docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000


def _ring() -> bytes:
    """One heavy slide, shown ten thousand times."""
    held = io.BytesIO(made.pptx([["arm " * 20_000]]))
    with zipfile.ZipFile(held) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    show = bytes(parts["ppt/presentation.xml"])  # type: ignore[arg-type]
    once = b'<p:sldId id="300" r:id="s0"/>'
    parts["ppt/presentation.xml"] = show.replace(once, once * 10_000)
    return made.zipped(parts)


def _locked(data: bytes) -> bytes:
    """Each part says that it needs a password."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def _lying(data: bytes) -> bytes:
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _pdf() -> Iterator[Named]:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>"
    )
    fonts = b"<< /Font << /F0 6 0 R >> /XObject << /X0 7 0 R >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    root, tree = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"

    def file(
        content: bytes, more: bytes = b"null", tree: bytes = tree, font: bytes = font
    ) -> bytes:
        return made.assembled([root, tree, page, content, fonts, font, more, more], 1)

    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R"
    shown = _stream(b"BT /F0 11 Tf (arm) Tj ET")
    yield "flate-bomb", "pdf", file(_flate(b"BT " + b"0 " * 20_000_000))
    yield "flate-in-flate", "pdf", file(_flate(zlib.compress(b" " * 40_000_000), 2))
    yield "text-bomb", "pdf", file(_flate(b"BT /F0 11 Tf " + b"(arm) Tj " * 1_000_000 + b"ET"))
    yield "unclosed-string", "pdf", file(_stream(b"BT (" * 100_000))
    yield "deep-arrays", "pdf", file(_stream(b"[" * 200_000 + b"]" * 200_000))
    yield "deep-saves", "pdf", file(_flate(b"q " * 1_000_000))
    yield "form-in-itself", "pdf", file(_stream(b"/X0 Do"), _stream(b"/X0 Do /X0 Do", form))
    yield (
        "pages-in-a-ring",
        "pdf",
        file(shown, tree=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
    )
    yield "pages-counted-wrong", "pdf", file(shown, tree=tree.replace(b"1 >>", b"999999999 >>"))
    yield (
        "page-by-the-million",
        "pdf",
        file(shown, tree=b"<< /Type /Pages /Kids [%s] /Count 300000 >>" % (b"3 0 R " * 300_000)),
    )
    wide = b"beginbfrange <0000> <ffffffff> <0041> endbfrange"
    yield (
        "endless-characters",
        "pdf",
        file(
            _stream(b"BT /F0 11 Tf (arm) Tj ET"),
            _stream(b"1 begincodespacerange <00> <ff> endcodespacerange 1 " + wide),
            font=font.replace(b" >>", b" /ToUnicode 7 0 R >>"),
        ),
    )
    yield (
        "widths",
        "pdf",
        file(
            shown,
            font=b"<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [8 0 R] >>",
            more=b"<< /Type /Font /Subtype /CIDFontType2 /W [0 900000000 500] /DW 1000 >>",
        ),
    )
    yield "contents-in-a-ring", "pdf", file(b"[4 0 R 4 0 R]")
    yield "length-in-a-ring", "pdf", file(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream")
    yield "length-beyond", "pdf", file(b"<< /Length 99999999999 >>\nstream\nBT ET\nendstream")
    yield (
        "names-in-a-ring",
        "pdf",
        made.assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R /Outlines 1 0 R /First 1 0 R /Next 1 0 R >>",
                tree,
                page,
                shown,
                fonts,
                font,
            ],
            1,
        ),
    )
    yield "deep-tree", "pdf", _deep_tree()
    ring = made.pdf([[Set("arm")]])
    yield (
        "xref-in-a-ring",
        "pdf",
        ring.replace(b"/Root", b"/Prev %d /Root" % ring.rfind(b"xref\n0")),
    )
    yield "xref-of-a-billion", "pdf", ring.replace(b"xref\n0 ", b"xref\n0 999999999")
    yield "no-xref", "pdf", ring.replace(b"xref", b"xerf").replace(b"trailer", b"tralier")
    yield "start-beyond", "pdf", ring.replace(b"startxref\n", b"startxref\n999999999999")
    yield "objects-without-end", "pdf", b"%PDF-1.4\n" + b"1 0 obj\n<< /A " * 80_000
    yield (
        "filters",
        "pdf",
        file(
            b"<< /Length 20 /Filter [%s] >>\nstream\n%s\nendstream"
            % (b"/ASCIIHexDecode " * 20_000, b"4" * 20)
        ),
    )
    yield "runs", "pdf", file(_stream(b"\x81 " * 1_500_000, b"/Filter /RunLengthDecode"))
    yield "lzw", "pdf", file(_stream(random.Random(3).randbytes(900_000), b"/Filter /LZWDecode"))
    yield (
        "predictor",
        "pdf",
        file(
            _stream(
                zlib.compress(b"\1" * 9_000_000),
                b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>",
            )
        ),
    )
    for n, password in enumerate(("geheim", "ander")):
        yield f"encrypted-pdf-{n}", "pdf", _encrypted(password)
    yield "many-pages", "pdf", made.pdf([[Set(f"bladzijde {n}")] for n in range(MANY_PAGES)])
    yield "huge-page", "pdf", whole()["pdf"].replace(b"[0 0 595 842]", b"[0 0 9e99 1e-9]")
    yield "no-letters", "pdf", made.pdf([[Set(" ")]])


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def _flate(data: bytes, times: int = 1) -> bytes:
    return _stream(zlib.compress(data), b"/Filter [%s]" % (b"/FlateDecode " * times))


def _deep_tree() -> bytes:
    depth = 4_000
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for n in range(2, depth):
        objects.append(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1))
    objects.append(b"<< /Type /Page /MediaBox [0 0 9 9] >>")
    return made.assembled(objects, 1)


def _encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(whole()["pdf"])))
    writer.encrypt(password, algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
