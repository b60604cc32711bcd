"""Find names of people in running Dutch text.

A run of capitalised words is weighed by what stands in and around it: initials, a known first name,
a title or function before it, an age or function behind it, a verb of speech; against it speak
places, acronyms, streets, organisations and words of the language.

Invariant: the spans are in the order of the text, never overlap, and hold only the name: no title,
function or possessive ending.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from ..dutch import curated_lists
from ..dutch.spell_check import is_listed, is_word

_PLACES = Path(__file__).resolve().parents[2] / "fixtures" / "vocabularies"

PARTICLE = (
    r"(?:van|de|den|der|ten|ter|tot|op|’t|'t|’s|'s|el|al|la|le|du|des|von|zu|da|di|dos|ben|bin|ibn"
    r"|aït|ait|ould|d’|d')"
)
CAPITALISED = r"(?![A-Z]\.[ -]?[A-Z])[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ][\w’'-]*"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]{1,2}[hrn]?\.[ \u00a0]?-?){1,4}"
_RUN = re.compile(
    rf"(?<![\w@/.#-])(?P<initials>{_INITIALS})?[ \u00a0]?"
    rf"(?P<words>(?:{PARTICLE}[ \u00a0]){{0,3}}{CAPITALISED}"
    rf"(?:[ \u00a0](?:{PARTICLE}[ \u00a0]){{0,3}}{CAPITALISED})*)(?![\w@])"
)
_TOKEN = re.compile(r"\S+")
_IS_PARTICLE = re.compile(PARTICLE, re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")

# A person's function, with any word before it: *buurtwerker*.
FUNCTIONS = (
    r"\w*(?:werk(?:st)?ers?|werkende|co.{1,2}rdinat\w+|codrdinat\w+|verantwoordelijken?|hoofd"
    r"|deskundigen?|consulent\w*|schepen(?:en)?|regisseurs?|directeur|directrice|begeleid(?:st)?ers?"
    r"|adviseurs?|voorzit(?:ter|ster)s?|leid(?:st)?ers?|leidinggevenden?|ambtena\w+|experts?|secretaris"
    r"|burgemeester|trekkers?|coach(?:es)?|managers?|assistenten?|verpleegkundigen?|animator\w*"
    r"|brugfigu\w+|ankerfigu\w+|stagiairs?|ombuds\w+|raadslid|inspecteurs?|bestuurders?)"
)
# A person by kinship, share or trade.
PEOPLE = (
    r"(?:moeders?|vaders?|ouders?|man|vrouw|jongere?n?|(?:ver)?huur(?:der|ster)s?|cliënten?|client"
    r"|bewo(?:ner|onster)s?|deelne(?:mer|emster)s?|vrijwillig(?:er|ster)s?|getuige|alleenstaande\w*"
    r"|leerkracht|leraar|burger|bezoek(?:er|ster)|student\w*|onderzoek(?:er|ster)s?|professor|dokter"
    r"|huisarts|arts|mantelzorger|gepensioneerde|medewerk(?:er|ster)s?|hulpverle(?:ner|enster)s?"
    r"|maatschappelijk\s+\w+|respondent\w*|geïnterviewde|werkzoekende|papa|mama|oma|opa|meisje"
    r"|jongen|ervaringsdeskundige|minister|tandarts)"
)
# Behind these only a person can stand; what is shortened may have a point.
_TITLE = re.compile(
    r"\b(?:(?:mevr|mw|mvr|mej|dhr|mr|mrs|ms|mme|dr|prof|ir|ing|drs|lic|zr|br|e\.h)\.?"
    r"|mevrouw|mejuffrouw|heer|meneer|mijnheer|monsieur|madame|professor|dokter|juf|juffrouw"
    r"|meester|pastoor|pater|broeder|zuster|kapelaan|imam|tante|nonkel|oom|familie|gezin|echtpaar"
    r"|wijlen)[ \u00a0]+$",
    re.IGNORECASE,
)
# Behind these a name may stand, but also a field of work or a body: *coördinator Wonen*.
_FUNCTION = re.compile(
    rf"\b(?:{FUNCTIONS}|{PEOPLE}|zoon|dochter|broer|zus|buur(?:vrouw|man)?|vriend(?:in)?"
    r"|collega(?:[’']s)?|kameraad|leerling|klant|assistente|stagiaire|advocaat|advocate|rechter"
    r"|notaris|psycholo(?:og|ge)|staatssecretaris|gouverneur|\w*chef|kapitein|peuter|baby|kleuter"
    r"|tiener|weduwe|weduwnaar|auteur|schrijver|schrijfster|fotograaf|journaliste?|partner"
    r"|echtgeno(?:ot|te)|patiënte?)[ \u00a0]+$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:(?:mijn|zijn|haar|wiens) (?:voor|familie|roep)?naam (?:is|was)|ik ben|heet(?:te|ten)?"
    r"|noem(?:t|de|en|den)?(?: (?:me|mij|hem|haar|zich|zichzelf))?|genaamd|luistert naar de naam"
    r"|bij naam|getekend|ondertekend door|contactpersoon|p/a|t\.a\.v\.?|beste|dag|lieve|geachte)"
    r"[ \u00a0]*[:,]?[ \u00a0]*$",
    re.IGNORECASE,
)
# A speaker is a person or a body, so these count only beside a known first name.
_SPEAKS_BEFORE = re.compile(
    r"\b(?:zegt|zei|vertelt|vertelde|getuigt|getuigde|aldus|volgens|lacht|zucht|vindt|meent|besluit"
    r"|vraagt|antwoordt|reageert|herinnert zich)[ \u00a0]+$",
    re.IGNORECASE,
)
_ACTS_BEHIND = re.compile(
    r",?[ \u00a0](?:zegt|zei|vertelt|vertelde|getuigt|getuigde|lacht|zucht|vindt|woont|woonde|heeft"
    r"|is|was|kreeg|krijgt|wil|wilde|kan|kon|werkt|werkte|zoekt|zocht|komt|kwam|kijkt|knikt|weet"
    r"|wist|stelt|gaat|ging|had|leeft|leefde|moet|moest|en (?:haar|zijn))\b"
)
_AGE_BEHIND = re.compile(
    r"[ \u00a0]?(?:,[ \u00a0]?|\()[ \u00a0]?(?:is )?\d{1,2}(?![\d./-])(?:[ \u00a0]?jaar)?\b"
)
_FUNCTION_BEHIND = re.compile(
    r"[ \u00a0]?(?:,[ \u00a0]|\()(?:(?:\w+e|een|hun|mijn|haar|zijn)[ \u00a0])?"
    rf"(?:{FUNCTIONS}|{PEOPLE})\b"
)
# Behind these words stands the name of a thing: *basisschool De Regenboog*.
_THING_BEFORE = re.compile(
    r"\b(?:\w*(?:school|huis|centrum|winkel|wijk|straat|plein|park|kerk|parochie|ziekenhuis|fonds"
    r"|stichting|vereniging|groep|maatschappij|organisatie|universiteit|instituut|bibliotheek"
    r"|restaurant|kruidenier|kliniek|campus|project|campagne|werking|netwerk|team|dienst|bedrijf"
    r"|gemeente|provincie|stad|dorp|regio|streek|verzekeraar|bond|partij|krant|boek|film|uitgeverij"
    r"|koor|club|ploeg|steunpunt|collectief|platform|decreet|wet|fractie|atelier|site|app)"
    r"|vzw|nv|bv|cvba|asbl|ngo|café|crèche|villa|residentie|sint|heilige?|koning(?:in)?|prins(?:es)?"
    r"|lokaal bestuur|OCMW|CAW|CPAS|CVO|CLB|WZC|ISBN)[ \u00a0]+[‘“\"’']?$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:straat|plein|laan|lei|weg|steeg|dreef|kaai|vest|markt|brug|park|poort|hof|stichting"
    r"|vereniging|huis|school|fonds|centrum|kring|beweging|actie|bond|dienst|raad|prijs|kerk"
    r"|parochie|college|atheneum|instituut|gasthuis|ziekenhuis|klooster|wijk)$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:Sint|Sinte|Heilige?|Koning|Koningin|Prins|Prinses|Stad|Gemeente|Provincie|Huis|Dienst"
    r"|Netwerk|Vereniging|Universiteit|Hogeschool|Stichting|Fonds|Raad|Steunpunt|Centrum|Team"
    r"|Onze-Lieve-Vrouw|Onze|Lieve|Vlaanderen|Belgi[ëe]|Nederland|Europa|Brussel)(?:-.+)?"
)
_ARTICLES = frozenset({"de", "het", "een", "den", "'t", "’t"})
_DETERMINER_BEFORE = re.compile(
    r"\b(?:de|het|een|den|deze|dit|die|dat|onze|ons|elke?|iedere?|geen|alle|per)[ \u00a0]+$",
    re.IGNORECASE,
)
# Languages that are first names too.
_LANGUAGES = frozenset({"Frans"})
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;][’”\"')]?\s+|[\n•>]\s*|[“‘\"(«–—-]\s?)$")
_LINE_START = re.compile(r"(?:^|\n)\s*$")
# Words in a name; longer runs are titles.
_MOST_WORDS = 7
# Names in a note; more would hide the other notes.
MOST_NAMED = 12
NAMES_IN_TEXT = "In de tekst staan namen van personen: {}. Mogen ze erin blijven? Anders: een rol."
# Characters beside a run that are looked at.
_CONTEXT = 60


@dataclass(frozen=True)
class Name:
    """A name of a person: its start and end in the text, and its letters."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """Return the start and end."""
        return self.start, self.end


@dataclass(frozen=True)
class _Word:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_particle(self) -> bool:
        return _IS_PARTICLE.fullmatch(self.text) is not None

    @property
    def bare(self) -> str:
        """The word without a possessive ending: *Nadine's*."""
        return _POSSESSIVE.sub("", self.text)


def find(text: str) -> list[Name]:
    """Return the names of people in a text."""
    return [_name(start, words, text) for start, words in _spans(text)]


def note(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return a note for editors on the names in a text, or nothing if it holds none.

    Args:
        text: The text that is kept.
        known: Names in it that were recognised otherwise.
    """
    listed = list(known)
    for name in find(text):
        if not any(name.text in other for other in listed):
            listed.append(name.text)
    return [NAMES_IN_TEXT.format(", ".join(listed[:MOST_NAMED]))] if listed else []


def without_title(text: str) -> str:
    """Return a text without the title at its end: *mw.*, *de heer*."""
    title = _TITLE.search(f"{text.rstrip()} ")
    return re.sub(r"\bde\s*$", "", text[: title.start()], flags=re.IGNORECASE) if title else text


def _name(start: int, words: Sequence[_Word], text: str) -> Name:
    end = words[-1].start + len(words[-1].bare)
    return Name(start, end, text[start:end])


def _spans(text: str) -> Iterator[tuple[int, Sequence[_Word]]]:
    """Yield where each name starts, initials included, and its words."""
    for match in _RUN.finditer(text):
        offset = match.start("words")
        words = [
            _Word(offset + token.start(), token[0]) for token in _TOKEN.finditer(match["words"])
        ]
        if match["initials"]:
            if _is_name_behind_initials(words, _before(text, match.start("initials"))):
                yield match.start("initials"), words
            continue
        # An acronym ends a name: *Wim Klaproos OCMW Gent*.
        for is_acronym, group in groupby(_without_lead(words, text), _is_acronym):
            part = list(group)
            while part and part[-1].is_particle:
                part.pop()
            if part and not is_acronym and _is_name(part, text):
                yield part[0].start, part


def _before(text: str, column: int) -> str:
    return text[max(0, column - _CONTEXT) : column]


def _is_name_behind_initials(words: Sequence[_Word], before: str) -> bool:
    """Tell *S. Staal* from *A. Wonen*, a point of a list, and from *St. Jansstraat*."""
    if _LINE_START.search(before) and is_listed(words[-1].bare.lower()):
        return False
    return not any(_is_acronym(word) or _is_thing(word.bare) for word in words)


def _without_lead(words: list[_Word], text: str) -> list[_Word]:
    """Return the words behind the titles, functions and first words of a sentence."""
    while words:
        first, before = words[0], _before(text, words[0].start)
        if first.is_particle and first.text[0].islower():
            if _TITLE.search(before):
                return words
        elif len(words) == 1 or not _is_lead(first, before):
            return words
        words = words[1:]
    return []


def _is_lead(word: _Word, before: str) -> bool:
    """Tell if a word with a capital is a title, a function or an ordinary first word."""
    if _is_announced(f"{before}{word.text} "):
        return True
    if _is_announced(before) or word.is_particle or is_first_name(word.bare):
        return False
    return _SENTENCE_START.search(before) is not None and is_listed(word.bare.lower())


def _is_announced(before: str) -> bool:
    return bool(_TITLE.search(before) or _FUNCTION.search(before))


def _is_name(words: Sequence[_Word], text: str) -> bool:
    before, end = _before(text, words[0].start), words[-1].end
    behind = text[end : end + _CONTEXT]
    main = [word for word in words if not word.is_particle]
    if len(words) > _MOST_WORDS or _is_body(words):
        return False
    if _TITLE.search(before):
        return True
    has_first_name = is_first_name(main[0].bare)
    if _THING_BEFORE.search(before) and (len(main) == 1 or not has_first_name):
        return False
    if len(words) == 1:
        return _is_single_name(main[0].bare, before, behind)
    if words[0] is main[0] and has_first_name:
        return True
    is_called = bool(_FUNCTION.search(before) or _CALLED.search(before))
    all_unknown = all(_is_unknown(word.bare) for word in main)
    if len(main) == 1 or words[0].text.lower() in _ARTICLES:  # De Bakker
        is_called = is_called or _AGE_BEHIND.match(behind) is not None
        return (is_called and all_unknown) or (len(main) > 1 and _ends_in_first_name(main))
    return all_unknown or _ends_in_first_name(main) or (is_called and _is_unknown(main[0].bare))


def _ends_in_first_name(main: Sequence[_Word]) -> bool:
    """Tell if a family name stands first: *Vermeulen Frans*."""
    return is_first_name(main[-1].bare) and any(_is_unknown(word.bare) for word in main[:-1])


def _is_single_name(word: str, before: str, behind: str) -> bool:
    is_called = bool(
        _CALLED.search(before)
        or _FUNCTION.search(before)
        or _AGE_BEHIND.match(behind)
        or _FUNCTION_BEHIND.match(behind)
    )
    if is_called:
        return _is_unknown(word)
    if not is_first_name(word) or _DETERMINER_BEFORE.search(before):
        return False
    is_ambiguous = word in _LANGUAGES or (
        _SENTENCE_START.search(before) is not None and is_listed(word.lower())
    )
    return not is_ambiguous or bool(_SPEAKS_BEFORE.search(before) or _ACTS_BEHIND.match(behind))


def _is_body(words: Sequence[_Word]) -> bool:
    """Tell if words name a place, a street or an organisation."""
    return (
        _is_place(" ".join(word.bare for word in words))
        or any(_BODY.fullmatch(word.bare) for word in words)
        or _is_thing(words[-1].bare)
    )


def _is_thing(word: str) -> bool:
    """Tell if a word ends as a street or an organisation does: *Willemsstraat*."""
    ending = _THING.search(word)
    return ending is not None and (ending.start() == 0 or is_word(word) or len(ending[0]) > 4)


def _is_acronym(word: _Word) -> bool:
    """Tell if a word is written as no name is: *OCMW*, *UiTPAS*."""
    parts = re.split(r"[-’']", word.bare)
    return any(len(part) > 1 and re.search(r"[A-Z]{2}", part) for part in parts)


def _is_unknown(word: str) -> bool:
    """Tell if a word may be a name: a first name, or neither a place nor Dutch."""
    if is_first_name(word):
        return True
    parts = [part for part in re.split(r"[-’']", word) if len(part) > 1]
    return not _is_place(word) and any(not is_word(part) for part in parts)


def is_first_name(word: str) -> bool:
    """Tell if a word is a common first name, or two of them: *Pieter-Jan*."""
    names = _first_names()
    return word in names or ("-" in word and all(part in names for part in word.split("-")))


def _is_place(name: str) -> bool:
    return name in _place_names()


@cache
def _first_names() -> frozenset[str]:
    return curated_lists.words("first_names.txt")


@cache
def _place_names() -> frozenset[str]:
    """Return the names of municipalities and provinces, of today and of the past."""
    files = (_PLACES / name for name in ("municipalities.json", "provinces.json"))
    return frozenset(
        item["name"]
        for file in files
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]
    )
