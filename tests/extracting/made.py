"""Files made by hand: small, whole, and with nothing in them that was not put there."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Set:
    """A line as it is set on a page of A4: `y` in points from the bottom."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    bold: bool = False


def pdf(pages: Sequence[Sequence[Set]], title: str = "", links: Sequence[str] = ()) -> bytes:
    """Each link lies over the first line of the first page."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = [
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    tree = len(objects) + 1
    objects.append(b"")
    notes = _links(add, links, pages[0][0]) if links else b""
    kids = []
    for number, lines in enumerate(pages):
        data = zlib.compress(_content(lines))
        content = add(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)
        )
        own = notes if number == 0 else b""
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F0 %d 0 R /F1 %d 0 R >> >> %s >>"
                % (tree, content, *fonts, own)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    info = add(b"<< /Title (%s) >>" % title.encode("latin-1")) if title else 0
    return assembled(objects, root, info)


def _content(lines: Sequence[Set]) -> bytes:
    out = b"BT\n"
    for line in lines:
        text = line.text.encode("cp1252").replace(b"\\", b"\\\\")
        text = text.replace(b"(", b"\\(").replace(b")", b"\\)")
        font = b"/F%d %.1f Tf" % (line.bold, line.size)
        out += b"%s 1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (font, line.x, line.y, text)
    return out + b"ET"


def _links(add, links: Sequence[str], line: Set) -> bytes:
    keys = [
        add(
            b"<< /Type /Annot /Subtype /Link /Rect [%d %d 560 %d] /A << /S /URI /URI (%s) >> >>"
            % (line.x, line.y - 2, line.y + line.size, url.encode())
        )
        for url in links
    ]
    return b"/Annots [%s]" % b" ".join(b"%d 0 R" % key for key in keys)


def assembled(objects: Sequence[bytes], root: int, info: int = 0) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b" /Info %d 0 R" % info if info else b""
    trailer = b"trailer << /Size %d /Root %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, root, told, start)


def column(text: str, width: int = 80, **look: float | bool) -> list[Set]:
    """Lines one below the other."""
    words, lines, size = text.split(), [""], float(look.get("size", 11))
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    top = float(look.pop("y", 700))
    return [Set(one, y=top - n * size * 1.3, **look) for n, one in enumerate(lines)]  # type: ignore[arg-type]


def zipped(parts: dict[str, str | bytes], first: str = "") -> bytes:
    """A zip; the part `first` is stored, not compressed."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            kind = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(name, body, kind)
    return held.getvalue()


@dataclass(frozen=True)
class Para:
    """A paragraph of Word: its style, and whether it is in a list."""

    text: str
    style: str = ""
    listed: bool = False
    bold: bool = False
    url: str = ""
    # A footnote behind it.
    note: str = ""
    # Word's own XML behind it, as it is.
    raw: str = ""


STYLES = {
    "Kop1": ("heading 1", 0),
    "Kop2": ("heading 2", 1),
    "Titel": ("Title", None),
    "Citaat": ("Quote", None),
    "Inhopg1": ("toc 1", None),
    "Lijstalinea": ("List Paragraph", None),
    "Bijschrift": ("caption", None),
}


def docx(
    body: Sequence[Para | Sequence[Sequence[str]]],
    header: str = "",
    footer: str = "",
    core: str = "",
    styles: str = "",
) -> bytes:
    """Paragraphs, and tables as rows of cells; `styles` is XML beside the usual styles."""
    urls = [one.url for one in body if isinstance(one, Para) and one.url]
    notes = [one.note for one in body if isinstance(one, Para) and one.note]
    inner = "".join(
        _paragraph(one, urls, notes) if isinstance(one, Para) else _table(one) for one in body
    )
    links = "".join(
        f'<Relationship Id="l{n}" Type="{R}/hyperlink" Target={quoteattr(url)}'
        ' TargetMode="External"/>'
        for n, url in enumerate(urls)
    )
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "word/document.xml": (f"{HEAD}<w:document {spaces}><w:body>{inner}</w:body></w:document>"),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
        ),
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{W}">{_styles()}{styles}</w:styles>',
    }
    if notes:
        told = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(notes)
        )
        parts["word/footnotes.xml"] = f'{HEAD}<w:footnotes xmlns:w="{W}">{told}</w:footnotes>'
    for name, text in (("header", header), ("footer", footer)):
        if text:
            edge = f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
            parts[f"word/{name}1.xml"] = f'{HEAD}<w:hdr xmlns:w="{W}">{edge}</w:hdr>'
    if core:
        parts["docProps/core.xml"] = core
    return zipped(parts)


def _styles() -> str:
    made = []
    for key, (name, level) in STYLES.items():
        outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
            f"<w:pPr>{outline}</w:pPr></w:style>"
        )
    return "".join(made)


def _paragraph(one: Para, urls: list[str], notes: list[str]) -> str:
    style = f'<w:pStyle w:val="{one.style}"/>' if one.style else ""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if one.listed else ""
    look = "<w:rPr><w:b/></w:rPr>" if one.bold else ""
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(one.text)}</w:t></w:r>'
    if one.url:
        run = f'<w:hyperlink r:id="l{urls.index(one.url)}">{run}</w:hyperlink>'
    if one.note:
        run += f'<w:r><w:footnoteReference w:id="{notes.index(one.note)}"/></w:r>'
    run += one.raw
    shape = f"<w:pPr>{style}{listed}</w:pPr>" if style or listed else ""
    return f"<w:p>{shape}{run}</w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"

    told = "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    return f"<w:tbl>{told}</w:tbl>"


OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def odt(inner: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{OPEN}{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f'{HEAD}<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content}, first="mimetype")


def pptx(slides: Sequence[Sequence[str]]) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": f"{HEAD}<Types/>"}
    keys = "".join(f'<p:sldId id="{300 + n}" r:id="s{n}"/>' for n in range(len(slides)))
    parts["ppt/presentation.xml"] = (
        f'{HEAD}<p:presentation xmlns:p="{P}" xmlns:r="{R}">'
        f"<p:sldIdLst>{keys}</p:sldIdLst></p:presentation>"
    )
    links = "".join(
        f'<Relationship Id="s{n}" Type="{R}/slide" Target="slides/slide{n}.xml"/>'
        for n in range(len(slides))
    )
    parts["ppt/_rels/presentation.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
    )
    for n, texts in enumerate(slides):
        told = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in texts)
        parts[f"ppt/slides/slide{n}.xml"] = (
            f'{HEAD}<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree><p:sp>'
            f"<p:txBody>{told}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        )
    return zipped(parts)
