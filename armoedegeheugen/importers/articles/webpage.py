"""Read a saved web page into lines with their headings, lists, quotes and links.

Invariant: all text that a visitor could read is in a line, and nothing else is.
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
class _LineBuffer:
    """The text of a line as it grows, with its links and how much of it is bold."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    bold: int = 0

    def add(self, text: str, url: str, bold: bool) -> None:
        """Append text with single blanks, and its link."""
        words = " ".join(text.split())
        if text[:1].isspace() and self.text and not self.text.endswith(" "):
            self.text += " "
        start = len(self.text)
        self.text += words
        if url and words:
            self.links.append(Link(start, len(self.text), url))
        self.bold += len(words) if bold else 0
        if words and text[-1:].isspace():
            self.text += " "


def read(html: str, name: str) -> ExtractedText:
    """Return the lines of a web page and their format.

    Raises:
        Unreadable: The markup cannot be parsed.
    """
    try:
        soup = BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup as error:
        raise Unreadable(f"{name}: de code van deze webpagina is niet te ontleden.") from error
    url = webpage.url_of(soup)
    rows = list(_lines(soup, url))
    keep_aside = any(not line.aside for line, _ in rows)
    lines = tuple(
        Line(n, line.text, level=line.level, item=line.item, aside=line.aside and keep_aside)
        for n, (line, _) in enumerate(rows)
    )
    formats = {number: line_format for number, (_, line_format) in enumerate(rows)}
    source = Source(name, lines, title=webpage.title_of(soup), url=url)
    return ExtractedText(source, formats, _file_metadata(soup))


def _file_metadata(soup: BeautifulSoup) -> FileMetadata:
    values: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        key = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        values.setdefault(key, " ".join(str(meta.get("content") or "").split())[:500])
    time = soup.find("time", attrs={"datetime": True})
    published = next((values[key] for key in _DATES if values.get(key)), "")
    if not published and isinstance(time, Tag):
        published = str(time.get("datetime"))
    return FileMetadata(
        title=webpage.title_of(soup),
        author=next((values[key] for key in _AUTHORS if values.get(key)), ""),
        organisation=next((values[key] for key in _ORGANISATIONS if values.get(key)), ""),
        date=published,
        description=values.get("description") or values.get("og:description") or "",
    )


def _lines(soup: BeautifulSoup, base: str) -> Iterator[tuple[Line, LineFormat]]:
    body = soup.body or soup
    main = body.find(["main", "article"]) or body.find(True, attrs={"role": "main"})
    buffer = _LineBuffer()
    element: Tag = body
    for node in webpage.walk(body):
        if not isinstance(node, Tag):
            parent = node.parent if node.parent is not None else body
            text = _raised(str(node)) if _is_raised(parent) else str(node)
            buffer.add(text, _address(parent, base), _is_bold(parent))
        elif node.name in _CELLS and buffer.text.strip():
            if node is not element:  # a new cell, not the same one after a paragraph in it
                buffer.add(CELL, "", False)
        elif node.name not in _CELLS and not _in_row(node) and not _same_row(node, element, buffer):
            yield from _line(buffer, element, main)
            buffer, element = _LineBuffer(), node
        if isinstance(node, Tag) and node.name in _CELLS:
            element = node
    yield from _line(buffer, element, main)


def _in_row(node: Tag) -> bool:
    """Return whether an element is in a cell, and so part of the row."""
    if node.name == "tr" or node.find_parent(["td", "th"]) is None:
        return False
    return not _in_frame_table(node)


def _same_row(node: Tag, element: Tag, buffer: _LineBuffer) -> bool:
    """Return whether the walk is back in the row after one of its cells."""
    in_row = element.name in _CELLS and element.parent is node
    return node.name == "tr" and in_row and bool(buffer.text)


def _in_frame_table(node: Tag) -> bool:
    """Return whether an element is in a one-column table, which only frames text."""
    row = node.find_parent("tr")
    return row is not None and len(row.find_all(["td", "th"], recursive=False)) < 2


def _line(buffer: _LineBuffer, element: Tag, main: Tag | None) -> Iterator[tuple[Line, LineFormat]]:
    text = buffer.text.strip()
    if not text.strip(CELL):
        return
    indent = len(buffer.text) - len(buffer.text.lstrip())
    quote = element if element.name == "blockquote" else element.find_parent("blockquote")
    line = webpage.line_of(text, element, main)
    if isinstance(quote, Tag) and line.aside:  # the footer of a quote names the speaker
        line = replace(line, aside=webpage.line_of(text, quote, main).aside)
    links = tuple(
        Link(link.start - indent, min(link.end - indent, len(text)), link.url)
        for link in buffer.links
    )
    bold = buffer.bold * 10 > len(text) * 9
    yield line, LineFormat(_style(element, text), is_paragraph=True, bold=bold, links=links)


def _style(element: Tag, text: str) -> Style:
    for ancestor in (element, *element.parents):
        if ancestor.name in ("blockquote", "q"):
            return Style.QUOTE
        if ancestor.name in ("figcaption", "caption"):
            return Style.CAPTION
        if ancestor.name in _CELLS and CELL in text:
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
    """Return the number of a note in raised figures, so that it is no part of a word."""
    return text.translate(RAISED) if text.strip("[]() ").isdecimal() else text


def _is_bold(parent: Tag | NavigableString) -> bool:
    return any(ancestor.name in ("b", "strong") for ancestor in (parent, *parent.parents))
