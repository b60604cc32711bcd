"""Recognise speakers: their role, apart from their name.

Invariant: a role is words of the input. Where only a name stands, the role is what the input says
of that name elsewhere, or nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...dutch.spell_check import is_word
from ...privacy import names
from ...privacy.name_cues import CAPITALISED, PARTICLE, PEOPLE
from ...privacy.personal_data import ORGANISATION, ROLE

# In characters; a longer line is no attribution.
MAX_LENGTH = 140
# The length of the block's own field.
MAX_ROLE_LENGTH = 120
_WORD = rf"{CAPITALISED}\.?"
_FULL = re.compile(rf"{_WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}{_WORD}){{0,3}}")
_SURROUNDING = " \t.,;:–—-|()[]~*_"
_INTRODUCES = re.compile(
    r"^(?:aldus|volgens|zegt|zei|vertelt|vertelde|getuigt|stelt|meent|vindt|besluit|voegt|legt"
    r"|verduidelijkt|citaat van|quote van|door)\s+(?:ook\s+)?",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"\b(?:{PEOPLE}|gezin|directie|lid|leden|jobcoach|buurtwerk(?:er|ster)"
    r"|\w*groep|\w*vereniging|\w*raad|collectief|schepen|burgemeester|voorzitter|directeur"
    r"|verpleegkundige)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Speaker:
    """The name and the role of a speaker; either may be empty."""

    name: str = ""
    role: str = ""


@dataclass
class KnownRoles:
    """Roles by name, as the text itself states them."""

    roles: dict[str, str] = field(default_factory=dict)

    def resolve(self, speaker: Speaker) -> Speaker:
        """Return a speaker with the role that the text gives to the name elsewhere."""
        if speaker.name and speaker.role:
            self.add(speaker)
            return speaker
        if not speaker.name:
            return speaker
        keys = [speaker.name, speaker.name.split()[0], speaker.name.split()[-1]]
        role = next((self.roles[key] for key in keys if key in self.roles), "")
        return Speaker(speaker.name, role)

    def add(self, speaker: Speaker) -> None:
        """Remember a role under the full, the first and the last name."""
        parts = speaker.name.split()
        for key in (speaker.name, parts[0], parts[-1]):
            self.roles.setdefault(key, speaker.role)


_NAME_WITH_ROLE = re.compile(
    rf"(?P<name>{_WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}{_WORD}){{1,3}}),\s+"
    r"(?P<role>[a-zà-ÿ][^,.:;“”\"]{4,90}?)\s*(?=[,.:;]|\s(?:legt|zegt|vertelt|vindt|stelt|geeft"
    r"|is|werkt)\b)"
)


def roles_in(texts: Iterable[str]) -> KnownRoles:
    """Collect the roles that running text states: *Voornaam Naam, coördinator van …*."""
    known_roles = KnownRoles()
    for text in texts:
        for match in _NAME_WITH_ROLE.finditer(text):
            if ROLE.search(match["role"]) or _PEOPLE.search(match["role"]):
                name = _without_function(match["name"])
                known_roles.add(Speaker(name, match["role"].strip()))
    return known_roles


def parse_speaker(text: str) -> Speaker:
    """Split *Naam, rol bij een dienst*, *rol Naam (dienst)* or *een moeder* in name and role."""
    bare = _INTRODUCES.sub("", text.strip(_SURROUNDING)).strip(_SURROUNDING)
    if bare.lower() in _PRONOUNS:
        return Speaker()
    first, *others = re.split(r"\s*[,(|]\s*|\s[–—-]\s", bare, maxsplit=1)
    if is_name(first):
        return Speaker(first, _tidy_role(others[0]) if others else "")
    if others and is_name(others[0]):
        return Speaker(_tidy_role(others[0]), _tidy_role(first))
    in_text = names.find(bare)
    if in_text:
        return Speaker(in_text[0].text, _tidy_role(_without_names(bare, in_text)))
    capitalised = [match[0] for match in _FULL.finditer(bare) if match.start()]
    name = next((words for words in capitalised if " " in words and is_name(words)), "")
    if name and ROLE.search(bare[: bare.find(name)]):
        role = " ".join(bare.replace(name, " ", 1).split())
        return Speaker(name, _tidy_role(role.replace(" ,", ",")))
    return Speaker("", _tidy_role(bare))


def _without_names(text: str, found: Sequence[names.Name]) -> str:
    """Return a text without names, their titles and the signs that stood beside them."""
    for name in reversed(found):
        before = names.without_title(text[: name.start]).rstrip(" ,(")
        text = f"{before} {text[name.end :].lstrip(' ,()')}".strip()
    return text


_AGE = re.compile(r"^\(?\d{1,3}(?:\s*jaar)?(?:\s*oud)?\)?\s*,\s*(?=\S)")


def _tidy_role(text: str) -> str:
    bare = _AGE.sub("", text.strip())
    if re.fullmatch(r"\W*\d{1,3}(?:\s*jaar)?\W*", bare):
        return ""  # an age is no role
    if bare.count("(") == bare.count(")"):
        bare = bare.strip(" \t.,;:–—-|~*_")
    else:
        bare = bare.strip(_SURROUNDING)
    return bare[:MAX_ROLE_LENGTH]


def is_name(text: str) -> bool:
    """Return whether words are a person's name: up to four capitals, no function, no service."""
    bare = text.strip(_SURROUNDING)
    if not _FULL.fullmatch(bare) or ROLE.search(bare) or ORGANISATION.search(bare):
        return False
    if _PEOPLE.search(bare):
        return False
    return len(bare.split()) > 1 or not _is_common_word(bare)


def _is_common_word(word: str) -> bool:
    """Return whether a word with a capital is an acronym or a word of the language."""
    if word.lower() in _COMMON_WORDS or (word.isupper() and len(word) > 2):
        return True
    return len(word) > 6 and is_word(word.lower())


def _without_function(name: str) -> str:
    """Remove a function before a name: *Schepen Wannes de Verzonnen*."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and is_word(first.lower()) and rest[0].isupper() else name


_PRONOUNS = frozenset({"ze", "zij", "hij", "ik", "men", "hem", "haar", "je", "we", "wij"})
_COMMON_WORDS = frozenset(
    {"een", "de", "het", "deze", "die", "iemand", "bron", "anoniem", "zo", "ook", "dit"}
)


def is_attribution(text: str, near: bool) -> bool:
    """Return whether a line below a quote says whose words they are.

    Args:
        text: The line.
        near: Whether no blank line stands between the quote and this line.
    """
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
    first = re.split(r"\s*[,(]\s*", bare, maxsplit=1)[0]
    if is_name(first) and ("," in bare or "(" in bare):
        return True
    if bare.endswith("."):
        return False
    states_role = bool(ROLE.search(bare) or _PEOPLE.search(bare))
    if near:
        return states_role or is_name(bare)
    short = len(words) <= 9 and re.match(r"(?:een|de|het)\s", bare, re.IGNORECASE)
    return states_role and bool(short)


def may_name_speaker(text: str) -> bool:
    """Return whether words can name a speaker: by a name, a function or a person."""
    return bool(ROLE.search(text) or _PEOPLE.search(text) or is_name(parse_speaker(text).name))
