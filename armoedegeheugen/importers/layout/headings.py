"""Find the five headings of a practice in a line of text.

A heading can be singular or plural, in any case, spaced out, misread by a letter, numbered, or on
one line with a title before it or with its own text behind it.

Invariant: `split` covers its line. Its parts are in order, do not overlap, and leave out only
blanks and punctuation around a heading.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from ...dutch.spell_check import is_listed

# Contacts and links: no section of a card. Its text goes to the report's rest.
MORE = "meer"

FORMS: dict[str, tuple[str, ...]] = {
    "doelstelling": ("DOELSTELLING", "DOELSTELLINGEN", "DOEL", "DOELEN"),
    "bereik": ("BEREIK",),
    "neveneffect": ("NEVENEFFECT", "NEVENEFFECTEN"),
    "hindernis": ("HINDERNIS", "HINDERNISSEN"),
    "tips": ("TIPS", "TIP"),
    MORE: (
        *("MEER", "MEERINFO", "MEERINFORMATIE", "MEERWETEN", "INFO", "INFORMATIE", "CONTACT"),
        *("CONTACTEN", "CONTACTPERSOON", "CONTACTPERSONEN", "CONTACTGEGEVENS", "CONTACTINFO"),
        *("LINKS", "BRONNEN", "BIJLAGE", "BIJLAGEN", "DOWNLOADS", "DOCUMENTEN", "LEESOOK"),
        *("LEESMEER", "ZIEOOK", "GERELATEERD", "DEELDEZEPAGINA", "DEELDITARTIKEL", "DEEL"),
    ),
}
_KIND_OF = {form: kind for kind, forms in FORMS.items() for form in forms}
_LONG = (
    "DOELSTELLINGEN",
    "DOELSTELLING",
    "NEVENEFFECTEN",
    "NEVENEFFECT",
    "HINDERNISSEN",
    "HINDERNIS",
)
_SHORT = ("BEREIK", "TIPS", "TIP")
# Headings in capitals only; in small letters they are as likely words of a sentence.
_WORDS_TOO = frozenset({"DOEL", "DOELEN"})
_BEFORE = r"(?:(?:DE|HET|EEN|ONZE|ONS|HUN|ENKELE|MOGELIJKE)\s+)?"
_NUMBER = r"(?:\d{1,2}\s*[.):]?\s+)?"
# Most words of a heading with something added: *Tips voor andere besturen*.
_LONGEST_LABEL = 6
_ALIKE = str.maketrans({"0": "O", "1": "I", "|": "I", "!": "I", "5": "S", "8": "B", "€": "E"})
# The mark of a list item, also one that was misread as a letter.
_ITEM = re.compile(r"\S\s+\S")
_SHAPE = str.maketrans("LJFCGQDN", "IIEEOOOM")
_SPACED = re.compile(r"(?<!\S)(?:[^\W_]|[|!]) (?:(?:[^\W_]|[|!]) ){2,}(?:[^\W_]|[|!])(?!\S)")


_OF = r"(?: (?:van|voor|en|&) .{2,40}| ?\(.{2,40}\))?"
# Headings with their own word and more.
_MORE_SAID: dict[str, str] = {
    "doelstelling": rf"(?:(?:algemene|concrete|voornaamste|belangrijkste|operationele) )?"
    rf"doelstelling(?:en|\(en\))?{_OF}",
    "bereik": r"bereikte (?:doelgroep(?:en)?|mensen|personen|inwoners|groep(?:en)?|publiek"
    r"|deelnemers|gezinnen|cliënten)|(?:doelgroep(?:en)?|publiek) (?:en|&) bereik"
    r"|bereik(?: ?\(.{2,40}\)| (?:en|&) \w+| van (?:het|de|dit) .{2,40})",
    "neveneffect": r"(?:(?:positie(?:f|ve)|negatie(?:f|ve)|onverwachte?|ongeplande"
    r"|onbedoelde|mogelijke|andere)"
    rf"(?:,| en| of| &|/)? ?)+neven-?effect(?:en|\(en\))?{_OF}|neven-?effect(?:en|\(en\))?{_OF}",
    "hindernis": rf"(?:\w+ (?:en|of|&) )?hindernis(?:sen|\(sen\))?{_OF}",
    "tips": r"(?:(?:onze|enkele|praktische|gouden) )?tips?(?: voor (?:ander|collega|wie "
    r"|lokale|besturen).{0,40}| (?:&|en|and|\+) (?:tricks?|trucs?|adviezen|aandachtspunten))?",
}
# Other words for the headings, used only where the heading itself is missing.
_OTHER_WORDS: dict[str, str] = {
    "doelstelling": r"doel(?:en)?|ambitie|opzet"
    r"|wat (?:willen|wilden) (?:we|wij|ze) .{0,25}bereiken"
    r"|wat (?:is|was|zijn|waren) (?:het|de|ons|onze) doel(?:stelling)?(?:en)?.{0,30}",
    "bereik": r"doelgroep(?:en)?|publiek|deelnemers|wie bereik(?:en|ten|t|te) .{2,30}|voor wie"
    r"|wie (?:hebben|heeft) .{2,30}bereikt.{0,20}",
    "neveneffect": r"(?:(?:onverwachte|onvoorziene|bijkomende|positieve|negatieve|andere|extra)"
    r"(?: en)? )+(?:effect(?:en)?|gevolg(?:en)?|resultaten)|(?:neven|bij)?effecten|bijwerkingen"
    r"|(?:wat|welke|zijn er)\b.{0,30}\bneveneffecten.{0,30}",
    "hindernis": r"moeilijkheden|knelpunt(?:en)?|drempels?|obstakels?|struikelblok(?:ken)?"
    r"|valkuil(?:en)?|uitdaging(?:en)?|hinderpa(?:al|len)|belemmering(?:en)?"
    r"|wat (?:loopt|liep|ging|was) .{0,20}(?:moeilijk|mis|fout|moeizaam)"
    r"|(?:wat|welke)\b.{0,20}\bhindernissen\b.{0,40}",
    "tips": r"goede raad|aanbevelingen|adviezen|raad voor .{2,40}|(?:geleerde )?lessen"
    r"|welke tips\b.{2,40}|aandachtspunten|wat raden (?:we|wij) .{0,30}aan",
}
_EDGES = re.compile(rf"^\W*{_NUMBER}(?:(?:de|het|onze|enkele)\s+)?", re.IGNORECASE)
LONGEST_OTHER = 60
# Fewest kinds of headings by which a text is about a practice.
LEAST = 3


class Style(Enum):
    """Rate a heading by its capitals."""

    SURE = "sure"
    # All in small letters: a heading only where it stands alone.
    LOWER = "lower"


@dataclass(frozen=True)
class Part:
    """A part of a line: a heading or text."""

    start: int
    end: int
    # The heading that this part is; empty for text.
    kind: str = ""
    style: Style = Style.SURE


def split(text: str, others: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Return the parts of a line; one part without a kind if it has no heading.

    Args:
        text: The line.
        others: The headings that may also be said in other words.
    """
    if whole := _whole(text):
        return (whole,)
    if kind := kind_in_label(text, others):
        sure = Style.SURE if kind_in_label(text) or stands_out(text) else Style.LOWER
        return (Part(0, len(text), kind, sure),)
    if parts := _said_before(text, others):
        return parts
    for search in (_labelled, _leading, _trailing, _run_together):
        if parts := search(text):
            return tuple(part for part in parts if text[part.start : part.end].strip())
    return (Part(0, len(text)),)


def kind_in_label(text: str, others: frozenset[str] = frozenset()) -> str:
    """Return the heading that a label says with more than its own word; empty for none.

    For a kind among `others` the label may use other words: *Knelpunten*.
    """
    bare = " ".join(_EDGES.sub("", text.strip()).split()).rstrip(" :?!–-")
    if not 3 < len(bare) <= LONGEST_OTHER or not bare[0].isupper():
        return ""
    for kind, pattern in _MORE_SAID.items():
        if re.fullmatch(pattern, bare, re.IGNORECASE):
            return kind
    for kind, pattern in _OTHER_WORDS.items():
        if kind in others and re.fullmatch(pattern, bare, re.IGNORECASE):
            return kind
    return ""


def stands_out(text: str) -> bool:
    """Tell if a line is in capitals or a question, so that text may follow right below it."""
    return text.isupper() or text.rstrip().endswith("?")


def _said_before(text: str, others: frozenset[str]) -> tuple[Part, ...]:
    """Return the parts of a label and its text: *Bereikte doelgroep: jonge ouders*."""
    match = re.match(r"[^:]{3,60}:\s+(?=\S)", text)
    kind = kind_in_label(match[0].rstrip(), others) if match else ""
    if not match or not kind:
        return ()
    return Part(0, match.end(), kind), Part(match.end(), len(text))


def missing(labels: Sequence[str], lines: Iterable[str]) -> frozenset[str]:
    """Return the kinds for which a text may use other words.

    Those are the kinds that have no heading of their own, if the text has enough headings with
    them.

    Args:
        labels: The lines that stand alone.
        lines: All lines.
    """
    kinds = set(_OTHER_WORDS)
    own = {part.kind for line in lines for part in split(line)} & kinds
    every = frozenset(kinds)
    found = {kind_in_label(label, every) for label in labels} - {""}
    return frozenset(kinds - own) if len(own | found) >= LEAST else frozenset()


def kind_of(label: str, others: frozenset[str] = frozenset()) -> str:
    """Return the heading that a label is, if it is sure to be a label (an HTML heading)."""
    if kind := kind_in_label(label, others):
        return kind
    words = re.findall(r"[^\W\d_]+", label)
    for count in (len(words), 3, 2, 1):
        kind = _KIND_OF.get(letters("".join(words[:count])), "")
        if kind and (kind != MORE or count >= len(words) or count > 1):
            return kind
    long = (letters(word) for word in words if len(word) > 7)
    return next((kind for read in long if (kind := exact(read) or _misread(read))), "")


def exact(read: str) -> str:
    """Return the heading that these capitals spell; empty for none."""
    return _KIND_OF.get(read, "")


def is_continued(text: str) -> bool:
    """Tell if a heading continues one of an earlier page: *Doelstelling (vervolg)*."""
    return re.search(r"\bvervolg\b", text, re.IGNORECASE) is not None


def letters(text: str) -> str:
    """Return the capitals of a text; digits that look like letters count as letters."""
    plain = unicodedata.normalize("NFKD", text.upper().translate(_ALIKE))
    return "".join(letter for letter in plain if letter.isalpha())


def _whole(text: str) -> Part | None:
    """Return the part of a line that is a heading and nothing else."""
    bare = re.sub(rf"^\W*{_NUMBER}{_BEFORE}", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\(?\bvervolg\b\)?", "", bare, flags=re.IGNORECASE).rstrip(" !:-–")
    read = letters(bare)
    if not 3 <= len(read) <= 20 or sum(c.isalpha() for c in text) > 30:
        return None
    case = _case(text.strip(" \t»•*-–"))
    if bare.endswith((".", ",", ";")) and case != "upper":
        return None
    kind = _KIND_OF.get(read, "")
    if (kind == MORE and case == "lower") or (read in _WORDS_TOO and case != "upper"):
        return None
    if not kind and (case == "upper" or _could_be_misread(bare)):
        kind = _misread(read)
    if not kind:
        return None
    style = Style.LOWER if case == "lower" else Style.SURE
    return Part(0, len(text), kind, style)


def _case(text: str) -> str:
    alphabetic = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in alphabetic)
    if upper * 10 >= len(alphabetic) * 6:
        return "upper"
    return "title" if alphabetic[0].isupper() or not text[0].isalpha() else "lower"


def _could_be_misread(text: str) -> bool:
    """Tell if a text is a single word that is no Dutch word, so perhaps a misread heading."""
    bare = text.strip(" :")
    return len(bare) > 5 and " " not in bare and not is_listed(bare) and bare[:1].isupper()


def _misread(read: str) -> str:
    """Return the heading that is a letter away, or two for a long one; empty for none.

    Letters of one shape count as one.
    """
    if is_listed(read):
        return ""
    for form in (*_LONG, "BEREIK", "TIPS"):
        near = OSA.distance(read, form, score_cutoff=2)
        alike = OSA.distance(read.translate(_SHAPE), form.translate(_SHAPE), score_cutoff=1)
        if len(form) > 8 and near <= 2:
            return _KIND_OF[form]
        if len(read) == len(form) and near <= 2 and alike <= (len(form) > 4):
            return _KIND_OF[form]
    return ""


def _labelled(text: str) -> tuple[Part, ...]:
    """Split at a colon or dash: *Hindernis: het vraagt tijd*, *TIP 2 – begin klein*."""
    forms = "|".join((*_LONG, *_SHORT))
    pattern = rf"\s*\W{{0,3}}{_NUMBER}{_BEFORE}({forms})\s*(\d{{0,2}})\s*[:–—]\s*(?=\S)"
    match = re.match(pattern, text, re.IGNORECASE)
    if not match or not text[match.start(1)].isupper():
        return ()
    return Part(0, match.end(), _KIND_OF[match[1].upper()]), Part(match.end(), len(text))


def _leading(text: str) -> tuple[Part, ...]:
    """Split behind a heading at the start: *HINDERNIS Het vraagt tijd*."""
    spaced = _SPACED.match(text.lstrip())
    lead = len(text) - len(text.lstrip())
    if spaced and (kind := _KIND_OF.get(letters(spaced[0])) or _misread(letters(spaced[0]))):
        end = lead + spaced.end()
        return Part(0, end, kind), Part(end, len(text))
    forms = "|".join((*_LONG, *_SHORT))
    match = re.match(rf"\s*\W{{0,3}}{_NUMBER}{_BEFORE}({forms})\b[\s.]*(?=\S)", text)
    if not match:
        return ()
    rest = text[match.end() :]
    heading = Part(0, match.end(), _KIND_OF[match[1]])
    if further := _trailing(rest) or _only(rest):
        return heading, *(_moved(part, match.end()) for part in further)
    if (rest[0].islower() and not _ITEM.match(rest)) or rest.isupper():
        label = len(rest.split()) < _LONGEST_LABEL and rest[-1] not in ".,;-"
        return (Part(0, len(text), _KIND_OF[match[1]]),) if label else ()
    return heading, Part(match.end(), len(text))


def _only(text: str) -> tuple[Part, ...]:
    whole = _whole(text)
    return (whole,) if whole else ()


def _moved(part: Part, offset: int) -> Part:
    return Part(part.start + offset, part.end + offset, part.kind, part.style)


def _trailing(text: str) -> tuple[Part, ...]:
    """Split before a heading at the end: *KALMTHOUT DOELSTELLING*."""
    match = re.search(rf"(?<=\s)({'|'.join((*_LONG, *_SHORT))})[\s:.]*$", text)
    if match:
        return Part(0, match.start()), Part(match.start(), len(text), _KIND_OF[match[1]])
    for spaced in _SPACED.finditer(text):
        if not text[spaced.end() :].strip(" .:"):
            for form in (*_LONG, "BEREIK"):
                if letters(spaced[0]).endswith(form):
                    start = _letter_from_end(text, spaced.end(), len(form))
                    return Part(0, start), Part(start, len(text), _KIND_OF[form])
    words = text.split()
    last = words[-1] if len(words) > 1 else ""
    if len(last) > 8 and last.isupper() and (kind := _misread(letters(last))):
        start = text.rindex(last)
        return Part(0, start), Part(start, len(text), kind)
    return ()


def _letter_from_end(text: str, end: int, count: int) -> int:
    """Return the place of the letter that stands `count` letters before `end`."""
    place = end
    while count and place:
        place -= 1
        count -= not text[place].isspace()
    return place


def _run_together(text: str) -> tuple[Part, ...]:
    """Split a heading that has no blank around it: *HINDERNISHet vraagt tijd*."""
    match = re.match(rf"\s*({'|'.join((*_LONG, *_SHORT))})(?=[A-ZÀ-Ý][a-zà-ÿ])", text)
    if match:
        end = match.end()
        return Part(0, end, _KIND_OF[match[1]]), Part(end, len(text))
    match = re.search(rf"({'|'.join(_LONG)})(?![A-ZÀ-Ý](?:[A-ZÀ-Ý]|\b))\s*", text)
    if not match or not text[: match.start()].strip() or len(text[: match.start()]) > 60:
        return ()
    after = text[match.end() :]
    if after[:1].islower():
        return ()
    heading = Part(match.start(), match.end(), _KIND_OF[match[1]])
    return Part(0, match.start()), heading, Part(match.end(), len(text))
