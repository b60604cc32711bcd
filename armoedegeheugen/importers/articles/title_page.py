"""Read the top of a text: its title, standfirst, date and organisation.

Invariant: every value is words of the input or of the file's own metadata; a date is given only
where all of it is written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from . import heading_meanings, letters, metadata
from .block import Block, BlockKind, is_capitals, is_chapter_number
from .dates import find_date, is_only_date
from .lines import ExtractedText

# The lengths of the pages' own fields.
MAX_TITLE_LENGTH = 255
MAX_TEASER_LENGTH = 300
_COPYRIGHT_MARKS = re.compile(r"[©,;]|\b(?:19|20)\d\d\b")


@dataclass
class TitlePage:
    """The facts at the top of a text, and the blocks that they take up."""

    title: str = ""
    title_blocks: list[Block] = field(default_factory=list)
    # Blocks that are in no section.
    used: list[Block] = field(default_factory=list)
    lead: Block | None = None
    # The kind of text as the text itself says it.
    genre: str = ""
    published: date | None = None
    year: int | None = None
    date_text: str = ""
    organisation: str = ""

    @property
    def has_date(self) -> bool:
        """Return whether a date or a year was found."""
        return bool(self.published or self.year)

    def read_date(self, text: str) -> None:
        """Set the date or the year that a line states."""
        self.published, self.year, self.date_text = find_date(text)


def read_title_page(text: ExtractedText, blocks: Sequence[Block]) -> TitlePage:
    """Read the title page from the blocks of a text and the metadata of its file."""
    top = TitlePage()
    body = [block for block in blocks if block.kind is not BlockKind.BOILERPLATE]
    letter = letters.find_letter(body)
    if letter is not None:
        _read_letter(letter, top)
        body = [block for block in body if not _is_in(letter.frame, block)]
    if not top.title:
        _find_title(text, body, top)
    _take_small_print(text, body, top)
    _find_lead(body, top)
    _take_facts(body, top)
    if not top.has_date:
        _find_other_date(text, blocks, top)
    if not top.organisation:
        top.organisation = _find_other_organisation(text, blocks, top)
    return top


def _read_letter(letter: letters.Letter, top: TitlePage) -> None:
    """Read a letter: its subject is its title, its frame states the writer and the date."""
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


def _take_facts(body: Sequence[Block], top: TitlePage) -> None:
    """Take lines about the text: *Aanwezig: …*, *Foto's: …*, authors, a colophon."""
    colophon = 0
    for n, block in enumerate(body):
        if _is_in(top.used, block):
            continue
        if block.kind is BlockKind.HEADING:
            colophon = _MAX_COLOPHON if _COLOPHON.fullmatch(block.text) else 0
        is_fact = metadata.is_credit(block.text) or metadata.is_author_list(block.text)
        is_fact = is_fact or (n < _MAX_TOP and metadata.is_labelled_fact(block.text))
        if colophon > 0 or (is_fact and block.kind in (BlockKind.TEXT, BlockKind.HEADING)):
            _take(block, top)
        colophon -= 1


def _is_in(blocks: Iterable[Block], block: Block) -> bool:
    """Return whether this very block is among others; two blocks can be equal."""
    return any(block is other for other in blocks)


# A form that was filled in: *Titel: Warm wonen*.
_TITLE_FIELD = re.compile(r"titel\s*:\s*(?P<title>\S.{2,254})", re.IGNORECASE)
_COLOPHON = re.compile(r"\W*colofon\W*", re.IGNORECASE)
# Blocks after the heading of a colophon.
_MAX_COLOPHON = 12
# Blocks at the top that may hold facts.
_MAX_TOP = 12


def _find_title(text: ExtractedText, body: Sequence[Block], top: TitlePage) -> None:
    for block in body[:_MAX_TOP]:
        for line in block.pieces:
            if match := _TITLE_FIELD.fullmatch(line.text.strip()):
                top.title = match["title"][:MAX_TITLE_LENGTH]
                top.title_blocks = [block]
                top.used.append(block)
                return
    declared = [block for block in body if block.kind is BlockKind.TITLE]
    if declared:
        top.title_blocks = declared[:1]
    elif text.from_pdf:
        top.title_blocks = _largest_headings(body)
    else:
        top.title_blocks = _opening_title(text, body)
    top.used += top.title_blocks
    top.title = " ".join(block.text for block in top.title_blocks)[:MAX_TITLE_LENGTH]
    if not top.title and not _is_file_name(text.file_metadata.title):
        top.title = text.file_metadata.title[:MAX_TITLE_LENGTH]


def _is_file_name(title: str) -> bool:
    return bool(re.search(r"\.(?:docx?|pdf|odt|indd|html?|txt)$|^Microsoft Word", title, re.I))


def _largest_headings(body: Sequence[Block]) -> list[Block]:
    """Return the headings in the largest letters on the first two pages."""
    pages = [block for block in body if block.format.page <= 2]
    headings = [block for block in pages if block.kind is BlockKind.HEADING]
    if not headings:
        return []
    largest = max(block.format.size for block in headings)
    first = next(block for block in headings if block.format.size == largest)
    following = pages[pages.index(first) :]
    title_blocks = [first]
    for block in following[1:3]:
        if block.kind is not BlockKind.HEADING or block.format.size < largest * 0.98:
            break
        title_blocks.append(block)
    title = " ".join(block.text for block in title_blocks)
    return title_blocks if len(title) <= MAX_TITLE_LENGTH else [first]


def _opening_title(text: ExtractedText, body: Sequence[Block]) -> list[Block]:
    """Return the block that opens the text, unless the file's own title names another."""
    file_title = _alphanumerics(text.file_metadata.title)
    for block in body[:8]:
        title = _alphanumerics(block.text)
        if len(title) > 8 and file_title.startswith(title):
            return [block]
    headings = [block for block in body[:8] if block.kind is BlockKind.HEADING and block.level]
    highest = min((block.level for block in headings), default=0)
    first = next((block for block in headings if block.level == highest), None)
    if first is not None and not first.number and heading_meanings.meaning_of(first.text) is None:
        return [first]
    has_genre = bool(body) and metadata.is_genre(body[0].text)
    candidates = list(_title_candidates(body[1:] if has_genre else body))
    titles = [
        block
        for block in candidates
        if not (metadata.is_organisation(block.text) or metadata.is_kicker(block.text))
    ]
    return (titles or candidates)[:1]


_NO_TITLE = (
    metadata.is_labelled_fact,
    metadata.is_author_list,
    metadata.is_journal_issue,
    is_only_date,
    metadata.is_byline,
    metadata.is_date_label,
)


def _title_candidates(body: Sequence[Block]) -> Iterator[Block]:
    """Yield the lines at the top that can be a title, up to a sentence, list or chapter."""
    for block in body[:8]:
        if block.kind not in (BlockKind.TEXT, BlockKind.HEADING) or len(block.text) > 160:
            return
        if re.search(r"[.;,:]$", block.text) or heading_meanings.meaning_of(block.text) is not None:
            return
        if is_chapter_number(block.text) or (block.kind is BlockKind.HEADING and block.number):
            return
        if not any(is_about_text(block.text) for is_about_text in _NO_TITLE):
            yield block


def _alphanumerics(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _take_small_print(text: ExtractedText, body: Sequence[Block], top: TitlePage) -> None:
    """Take the lines around the title that state a date, an author or a publisher."""
    title_index = max(map(body.index, top.title_blocks), default=-1)
    in_text = has_authors = False
    for n, block in enumerate(body[: title_index + 7]):
        if _is_in(top.used, block):
            continue
        if block.kind is BlockKind.ITEM and has_authors and metadata.is_organisation(block.text):
            _take(block, top)  # where the authors above it work
        if block.kind in (BlockKind.ITEM, BlockKind.QUOTE, BlockKind.ROW, BlockKind.NOTE):
            continue
        below = n - title_index
        if block.kind is BlockKind.HEADING and (
            below > 1 or (below == 1 and _heads_text(body[n:]))
        ):
            break
        is_small = _is_small_print(block)
        if in_text:
            is_small = is_small and metadata.is_date_label(block.text)
        elif text.file_metadata.author and block.text.strip() == text.file_metadata.author:
            is_small = True
        elif below < 0 and _is_web_page(text) and len(block.text) < 60:
            is_small = True  # labels and tags above the title of a web page
        if is_small:
            has_authors = has_authors or metadata.is_author_list(block.text)
            _take(block, top)
            continue
        if not in_text:
            _read_date_line(block, top)
        is_long_text = block.kind is BlockKind.TEXT and len(block.text) > 90
        in_text = in_text or (below > 0 and is_long_text)
    _take_last_lines(body, top)


def _read_date_line(block: Block, top: TitlePage) -> None:
    """Read the date from a line of small print in a block that is more than that."""
    for line in block.pieces if len(block.pieces) > 1 else ():
        if not top.has_date and metadata.is_small_print(line.text):
            top.read_date(line.text)


def _take_last_lines(body: Sequence[Block], top: TitlePage) -> None:
    """Take the lines at the end that state the date, where the top states none."""
    for block in body[-4:]:
        if top.has_date:
            return
        if block in top.used or block.kind is not BlockKind.TEXT:
            continue
        if metadata.is_publication_note(block.text):
            top.read_date(block.text)
        elif not top.organisation and metadata.is_small_print(block.text):
            _take(block, top)


def _heads_text(body: Sequence[Block]) -> bool:
    """Return whether the first block, which may name a kind of text, heads what follows.

    It does where no chapter below has a name of its own: *Aanbevelingen* over a list is a heading,
    but over *Waarom wonen duur is* it is a kind of text.
    """
    first, *below = body
    if not metadata.is_genre(first.text) or heading_meanings.meaning_of(first.text) is None:
        return False
    if not below or below[0].kind is BlockKind.HEADING or _is_small_print(below[0]):
        return False
    headings = [block.text for block in below if block.kind is BlockKind.HEADING]
    return all(map(heading_meanings.meaning_of, headings))


def _is_small_print(block: Block) -> bool:
    """Return whether all lines of a block are small print, or all of it together."""
    lines = [piece.text for piece in block.pieces]
    if len(lines) > 1 and not metadata.is_byline(block.text):
        return all(map(metadata.is_small_print, lines))
    return metadata.is_small_print(block.text)


def _is_web_page(text: ExtractedText) -> bool:
    return bool(text.source.url or text.source.title) and not text.from_pdf


def _take(block: Block, top: TitlePage) -> None:
    if not top.genre and metadata.is_genre(block.text):
        top.genre = block.text.strip()
    published, year, date_text = find_date(block.text)
    if (published or year) and not top.has_date:
        top.published, top.year, top.date_text = published, year, date_text
    lines = [piece.text for piece in block.pieces]
    has_bylines = sum(metadata.is_byline(line) for line in lines) > 1
    as_one = len(lines) < 2 or (metadata.is_byline(block.text) and not has_bylines)
    parts = [block.text] if as_one else sorted(lines, key=lambda line: "opdracht" in line.lower())
    for part in () if metadata.is_labelled_fact(block.text) else parts:
        top.organisation = top.organisation or metadata.organisations_in(part, date_text)
    top.used.append(block)


def _find_other_date(text: ExtractedText, blocks: Sequence[Block], top: TitlePage) -> None:
    """Read the date from a web page's metadata, else from a line in the margins.

    The date on which a file was made is no date of its text.
    """
    if text.file_metadata.date and _is_web_page(text):
        top.read_date(text.file_metadata.date)
    for block in blocks:
        if top.has_date:
            return
        if block.kind is not BlockKind.BOILERPLATE or len(block.text) >= 80:
            continue
        if is_only_date(block.text):
            top.read_date(block.text)


def _find_other_organisation(text: ExtractedText, blocks: Sequence[Block], top: TitlePage) -> str:
    """Read the organisation from the file's metadata, a copyright line or the title."""
    margins = [block.text for block in blocks if block.kind is BlockKind.BOILERPLATE]
    owners = [_COPYRIGHT_MARKS.sub("", line) for line in margins if line.startswith("©")]
    names = [text.file_metadata.organisation, text.file_metadata.author, *owners]
    if metadata.is_organisation(top.title):
        names.append(top.title)
    return next(filter(None, map(metadata.organisation_name, names)), "")


def _find_lead(body: Sequence[Block], top: TitlePage) -> None:
    """Find a standfirst: a paragraph in bold or of its own style between title and text."""
    used = (block for block in (*top.title_blocks, *top.used) if block in body)
    last_index = max(map(body.index, used), default=-1)
    after = [block for block in body[last_index + 1 : last_index + 3] if block not in top.used]
    if (
        not after
        or after[0].kind is not BlockKind.TEXT
        or not 40 < len(after[0].text) <= MAX_TEASER_LENGTH
    ):
        return
    block = after[0]
    starred = re.fullmatch(r"(\*\*|__|\*|_).+\1", block.text) is not None
    if (block.format.bold or starred or block.format.style == "subtitle") and not is_capitals(
        block.text
    ):
        top.lead = block
