"""Who said something: the role, apart from the name.

Invariant: a role is words of the input; where only a name stands, the role is what the input said
of that name elsewhere, or nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...dutch.spell_check import is_word
from ...privacy.personal_data import ORGANISATION, ROLE, is_certain_name

MAX_LENGTH = 140
MAX_ROLE_LENGTH = 120
"""Of the block's own field."""
_CAPITALISED = r"[A-ZÀ-Ý][\w’'-]*\.?"
_PARTICLE = r"(?:van|de|den|der|ten|ter|’t|'t|el|la|le|du|von)"
_FULL = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITALISED}){{0,3}}")
_EDGES = " \t.,;:–—-|()[]~*_"
_INTRODUCES = re.compile(
    r"^(?:aldus|volgens|zegt|zei|vertelt|vertelde|getuigt|stelt|meent|vindt|besluit|voegt|legt"
    r"|verduidelijkt|citaat van|quote van|door)\s+(?:ook\s+)?",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:moeders?|vaders?|ouders?|man|vrouw|jongere?n?|(?:ver)?huur(?:der|ster)s?|cliënten?|client"
    r"|bewo(?:ner|onster)s?"
    r"|deelne(?:mer|emster)s?|vrijwillig(?:er|ster)s?|getuige|gezin|alleenstaande\w*|leerkracht"
    r"|leraar|directie"
    r"|burger|bezoek(?:er|ster)|lid|leden|student\w*|onderzoek(?:er|ster)s?|professor|dokter"
    r"|huisarts|arts"
    r"|mantelzorger|gepensioneerde|jobcoach|medewerk(?:er|ster)s?|hulpverle(?:ner|enster)s?"
    r"|buurtwerk(?:er|ster)"
    r"|maatschappelijk\s+\w+|respondent\w*|geïnterviewde|werkzoekende|papa|mama|oma|opa|meisje"
    r"|jongen"
    r"|\w*groep|\w*vereniging|\w*raad|collectief"
    r"|ervaringsdeskundige|schepen|burgemeester|minister|voorzitter|directeur|tandarts"
    r"|verpleegkundige)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Speaker:
    name: str = ""
    role: str = ""


@dataclass
class KnownRoles:
    """Roles by name, as the text itself gave them."""

    roles: dict[str, str] = field(default_factory=dict)

    def resolve(self, speaker: Speaker) -> Speaker:
        if speaker.name and speaker.role:
            self.add(speaker)
            return speaker
        if not speaker.name:
            return speaker
        keys = [speaker.name, speaker.name.split()[0], speaker.name.split()[-1]]
        role = next((self.roles[key] for key in keys if key in self.roles), "")
        return Speaker(speaker.name, role)

    def add(self, speaker: Speaker) -> None:
        parts = speaker.name.split()
        for key in (speaker.name, parts[0], parts[-1]):
            self.roles.setdefault(key, speaker.role)


_IN_TEXT = re.compile(
    rf"(?P<name>{_CAPITALISED}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITALISED}){{1,3}}),\s+"
    r"(?P<role>[a-zà-ÿ][^,.:;“”\"]{4,90}?)\s*(?=[,.:;]|\s(?:legt|zegt|vertelt|vindt|stelt|geeft"
    r"|is|werkt)\b)"
)


def roles_in(texts: Iterable[str]) -> KnownRoles:
    """*Voornaam Naam, coördinator van …,* in running text tells a role."""
    heard = KnownRoles()
    for text in texts:
        for match in _IN_TEXT.finditer(text):
            if ROLE.search(match["role"]) or _PEOPLE.search(match["role"]):
                name = _without_function(match["name"])
                heard.add(Speaker(name, match["role"].strip()))
    return heard


def parse_speaker(text: str) -> Speaker:
    """The name and the role in *Naam, rol bij een dienst*, *een moeder*, *rol Naam (dienst)*."""
    bare = _INTRODUCES.sub("", text.strip(_EDGES)).strip(_EDGES)
    if bare.lower() in _PRONOUNS:
        return Speaker()
    head, *rest = re.split(r"\s*[,(|]\s*|\s[–—-]\s", bare, maxsplit=1)
    if is_name(head):
        return Speaker(head, _tidy(rest[0]) if rest else "")
    if rest and is_name(rest[0]):
        return Speaker(_tidy(rest[0]), _tidy(head))
    name = next(
        (m[0] for m in _FULL.finditer(bare) if m.start() and " " in m[0] and is_name(m[0])), ""
    )
    if name and ROLE.search(bare[: bare.find(name)]):
        return Speaker(name, _tidy(" ".join(bare.replace(name, " ", 1).split()).replace(" ,", ",")))
    return Speaker("", _tidy(bare))


_AGE = re.compile(r"^\(?\d{1,3}(?:\s*jaar)?(?:\s*oud)?\)?\s*,\s*(?=\S)")


def _tidy(text: str) -> str:
    bare = _AGE.sub("", text.strip())
    if re.fullmatch(r"\W*\d{1,3}(?:\s*jaar)?\W*", bare):
        return ""  # an age is no role
    if bare.count("(") == bare.count(")"):
        bare = bare.strip(" \t.,;:–—-|~*_")
    else:
        bare = bare.strip(_EDGES)
    return bare[:MAX_ROLE_LENGTH]


def is_name(text: str) -> bool:
    """One to four capitals in a row that are no function, no service and no common word."""
    bare = text.strip(_EDGES)
    if not _FULL.fullmatch(bare) or ROLE.search(bare) or ORGANISATION.search(bare):
        return False
    words = [word for word in re.findall(r"[\w’'-]+", bare) if not re.fullmatch(_PARTICLE, word)]
    if len(words) == 1 and words[0].lower() in _NO_NAMES:
        return False
    if len(words) == 1 and (words[0].isupper() and len(words[0]) > 2):
        return False
    return not (
        _PEOPLE.search(bare)
        or all(
            w[0].isupper() and is_word(w.lower()) and len(words) < 2 and len(w) > 6 for w in words
        )
    )


def full_names_in(text: str) -> list[str]:
    """Full names in running text, as far as no part of them is a word."""
    found = (_without_function(match[0].strip(" .")) for match in _FULL.finditer(text))
    return [name for name in dict.fromkeys(found) if " " in name and _may_be_person(name)]


def _without_function(name: str) -> str:
    """*Schepen Wannes de Verzonnen*, at the start of a sentence."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and is_word(first.lower()) and rest[0].isupper() else name


def _may_be_person(name: str) -> bool:
    """*Wannes de Verzonnen* has words in it; the first name is none."""
    first, second, *_ = name.split()
    with_particle = re.fullmatch(_PARTICLE, second, re.IGNORECASE) and not is_word(first.lower())
    return is_certain_name(name) or bool(with_particle and is_name(name))


_PRONOUNS = frozenset({"ze", "zij", "hij", "ik", "men", "hem", "haar", "je", "we", "wij"})
_NO_NAMES = frozenset(
    {"een", "de", "het", "deze", "die", "iemand", "bron", "anoniem", "zo", "ook", "dit"}
)


def is_attribution(text: str, near: bool) -> bool:
    """A line below a quote that says whose words they are. `near`: without a blank between."""
    bare = text.strip()
    dashed = re.match(r"[–—~-]\s*\S", bare) is not None
    words = bare.split()
    if len(bare) > MAX_LENGTH or len(words) > 18 or re.search(r"[“”„\"«»?!]", bare):
        return False
    if bare.endswith((":", ";")) or (bare.endswith(".") and not dashed and len(words) > 6):
        return False
    if dashed:
        return True
    if re.match(r"(?:aldus|bron:|uit:)\s", bare, re.IGNORECASE):
        return True
    if bare.startswith("(") and bare.rstrip(".").endswith(")"):
        return True
    head = re.split(r"\s*[,(]\s*", bare, maxsplit=1)[0]
    told = ROLE.search(bare) or _PEOPLE.search(bare)
    if is_name(head) and ("," in bare or "(" in bare):
        return True
    if near and (is_name(bare) or told) and not bare.endswith("."):
        return True
    return (
        bool(told)
        and len(words) <= 9
        and not bare.endswith(".")
        and re.match(r"(?:een|de|het)\s", bare, re.I) is not None
    )


def may_name_speaker(text: str) -> bool:
    """Words that can be about who speaks: a name, a function, someone."""
    return bool(ROLE.search(text) or _PEOPLE.search(text) or is_name(parse_speaker(text).name))
