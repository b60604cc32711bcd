"""Recognise lines that are no text: addresses, file names, captions, page numbers.

Invariant: only whole lines count as noise; nothing is taken out of the middle of one.
"""

import re
from collections.abc import Iterator, Sequence

from ..source import Line
from . import headings

_URL = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_URL_TAIL = re.compile(r"\s*[\w%?=&~#-]*[/%_=][\w%/.?=&_~#-]*\s*")
_FILE_NAME = re.compile(
    r".{1,80}\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|docx?|pptx?)\s*", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\s*(?:(?:foto|beeld|illustratie|afbeelding|copyright)(?:graaf|credit)?\s*[:©].*"
    r"|©\s*(?:\d{4}\b.*|[^\s.]+(?:\s+[^\s.]+){0,3})|(?:provider )?image|foto|afbeelding|logo)\s*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:p|pag|pagina|blz)\.?\s*)?\d{1,3}(?:\s*(?:/|van)\s*\d{1,3})?\W*", re.IGNORECASE
)
_RUNNING_HEAD_TIMES = 3
# Share of the pages: a place that begins three pages of a long bundle is still a place.
_RUNNING_HEAD_SHARE = 0.3


def is_link(text: str, below_link: bool) -> bool:
    """Tell if a line is a web address, or the rest of one that began on the line above."""
    return bool(_URL.fullmatch(text) or (below_link and _URL_TAIL.fullmatch(text)))


def is_noise(text: str) -> bool:
    """Tell if a line is a file name, a caption, a page number or has no letters."""
    if not any(c.isalnum() for c in text):
        return True
    return any(p.fullmatch(text) for p in (_FILE_NAME, _CAPTION, _PAGE_NUMBER))


def running_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines at the edges of pages that recur on many pages, numbers aside."""
    edges: dict[str, list[int]] = {}
    for index in _page_edges(lines):
        text = lines[index].text
        words = "".join(c for c in text.casefold() if c.isalpha())
        name = text.isupper() and not any(c.isdigit() for c in text)
        if len(words) > 3 and not name and not headings.split(text)[0].kind:
            edges.setdefault(words, []).append(index)
    pages = sum(line.page_start for line in lines)
    least = max(_RUNNING_HEAD_TIMES, pages * _RUNNING_HEAD_SHARE)
    often = (places for places in edges.values() if len(places) >= least)
    return frozenset(index for places in often for index in places)


def _page_edges(lines: Sequence[Line]) -> Iterator[int]:
    last: int | None = None
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if line.page_start or last is None:
            yield from (() if last is None else (last,))
            yield index
        last = index
    if last is not None:
        yield last
