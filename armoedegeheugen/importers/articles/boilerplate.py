"""Find the lines of a file that are not part of its text.

These are running heads and feet, page numbers, tables of contents, menus and the like.

Invariant: only whole lines are boilerplate; they go to the rest, word for word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...extracting.rows import Style
from ..layout import noise
from ..source import Line
from .lines import ExtractedText

# Share of a page's height, at its top and its bottom, where heads and feet stand.
_EDGE = 0.09
_LEADER_DOTS = re.compile(
    r".{2,120}?\s*(?:\.\s?){4,}\s*\d{1,3}\s*|.{2,120}?\s*[…_]{2,}\s*\d{1,3}\s*"
)
_CONTENTS_HEADING = re.compile(
    r"\W*(?:inhoud(?:stafel|sopgave|sopgaaf)?|inhoudelijk overzicht|table of contents)\W*", re.I
)
_CONTENTS_ENTRY = re.compile(r".{2,120}?(?:\s{2,}|\t|\s)\d{1,3}\s*")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:p|pag|pagina|blz|bladzijde)\.?\s*)?(\d{1,3})(?:\s*(?:/|van|-)\s*\d{1,3})?\W*", re.I
)
_WITH_PAGE = re.compile(r"\b(?:p|pag|pagina|blz|bladzijde)\.?\s*\d{1,3}\b|\|\s*\d{1,3}\s*$", re.I)
_WITH_NUMBER = re.compile(r"(?P<first>\d{1,3})\s+\D+|\D+\s(?P<last>\d{1,3})")
# Words before a number that count something else than pages.
_OTHER_COUNTS = re.compile(
    r"\W*(?:aanbeveling|advies|voorstel|hoofdstuk|deel|thema|stap|luik|tabel|figuur|grafiek|bijlage"
    r"|actie|vraag|punt|respondent|case|casus|groep|sessie|bijeenkomst|artikel)\b",
    re.IGNORECASE,
)
_SITE_TEXT = re.compile(
    r"[^\w©]*(?:home(?:page)?|menu"
    r"|zoek(?:en)?|terug(?: naar .{1,40})?|overzicht|nieuws|naar boven|top"
    r"|(?:terug )?naar (?:boven|top|inhoud)|inloggen|aanmelden|datum|auteurs?|delen?|deel (?:dit"
    r"|via"
    r"|op|deze) .{1,40}|gepubliceerd(?: op)?|publicatiedatum|cookies?|cookie-?instellingen"
    r"|thema'?s?"
    r"|leestijd.{0,30}|print(?:en)?|share|lees voor|voorlezen|afdrukken"
    r"|ga naar (?:de )?(?:hoofd)?inhoud"
    r"|skip to .{1,30}|overslaan en naar .{1,40}|volg ons.{0,40}|facebook|twitter|linkedin"
    r"|instagram"
    r"|whatsapp|tags?(?: ?:.{0,100})?|klik om te delen .{0,30}"
    r"|reageer|reacties|kruimelpad|u bent hier|je bent hier|download(?: pdf)?"
    r"|foto|afbeelding|image|logo|advertentie|schrijf je in.{0,50}|nieuwsbrief|disclaimer|privacy"
    r"|delen ?:? .{0,20}(?:facebook|twitter|linkedin|whatsapp).{0,40}|reageren.{0,40}"
    r"|sluiten|©.{0,60}|meer (?:laden|tonen)|lees (?:meer|verder)|bekijk meer)\W*",
    re.IGNORECASE,
)
_BREADCRUMBS = re.compile(r"[^>›»«]{2,40}(?:\s[>›»]\s[^>›»«]{2,60}){1,6}")


def lines_of(text: ExtractedText) -> frozenset[int]:
    """Return the indices of the lines that are boilerplate."""
    indices = {n for n, line in enumerate(text.lines) if line.aside}
    indices |= {n for n, line in enumerate(text.lines) if _is_marked_by_format(text, line)}
    indices |= set(_running_heads(text))
    indices |= set(_table_of_contents(text.lines, indices))
    indices |= {n for n in _near_ends(text.lines) if _is_site_text(text.lines[n].text)}
    return frozenset(indices)


def _is_marked_by_format(text: ExtractedText, line: Line) -> bool:
    return text.format_of(line.number).style in (Style.EDGE, Style.CONTENTS)


def _is_site_text(text: str) -> bool:
    bare = text.strip()
    if _SITE_TEXT.fullmatch(bare):
        return True
    return len(bare) < 120 and _BREADCRUMBS.fullmatch(bare) is not None


def _near_ends(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the short lines at the top and the bottom, where a web site has its own words."""
    filled = [n for n, line in enumerate(lines) if not line.blank]
    for n in {*filled[:14], *filled[-14:]}:
        if len(lines[n].text) < 120:
            yield n


def _running_heads(text: ExtractedText) -> Iterator[int]:
    if not text.from_pdf:
        yield from noise.running_heads(text.lines)
        yield from _page_numbers(text.lines)
        yield from _heads_with_page(text.lines)
        yield from _heads_with_rising_number(text.lines)
        return
    lines = text.lines
    pages = {text.format_of(line.number).page for line in lines}
    min_pages = max(2, round(len(pages) * 0.3))
    repeated: dict[str, dict[int, int]] = defaultdict(dict)
    for n in _at_edges(text):
        if _PAGE_NUMBER.fullmatch(lines[n].text) or _is_stamp(lines[n].text):
            yield n
            continue
        words = "".join(c for c in lines[n].text.casefold() if c.isalpha())
        repeated[words][text.format_of(lines[n].number).page] = n
    for lines_by_page in repeated.values():
        if len(lines_by_page) >= min_pages:
            yield from lines_by_page.values()


def _is_stamp(text: str) -> bool:
    """Return whether a line is the address or the moment that a browser prints on a page."""
    return bool(re.match(r"(?:file|https?)://\S+(?:\s+\d+/\d+)?$|\d{1,2}/\d{1,2}/\d{2,4}, ", text))


def _at_edges(text: ExtractedText) -> Iterator[int]:
    for n, line in enumerate(text.lines):
        top = text.format_of(line.number).top
        if top < _EDGE or top > 1 - _EDGE:
            yield n


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Yield page numbers: numbers alone on a line, with blank lines around."""
    for n, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(line.text) and _stands_alone(lines, n):
            yield n


def _heads_with_page(lines: Sequence[Line]) -> Iterator[int]:
    """Yield lines alone that differ only in a page number that does not begin a line."""
    repeated: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if len(line.text) < 120 and _WITH_PAGE.search(line.text) and _stands_alone(lines, n):
            repeated["".join(c for c in line.text.casefold() if c.isalpha())].append(n)
    for indices in repeated.values():
        if len(indices) > 1:
            yield from indices


def _heads_with_rising_number(lines: Sequence[Line]) -> Iterator[int]:
    """Yield lines that repeat three times or more, each with a higher number."""
    repeated: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, line in enumerate(lines):
        match = _WITH_NUMBER.fullmatch(line.text.strip()) if len(line.text) < 120 else None
        if match and not _OTHER_COUNTS.match(line.text) and len(line.text.split()) > 2:
            words = "".join(c for c in line.text.casefold() if c.isalpha())
            repeated[words].append((n, int(match["last"] or match["first"])))
    for occurrences in repeated.values():
        numbers = [number for _, number in occurrences]
        if len(occurrences) > 2 and numbers == sorted(set(numbers)):
            yield from (n for n, _ in occurrences)


def _stands_alone(lines: Sequence[Line], n: int) -> bool:
    above = n == 0 or lines[n - 1].blank or lines[n].page_start
    return above and (n + 1 >= len(lines) or lines[n + 1].blank or lines[n + 1].page_start)


def _table_of_contents(lines: Sequence[Line], outside: set[int]) -> Iterator[int]:
    """Yield entries with leader dots, and below *Inhoud* lines that end in a number."""
    in_contents = False
    for n, line in enumerate(lines):
        if line.blank or n in outside:
            continue
        if _LEADER_DOTS.fullmatch(line.text):
            yield n
        elif _CONTENTS_HEADING.fullmatch(line.text):
            if in_contents := _has_entries(lines, n, outside):
                yield n
        elif in_contents and _CONTENTS_ENTRY.fullmatch(line.text) and not line.level:
            yield n
        else:
            in_contents = False


def _has_entries(lines: Sequence[Line], n: int, outside: set[int]) -> bool:
    """Return whether the heading of a table of contents has its entries right below it."""
    below = [m for m in range(n + 1, min(n + 12, len(lines))) if not lines[m].blank][:2]
    if below and below[0] in outside:
        return True
    texts = [lines[m].text for m in below]
    entries = [_CONTENTS_ENTRY.fullmatch(text) or _LEADER_DOTS.fullmatch(text) for text in texts]
    return bool(below) and all(entries)
