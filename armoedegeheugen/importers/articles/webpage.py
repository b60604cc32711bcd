"""A saved web page → its lines, with what the markup says of each: headings, lists, quotes, links.

Invariant: all text that a visitor could read is in a line; nothing else is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup

from ...extracting.rows import CELL, RAISED, Link, Style
from ..reading import webpage
from ..reading.files import Unreadable
from ..source import Line, Source
from .lines import ExtractedText, FileMetadata, LineFormat

_DATES = ("article:published_time", "dcterms.date", "dc.date", "date", "datepublished", "pubdate")
_AUTHORS = ("author", "dc.creator", "article:author")
_ORGANISATIONS = ("og:site_name", "publisher", "dc.publisher", "copyright")
_CELLS = frozenset({"td", "th"})


@dataclass
class _Growing:
    text: str = ""
    links: list[Link] = field(default_factory=list)
    bold: int = 0

    def add(self, text: str, url: str, bold: bool) -> None:
        joined = " ".join(text.split())
        if text[:1].isspace() and self.text and not self.text.endswith(" "):
            self.text += " "
        start = len(self.text)
        self.text += joined
        if url and joined:
            self.links.append(Link(start, len(self.text), url))
        self.bold += len(joined) if bold else 0
        if joined and text[-1:].isspace():
            self.text += " "


def read(html: str, name: str) -> ExtractedText:
    try:
        soup = BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup as error:
        raise Unreadable(f"{name}: de code van deze webpagina is niet te ontleden.") from error
    url = webpage.url_of(soup)
    found = list(_lines(soup, url))
    keep_aside = any(not line.aside for line, _ in found)
    lines = tuple(
        Line(n, line.text, level=line.level, item=line.item, aside=line.aside and keep_aside)
        for n, (line, _) in enumerate(found)
    )
    formats = {number: look for number, (_, look) in enumerate(found)}
    source = Source(name, lines, title=webpage.title_of(soup), url=url)
    return ExtractedText(source, formats, _told(soup))


def _told(soup: BeautifulSoup) -> FileMetadata:
    metas: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        key = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        metas.setdefault(key, " ".join(str(meta.get("content") or "").split())[:500])
    time = soup.find("time", attrs={"datetime": True})
    day = next((metas[key] for key in _DATES if metas.get(key)), "")
    if not day and isinstance(time, Tag):
        day = str(time.get("datetime"))
    return FileMetadata(
        title=webpage.title_of(soup),
        author=next((metas[key] for key in _AUTHORS if metas.get(key)), ""),
        organisation=next((metas[key] for key in _ORGANISATIONS if metas.get(key)), ""),
        date=day,
        description=metas.get("description") or metas.get("og:description") or "",
    )


def _lines(soup: BeautifulSoup, base: str) -> Iterator[tuple[Line, LineFormat]]:
    body = soup.body or soup
    main = body.find(["main", "article"]) or body.find(True, attrs={"role": "main"})
    growing = _Growing()
    at: Tag = body
    for node in webpage.walk(body):
        if not isinstance(node, Tag):
            parent = node.parent if node.parent is not None else body
            text = _raised(str(node)) if _is_raised(parent) else str(node)
            growing.add(text, _address(parent, base), _is_bold(parent))
        elif node.name in _CELLS and growing.text.strip():
            if node is not at:  # not back in a cell after its paragraph
                growing.add(CELL, "", False)
        elif node.name not in _CELLS and not _in_row(node) and not _same_row(node, at, growing):
            yield from _line(growing, at, main)
            growing, at = _Growing(), node
        if isinstance(node, Tag) and node.name in _CELLS:
            at = node
    yield from _line(growing, at, main)


def _in_row(node: Tag) -> bool:
    """A paragraph within a cell is part of the row; the row itself begins one."""
    return node.name != "tr" and node.find_parent(["td", "th"]) is not None and not _framed(node)


def _same_row(node: Tag, at: Tag, growing: _Growing) -> bool:
    """Back in the row after one of its cells."""
    return node.name == "tr" and at.name in _CELLS and at.parent is node and bool(growing.text)


def _framed(node: Tag) -> bool:
    """In a table of one column, which is only a frame around text."""
    row = node.find_parent("tr")
    return row is not None and len(row.find_all(["td", "th"], recursive=False)) < 2


def _line(growing: _Growing, at: Tag, main: Tag | None) -> Iterator[tuple[Line, LineFormat]]:
    text = growing.text.strip()
    if not text.strip(CELL):
        return
    lead = len(growing.text) - len(growing.text.lstrip())
    quote = at if at.name == "blockquote" else at.find_parent("blockquote")
    line = webpage.line_of(text, at, main)
    if isinstance(quote, Tag) and line.aside:  # who says it stands in a footer of its own
        line = replace(line, aside=webpage.line_of(text, quote, main).aside)
    links = tuple(
        Link(one.start - lead, min(one.end - lead, len(text)), one.url) for one in growing.links
    )
    bold = growing.bold * 10 > len(text) * 9
    yield line, LineFormat(_style(at, text), is_paragraph=True, bold=bold, links=links)


def _style(at: Tag, text: str) -> Style:
    for element in (at, *at.parents):
        if element.name in ("blockquote", "q"):
            return Style.QUOTE
        if element.name in ("figcaption", "caption"):
            return Style.CAPTION
        if element.name in _CELLS and CELL in text:
            return Style.ROW
    return Style.PLAIN


def _address(parent: Tag, base: str) -> str:
    link = parent if parent.name == "a" else parent.find_parent("a")
    href = str(link.get("href") or "") if link is not None else ""
    if not href or href.startswith(("#", "javascript:", "data:")):
        return ""
    url = urljoin(base, href)
    return url if url.lower().startswith(("http://", "https://", "mailto:")) else ""


def _is_raised(parent: Tag) -> bool:
    return parent.name == "sup" or parent.find_parent("sup") is not None


def _raised(text: str) -> str:
    """A number of a note as a raised one, so that it is no part of the word before it."""
    return text.translate(RAISED) if text.strip("[]() ").isdecimal() else text


def _is_bold(parent: Tag | NavigableString) -> bool:
    return any(element.name in ("b", "strong") for element in (parent, *parent.parents))
