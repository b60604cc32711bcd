"""Recognise a person in text, by an e-mail address, a telephone number or a name.

The spelling may vary: accents, blanks, dots, a country code, family name first, in an address or a
file name, with markup between the words.
"""

import re
import unicodedata
from dataclasses import dataclass

REMOVED = "[verwijderd]"
# In an address or a file name, where brackets do not belong.
REMOVED_WORD = "verwijderd"

FEWEST_DIGITS = 8
FEWEST_LETTERS = 5

_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.\w+")
_ADDRESS = re.compile(r"https?://\S+|[\w.%+/@:-]*[./_-][\w.%+/@:-]*")
# Tags within a name are kept, or other tags would be left open.
_TAG = re.compile(r"</?\w[^<>]*>")
_BETWEEN_WORDS = r"(?:[\s\u00a0_.,+'’-]|&nbsp;|%20|</?\w[^<>]{0,99}>){0,6}"
_BETWEEN_DIGITS = r"[\s\u00a0./()-]{0,3}"
_APOSTROPHES = "(?:['’`´]|&#x27;|&#39;|&apos;|&rsquo;)?"


class TooVague(Exception):
    """The description could mean many others too."""


@dataclass(frozen=True)
class Person:
    """A person to be erased, and the pattern that matches them."""

    given: str
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, given: str) -> "Person":
        """Return the person for an address, a number or a name; raise `TooVague`."""
        given = unicodedata.normalize("NFC", " ".join(given.split()))
        return cls(given, re.compile(_pattern(given), re.IGNORECASE))

    def is_in(self, text: str) -> bool:
        """Return whether a text names the person."""
        return self.pattern.search(text) is not None

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


def _pattern(given: str) -> str:
    if _MAIL.fullmatch(given):
        return _of_mail(given)
    digits = re.sub(r"\D", "", given)
    if digits and re.fullmatch(r"[\d\s+./()-]+", given):
        return _of_telephone(given, digits)
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
    words = [word for word in re.split(r"[\s,-]+", name) if word]
    if len(words) < 2 or sum(map(len, words)) < FEWEST_LETTERS:
        raise TooVague(
            "Geef een voornaam en een familienaam, een e-mailadres of een telefoonnummer."
        )
    orders = {tuple(words), (*words[1:], words[0])}
    written = "|".join(_BETWEEN_WORDS.join(map(_word, order)) for order in sorted(orders))
    return rf"(?<![^\W_])(?:{written})(?![^\W_])"


def _word(word: str) -> str:
    return "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    """Match a letter with its accent as one character, as two, or without."""
    if letter in "'’`´":
        return _APOSTROPHES
    apart = unicodedata.normalize("NFD", letter)
    ways = dict.fromkeys((letter, apart, apart[0]))
    return re.escape(letter) if len(ways) == 1 else f"(?:{'|'.join(map(re.escape, ways))})"
