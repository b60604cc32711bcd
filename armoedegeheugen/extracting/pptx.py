"""Read a presentation: the texts of each slide as a page, without the speaker's notes."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from .archive import Archive
from .errors import Broken
from .limits import Limits
from .office import core_facts, relations
from .rows import CELL, LIGATURES, Facts, Row, Style

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARTS = "ppt/presentation.xml"


def read(path: Path, limits: Limits, facts: Facts) -> Iterator[Row]:
    """Yield the texts of the slides; raise `Broken` if it has no main part."""
    with Archive(path) as archive:
        core_facts(archive, facts)
        root = archive.tree(_PARTS)
        if root is None:
            raise Broken(_PARTS)
        targets = relations(archive, _PARTS)
        names = [targets.get(one.get(f"{R}id") or "", "") for one in root.iter(f"{P}sldId")]
        facts.pages = len(names)
        for number, name in enumerate(names, 1):
            if number > limits.pages:
                facts.cut = True
                return
            slide = archive.tree(name)
            if slide is not None:
                yield from _slide(slide, number)


def _slide(slide: Element, number: int) -> Iterator[Row]:
    for shape in slide.iter():
        if shape.tag == f"{P}txBody":
            yield from _paragraphs(shape, number)
        elif shape.tag == f"{A}tr":
            cells = [" ".join(_texts(cell)) for cell in shape.findall(f"{A}tc")]
            if any(cells):
                yield Row(CELL.join(cells), page=number, whole=True, style=Style.ROW)


def _paragraphs(body: Element, number: int) -> Iterator[Row]:
    for text in _texts(body):
        yield Row(text, page=number, whole=True)


def _texts(parent: Element) -> Iterator[str]:
    for paragraph in parent.iter(f"{A}p"):
        parts = [
            " " if one.tag == f"{A}br" else one.text or ""
            for one in paragraph.iter()
            if one.tag in (f"{A}t", f"{A}br")
        ]
        if text := "".join(parts).translate(LIGATURES).strip():
            yield text
