"""The top of a text: how it is called, in one sentence, of which day, and whose it is.

Invariant: every value is words of the input or of what the file says of itself; a day is only given
where all of it is written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..shapes import ended
from . import meanings
from .block import Block, Kind, is_capitals, is_chapter
from .dates import date_in, only_date
from .looks import Text

LONGEST_TITLE = 255
LONGEST_TEASER = 300
_DATED = re.compile(
    r"\W*(?:datum|gepubliceerd(?: op)?|publicatie(?:datum)?|verschenen(?: op)?|versie"
    r"|laatst bijgewerkt"
    r"(?: op)?|d\.?d\.?|geplaatst op|uitgave|jaar)\b\s*[:.]?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\W*(?:door|auteurs?|tekst|redactie|geschreven door|opgesteld door|opgemaakt door"
    r"|een (?:uitgave|publicatie"
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
    r"\W*(?:(?:beleids|thema)?(?:advies|dossier|nota|rapport|memorandum)|onderzoeksrapport|(?:eind|jaar)?verslag"
    r"|artikel|standpunt|persbericht|opinie(?:stuk)?"
    r"|nieuws(?:bericht)?|studie|onderzoek|interview|reportage"
    r"|samenvatting van .{3,60})\W*",
    re.IGNORECASE,
)
"""What kind of text it is, above its title."""
_OWNED = re.compile(r"[©,;]|\b(?:19|20)\d\d\b")
_JOURNAL = re.compile(r"tijdschrift|magazine|jaargang|\bnr\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[.!?…]['”’»\")]*$")


@dataclass
class Top:
    """What was found, and which blocks it used up."""

    title: str = ""
    title_blocks: list[Block] = field(default_factory=list)
    used: list[Block] = field(default_factory=list)
    lead: Block | None = None
    day: date | None = None
    year: int | None = None
    dated: str = ""
    organisation: str = ""


def find(text: Text, blocks: Sequence[Block]) -> Top:
    top = Top()
    body = [block for block in blocks if block.kind is not Kind.AROUND]
    _title(text, body, top)
    _small_print(body, top)
    _lead(body, top)
    if not top.day and not top.year:
        _date_elsewhere(text, blocks, top)
    if not top.organisation:
        owned = [b.text for b in blocks if b.kind is Kind.AROUND and b.text.startswith("©")]
        names = [text.told.organisation, text.told.author, *(_OWNED.sub("", one) for one in owned)]
        top.organisation = next(filter(None, map(_body_of, names)), "")
    return top


def _title(text: Text, body: Sequence[Block], top: Top) -> None:
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
    named = [block for block in may_be if not _is_body(block.text)]
    return (named or may_be)[:1]


def _openings(body: Sequence[Block]) -> Iterator[Block]:
    """The lines at the top that can be a title: up to the first sentence, list or chapter."""
    for block in body[:8]:
        if block.kind not in (Kind.TEXT, Kind.HEADING) or len(block.text) > 160:
            return
        if re.search(r"[.;,:]$", block.text) or meanings.of(block.text) is not None:
            return
        if is_chapter(block.text):
            return
        if not (only_date(block.text) or _BY.fullmatch(block.text) or _DATED.fullmatch(block.text)):
            yield block


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_small_print(text: str) -> bool:
    """A date, an author or a publisher, alone on a line."""
    bare = text.strip()
    if len(bare) > 220 or (ended(bare) and len(bare) > 90):
        return False
    if _GENRE.fullmatch(bare):
        return True
    return bool(only_date(bare) or _BY.fullmatch(bare) or _DATED.fullmatch(bare) or _is_body(bare))


def _is_body(text: str) -> bool:
    """Names an organisation, and is no sentence."""
    if len(text) >= 110 or not _BODY.search(text) or _SPOKEN.search(text):
        return False
    words = len(text.split())
    parted = "|" in text or "," in text
    return text[:1].isupper() and words < 14 and (parted or words < 7)


def _small_print(body: Sequence[Block], top: Top) -> None:
    """Lines around the title, and at the very end, that say when and by whom."""
    at = max((body.index(block) for block in top.title_blocks), default=-1)
    for block in [*body[: at + 1], *body[at + 1 : at + 7]]:
        if any(block is one for one in top.used) or block.kind in (
            Kind.ITEM,
            Kind.QUOTE,
            Kind.ROW,
            Kind.NOTE,
        ):
            continue
        if block.kind is Kind.HEADING and body.index(block) > at + 1:
            break
        if not _is_small_print(block.text):
            if body.index(block) > at and block.kind is Kind.TEXT and len(block.text) > 90:
                break
            continue
        _take(block, top)
    for block in body[-4:]:
        if block not in top.used and block.kind is Kind.TEXT and _is_small_print(block.text):
            if top.day or top.year or top.organisation:
                continue
            _take(block, top)


def _take(block: Block, top: Top) -> None:
    day, year, dated = date_in(block.text)
    if (day or year) and not (top.day or top.year):
        top.day, top.year, top.dated = day, year, dated
    if not top.organisation:
        top.organisation = _organisation(block.text, dated)
    top.used.append(block)


def _organisation(text: str, dated: str) -> str:
    bare = text.replace(dated, " ") if dated else text
    match = _BY.fullmatch(bare.strip())
    parts = re.split(
        r"\s*(?:[,;|•·(]|\s[–—-]\s)\s*", (match["who"] if match else bare).strip(" ().,")
    )
    found = [body for part in parts if (body := _body_of(part))]
    return ", ".join(dict.fromkeys(found))[:160]


def _body_of(text: str) -> str:
    bare = " ".join(text.split()).strip(" .,;:()|–-©*_")
    bare = re.sub(r"^(?:door|van|de|het|een uitgave van)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:de|het)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
    if not bare or len(bare.split()) > 13 or _JOURNAL.search(bare):
        return ""
    return bare[:160] if _BODY.search(bare) else ""


def _date_elsewhere(text: Text, blocks: Sequence[Block], top: Top) -> None:
    """What a page says of itself; else a line set apart in the margins. A file's own date of making
    is no date of the text."""
    is_page = bool(text.source.url or text.source.title)
    if text.told.date and is_page:
        top.day, top.year, top.dated = date_in(text.told.date)
    for block in blocks:
        if top.day or top.year:
            return
        if block.kind is Kind.AROUND and len(block.text) < 80 and only_date(block.text):
            top.day, top.year, top.dated = date_in(block.text)


def _lead(body: Sequence[Block], top: Top) -> None:
    """A standfirst: one paragraph in bold, or short and set apart, between title and text."""
    at = max((body.index(block) for block in (*top.title_blocks, *top.used)), default=-1)
    after = [block for block in body[at + 1 : at + 3] if block not in top.used]
    if not after or after[0].kind is not Kind.TEXT or not 40 < len(after[0].text) <= LONGEST_TEASER:
        return
    first = after[0]
    starred = re.fullmatch(r"(\*\*|__|\*|_).+\1", first.text) is not None
    if (first.look.bold or starred or first.look.style == "subtitle") and not is_capitals(
        first.text
    ):
        top.lead = first
