"""Recognise lines about a text: its date, its authors, its organisation, its kind.

Invariant: only the line itself counts; the caller judges where it stands.
"""

import re

from ...privacy.personal_data import has_details, is_certain_name
from ..layout.shapes import ends_sentence
from .dates import find_date, is_only_date

# The length of the pages' own field.
MAX_ORGANISATION_LENGTH = 160
_CREDITS = (
    r"aanwezig(?:en|heden)?|verontschuldigd(?:en)?|afwezig(?:en)?|verslag(?:gever|nemer)?"
    r"|notulist|contactpersoon|correspondentie(?:adres)?|(?:pers)?contact(?:gegevens)?"
    r"|woordvoerder|perswoordvoerder|colofon|kernwoorden|trefwoorden|keywords"
    r"|verantwoordelijke? uitgever|v\.u\.|tekst(?: en \S+)?|foto(?:’|')?s?(?: \w+)?|fotografie"
    r"|illustraties?|vormgeving|lay-?out|(?:eind)?redactie|drukwerk|ISBN"
    r"|wettelijk depot(?:nummer)?|D/\d{4}|auteur(?:s|\(s\))?|onderzoekers"
    r"|met medewerking van|dank(?:woord)? aan"
)
_FACTS = (
    r"datum|plaats|locatie|tijdstip|looptijd|betreft|onderwerp|(?:(?:ons|uw) )?kenmerk"
    r"|referentie"
    r"|bijlagen?|cc|t\.a\.v\.|te downloaden via|website|titel|jaar"
)
_CREDITED = re.compile(rf"\W*(?:{_CREDITS})\s*:\s*\S.*", re.IGNORECASE | re.DOTALL)
_LABELLED = re.compile(rf"\W*(?:{_FACTS})\s*:\s*\S.*", re.IGNORECASE | re.DOTALL)
_NAME_MARKS = re.compile(
    r"\(\d\)|[\d*†¹²³⁴⁵⁶⁷⁸⁹⁰]|\b(?:prof|dr|drs|ir|mr|lic|em)\.(?:\s?dr\.)?", re.IGNORECASE
)
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Ý][\w’'-]+\s+(?:(?:van|de|den|der)\s+)*[A-ZÀ-Ý]")
_DATE_LABEL = re.compile(
    r"\W*(?:datum|gepubliceerd(?: op)?|publicatie(?:datum)?|verschenen(?: op)?|versie"
    r"|laatst bijgewerkt"
    r"(?: op)?|bijgewerkt(?: op)?|(?:goedgekeurd|vastgesteld|opgemaakt)(?: op| door| te)?"
    r"|d\.?d\.?|geplaatst op|uitgave|jaar)\b\s*[:.]?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:door|auteurs?|tekst|redactie|geschreven door|opgesteld door|opgemaakt door"
    r"|uitgevoerd door|in samenwerking met|i\.s\.m\.|een (?:uitgave|publicatie|voorstel"
    r"|initiatief|bijdrage|nota"
    r"|rapport|advies|dossier|onderzoek|studie) van|uitgave|uitgever|in opdracht van|organisatie"
    r"|bron|indiener"
    r"|afzender|uitgegeven door|©|copyright|verantwoordelijke uitgever"
    r"|v\.u\.)\s*(?:\d{4})?\s*[:\s]\s*(?P<who>.{3,200})",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
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
# Kinds of text, as they stand above a title.
_GENRE = re.compile(
    r"\W*(?:\w{0,14}(?:advies|dossier|nota|rapport|memorandum)|(?:info|thema|praktijk)?fiche"
    r"|(?:eind|jaar|vergader)?verslag|notulen|(?:\w+)?samenvatting(?: \w+)?|factsheet|policy brief"
    r"|(?:beleids)?aanbevelingen|brochure|gesprek|getuigenis|dubbelinterview"
    r"|artikel|standpunt|persbericht|opinie(?:stuk)?"
    r"|nieuws(?:bericht)?|studie|onderzoek|interview|reportage"
    r"|samenvatting van .{3,60})\s*\d{0,3}(?:\s*\|.{3,40})?\W*",
    re.IGNORECASE,
)
# *Een evaluatie van de raad* names a text, though it holds an organisation's name.
_TEXT_TITLE = re.compile(
    r"(?:(?:een|het|de)\s+)?(?:\w*(?:evaluatie|onderzoek|verslag|studie|advies|rapport|nota|analyse"
    r"|verkenning|bevraging|brochure|dossier|gids|plan))\s+(?:van|over|naar|door|bij|voor|op|rond)\b",
    re.IGNORECASE,
)
_AROUND_DATE = re.compile(
    r"\b(?:leestijd\b\W*\d+\s*min\w*\.?|\d{1,2}[:.u]\d{2}\b|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|geplaatst op|gepubliceerd op|laatst(?:e)? (?:update|bijgewerkt|gewijzigd)(?: op)?)",
    re.IGNORECASE,
)
_PUBLICATION_NOTE = re.compile(
    r"\W*(?:dit|deze) (?:artikel|interview|stuk|tekst|advies|bijdrage|rapport|nota|gesprek"
    r"|opinie\w*) (?:verscheen|is verschenen|(?:werd|is) (?:eerder )?gepubliceerd|dateert)"
    r"\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_JOURNAL = re.compile(r"tijdschrift|magazine|jaargang|\bnr\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]['”’»\")]*$")


def is_credit(text: str) -> bool:
    """Return whether a line is a credit at any place: *Aanwezig: …*, *Foto's: …*, *ISBN: …*."""
    if len(text) >= 220 or not _CREDITED.fullmatch(text.strip()):
        return False
    label, _, rest = text.partition(":")
    if "contact" not in label.lower():
        return True
    return has_details(rest) or _TWO_CAPITALS.search(rest) is not None


def is_labelled_fact(text: str) -> bool:
    """Return whether a line is a credit, or a fact at the top: *Plaats: …*, *Betreft: …*."""
    is_fact = len(text) < 220 and _LABELLED.fullmatch(text.strip()) is not None
    return is_fact or is_credit(text)


def is_author_list(text: str) -> bool:
    """Return whether a line holds only names of people, as authors under a title."""
    bare = _NAME_MARKS.sub(" ", text)
    parts = [part.strip() for part in re.split(r"[,;&|]|\ben\b", bare) if part.strip()]
    return bool(parts) and len(text) < 200 and all(is_certain_name(part) for part in parts)


def is_genre(text: str) -> bool:
    """Return whether a line names the kind of text: *Eindrapport*, *Interview*."""
    return _GENRE.fullmatch(text.strip()) is not None


def is_date_label(text: str) -> bool:
    """Return whether a line labels a date: *Gepubliceerd op …*, *Versie: …*."""
    return _DATE_LABEL.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Return whether a line states an author or publisher: *Door …*, *In opdracht van …*."""
    return _BYLINE.fullmatch(text) is not None


def is_publication_note(text: str) -> bool:
    """Return whether a line states where the text appeared: *Dit artikel verscheen in …*."""
    return _PUBLICATION_NOTE.fullmatch(text) is not None


def is_kicker(text: str) -> bool:
    """Return whether a line is a kicker, such as *Advies van de cliëntenraad*."""
    return len(text) < 70 and bool(_TEXT_TITLE.match(text) and _ORGANISATION.search(text))


def is_journal_issue(text: str) -> bool:
    """Return whether a line names an issue of a journal: *Tijdschrift …, jaargang 3, nr. 2*."""
    return len(text) < 120 and re.search(r"\b(?:jaargang|jg\.|nr\.?|nummer)\s*\d", text) is not None


def is_small_print(text: str) -> bool:
    """Return whether a line is only a date, an author, a publisher or the like."""
    bare = text.strip()
    if len(bare) > 220 or (ends_sentence(bare) and len(bare) > 90):
        return False
    if is_genre(bare) or is_labelled_fact(bare) or is_author_list(bare) or is_journal_issue(bare):
        return True
    if is_only_date(bare) or is_byline(bare) or is_date_label(bare) or is_organisation(bare):
        return True
    date_text = find_date(bare)[2]
    if not date_text:
        return False
    others = _AROUND_DATE.sub(" ", bare.replace(date_text, " ", 1)).strip(" ,;|•·–—-")
    if not others or (len(others.split()) < 12 and is_byline(others)):
        return True
    return is_genre(others) or is_organisation(others) or is_author_list(others)


def is_organisation(text: str) -> bool:
    """Return whether a line names an organisation and is no sentence."""
    if len(text) >= 110 or not _ORGANISATION.search(text) or _SENTENCE_END.search(text):
        return False
    if _TEXT_TITLE.match(text.strip()) or "@" in text:
        return False
    words = len(text.split())
    is_divided = "|" in text or "," in text
    return text[:1].isupper() and words < 14 and (is_divided or words < 7)


def organisations_in(text: str, date_text: str) -> str:
    """Return the organisations that a line names, or nothing.

    Args:
        text: The line.
        date_text: The date in it, which is no part of a name.
    """
    if text.rstrip().endswith(".") and len(text.split()) > 8 and not is_byline(text.strip()):
        return ""  # a sentence about one
    bare = _AROUND_DATE.sub(" ", text.replace(date_text, " ") if date_text else text)
    match = _BYLINE.fullmatch(bare.strip())
    author = (match["who"] if match else bare).strip(" ().,")
    parts = re.split(r"\s*(?:[,;|•·(]|\s[–—-]\s)\s*", author)
    names = filter(None, map(organisation_name, parts))
    return ", ".join(dict.fromkeys(names))[:MAX_ORGANISATION_LENGTH]


def organisation_name(text: str) -> str:
    """Return the name alone: *van de Cliëntenraad (2023)* gives *Cliëntenraad*; else nothing."""
    bare = " ".join(text.split()).strip(" .,;:()|–-©*_")
    bare = re.sub(
        r"^(?:door|van|voor|namens|de|het|een uitgave van)\s+(?=\S)", "", bare, flags=re.IGNORECASE
    )
    bare = re.sub(r"^(?:de|het)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
    if not bare or len(bare.split()) > 13 or _JOURNAL.search(bare) or "@" in bare:
        return ""
    if _TEXT_TITLE.match(bare):
        return ""
    return bare[:MAX_ORGANISATION_LENGTH] if _ORGANISATION.search(bare) else ""
