"""Lines that stand around a text and are none of it: running heads and feet, page numbers, tables
of contents, menus and the like.

Invariant: only whole lines are called so; they end up in the rest, word for word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...extracting.rows import Style
from ..layout import noise
from ..source import Line
from .lines import ExtractedText

_EDGE = 0.09
"""Share of a page's height at its top and at its bottom in which heads and feet stand."""
_LEAD = re.compile(r".{2,120}?\s*(?:\.\s?){4,}\s*\d{1,3}\s*|.{2,120}?\s*[…_]{2,}\s*\d{1,3}\s*")
_CONTENTS = re.compile(
    r"\W*(?:inhoud(?:stafel|sopgave|sopgaaf)?|inhoudelijk overzicht|table of contents)\W*", re.I
)
_ENTRY = re.compile(r".{2,120}?(?:\s{2,}|\t|\s)\d{1,3}\s*")
_PAGE = re.compile(
    r"\W*(?:(?:p|pag|pagina|blz|bladzijde)\.?\s*)?(\d{1,3})(?:\s*(?:/|van|-)\s*\d{1,3})?\W*", re.I
)
_PAGE_IN = re.compile(r"\b(?:p|pag|pagina|blz|bladzijde)\.?\s*\d{1,3}\b|\|\s*\d{1,3}\s*$", re.I)
_WITH_NUMBER = re.compile(r"(?P<first>\d{1,3})\s+\D+|\D+\s(?P<last>\d{1,3})")
_COUNTED = re.compile(
    r"\W*(?:aanbeveling|advies|voorstel|hoofdstuk|deel|thema|stap|luik|tabel|figuur|grafiek|bijlage"
    r"|actie|vraag|punt|respondent|case|casus|groep|sessie|bijeenkomst|artikel)\b",
    re.IGNORECASE,
)
"""What has numbers of its own."""
_SITE = re.compile(
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
_TRAIL = re.compile(r"[^>›»«]{2,40}(?:\s[>›»]\s[^>›»«]{2,60}){1,6}")


def lines_of(text: ExtractedText) -> frozenset[int]:
    """Indices of lines that are no text."""
    found = {n for n, line in enumerate(text.lines) if line.aside or _is_set_apart(text, line)}
    found |= set(_running(text))
    found |= set(_contents(text.lines, found))
    found |= {n for n in _outer(text.lines) if _is_of_site(text.lines[n].text)}
    return frozenset(found)


def _is_set_apart(text: ExtractedText, line: Line) -> bool:
    return text.format_of(line.number).style in (Style.EDGE, Style.CONTENTS)


def _is_of_site(text: str) -> bool:
    bare = text.strip()
    if _SITE.fullmatch(bare):
        return True
    return len(bare) < 120 and _TRAIL.fullmatch(bare) is not None


def _outer(lines: Sequence[Line]) -> Iterator[int]:
    """Where a web site's own words stand: before and after the text, each on a line alone."""
    filled = [n for n, line in enumerate(lines) if not line.blank]
    for n in {*filled[:14], *filled[-14:]}:
        if len(lines[n].text) < 120:
            yield n


def _running(text: ExtractedText) -> Iterator[int]:
    if not text.from_pdf:
        yield from noise.running_heads(text.lines)
        yield from _numbers(text.lines)
        yield from _numbered_heads(text.lines)
        yield from _repeated_heads(text.lines)
        return
    lines = text.lines
    pages = {text.format_of(line.number).page for line in lines}
    least = max(2, round(len(pages) * 0.3))
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for n in _at_edges(text):
        if _PAGE.fullmatch(lines[n].text) or _is_stamp(lines[n].text):
            yield n
            continue
        words = "".join(c for c in lines[n].text.casefold() if c.isalpha())
        places[words][text.format_of(lines[n].number).page] = n
    for found in places.values():
        if len(found) >= least and len(pages) > 1:
            yield from found.values()


def _is_stamp(text: str) -> bool:
    """What a browser prints around a page: its address, the moment."""
    return bool(re.match(r"(?:file|https?)://\S+(?:\s+\d+/\d+)?$|\d{1,2}/\d{1,2}/\d{2,4}, ", text))


def _at_edges(text: ExtractedText) -> Iterator[int]:
    for n, line in enumerate(text.lines):
        top = text.format_of(line.number).top
        if top < _EDGE or top > 1 - _EDGE:
            yield n


def _numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers alone on a line, with blank lines around: those of pages."""
    for n, line in enumerate(lines):
        if _PAGE.fullmatch(line.text) and _alone(lines, n):
            yield n


def _numbered_heads(lines: Sequence[Line]) -> Iterator[int]:
    """Lines alone that say the same but for a number of a page, where no page begins a line."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if len(line.text) < 120 and _PAGE_IN.search(line.text) and _alone(lines, n):
            places["".join(c for c in line.text.casefold() if c.isalpha())].append(n)
    for found in places.values():
        if len(found) > 1:
            yield from found


def _repeated_heads(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that say the same three times or more, each with a higher number: those of pages,
    wherever they came to stand."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, line in enumerate(lines):
        match = _WITH_NUMBER.fullmatch(line.text.strip()) if len(line.text) < 120 else None
        if match and not _COUNTED.match(line.text) and len(line.text.split()) > 2:
            words = "".join(c for c in line.text.casefold() if c.isalpha())
            places[words].append((n, int(match["last"] or match["first"])))
    for found in places.values():
        numbers = [number for _, number in found]
        if len(found) > 2 and numbers == sorted(set(numbers)):
            yield from (n for n, _ in found)


def _alone(lines: Sequence[Line], n: int) -> bool:
    above = n == 0 or lines[n - 1].blank or lines[n].page_start
    return above and (n + 1 >= len(lines) or lines[n + 1].blank or lines[n + 1].page_start)


def _contents(lines: Sequence[Line], gone: set[int]) -> Iterator[int]:
    """Lines with a row of dots before a number; and below *Inhoud*, lines that end in a number."""
    listing = False
    for n, line in enumerate(lines):
        if line.blank or n in gone:
            continue
        if _LEAD.fullmatch(line.text):
            yield n
        elif _CONTENTS.fullmatch(line.text):
            if listing := _lists(lines, n, gone):
                yield n
        elif listing and _ENTRY.fullmatch(line.text) and not line.level:
            yield n
        else:
            listing = False


def _lists(lines: Sequence[Line], n: int, gone: set[int]) -> bool:
    after = [m for m in range(n + 1, min(n + 12, len(lines))) if not lines[m].blank][:2]
    if after and after[0] in gone:
        return True
    entries = (_ENTRY.fullmatch(lines[m].text) or _LEAD.fullmatch(lines[m].text) for m in after)
    return bool(after) and all(entries)
