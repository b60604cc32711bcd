"""What in a text points at one person, so that its sender is warned before anyone reads it.

A hint, never a proof: names are not looked for here, the page says that in words.
"""

import re
from dataclasses import dataclass

from .personal_data import EMAIL, phones

_NUMBER = re.compile(
    r"(?<!\d)(\d{2})[.\s-]?(\d{2})[.\s-]?(\d{2})[\s.-]{0,3}(\d{3})[\s.-]{0,3}(\d{2})(?!\d)"
)


@dataclass(frozen=True)
class Private:
    kind: str
    text: str


def find(text: str) -> list[Private]:
    """In order: national numbers, e-mail addresses, telephone numbers."""
    found: list[tuple[int, Private]] = []
    rest = text
    for span in national_numbers(text):
        found.append((span[0], Private("een rijksregisternummer", _cut(text, span))))
        rest = _blank(rest, span)
    for match in EMAIL.finditer(rest):
        found.append((match.start(), Private("een e-mailadres", match[0])))
        rest = _blank(rest, match.span())
    found += [(span[0], Private("een telefoonnummer", _cut(text, span))) for span in phones(rest)]
    return [private for _, private in sorted(found, key=lambda pair: pair[0])]


def national_numbers(text: str) -> list[tuple[int, int]]:
    """Where a Belgian national number stands: eleven digits; the last two check the rest."""
    return [match.span() for match in _NUMBER.finditer(text) if _checks("".join(match.groups()))]


def _checks(digits: str) -> bool:
    """For who was born since 2000, a 2 is put before the first nine digits."""
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if month > 12 or day > 31:
        return False
    body, check = digits[:9], int(digits[9:])
    return check in (97 - int(body) % 97, 97 - int(f"2{body}") % 97)


def _cut(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip()


def _blank(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + "\x00" * (span[1] - span[0]) + text[span[1] :]
