"""Tell by its shape if a text is a title, a sentence, or the middle of a sentence."""

import re
from collections.abc import Sequence

from ...privacy import personal_data
from ..source import Piece
from .blocks import Block
from .list_marks import ENDED

LONGEST_TITLE = 150
LONGEST_TEASER = 420
_TITLE_LINES = 4
_TEASER_LINES = 7
# Words with which no sentence, item or title ends.
_LINKING = frozenset(
    {"de", "het", "een", "van", "en", "of", "in", "op", "te", "met", "voor", "om", "aan", "bij"}
    | {"door", "naar", "uit", "over", "tot", "als", "dat", "die", "dan", "maar", "onze", "hun"}
    | {"zijn", "is", "wordt", "worden", "niet", "ook", "deze", "dit", "per", "onder", "tussen"}
)
_AROUND = re.compile(
    r"\W*(?:leeswijzer|leesgids|woord vooraf|voorwoord|inleiding|ten geleide|colofon|nawoord"
    r"|inhoud(?:stafel|sopgave)?|slotwoord|tot slot|besluit|conclusies?|dankwoord|bijlagen?"
    r"|redactie|bronnen|over deze (?:bundel|publicatie)|meer (?:lezen|weten|info\w*))\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\W*(?:home|menu|zoek\w*|terug|overzicht|nieuws(?:brief)?|naar boven|inloggen|aanmelden|datum"
    r"|auteur|delen?|gepubliceerd|publicatiedatum|(?:laatst )?bijgewerkt|laatste wijziging|cookies?"
    r"|thema'?s?|rubriek|leestijd|print|share|lees voor|afdrukken|skip|ga naar|kruimelpad|provider"
    r"|(?:goede |inspirerende )?praktijk(?:en|fiche|voorbeeld|steekkaart)?\W*$"
    r"|image|volg ons|facebook|twitter|linkedin|instagram|tags?|reageer|reacties)\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[^>›»]+[>›»][^>›»]+(?:[>›»]|$)")
_DATE = re.compile(
    r"\W*(?:\w+\W+){0,3}(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4})\W*"
    r"(?:\d{1,2}[:.u]\d{2})?\W*",
    re.IGNORECASE,
)


def is_site_text(text: str) -> bool:
    """Tell if a text is what web sites put around an article: a menu, a date, a share button."""
    return len(text) < 80 and bool(_SITE.match(text) or _TRAIL.match(text) or _DATE.fullmatch(text))


def is_front_matter(text: str) -> bool:
    """Tell if a text is the title of a page around the practices: a foreword, a colophon."""
    return _AROUND.match(text) is not None and len(text) < 80


def starts_lowercase(text: str) -> bool:
    """Tell if a text begins with a small letter that is no misread capital I."""
    return re.match(r"[(‘“'\"]*[a-zà-ÿ]", text) is not None and not re.match(r"l[en]d|\|", text)


def ends_sentence(text: str) -> bool:
    """Tell if a text ends with the end of a sentence."""
    return ENDED.search(text.rstrip()) is not None


def breaks_off(text: str) -> bool:
    """Tell if a text surely ends in the middle of a sentence."""
    text = text.rstrip()
    words = re.findall(r"[\w’'-]+", text[-40:])
    return text[-1:] in ",-¬\u00ad(" or (
        not ends_sentence(text) and bool(words) and words[-1] in _LINKING
    )


def continues(before: str, after: str) -> bool:
    """Tell if the second text continues the first."""
    if ends_sentence(before):
        return False
    return starts_lowercase(after) or breaks_off(before)


def is_title(block: Block) -> bool:
    """Tell if a block is a few short lines that are no sentence, list item or name."""
    return _looks_titled(block) and not breaks_off(block.text)


def title_length(blocks: Sequence[Block]) -> int:
    """Return how many of the blocks are a title, from the first on: none, one or two.

    Two if a blank line stands in the middle of it. A title can break off where its other half
    is on another page.
    """
    if not blocks or not _looks_titled(blocks[0]):
        return 0
    if not breaks_off(blocks[0].text):
        return 1
    after = blocks[1] if len(blocks) > 1 else None
    if after is None or after.bullet:
        return 0
    if not starts_lowercase(after.text):
        return 1
    if ends_sentence(after.text):
        return 0
    return 2 if len(blocks[0].text) + len(after.text) < LONGEST_TITLE else 0


def _looks_titled(block: Block) -> bool:
    text = block.text
    if not block.is_text or block.bullet or not 2 < len(text) <= LONGEST_TITLE:
        return False
    if len(block.pieces) > _TITLE_LINES or text[-1] in ".:;,-" or starts_lowercase(text):
        return False
    if (
        is_front_matter(text)
        or _DATE.fullmatch(text)
        or _TRAIL.match(text)
        or personal_data.is_certain_name(text)
    ):
        return False
    if re.search(r"[a-z][.!?] [A-Z]", text):
        return False
    return len(block.pieces) < 2 or len(text) < 110 or breaks_off(block.pieces[0].text)


def is_sentence(block: Block) -> bool:
    """Tell if a block can be the sentence under a title, its end lost or not."""
    text = block.text
    if not block.is_text or block.bullet or not 25 <= len(text) <= LONGEST_TEASER:
        return False
    return len(block.pieces) <= _TEASER_LINES and not starts_lowercase(text)


def title_and_teaser(block: Block) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the title and the sentence right below it in one block; empty if it has none.

    The title is as many short lines as leave a sentence that begins with a capital.
    """
    pieces = block.pieces
    if count := _capitals(pieces):
        return pieces[:count], pieces[count:]
    for count in range(min(len(pieces) - 1, _TITLE_LINES), 0, -1):
        if _divides(pieces[:count], pieces[count:]):
            return pieces[:count], pieces[count:]
    return (), ()


def _capitals(pieces: Sequence[Piece]) -> int:
    """Return how many lines in capitals stand above one or two others; 0 if it is not so."""
    upper = [piece.text.strip().isupper() for piece in pieces]
    count = upper.index(False) if False in upper else 0
    if not 0 < count <= 2 or any(upper[count:]) or len(pieces) - count > 2:
        return 0
    below = pieces[count].text.strip()
    words = sum(c.isalpha() for piece in pieces[:count] for c in piece.text)
    return count if words > 3 and below[:1].isupper() and len(below) > 14 else 0


def _divides(title: Sequence[Piece], teaser: Sequence[Piece]) -> bool:
    lines = [piece.text.strip() for piece in title]
    text = " ".join(piece.text.strip() for piece in teaser)
    longest = max(map(len, lines))
    if (
        ends_sentence(lines[-1])
        or breaks_off(lines[-1])
        or starts_lowercase(text)
        or starts_lowercase(lines[0])
    ):
        return False
    if len(text) < 40 or not ends_sentence(text) or longest > 60:
        return False
    return len(teaser[0].text.strip()) > longest or len(lines) == 1
