"""Find personal data in a text, so that its sender or editor is warned.

National numbers, e-mail addresses, telephone numbers and names of people are found. A name may be
missed, or found where none stands, so a person decides about it.
"""

import re
from dataclasses import dataclass

from . import names
from .personal_data import EMAIL, phone_spans

NAME = "de naam van iemand"

_NUMBER = re.compile(
    r"(?<!\d)(\d{2})[.\s-]?(\d{2})[.\s-]?(\d{2})[\s.-]{0,3}(\d{3})[\s.-]{0,3}(\d{2})(?!\d)"
)


@dataclass(frozen=True)
class Finding:
    """A piece of personal data, and its kind in Dutch with an article (*een e-mailadres*)."""

    kind: str
    text: str

    @property
    def is_name(self) -> bool:
        """Return whether it is a name, which only a person can judge."""
        return self.kind == NAME


def find(text: str) -> list[Finding]:
    """Return the personal data in a text, in the order of the text.

    What is part of one finding is not reported again as another.
    """
    findings: list[tuple[int, Finding]] = []
    rest = text
    for span in national_number_spans(text):
        findings.append((span[0], Finding("een rijksregisternummer", _cut(text, span))))
        rest = _blank(rest, span)
    for match in EMAIL.finditer(rest):
        findings.append((match.start(), Finding("een e-mailadres", match[0])))
        rest = _blank(rest, match.span())
    for span in phone_spans(rest):
        findings.append((span[0], Finding("een telefoonnummer", _cut(text, span))))
        rest = _blank(rest, span)
    findings += [(name.start, Finding(NAME, name.text)) for name in names.find(rest)]
    return [finding for _, finding in sorted(findings, key=lambda pair: pair[0])]


def national_number_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each Belgian national number.

    It has eleven digits: the date of birth (year, month, day), a serial number, and two digits that
    check the first nine. The month may be raised by 20 or 40 (a bis number).
    """
    return [match.span() for match in _NUMBER.finditer(text) if _is_valid("".join(match.groups()))]


def _is_valid(digits: str) -> bool:
    """Check the date and the check digits; a 2 goes before the nine of somebody born since 2000."""
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if month > 12 or day > 31:
        return False
    body, check = digits[:9], int(digits[9:])
    return check in (97 - int(body) % 97, 97 - int(f"2{body}") % 97)


def _cut(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip()


def _blank(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + "\x00" * (span[1] - span[0]) + text[span[1] :]
