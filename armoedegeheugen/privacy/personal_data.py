"""People in the input: who to ask becomes a role and an organisation, never a name.

Invariant: no e-mail address, no telephone number and no name of a contact person passes through
`contact_of`, and `private` finds them in running text so that they can be taken out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..dutch.spell_check import is_word

EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\])\s?\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{2,12}"
    r"(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,/+])(?:\+|\(0\d{1,3}\)|[0O])[\d()\s./-]{6,22}\d(?!\w)")
_LABEL = re.compile(
    r"\b(?:e-?mail(?:adres)?|mail|tel(?:efoon)?(?:nummer)?|gsm|e|t|m|fax|of|en|via|op|nr|www\S*)\b[.:]*"
    r"|https?://\S+",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(?:contact\w*|(?:voor )?(?:meer )?info(?:rmatie)?|inlichtingen|vragen\??|bij|door)"
    r"\s*[:–-]\s*"
    r"|\W*(?:contactpersoon|contactpersonen|contactgegevens)\s+",
    re.IGNORECASE,
)
_ORGANISED = re.compile(
    r"\W*(?:(?:organisatie|initiatiefnemers?|uitvoerders?|organisator|indiener)\s*:|wie\s*\?)"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
_A_BODY = 120
_STOP = re.compile(r"[.!?…]['’”)]?(?:\s+|$)")
_INVITES = re.compile(
    r"(?:bel|mail|contacteer|stuur|schrijf|(?:voor )?(?:meer )?info(?:rmatie)?|vragen|interesse"
    r"|neem (?:dan )?contact|heb je vragen|inschrijven|contact)\b",
    re.IGNORECASE,
)
"""How a sentence begins that only says whom to ask."""
ROLE = re.compile(
    r"\b\w*(?:werk(?:st)?ers?|werkende|co.{1,2}rdinat\w+|codrdinat\w+|verantwoordelijken?|hoofd"
    r"|deskundigen?|consulent\w*|schepen(?:en)?|regisseurs?|directeur|directrice|begeleid(?:st)?ers?"
    r"|adviseurs?|voorzit(?:ter|ster)s?|leid(?:st)?ers?|leidinggevenden?|ambtena\w+|experts?|secretaris"
    r"|burgemeester|trekkers?|coach(?:es)?|managers?|assistenten?|verpleegkundigen?|animator\w*"
    r"|brugfigu\w+|ankerfigu\w+|stagiairs?|ombuds\w+|raadslid|inspecteurs?|bestuurders?)\b",
    re.IGNORECASE,
)
_CAPITALISED = r"[A-ZÀ-Ý][\w’'-]*"
_PARTICLE = r"(?:van|de|den|der|ten|ter|’t|'t|el|la|le|du|von)"
_PARTICLES = re.compile(_PARTICLE, re.IGNORECASE)
_NAME = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_PARTICLE}|{_CAPITALISED})){{1,5}}")
ORGANISATION = re.compile(
    r"\b(?:OCMW|CAW|vzw|VVSG|SAAMO|Stad|Gemeente|Provincie|Sociaal Huis|Huis|Dienst|Netwerk"
    r"|Vereniging|Zorgraad|Welzijnsregio|Lokaal [Bb]estuur|Samenlevingsopbouw)\b"
)
_NAMED_BODY = re.compile(
    r"\b(?:stad|gemeente|provincie|huis|dienst|netwerk|vereniging|lokaal bestuur|team)\b"
)
_SEPARATOR = re.compile(r"[,;|()•]|\s[-–—]\s|:\s|\ben\b(?=\s+[A-ZÀ-Ý]\w+\s+[A-ZÀ-Ý])")
LONGEST_LINE = 200
LONGEST_FIELD = 160
"""Of the two fields of a page."""


@dataclass(frozen=True)
class Contact:
    """Whom to ask, without saying who."""

    role: str = ""
    organisation: str = ""


def phones(text: str) -> list[tuple[int, int]]:
    """Belgian and foreign numbers; a year, an amount or a date is none."""
    found = []
    for match in _PHONE.finditer(text):
        digits = sum(c.isdigit() or c == "O" for c in match[0])
        if (10 <= digits <= 13) if match[0][0] == "+" else (9 <= digits <= 11):
            found.append(match.span())
    return found


def _details(text: str) -> list[tuple[int, int]]:
    """E-mail addresses and telephone numbers, in order."""
    return sorted([*(match.span() for match in EMAIL.finditer(text)), *phones(text)])


def _without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(ranges, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def only_details(text: str) -> bool:
    """Nothing but an address or a number, and what announces it."""
    if len(text) > LONGEST_LINE:
        return False
    found = _details(text)
    left = _LABEL.sub("", _without(text, found))
    return bool(found) and not any(c.isalnum() for c in left)


def has_details(text: str) -> bool:
    return bool(_details(text))


def is_role(text: str) -> bool:
    """A line that is a function: *schepen van Sociale Zaken*."""
    begin = " ".join(text.split()[:3])
    return len(text) < 90 and ROLE.search(begin) is not None and not text.rstrip().endswith(".")


def is_name(text: str) -> bool:
    """A line that is a person's name and nothing else: one that no word list has."""
    return _may_be_name(text) and not all(is_word(word) for word in re.findall(r"\w+", text))


def is_person(text: str) -> bool:
    """A name of which no part is a word. *Thuis In Lommel* is written as a name, and is none."""
    if not _may_be_name(text):
        return False
    parts = [word for word in re.findall(r"\w+", text) if not _PARTICLES.fullmatch(word)]
    return len(parts) < 4 and not any(is_word(word) for word in parts)


def _may_be_name(text: str) -> bool:
    """Written as a name. Where a name is due that will do: *Els De Smet* is made of words."""
    bare = text.strip(" ,.;:-–|•")
    if not _NAME.fullmatch(bare) or len(bare.split()) > 6:
        return False
    return not (ROLE.search(bare) or ORGANISATION.search(bare))


def is_labelled(text: str) -> bool:
    """*Contactpersoon: …*: a line that says itself that it is about whom to ask."""
    if len(text) < _A_BODY and _ORGANISED.match(text):
        return True
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else ""
    start = _NAME.match(rest)
    return bool(rest) and (has_details(rest) or bool(start) or is_role(rest))


def is_contact(text: str) -> bool:
    """A line about whom to ask, as such lines stand under a title or at a page's end."""
    text = text.strip()
    if not text or len(text) > LONGEST_LINE:
        return False
    if only_details(text) or is_labelled(text):
        return True
    found = _details(text)
    if found and not _without(text[found[-1][1] :], []).strip(" .)"):
        before = _without(text, found)
        if _SEPARATOR.search(text[: found[0][0]]) and ROLE.search(before):
            return True
        if _may_be_name(_LABEL.sub("", before)) or _may_be_name(_SEPARATOR.split(text)[0]):
            return True
    return _introduces(text)


def _introduces(text: str) -> bool:
    """*Voornaam Naam, maatschappelijk werker*."""
    first, *others = _SEPARATOR.split(text)
    while len(others) > 1 and is_name(others[0]):
        others.pop(0)
    if not others or not _may_be_name(first) or text.endswith("."):
        return False
    within = 6 if is_name(first) else 3
    if not ROLE.search(" ".join(others[0].split()[:within])):
        return False
    return len(text.split()) <= (22 if is_name(first) else 12)


def contact_of(
    text: str, is_place: Callable[[str], bool] = lambda part: False
) -> tuple[Contact, tuple[str, ...]]:
    """The role and the organisation in a contact line, and the names that it gives away."""
    text = _ORGANISED.sub("", _LEAD.sub("", text))
    text = _without(text, _details(text))
    roles: list[str] = []
    organisations: list[str] = []
    names: list[str] = []
    for part in filter(None, (part.strip(" .-–:") for part in _SEPARATOR.split(text))):
        if is_place(part):
            organisations.append(part)
        elif _may_be_name(part):
            names.append(part)
        elif ROLE.search(part):
            role, organisation, found = _role(part)
            names += found
            roles += [role] if role else []
            organisations += [organisation] if organisation else []
        elif (ORGANISATION.search(part) or _NAMED_BODY.search(part)) and len(part.split()) < 8:
            organisations.append(part)
        elif roles and part[0].islower() and not _LABEL.fullmatch(part):
            roles[-1] += f", {part}"
    role = "; ".join(dict.fromkeys(roles))[:LONGEST_FIELD]
    return Contact(role, "; ".join(dict.fromkeys(organisations))[:LONGEST_FIELD]), tuple(names)


def _role(part: str) -> tuple[str, str, list[str]]:
    """A part with a function in it, without the name before or behind it."""
    names = []
    role = ROLE.search(part)
    lead = _NAME.match(part)
    if role and lead and lead.end() <= role.start() and not is_word(part.split()[0]):
        names.append(lead[0])
        part = part[lead.end() :].strip()
    organisation = ORGANISATION.search(part)
    behind = re.search(rf"\s({_CAPITALISED}(?:\s+(?:{_PARTICLE}|{_CAPITALISED}))+)$", part)
    if behind and not organisation and _may_be_name(behind[1]):
        names.append(behind[1])
        part = part[: behind.start()].strip()
    if organisation and organisation.start() > 3:
        role_part = re.sub(
            r"\s+(?:bij|van|voor|in|,)$", "", part[: organisation.start()].strip(" ,")
        )
        return role_part, part[organisation.start() :], names
    return part, "", names


_BEFORE_DETAIL = re.compile(
    r"(?:^|[\s,;|–-]+)(?:tel(?:efoon)?(?:nummer)?|gsm|mobiel|fax|e-?mail(?:adres)?|mail"
    r"|(?-i:[TMEF]))\b[.:]*\s*$",
    re.IGNORECASE,
)
"""What announces a number or an address, and says nothing without it."""
_QUESTION = re.compile(
    r"(?:meer (?:weten|info(?:rmatie)?)|(?:heb je |nog |andere )*vragen|interesse"
    r"|(?:zelf )?meedoen|reageren(?: op .{3,40})?)\s*\?\s*",
    re.IGNORECASE,
)
"""Before a sentence that says whom to ask."""
_PUBLISHER = re.compile(
    r"(?:verantwoordelijke? uitgever|\bv\.\s?u\.)\s*:\s*[^.;|\n]{3,80}(?:[.;|]|$)", re.IGNORECASE
)
"""The law wants a person's name there."""


def private(text: str, names: Iterable[str] = ()) -> list[tuple[int, int]]:
    """What in running text is about one person: addresses, numbers, and the names given."""
    found = [*_details(text), *(match.span() for match in _PUBLISHER.finditer(text))]
    for name in names:
        found += [match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    if not found:
        return []
    stops = [match.span() for match in _STOP.finditer(text)]
    return _merged(_invitation(text, _bracketed(text, span), stops) for span in found)


def _invitation(
    text: str, span: tuple[int, int], stops: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The whole sentence, if all it says is whom to ask. `stops`: where sentences end, the blank
    behind included."""
    before = bisect_right(stops, span[0], key=lambda stop: stop[1])
    start = stops[before - 1][1] if before else 0
    if not _INVITES.match(text, start):
        return span
    earlier = stops[before - 2][1] if before > 1 else 0
    if before and _QUESTION.fullmatch(text[earlier:start]):
        start = earlier
    after = bisect_right(stops, span[1], key=lambda stop: stop[0])
    return start, len(text[: stops[after][1]].rstrip()) if after < len(stops) else len(text)


def _bracketed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """With the brackets, if there is nothing else between them."""
    start, end = span
    lead = text[max(0, start - 12) : start]
    before = re.search(r"\s?\((?:(?:tel|gsm|e-?mail|t|e)[.:]*\s*)?$", lead, re.IGNORECASE)
    if before and text[end : end + 1] == ")":
        return start - len(lead) + before.start(), end + 1
    label = _BEFORE_DETAIL.search(text[max(0, start - 24) : start])
    return start - len(label[0]) if label else start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
