"""Recognise a person in text, by an e-mail address, a telephone number or a name.

The spelling may vary: accents, letters such as *ø* and *ß*, soft hyphens, blanks, dots, a country
code, family name first, in an address or a file name, with markup between the words. Initials with
the family name may be someone else: those are only possible matches.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

REMOVED = "[verwijderd]"
# In an address or a file name, where brackets do not belong.
REMOVED_WORD = "verwijderd"

FEWEST_DIGITS = 8
FEWEST_LETTERS = 5

_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.\w+")
_ADDRESS = re.compile(r"https?://\S+|[\w.%+/@:-]*[./_-][\w.%+/@:-]*")
# Tags within a name are kept, or other tags would be left open.
_TAG = re.compile(r"</?\w[^<>]*>")
_BETWEEN_DIGITS = r"[\s\u00a0./()-]{0,3}"
_APOSTROPHES = "(?:['’`´]|&#x27;|&#39;|&apos;|&rsquo;)?"
# Marks that turn a letter into one with an accent, and characters that are not seen.
_MARKS = r"[\u0300-\u036f]{0,4}"
_UNSEEN = r"[\u00ad\u200b-\u200d\u2060\ufeff]|&shy;|&#173;|&#xad;|&ZeroWidthSpace;"
_HIDDEN = rf"(?:{_UNSEEN}){{0,8}}"
_ENTITY = "(?:acute|grave|uml|circ|tilde|cedil|ring|slash|caron)"
_BETWEEN_WORDS = rf"(?:[\s\u00a0_.,+'’-]|&nbsp;|%20|{_UNSEEN}|</?\w[^<>]{{0,99}}>){{0,6}}"
# Letters that Unicode does not take apart.
_UNDIVIDED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t"}
# Pairs of letters, and the letters for which they are written where those cannot be typed.
_PAIRS = {"ss": "ßẞ", "ae": "æǽä", "oe": "œöø", "ue": "ü", "aa": "å"}
_PARTICLES = frozenset(
    {"van", "de", "den", "der", "het", "te", "ten", "ter", "op", "in", "'t", "’t", "'s", "’s"}
    | {"la", "le", "du", "des", "von", "zu", "da", "di", "dos", "el", "al", "ben", "bin", "ibn"}
)
# Characters shown on each side of a possible match.
_CONTEXT = 40


class TooVague(Exception):
    """The description could mean many others too."""


@dataclass(frozen=True)
class Person:
    """A person to be erased, and the pattern that matches them."""

    given: str
    pattern: re.Pattern[str]
    # Initials with the family name; None for an address or a number.
    initials: re.Pattern[str] | None = None

    @classmethod
    def of(cls, given: str) -> "Person":
        """Return the person for an address, a number or a name; raise `TooVague`."""
        given = unicodedata.normalize("NFC", " ".join(given.split()))
        parts = None if _is_address_or_number(given) else NameParts.parse(given)
        initials = re.compile(_of_initials(parts), re.IGNORECASE) if parts else None
        return cls(given, re.compile(_pattern(given), re.IGNORECASE), initials)

    def is_in(self, text: str) -> bool:
        """Return whether a text names the person."""
        return self.pattern.search(text) is not None

    def possible(self, text: str) -> list[str]:
        """Return each place with initials and the family name, with the words around it."""
        if self.initials is None:
            return []
        return [
            " ".join(text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT].split())
            for match in self.initials.finditer(text)
        ]

    def erase(self, text: str, name: str = "") -> str:
        """Return the text without the person.

        Args:
            text: Any text, HTML or address.
            name: The name of the field or key that holds it.
        """
        if not self.is_in(text):
            return text
        if _MAIL.fullmatch(text) and "mail" in name:
            return ""
        left = REMOVED_WORD if _ADDRESS.fullmatch(text) else REMOVED
        return self.pattern.sub(lambda match: left + "".join(_TAG.findall(match[0])), text)


@dataclass(frozen=True)
class NameParts:
    """The words of a name: first names, particles (*van der*) and family name."""

    first: tuple[str, ...]
    particles: tuple[str, ...]
    family: tuple[str, ...]

    @classmethod
    def parse(cls, name: str) -> "NameParts":
        """Take apart *Maria van der Berg*, *Berg, Maria van der* or *Van der Berg Maria*.

        Raises:
            TooVague: It is a single word, or shorter than `FEWEST_LETTERS`.
        """
        before, comma, behind = name.partition(",")
        words, rest = _words(before), _words(behind)
        if len(words) + len(rest) < 2 or sum(map(len, words + rest)) < FEWEST_LETTERS:
            raise TooVague(
                "Geef een voornaam en een familienaam, een e-mailadres of een telefoonnummer."
            )
        if comma and words and rest:
            leading, family = _split_particles(words)
            trailing = next((n for n in range(len(rest)) if all(map(_is_particle, rest[n:]))), None)
            first = rest if not trailing else rest[:trailing]
            return cls(tuple(first), (*leading, *rest[len(first) :]), tuple(family))
        words += rest
        leading, others = _split_particles(words)
        if leading and len(others) > 1:
            return cls(tuple(others[-1:]), tuple(leading), tuple(others[:-1]))
        at = next((n for n, word in enumerate(words) if n and _is_particle(word)), 1)
        particles, family = _split_particles(words[at:])
        return cls(tuple(words[:at]), tuple(particles), tuple(family or words[at:]))

    @property
    def orders(self) -> set[tuple[str, ...]]:
        """The orders in which people write these words."""
        first, particles, family = self.first, self.particles, self.family
        return {
            (*first, *particles, *family),
            (*particles, *family, *first),
            (*family, *first, *particles),
            (*family, *particles, *first),
        }


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", text) if word]


def _is_particle(word: str) -> bool:
    return word.lower() in _PARTICLES


def _split_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the particles at the start, and the other words; the last word is never one."""
    count = next((n for n, word in enumerate(words) if not _is_particle(word)), 0)
    return words[:count], words[count:]


def _is_address_or_number(given: str) -> bool:
    return bool(_MAIL.fullmatch(given) or re.fullmatch(r"(?=.*\d)[\d\s+./()-]+", given))


def _pattern(given: str) -> str:
    if _MAIL.fullmatch(given):
        return _of_mail(given)
    if _is_address_or_number(given):
        return _of_telephone(given, re.sub(r"\D", "", given))
    return _of_name(given)


def _of_mail(address: str) -> str:
    user, _, host = address.rpartition("@")
    at = r"(?:@|&#64;|&#x40;|%40)"
    return rf"(?<![\w.+-]){re.escape(user)}{at}{re.escape(host)}(?![\w-]|\.\w)"


def _of_telephone(given: str, digits: str) -> str:
    """Match a Belgian number with or without country code, another one as given."""
    if len(digits) < FEWEST_DIGITS:
        raise TooVague(f"Een telefoonnummer heeft minstens {FEWEST_DIGITS} cijfers.")
    before = r"(?:\+|00)?"
    if own := re.fullmatch(r"(?:0032|32|0)0?([1-9]\d{7,8})", digits):
        digits = own[1]
        before = (
            rf"(?:(?:\+|00){_BETWEEN_DIGITS}32{_BETWEEN_DIGITS}(?:\(?0\)?)?|0){_BETWEEN_DIGITS}"
        )
    elif given.startswith("00"):
        digits = digits[2:]
    return rf"(?<!\d){before}{_BETWEEN_DIGITS.join(digits)}(?!\d)"


def _of_name(name: str) -> str:
    orders = sorted(NameParts.parse(name).orders)
    written = "|".join(_BETWEEN_WORDS.join(map(_word, order)) for order in orders)
    return rf"(?<![^\W_])(?:{written})(?![^\W_])"


def _of_initials(parts: NameParts) -> str:
    """Match *M. van der Berg*, *M.A. Berg* and *Berg, M. van der*; the particles may be gone."""
    initials = rf"{_word(parts.first[0][0])}\.(?:[\s\u00a0]?-?[^\W\d_]\.){{0,3}}"
    family = _BETWEEN_WORDS.join(map(_word, parts.family))
    particles = _BETWEEN_WORDS.join(map(_word, parts.particles))
    before = rf"(?:{particles}{_BETWEEN_WORDS})?" if particles else ""
    written = rf"{initials}[\s\u00a0]*{before}{family}|{before}{family},?[\s\u00a0]+{initials}"
    return rf"(?<![^\W_])(?:{written})(?![^\W_])"


def _word(word: str) -> str:
    """Match a word letter by letter; a pair such as *oe* also stands for *ø* and *œ*."""
    units, at = [], 0
    while at < len(word):
        pair = word[at : at + 2].lower()
        if pair in _PAIRS:
            spelled = f"{_plain(pair[0])}{_HIDDEN}{_plain(pair[1])}"
            units.append(f"(?:{spelled}|[{_PAIRS[pair]}]{_MARKS})")
            at += 2
        else:
            units.append(_letter(word[at]))
            at += 1
    return _HIDDEN.join(units)


def _letter(letter: str) -> str:
    """Match a letter with or without its accent, or the pair by which it is written out."""
    if letter in "'’`´":
        return _APOSTROPHES
    pair = next((pair for pair, letters in _PAIRS.items() if letter.lower() in letters), "")
    if not pair:
        return _plain(_base(letter))
    spelled = f"{_plain(pair[0])}{_HIDDEN}{_plain(pair[1])}"
    base = _base(letter)
    # æ, œ and ß are two letters in one; ö, ä, ü, å and ø are also one letter with a mark.
    single = _plain(base) if base.isascii() else f"[{_PAIRS[pair]}]{_MARKS}"
    return f"(?:{single}|{spelled})"


def _base(letter: str) -> str:
    """Return a letter without its accent."""
    lower = letter.lower()
    return _UNDIVIDED.get(lower) or unicodedata.normalize("NFD", lower)[0]


def _plain(base: str) -> str:
    """Match a letter in any of its forms: as one character, with marks, or as an HTML entity."""
    if not (base.isascii() and base.isalpha()):
        return f"{re.escape(base)}{_MARKS}"
    return f"(?:[{base}{_accented().get(base, '')}]{_MARKS}|&{base}{_ENTITY};)"


@cache
def _accented() -> dict[str, str]:
    """Return for each plain letter those that have it as their base."""
    forms: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = _base(letter)
        if letter.isalpha() and base.isascii() and base.isalpha():
            forms[base] = forms.get(base, "") + letter
    return forms
