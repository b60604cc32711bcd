"""Recognise contact persons in text: their names, roles, e-mail addresses and telephone numbers.

Invariant: `parse_contact` keeps the role and the organisation of a contact person, never the name,
the address or the number; `private_spans` finds those in running text, so that a caller removes
them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from ..dutch.spell_check import is_word
from .name_cues import CAPITALISED, FUNCTIONS, PARTICLE

EMAIL = re.compile(
    r"(?<![\w.+%@-])[\w.+%-]{1,64}\s?(?:@|%40|\(at\)|\[at\])\s?\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{2,12}"
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
# Longer lines that begin with *Organisatie:* are text, not the name of a body.
_LONGEST_BODY = 120
_STOP = re.compile(r"[.!?…]['’”)]?(?:\s+|$)")
# How a sentence begins that only says whom to ask.
_INVITES = re.compile(
    r"(?:bel|mail|contacteer|stuur|schrijf|(?:voor )?(?:meer )?info(?:rmatie)?|vragen|interesse"
    r"|neem (?:dan )?contact|heb je vragen|inschrijven|contact)\b",
    re.IGNORECASE,
)
ROLE = re.compile(rf"\b{FUNCTIONS}\b", re.IGNORECASE)
_PARTICLES = re.compile(PARTICLE, re.IGNORECASE)
_NAME = re.compile(rf"{CAPITALISED}(?:\s+(?:{PARTICLE}|{CAPITALISED})){{1,5}}")
_NAME_AT_END = re.compile(rf"\s({CAPITALISED}(?:\s+(?:{PARTICLE}|{CAPITALISED}))+)$")
ORGANISATION = re.compile(
    r"\b(?:OCMW|CAW|vzw|VVSG|SAAMO|Stad|Gemeente|Provincie|Sociaal Huis|Huis|Dienst|Netwerk"
    r"|Vereniging|Zorgraad|Welzijnsregio|Lokaal [Bb]estuur|Samenlevingsopbouw)\b"
)
_NAMED_BODY = re.compile(
    r"\b(?:stad|gemeente|provincie|huis|dienst|netwerk|vereniging|lokaal bestuur|team)\b"
)
_SEPARATOR = re.compile(r"[,;|()•]|\s[-–—]\s|:\s|\ben\b(?=\s+[A-ZÀ-Ý]\w+\s+[A-ZÀ-Ý])")
# What announces a number or an address, and says nothing without it.
_LABEL_AT_END = re.compile(
    r"(?:^|[\s,;|–-]+)(?:tel(?:efoon)?(?:nummer)?|gsm|mobiel|fax|e-?mail(?:adres)?|mail"
    r"|(?-i:[TMEF]))\b[.:]*\s*$",
    re.IGNORECASE,
)
_PARAMETER_AT_END = re.compile(r"(?<=\w|/)[?&][\w.-]{1,40}=$")
# A question before a sentence that says whom to ask.
_QUESTION = re.compile(
    r"(?:meer (?:weten|info(?:rmatie)?)|(?:heb je |nog |andere )*vragen|interesse"
    r"|(?:zelf )?meedoen|reageren(?: op .{3,40})?)\s*\?\s*",
    re.IGNORECASE,
)
# The law requires a person's name here.
_PUBLISHER = re.compile(
    r"(?:verantwoordelijke? uitgever|\bv\.\s?u\.)\s*:\s*(?:\w\.\s?){0,4}[^.;|\n]{3,80}(?:[.;|]|$)",
    re.IGNORECASE,
)
LONGEST_LINE = 200
# Letters in each of the two contact fields of a page.
LONGEST_FIELD = 160


@dataclass(frozen=True)
class Contact:
    """A contact person by role and organisation, without the name."""

    role: str = ""
    organisation: str = ""


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each telephone number, Belgian or foreign.

    A number of 9 to 11 digits, or of 10 to 13 behind a plus sign: no year, amount or date.
    """
    spans = []
    for match in _PHONE.finditer(text):
        digits = sum(c.isdigit() or c == "O" for c in match[0])
        if (10 <= digits <= 13) if match[0][0] == "+" else (9 <= digits <= 11):
            spans.append(match.span())
    return spans


def _detail_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of e-mail addresses and telephone numbers, in order."""
    return sorted([*(match.span() for match in EMAIL.finditer(text)), *phone_spans(text)])


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def has_only_details(text: str) -> bool:
    """Tell if a line is nothing but addresses, numbers and their labels (*tel.*, *e-mail*)."""
    if len(text) > LONGEST_LINE:
        return False
    spans = _detail_spans(text)
    rest = _LABEL.sub("", _without(text, spans))
    return bool(spans) and not any(c.isalnum() for c in rest)


def has_details(text: str) -> bool:
    """Tell if a text has an e-mail address or a telephone number."""
    return bool(_detail_spans(text))


def is_role(text: str) -> bool:
    """Tell if a line is a person's function: *schepen van Sociale Zaken*."""
    begin = " ".join(text.split()[:3])
    return len(text) < 90 and ROLE.search(begin) is not None and not text.rstrip().endswith(".")


def is_name(text: str) -> bool:
    """Tell if a line is written as a person's name, and not all its parts are Dutch words."""
    return _may_be_name(text) and not all(is_word(word) for word in re.findall(r"\w+", text))


def is_certain_name(text: str) -> bool:
    """Tell if a line is written as a name of which no part is a Dutch word.

    *Thuis In Lommel* is written as a name, and is none.
    """
    if not _may_be_name(text):
        return False
    parts = [word for word in re.findall(r"\w+", text) if not _PARTICLES.fullmatch(word)]
    return len(parts) < 4 and not any(is_word(word) for word in parts)


def _may_be_name(text: str) -> bool:
    """Tell if a line is written as a name; its parts may be words, as in *Els De Smet*."""
    bare = text.strip(" ,.;:-–|•")
    if not _NAME.fullmatch(bare):
        return False
    return not (ROLE.search(bare) or ORGANISATION.search(bare))


def is_labelled(text: str) -> bool:
    """Tell if a line begins with a label for a contact person: *Contactpersoon: …*."""
    if len(text) < _LONGEST_BODY and _ORGANISED.match(text):
        return True
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else ""
    start = _NAME.match(rest)
    return has_details(rest) or bool(start) or is_role(rest)


def is_contact_line(text: str) -> bool:
    """Tell if a line says whom to ask, as such lines stand under a title or at a page's end."""
    text = text.strip()
    if len(text) > LONGEST_LINE:
        return False
    if has_only_details(text) or is_labelled(text):
        return True
    spans = _detail_spans(text)
    if spans and not text[spans[-1][1] :].strip(" .)"):
        rest = _without(text, spans)
        if _SEPARATOR.search(text[: spans[0][0]]) and ROLE.search(rest):
            return True
        if _may_be_name(_LABEL.sub("", rest)) or _may_be_name(_SEPARATOR.split(text)[0]):
            return True
    return _is_name_with_role(text)


def _is_name_with_role(text: str) -> bool:
    """Tell if a line is a name and then a role: *Voornaam Naam, maatschappelijk werker*."""
    first, *others = _SEPARATOR.split(text)
    while len(others) > 1 and is_name(others[0]):
        others.pop(0)
    if not others or not _may_be_name(first) or text.endswith("."):
        return False
    first_words = 6 if is_name(first) else 3
    if not ROLE.search(" ".join(others[0].split()[:first_words])):
        return False
    return len(text.split()) <= (22 if is_name(first) else 12)


def parse_contact(
    text: str, is_place: Callable[[str], bool] = lambda part: False
) -> tuple[Contact, tuple[str, ...]]:
    """Return the role and the organisation in a contact line, and the persons' names in it.

    Args:
        text: The line.
        is_place: Tells if a part of the line is the name of a municipality or province.
    """
    text = _ORGANISED.sub("", _LEAD.sub("", text))
    text = _without(text, _detail_spans(text))
    roles: list[str] = []
    organisations: list[str] = []
    names: list[str] = []
    for part in filter(None, (part.strip(" .-–:") for part in _SEPARATOR.split(text))):
        if is_place(part):
            organisations.append(part)
        elif _may_be_name(part):
            names.append(part)
        elif function := ROLE.search(part):
            role, organisation, names_in_part = _split_role(part, function)
            names += names_in_part
            roles += [role] if role else []
            organisations += [organisation] if organisation else []
        elif (ORGANISATION.search(part) or _NAMED_BODY.search(part)) and len(part.split()) < 8:
            organisations.append(part)
        elif roles and part[0].islower() and not _LABEL.fullmatch(part):
            roles[-1] += f", {part}"
    role = "; ".join(dict.fromkeys(roles))[:LONGEST_FIELD]
    return Contact(role, "; ".join(dict.fromkeys(organisations))[:LONGEST_FIELD]), tuple(names)


def _split_role(part: str, function: re.Match[str]) -> tuple[str, str, list[str]]:
    """Return the role, the organisation and the names in a part that holds a function."""
    names = []
    name_at_start = _NAME.match(part[: function.start()])
    name_at_end = _NAME_AT_END.search(part[function.end() :])
    if name_at_start and not is_word(part.split()[0]):
        names.append(name_at_start[0])
        part = part[name_at_start.end() :].strip()
    organisation = ORGANISATION.search(part)
    if name_at_end and not organisation and _may_be_name(name_at_end[1]):
        names.append(name_at_end[1])
        part = part[: -len(name_at_end[0])].strip()
    if organisation and organisation.start() > 3:
        role_part = re.sub(
            r"\s+(?:bij|van|voor|in|,)$", "", part[: organisation.start()].strip(" ,")
        )
        return role_part, part[organisation.start() :], names
    return part, "", names


def private_spans(text: str, names: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Return the spans of running text that are about one person, in order, none overlapping.

    They are e-mail addresses, telephone numbers, publishers and the given names, with the brackets
    and labels around them, or the whole sentence if it only says whom to ask.
    """
    spans = [_with_parameter(text, span) for span in _detail_spans(text)]
    spans += [*(match.span() for match in _PUBLISHER.finditer(text))]
    for name in names:
        spans += [match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    if not spans:
        return []
    stops = [match.span() for match in _STOP.finditer(text)]
    return _merged(_with_invitation(text, _with_brackets(text, span), stops) for span in spans)


def _with_parameter(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span with the name of the web parameter of which it is the value: *?m=…*."""
    start, end = span
    name = _PARAMETER_AT_END.search(text[max(0, start - 50) : start])
    if not name:
        return span
    if text[end : end + 1] == "&":  # the sign before the name serves the next parameter
        return start - len(name[0]) + 1, end + 1
    return start - len(name[0]), end


def without_addresses(url: str) -> str:
    """Return a web address without the parameters that hold an e-mail address.

    Empty if the address stands in another part, which the link needs.
    """
    if not EMAIL.search(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if EMAIL.search(f"{parts.netloc}{parts.path}"):
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if not EMAIL.search(pair))
    fragment = "" if EMAIL.search(parts.fragment) else parts.fragment
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _with_invitation(
    text: str, span: tuple[int, int], stops: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Return the whole sentence if it only says whom to ask, else the span.

    `stops` are the spans of the signs that end a sentence, the blank behind them included.
    """
    before = bisect_right(stops, span[0], key=lambda stop: stop[1])
    start = stops[before - 1][1] if before else 0
    if not _INVITES.match(text, start):
        return span
    earlier = stops[before - 2][1] if before > 1 else 0
    if _QUESTION.fullmatch(text[earlier:start]):
        start = earlier
    after = bisect_left(stops, span[1], key=lambda stop: stop[0])
    return start, len(text[: stops[after][1]].rstrip()) if after < len(stops) else len(text)


def _with_brackets(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span with the brackets around it, or else with the label before it."""
    start, end = span
    lead = text[max(0, start - 12) : start]
    bracket = re.search(r"\s?\((?:(?:tel|gsm|e-?mail|t|e)[.:]*\s*)?$", lead, re.IGNORECASE)
    if bracket and text[end : end + 1] == ")":
        return start - len(lead) + bracket.start(), end + 1
    label = _LABEL_AT_END.search(text[max(0, start - 24) : start])
    return start - len(label[0]) if label else start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
