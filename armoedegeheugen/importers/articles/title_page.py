"""The top of a text: how it is called, in one sentence, of which day, and whose it is.

Invariant: every value is words of the input or of what the file says of itself; a day is only given
where all of it is written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from . import heading_meanings, letters, metadata
from .block import Block, BlockKind, is_capitals, is_chapter_number
from .dates import find_date, is_only_date
from .lines import ExtractedText

MAX_TITLE_LENGTH = 255
MAX_TEASER_LENGTH = 300
_OWNED = re.compile(r"[©,;]|\b(?:19|20)\d\d\b")


@dataclass
class TitlePage:
    """What was found, and which blocks it used up."""

    title: str = ""
    title_blocks: list[Block] = field(default_factory=list)
    used: list[Block] = field(default_factory=list)
    lead: Block | None = None
    genre: str = ""
    """What kind of text it says it is."""
    published: date | None = None
    year: int | None = None
    date_text: str = ""
    organisation: str = ""


def read_title_page(text: ExtractedText, blocks: Sequence[Block]) -> TitlePage:
    top = TitlePage()
    body = [block for block in blocks if block.kind is not BlockKind.BOILERPLATE]
    letter = letters.find_letter(body)
    if letter is not None:
        _of_letter(letter, top)
        body = [block for block in body if not any(block is one for one in letter.frame)]
    if not top.title:
        _title(text, body, top)
    _small_print(text, body, top)
    _lead(body, top)
    _facts(body, top)
    if not top.published and not top.year:
        _date_elsewhere(text, blocks, top)
    if not top.organisation:
        owned = [
            b.text for b in blocks if b.kind is BlockKind.BOILERPLATE and b.text.startswith("©")
        ]
        names = [
            text.file_metadata.organisation,
            text.file_metadata.author,
            *(_OWNED.sub("", one) for one in owned),
        ]
        if metadata.is_organisation(top.title):
            names.append(top.title)
        top.organisation = next(filter(None, map(metadata.organisation_name, names)), "")
    return top


def _of_letter(letter: letters.Letter, top: TitlePage) -> None:
    """A letter is called what it is about; its frame says who writes, and when."""
    if letter.subject_block is not None:
        top.title = letters.subject_of(letter.subject_block.text)[:MAX_TITLE_LENGTH]
        top.title_blocks = [letter.subject_block]
        top.used.append(letter.subject_block)
    for block in letter.frame:
        if (
            letters.is_salutation(block.text)
            or letters.is_closing(block.text)
            or metadata.is_labelled_fact(block.text)
        ):
            top.used.append(block)
        else:
            _take(block, top)


def _facts(body: Sequence[Block], top: TitlePage) -> None:
    """*Aanwezig: …*, *Foto's: …*, a line of authors: what is about the text and not of it."""
    colophon = 0
    for n, block in enumerate(body):
        if any(block is one for one in top.used):
            continue
        if block.kind is BlockKind.HEADING:
            colophon = _MOST_COLOPHON if _COLOPHON.fullmatch(block.text) else 0
        fact = colophon > 0 or metadata.is_credit(block.text) or metadata.is_author_list(block.text)
        fact = fact or (n < _MOST_TOP and metadata.is_labelled_fact(block.text))
        if fact and (colophon > 0 or block.kind in (BlockKind.TEXT, BlockKind.HEADING)):
            _take(block, top)
        colophon -= 1


_CALLED = re.compile(r"titel\s*:\s*(?P<title>\S.{2,254})", re.IGNORECASE)
"""A form that was filled in: *Titel: Warm wonen*."""
_COLOPHON = re.compile(r"\W*colofon\W*", re.IGNORECASE)
_MOST_COLOPHON = 12
_MOST_TOP = 12
"""Blocks."""


def _title(text: ExtractedText, body: Sequence[Block], top: TitlePage) -> None:
    for block in body[:_MOST_TOP]:
        for line in block.pieces:
            if match := _CALLED.fullmatch(line.text.strip()):
                top.title = match["title"][:MAX_TITLE_LENGTH]
                top.title_blocks = [block]
                top.used.append(block)
                return
    declared = [block for block in body if block.kind is BlockKind.TITLE]
    if declared:
        top.title_blocks = declared[:1]
    elif text.from_pdf:
        top.title_blocks = _largest(body)
    else:
        top.title_blocks = _first(text, body)
    top.used += top.title_blocks
    top.title = " ".join(block.text for block in top.title_blocks)[:MAX_TITLE_LENGTH]
    if not top.title and not _is_file_name(text.file_metadata.title):
        top.title = text.file_metadata.title[:MAX_TITLE_LENGTH]


def _is_file_name(title: str) -> bool:
    return bool(re.search(r"\.(?:docx?|pdf|odt|indd|html?|txt)$|^Microsoft Word", title, re.I))


def _largest(body: Sequence[Block]) -> list[Block]:
    """The largest letters on the first two pages, if a heading has them."""
    pages = [block for block in body if block.format.page <= 2]
    headings = [block for block in pages if block.kind is BlockKind.HEADING]
    if not headings:
        return []
    largest = max(block.format.size for block in headings)
    first = next(block for block in headings if block.format.size == largest)
    near = pages[pages.index(first) :]
    found = [first]
    for block in near[1:3]:
        if block.kind is not BlockKind.HEADING or block.format.size < largest * 0.98:
            break
        found.append(block)
    return found if len(" ".join(block.text for block in found)) <= MAX_TITLE_LENGTH else [first]


def _first(text: ExtractedText, body: Sequence[Block]) -> list[Block]:
    """The heading that opens the text, unless the file's own title says otherwise."""
    told = _letters(text.file_metadata.title)
    for block in body[:8]:
        if told and len(_letters(block.text)) > 8 and told.startswith(_letters(block.text)):
            return [block]
    headings = [block for block in body[:8] if block.kind is BlockKind.HEADING and block.level]
    highest = min((block.level for block in headings), default=0)
    first = next((block for block in headings if block.level == highest), None)
    if first is not None and not first.number and heading_meanings.meaning_of(first.text) is None:
        return [first]
    may_be = list(_openings(body[1:] if body and metadata.is_genre(body[0].text) else body))
    named = [
        block
        for block in may_be
        if not (metadata.is_organisation(block.text) or metadata.is_kicker(block.text))
    ]
    return (named or may_be)[:1]


def _openings(body: Sequence[Block]) -> Iterator[Block]:
    """The lines at the top that can be a title: up to the first sentence, list or chapter."""
    for block in body[:8]:
        if block.kind not in (BlockKind.TEXT, BlockKind.HEADING) or len(block.text) > 160:
            return
        if re.search(r"[.;,:]$", block.text) or heading_meanings.meaning_of(block.text) is not None:
            return
        if is_chapter_number(block.text) or (block.kind is BlockKind.HEADING and block.number):
            return
        if (
            metadata.is_labelled_fact(block.text)
            or metadata.is_author_list(block.text)
            or metadata.is_journal_issue(block.text)
        ):
            continue
        if not (
            is_only_date(block.text)
            or metadata.is_byline(block.text)
            or metadata.is_date_label(block.text)
        ):
            yield block


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _small_print(text: ExtractedText, body: Sequence[Block], top: TitlePage) -> None:
    """Lines around the title, and at the very end, that say when and by whom."""
    at = max((body.index(block) for block in top.title_blocks if block in body), default=-1)
    told = signed = False
    for n, block in enumerate(body[: at + 7]):
        if any(block is one for one in top.used):
            continue
        if block.kind is BlockKind.ITEM and signed and metadata.is_organisation(block.text):
            _take(block, top)  # where the authors above it work
        if block.kind in (BlockKind.ITEM, BlockKind.QUOTE, BlockKind.ROW, BlockKind.NOTE):
            continue
        if block.kind is BlockKind.HEADING and (n > at + 1 or (n > at and _opens(body[n:]))):
            break
        small = _is_small(block)
        if told:
            small = small and metadata.is_date_label(block.text)
        elif text.file_metadata.author and block.text.strip() == text.file_metadata.author:
            small = True
        elif n < at and _is_page(text) and len(block.text) < 60:
            small = True  # labels and tags above the title of a web page
        for line in block.pieces if not small and len(block.pieces) > 1 and not told else ():
            if not (top.published or top.year) and metadata.is_small_print(line.text):
                top.published, top.year, top.date_text = find_date(line.text)
        if small:
            signed = signed or metadata.is_author_list(block.text)
            _take(block, top)
        told = told or (
            n > at and block.kind is BlockKind.TEXT and not small and len(block.text) > 90
        )
    for block in body[-4:]:
        if top.published or top.year:
            return
        if block in top.used or block.kind is not BlockKind.TEXT:
            continue
        if metadata.is_publication_note(block.text):
            top.published, top.year, top.date_text = find_date(block.text)
        elif not top.organisation and metadata.is_small_print(block.text):
            _take(block, top)


def _opens(body: Sequence[Block]) -> bool:
    """Whether the first, which may be a kind of text, is the heading of what follows: it is where
    no chapter below it has a name of its own. *Aanbevelingen*, *Waarom wonen duur is* is a kind."""
    first, *below = body
    if not metadata.is_genre(first.text) or heading_meanings.meaning_of(first.text) is None:
        return False
    if not below or below[0].kind is BlockKind.HEADING or _is_small(below[0]):
        return False
    return all(
        heading_meanings.meaning_of(block.text)
        for block in below
        if block.kind is BlockKind.HEADING
    )


def _is_small(block: Block) -> bool:
    """All of its lines are small print, or all of it together."""
    lines = [piece.text for piece in block.pieces]
    if len(lines) > 1 and not metadata.is_byline(block.text):
        return all(map(metadata.is_small_print, lines))
    return metadata.is_small_print(block.text)


def _is_page(text: ExtractedText) -> bool:
    return bool(text.source.url or text.source.title) and not text.from_pdf


def _take(block: Block, top: TitlePage) -> None:
    if not top.genre and metadata.is_genre(block.text):
        top.genre = block.text.strip()
    day, year, dated = find_date(block.text)
    if (day or year) and not (top.published or top.year):
        top.published, top.year, top.date_text = day, year, dated
    lines = [piece.text for piece in block.pieces]
    several = sum(metadata.is_byline(line) for line in lines) > 1
    whole = len(lines) < 2 or (metadata.is_byline(block.text) and not several)
    parts = [block.text] if whole else sorted(lines, key=lambda line: "opdracht" in line.lower())
    for part in () if metadata.is_labelled_fact(block.text) else parts:
        top.organisation = top.organisation or metadata.organisations_in(part, dated)
    top.used.append(block)


def _date_elsewhere(text: ExtractedText, blocks: Sequence[Block], top: TitlePage) -> None:
    """What a page says of itself; else a line set apart in the margins. A file's own date of making
    is no date of the text."""
    if text.file_metadata.date and _is_page(text):
        top.published, top.year, top.date_text = find_date(text.file_metadata.date)
    for block in blocks:
        if top.published or top.year:
            return
        if (
            block.kind is BlockKind.BOILERPLATE
            and len(block.text) < 80
            and is_only_date(block.text)
        ):
            top.published, top.year, top.date_text = find_date(block.text)


def _lead(body: Sequence[Block], top: TitlePage) -> None:
    """A standfirst: one paragraph in bold, or short and set apart, between title and text."""
    used = (block for block in (*top.title_blocks, *top.used) if block in body)
    at = max(map(body.index, used), default=-1)
    after = [block for block in body[at + 1 : at + 3] if block not in top.used]
    if (
        not after
        or after[0].kind is not BlockKind.TEXT
        or not 40 < len(after[0].text) <= MAX_TEASER_LENGTH
    ):
        return
    first = after[0]
    starred = re.fullmatch(r"(\*\*|__|\*|_).+\1", first.text) is not None
    if (first.format.bold or starred or first.format.style == "subtitle") and not is_capitals(
        first.text
    ):
        top.lead = first
