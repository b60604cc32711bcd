"""The top of a text: how it is called, in one sentence, of which day, and whose it is.

Invariant: every value is words of the input or of what the file says of itself; a day is only given
where all of it is written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..shapes import ended
from . import letters, meanings
from .block import Block, Kind, is_capitals, is_chapter, is_labelled, is_names, names_people
from .dates import date_in, only_date
from .looks import Text

LONGEST_TITLE = 255
LONGEST_TEASER = 300
_DATED = re.compile(
    r"\W*(?:datum|gepubliceerd(?: op)?|publicatie(?:datum)?|verschenen(?: op)?|versie"
    r"|laatst bijgewerkt"
    r"(?: op)?|bijgewerkt(?: op)?|(?:goedgekeurd|vastgesteld|opgemaakt)(?: op| door| te)?"
    r"|d\.?d\.?|geplaatst op|uitgave|jaar)\b\s*[:.]?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\W*(?:door|auteurs?|tekst|redactie|geschreven door|opgesteld door|opgemaakt door"
    r"|uitgevoerd door|in samenwerking met|i\.s\.m\.|een (?:uitgave|publicatie|voorstel"
    r"|initiatief|bijdrage|nota"
    r"|rapport|advies|dossier|onderzoek|studie) van|uitgave|uitgever|in opdracht van|organisatie"
    r"|bron|indiener"
    r"|afzender|uitgegeven door|©|copyright|verantwoordelijke uitgever"
    r"|v\.u\.)\s*(?:\d{4})?\s*[:\s]\s*(?P<who>.{3,200})",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:\w*universiteit|hogeschool|\w*hogeschool|vzw|OCMW|CAW|\w*netwerk|\w*vereniging"
    r"|kenniscentrum|steunpunt"
    r"|instituut|stichting|\w*raad|\w*platform|stad|gemeente|provincie|dienst|departement"
    r"|agentschap|lokaal bestuur"
    r"|KU ?Leuven|HIVA|UGent|UAntwerpen|VUB|SAAMO|VVSG|Movisie|Pharos|Samenlevingsopbouw"
    r"|Welzijnszorg|Huis van\w*"
    r"|\w*centrum|coalitie|federatie|unie|fonds|koepel|\w*overleg|observatorium|academie"
    r"|onderzoeksgroep|\w*zorg"
    r"|welzijns\w+|sociaal huis|samenwerkingsverband|\w*bond|collectief|Vlaamse overheid"
    r"|ministerie|LCO|decenniumdoelen"
    r"|buurthuis|inloopcentrum|werkgroep|Rode Kruis|kabinet)\b",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"\W*(?:\w{0,14}(?:advies|dossier|nota|rapport|memorandum)|(?:info|thema|praktijk)?fiche"
    r"|(?:eind|jaar|vergader)?verslag|notulen|(?:\w+)?samenvatting(?: \w+)?|factsheet|policy brief"
    r"|(?:beleids)?aanbevelingen|brochure|gesprek|getuigenis|dubbelinterview"
    r"|artikel|standpunt|persbericht|opinie(?:stuk)?"
    r"|nieuws(?:bericht)?|studie|onderzoek|interview|reportage"
    r"|samenvatting van .{3,60})\s*\d{0,3}(?:\s*\|.{3,40})?\W*",
    re.IGNORECASE,
)
"""What kind of text it is, above its title."""
_OWNED = re.compile(r"[©,;]|\b(?:19|20)\d\d\b")
_ABOUT_IT = re.compile(
    r"(?:(?:een|het|de)\s+)?(?:\w*(?:evaluatie|onderzoek|verslag|studie|advies|rapport|nota|analyse"
    r"|verkenning|bevraging|brochure|dossier|gids|plan))\s+(?:van|over|naar|door|bij|voor|op|rond)\b",
    re.IGNORECASE,
)
"""*Een evaluatie van de raad*: names a text, though a body stands in it."""
_AROUND_DATE = re.compile(
    r"\b(?:leestijd\b\W*\d+\s*min\w*\.?|\d{1,2}[:.u]\d{2}\b|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|geplaatst op|gepubliceerd op|laatst(?:e)? (?:update|bijgewerkt|gewijzigd)(?: op)?)",
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"\W*(?:dit|deze) (?:artikel|interview|stuk|tekst|advies|bijdrage|rapport|nota|gesprek"
    r"|opinie\w*) (?:verscheen|is verschenen|(?:werd|is) (?:eerder )?gepubliceerd|dateert)"
    r"\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_JOURNAL = re.compile(r"tijdschrift|magazine|jaargang|\bnr\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[.!?…]['”’»\")]*$")


@dataclass
class Top:
    """What was found, and which blocks it used up."""

    title: str = ""
    title_blocks: list[Block] = field(default_factory=list)
    used: list[Block] = field(default_factory=list)
    lead: Block | None = None
    genre: str = ""
    """What kind of text it says it is."""
    day: date | None = None
    year: int | None = None
    dated: str = ""
    organisation: str = ""


def find(text: Text, blocks: Sequence[Block]) -> Top:
    top = Top()
    body = [block for block in blocks if block.kind is not Kind.AROUND]
    letter = letters.find(body)
    if letter is not None:
        _of_letter(letter, top)
        body = [block for block in body if not any(block is one for one in letter.frame)]
    if not top.title:
        _title(text, body, top)
    _small_print(text, body, top)
    _lead(body, top)
    _facts(body, top)
    if not top.day and not top.year:
        _date_elsewhere(text, blocks, top)
    if not top.organisation:
        owned = [b.text for b in blocks if b.kind is Kind.AROUND and b.text.startswith("©")]
        names = [text.told.organisation, text.told.author, *(_OWNED.sub("", one) for one in owned)]
        if _is_body(top.title):
            names.append(top.title)
        top.organisation = next(filter(None, map(_body_of, names)), "")
    return top


def _of_letter(letter: letters.Letter, top: Top) -> None:
    """A letter is called what it is about; its frame says who writes, and when."""
    if letter.about is not None:
        top.title = letters.subject(letter.about.text)[:LONGEST_TITLE]
        top.title_blocks = [letter.about]
        top.used.append(letter.about)
    for block in letter.frame:
        if letters.opens(block.text) or letters.closes(block.text) or is_labelled(block.text):
            top.used.append(block)
        else:
            _take(block, top)


def _facts(body: Sequence[Block], top: Top) -> None:
    """*Aanwezig: …*, *Foto's: …*, a line of authors: what is about the text and not of it."""
    colophon = 0
    for n, block in enumerate(body):
        if any(block is one for one in top.used):
            continue
        if block.kind is Kind.HEADING:
            colophon = _MOST_COLOPHON if _COLOPHON.fullmatch(block.text) else 0
        fact = colophon > 0 or names_people(block.text) or is_names(block.text)
        fact = fact or (n < _MOST_TOP and is_labelled(block.text))
        if fact and (colophon > 0 or block.kind in (Kind.TEXT, Kind.HEADING)):
            _take(block, top)
        colophon -= 1


_CALLED = re.compile(r"titel\s*:\s*(?P<title>\S.{2,254})", re.IGNORECASE)
"""A form that was filled in: *Titel: Warm wonen*."""
_COLOPHON = re.compile(r"\W*colofon\W*", re.IGNORECASE)
_MOST_COLOPHON = 12
_MOST_TOP = 12
"""Blocks."""


def _title(text: Text, body: Sequence[Block], top: Top) -> None:
    for block in body[:_MOST_TOP]:
        for line in block.pieces:
            if match := _CALLED.fullmatch(line.text.strip()):
                top.title = match["title"][:LONGEST_TITLE]
                top.title_blocks = [block]
                top.used.append(block)
                return
    declared = [block for block in body if block.kind is Kind.TITLE]
    if declared:
        top.title_blocks = declared[:1]
    elif text.printed:
        top.title_blocks = _largest(body)
    else:
        top.title_blocks = _first(text, body)
    top.used += top.title_blocks
    top.title = " ".join(block.text for block in top.title_blocks)[:LONGEST_TITLE]
    if not top.title and not _is_file_name(text.told.title):
        top.title = text.told.title[:LONGEST_TITLE]


def _is_file_name(title: str) -> bool:
    return bool(re.search(r"\.(?:docx?|pdf|odt|indd|html?|txt)$|^Microsoft Word", title, re.I))


def _largest(body: Sequence[Block]) -> list[Block]:
    """The largest letters on the first two pages, if a heading has them."""
    pages = [block for block in body if block.look.page <= 2]
    headings = [block for block in pages if block.kind is Kind.HEADING]
    if not headings:
        return []
    largest = max(block.look.size for block in headings)
    first = next(block for block in headings if block.look.size == largest)
    near = pages[pages.index(first) :]
    found = [first]
    for block in near[1:3]:
        if block.kind is not Kind.HEADING or block.look.size < largest * 0.98:
            break
        found.append(block)
    return found if len(" ".join(block.text for block in found)) <= LONGEST_TITLE else [first]


def _first(text: Text, body: Sequence[Block]) -> list[Block]:
    """The heading that opens the text, unless the file's own title says otherwise."""
    told = _letters(text.told.title)
    for block in body[:8]:
        if told and len(_letters(block.text)) > 8 and told.startswith(_letters(block.text)):
            return [block]
    headings = [block for block in body[:8] if block.kind is Kind.HEADING and block.level]
    highest = min((block.level for block in headings), default=0)
    first = next((block for block in headings if block.level == highest), None)
    if first is not None and not first.number and meanings.of(first.text) is None:
        return [first]
    may_be = list(_openings(body[1:] if body and _GENRE.fullmatch(body[0].text) else body))
    named = [block for block in may_be if not (_is_body(block.text) or _is_kicker(block.text))]
    return (named or may_be)[:1]


def _openings(body: Sequence[Block]) -> Iterator[Block]:
    """The lines at the top that can be a title: up to the first sentence, list or chapter."""
    for block in body[:8]:
        if block.kind not in (Kind.TEXT, Kind.HEADING) or len(block.text) > 160:
            return
        if re.search(r"[.;,:]$", block.text) or meanings.of(block.text) is not None:
            return
        if is_chapter(block.text) or (block.kind is Kind.HEADING and block.number):
            return
        if is_labelled(block.text) or is_names(block.text) or _is_issue(block.text):
            continue
        if not (only_date(block.text) or _BY.fullmatch(block.text) or _DATED.fullmatch(block.text)):
            yield block


def _is_kicker(text: str) -> bool:
    """*Advies van de cliëntenraad*: what it is and whose, above or below the title itself."""
    return len(text) < 70 and bool(_ABOUT_IT.match(text) and _BODY.search(text))


def _is_issue(text: str) -> bool:
    """*Tijdschrift …, jaargang 3, nr. 2*: in what it was printed."""
    return len(text) < 120 and re.search(r"\b(?:jaargang|jg\.|nr\.?|nummer)\s*\d", text) is not None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_small_print(text: str) -> bool:
    """A date, an author or a publisher, alone on a line."""
    bare = text.strip()
    if len(bare) > 220 or (ended(bare) and len(bare) > 90):
        return False
    if _GENRE.fullmatch(bare) or is_labelled(bare) or is_names(bare) or _is_issue(bare):
        return True
    if only_date(bare) or _BY.fullmatch(bare) or _DATED.fullmatch(bare) or _is_body(bare):
        return True
    dated = date_in(bare)[2]
    left = _AROUND_DATE.sub(" ", bare.replace(dated, " ", 1)).strip(" ,;|•·–—-") if dated else ""
    by = len(left.split()) < 12 and _BY.fullmatch(left) is not None
    return bool(dated) and (
        not left or by or _GENRE.fullmatch(left) is not None or _is_body(left) or is_names(left)
    )


def _is_body(text: str) -> bool:
    """Names an organisation, and is no sentence."""
    if len(text) >= 110 or not _BODY.search(text) or _SPOKEN.search(text):
        return False
    if _ABOUT_IT.match(text.strip()) or "@" in text:
        return False
    words = len(text.split())
    parted = "|" in text or "," in text
    return text[:1].isupper() and words < 14 and (parted or words < 7)


def _small_print(text: Text, body: Sequence[Block], top: Top) -> None:
    """Lines around the title, and at the very end, that say when and by whom."""
    at = max((body.index(block) for block in top.title_blocks if block in body), default=-1)
    told = signed = False
    for n, block in enumerate(body[: at + 7]):
        if any(block is one for one in top.used):
            continue
        if block.kind is Kind.ITEM and signed and _is_body(block.text):
            _take(block, top)  # where the authors above it work
        if block.kind in (Kind.ITEM, Kind.QUOTE, Kind.ROW, Kind.NOTE):
            continue
        if block.kind is Kind.HEADING and n > at + 1:
            break
        small = _is_small(block)
        if told:
            small = small and _DATED.fullmatch(block.text) is not None
        elif text.told.author and block.text.strip() == text.told.author:
            small = True
        elif n < at and _is_page(text) and len(block.text) < 60:
            small = True  # labels and tags above the title of a web page
        for line in block.pieces if not small and len(block.pieces) > 1 and not told else ():
            if not (top.day or top.year) and _is_small_print(line.text):
                top.day, top.year, top.dated = date_in(line.text)
        if small:
            signed = signed or is_names(block.text)
            _take(block, top)
        told = told or (n > at and block.kind is Kind.TEXT and not small and len(block.text) > 90)
    for block in body[-4:]:
        if top.day or top.year:
            return
        if block in top.used or block.kind is not Kind.TEXT:
            continue
        if _APPEARED.fullmatch(block.text):
            top.day, top.year, top.dated = date_in(block.text)
        elif not top.organisation and _is_small_print(block.text):
            _take(block, top)


def _is_small(block: Block) -> bool:
    """All of its lines are small print, or all of it together."""
    lines = [piece.text for piece in block.pieces]
    if len(lines) > 1 and not _BY.fullmatch(block.text):
        return all(map(_is_small_print, lines))
    return _is_small_print(block.text)


def _is_page(text: Text) -> bool:
    return bool(text.source.url or text.source.title) and not text.printed


def _take(block: Block, top: Top) -> None:
    if not top.genre and _GENRE.fullmatch(block.text.strip()):
        top.genre = block.text.strip()
    day, year, dated = date_in(block.text)
    if (day or year) and not (top.day or top.year):
        top.day, top.year, top.dated = day, year, dated
    lines = [piece.text for piece in block.pieces]
    several = sum(_BY.fullmatch(line) is not None for line in lines) > 1
    whole = len(lines) < 2 or (_BY.fullmatch(block.text) is not None and not several)
    parts = [block.text] if whole else sorted(lines, key=lambda line: "opdracht" in line.lower())
    for part in () if is_labelled(block.text) else parts:
        top.organisation = top.organisation or _organisation(part, dated)
    top.used.append(block)


def _organisation(text: str, dated: str) -> str:
    if text.rstrip().endswith(".") and len(text.split()) > 8 and not _BY.fullmatch(text.strip()):
        return ""  # a sentence about one
    bare = _AROUND_DATE.sub(" ", text.replace(dated, " ") if dated else text)
    match = _BY.fullmatch(bare.strip())
    parts = re.split(
        r"\s*(?:[,;|•·(]|\s[–—-]\s)\s*", (match["who"] if match else bare).strip(" ().,")
    )
    found = [body for part in parts if (body := _body_of(part))]
    return ", ".join(dict.fromkeys(found))[:160]


def _body_of(text: str) -> str:
    bare = " ".join(text.split()).strip(" .,;:()|–-©*_")
    bare = re.sub(
        r"^(?:door|van|voor|namens|de|het|een uitgave van)\s+(?=\S)", "", bare, flags=re.IGNORECASE
    )
    bare = re.sub(r"^(?:de|het)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
    if not bare or len(bare.split()) > 13 or _JOURNAL.search(bare) or "@" in bare:
        return ""
    if _ABOUT_IT.match(bare):
        return ""
    return bare[:160] if _BODY.search(bare) else ""


def _date_elsewhere(text: Text, blocks: Sequence[Block], top: Top) -> None:
    """What a page says of itself; else a line set apart in the margins. A file's own date of making
    is no date of the text."""
    if text.told.date and _is_page(text):
        top.day, top.year, top.dated = date_in(text.told.date)
    for block in blocks:
        if top.day or top.year:
            return
        if block.kind is Kind.AROUND and len(block.text) < 80 and only_date(block.text):
            top.day, top.year, top.dated = date_in(block.text)


def _lead(body: Sequence[Block], top: Top) -> None:
    """A standfirst: one paragraph in bold, or short and set apart, between title and text."""
    used = (block for block in (*top.title_blocks, *top.used) if block in body)
    at = max(map(body.index, used), default=-1)
    after = [block for block in body[at + 1 : at + 3] if block not in top.used]
    if not after or after[0].kind is not Kind.TEXT or not 40 < len(after[0].text) <= LONGEST_TEASER:
        return
    first = after[0]
    starred = re.fullmatch(r"(\*\*|__|\*|_).+\1", first.text) is not None
    if (first.look.bold or starred or first.look.style == "subtitle") and not is_capitals(
        first.text
    ):
        top.lead = first
