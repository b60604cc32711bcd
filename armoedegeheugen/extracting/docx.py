"""Read a Word document: its paragraphs, with the meaning of their styles.

Deleted and hidden text is not read. A text box comes before the paragraph it is anchored in; notes
come at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from .archive import Archive
from .errors import Broken
from .limits import Limits
from .office import core_facts, relations
from .rows import CELL, LIGATURES, RAISED, Facts, Link, Row, Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _FALLBACK})
_HEADING = re.compile(r"(?:heading|kop|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense |duidelijk )?(?:quote|citaat|citation)|block text", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoud)\s*\d", re.IGNORECASE)
_CAPTION = re.compile(r"caption|bijschrift", re.IGNORECASE)
_LIST = re.compile(r"(?:list|lijst)(?!.*(?:continue|voortzetting))", re.IGNORECASE)
_TITLES = {"title": Style.TITLE, "titel": Style.TITLE}
_SUBTITLES = {"subtitle": Style.SUBTITLE, "ondertitel": Style.SUBTITLE}


@dataclass
class _Named:
    """A style: its name, its base, and its level of heading."""

    name: str
    based_on: str = ""
    level: int = 0
    item: bool = False
    bold: bool = False
    size: float = 0.0
    # The style of paragraphs that name none.
    default: bool = False


@dataclass
class _Document:
    styles: dict[str, _Named]
    links: dict[str, str]
    # Kind and number of each note, in the order in which they are referred to.
    notes: list[tuple[str, str]] = field(default_factory=list)
    # The key of the default style.
    default_style: str = ""


def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
    """Yield the rows of a document; raise `Broken` if it has no text part."""
    with Archive(path) as archive:
        core_facts(archive, facts)
        root = archive.tree("word/document.xml")
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise Broken("word/document.xml")
        styles = archive.tree("word/styles.xml")
        document = _Document(_styles(styles), relations(archive, "word/document.xml"))
        document.default_style = next(
            (key for key, one in document.styles.items() if one.default), ""
        )
        yield from _blocks(body, document)
        yield from _notes(archive, document)
        yield from _edges(archive, document)


def _styles(root: Element | None) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        size = style.find(f"{W}rPr/{W}sz")
        found[style.get(f"{W}styleId") or ""] = _Named(
            _value(style.find(f"{W}name")),
            _value(style.find(f"{W}basedOn")),
            _number(outline) + 1 if outline is not None and _number(outline) < 9 else 0,
            style.find(f"{W}pPr/{W}numPr") is not None,
            _on(style.find(f"{W}rPr/{W}b")),
            _number(size) / 2 if size is not None else 0.0,
            _is_default(style),
        )
    return found


def _is_default(style: Element) -> bool:
    """Return whether this is the default of paragraphs; tables have one of their own."""
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _value(element: Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _number(element: Element | None) -> int:
    value = _value(element)
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _on(element: Element | None) -> bool:
    """Return whether a switch such as `<w:b/>` is on."""
    return element is not None and _value(element) not in ("0", "false", "none", "off")


def _blocks(parent: Element, document: _Document) -> Iterator[Row]:
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, document)
        elif child.tag == f"{W}tbl":
            yield from _table(child, document)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _blocks(child, document)


def _table(table: Element, document: _Document) -> Iterator[Row]:
    """Yield a row of text per table row; a table of one column only frames paragraphs."""
    for row in _rows(table):
        cells = [list(_blocks(cell, document)) for cell in row.findall(f"{W}tc")]
        filled = [cell for cell in cells if cell]
        if len(cells) == 1 or not filled:
            yield from (one for cell in filled for one in cell)
            continue
        if len(filled) == 1 and len(filled[0]) > 1:
            yield from filled[0]
            continue
        texts = [" ".join(one.text for one in cell) for cell in cells]
        yield Row(CELL.join(texts), whole=True, style=Style.ROW)


def _rows(parent: Element) -> Iterator[Element]:
    """Yield the rows of this table, not of those inside it."""
    for child in parent:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


@dataclass
class _Paragraph:
    """A paragraph while it is read."""

    text: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    boxes: list[Row] = field(default_factory=list)
    length: int = 0
    bold: int = 0
    size: float = 0.0

    def add(self, text: str, bold: bool = False) -> None:
        text = text.translate(LIGATURES)
        self.text.append(text)
        self.length += len(text)
        self.bold += len(text) if bold else 0


def _paragraph(paragraph: Element, document: _Document) -> Iterator[Row]:
    writing = _Paragraph()
    shape = paragraph.find(f"{W}pPr")
    name = _value(shape.find(f"{W}pStyle")) if shape is not None else ""
    named = _style_chain(name or document.default_style, document)
    _runs(paragraph, document, writing, any(one.bold for one in named))
    yield from writing.boxes
    whole = "".join(writing.text)
    at = 0
    for text in whole.split("\n"):
        if text.strip():
            yield _row(text, at, writing, named, shape)
        at += len(text) + 1


def _style_chain(key: str, document: _Document) -> list[_Named]:
    found: list[_Named] = []
    while key in document.styles and len(found) < 12:
        found.append(document.styles[key])
        key = found[-1].based_on
    return found


def _row(
    text: str, at: int, writing: _Paragraph, named: list[_Named], shape: Element | None
) -> Row:
    style, level, item = _meaning(named, shape)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    return Row(
        stripped,
        whole=True,
        style=style,
        level=level,
        item=item and not level,
        size=writing.size or next((one.size for one in named if one.size), 0.0),
        bold=writing.bold * 2 > writing.length,
        links=tuple(
            Link(max(one.start - at - lead, 0), min(one.end - at - lead, len(stripped)), one.url)
            for one in writing.links
            if one.end > at + lead and one.start < at + lead + len(stripped)
        ),
    )


def _meaning(named: list[_Named], shape: Element | None) -> tuple[Style, int, bool]:
    names = [one.name for one in named]
    own = shape.find(f"{W}outlineLvl") if shape is not None else None
    level = _number(own) + 1 if own is not None and _number(own) < 9 else 0
    level = level or next((one.level for one in named if one.level), 0)
    for name in names[:1]:
        if match := _HEADING.match(name):
            level = int(match[1])
    numbered = shape.find(f"{W}numPr") if shape is not None else None
    off = numbered is not None and _value(numbered.find(f"{W}numId")) == "0"
    item = (numbered is not None and not off) or any(one.item for one in named)
    item = item or any(_LIST.match(name) for name in names)
    for name in names:
        plain = name.lower()
        if plain in _TITLES or plain in _SUBTITLES:
            return {**_TITLES, **_SUBTITLES}[plain], 0, False
        for pattern, style in ((_QUOTE, Style.QUOTE), (_CONTENTS, Style.CONTENTS)):
            if pattern.match(name):
                return style, 0, False
        if _CAPTION.match(name):
            return Style.CAPTION, 0, False
    return Style.PLAIN, level, item


def _runs(parent: Element, document: _Document, writing: _Paragraph, bold: bool) -> None:
    for child in parent:
        tag = child.tag
        if tag in _SILENT or tag == f"{W}pPr":
            continue
        if tag == f"{W}r":
            _run(child, document, writing, bold)
        elif tag == f"{W}hyperlink":
            start = writing.length
            _runs(child, document, writing, bold)
            url = document.links.get(child.get(f"{R}id") or "", "")
            if url.startswith(("http", "mailto:", "HTTP")):
                writing.links.append(Link(start, writing.length, url))
        else:
            _runs(child, document, writing, bold)


def _run(run: Element, document: _Document, writing: _Paragraph, bold: bool) -> None:
    look = run.find(f"{W}rPr")
    if look is not None:
        if _on(look.find(f"{W}vanish")):
            return
        own = look.find(f"{W}b")
        bold = _on(own) if own is not None else bold
        size = look.find(f"{W}sz")
        writing.size = max(writing.size, _number(size) / 2) if size is not None else writing.size
    for child in run:
        _mark(child, document, writing, bold)


_MARKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _mark(child: Element, document: _Document, writing: _Paragraph, bold: bool) -> None:
    if child.tag == f"{W}t":
        writing.add(child.text or "", bold)
    elif child.tag in _MARKS:
        writing.add(_MARKS[child.tag])
    elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind = "footnotes" if "footnote" in child.tag else "endnotes"
        document.notes.append((kind, child.get(f"{W}id") or ""))
        writing.add(str(len(document.notes)).translate(RAISED))
    elif child.tag not in _SILENT:
        for box in _boxes(child):
            writing.boxes += _blocks(box, document)


def _boxes(parent: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, but not their copies for older programs."""
    for child in parent:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _SILENT:
            yield from _boxes(child)
    if parent.tag == f"{W}txbxContent":
        yield parent


def _notes(archive: Archive, document: _Document) -> Iterator[Row]:
    referred, document.notes = document.notes, []
    texts: dict[tuple[str, str], list[Row]] = {}
    for kind in {kind for kind, _ in referred}:
        document.links = relations(archive, f"word/{kind}.xml")
        root = archive.tree(f"word/{kind}.xml")
        for note in root if root is not None else ():
            texts[kind, note.get(f"{W}id") or ""] = list(_blocks(note, document))
    for number, key in enumerate(referred, 1):
        text = " ".join(row.text for row in texts.get(key, ()))
        if text:
            mark = str(number).translate(RAISED)
            yield Row(f"{mark} {text}", whole=True, style=Style.NOTE)


def _edges(archive: Archive, document: _Document) -> Iterator[Row]:
    """Yield each distinct header and footer once."""
    seen: set[str] = set()
    document.links = {}
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            root = archive.tree(name)
            for row in _blocks(root, document) if root is not None else ():
                if row.text not in seen:
                    seen.add(row.text)
                    yield Row(row.text, whole=True, style=Style.EDGE)
