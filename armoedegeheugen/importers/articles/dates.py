"""Find dates as people write them in Dutch.

Invariant: a full date is given only where day, month and year are all written and exist.
"""

import re
from datetime import date

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"mrt": 3}
_MONTH = "|".join(_MONTHS) + r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s*(?:e\s+)?(?P<month>{_MONTH})\.?\s+(?P<year>(?:19|20)\d\d)\b", re.I
)
_IN_FIGURES = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)")
_MONTH_ONLY = re.compile(rf"\b(?P<month>{_MONTH})\.?\s+(?P<year>(?:19|20)\d\d)\b", re.I)
_YEAR = re.compile(r"(?<![\d/-])(?P<year>(?:19[89]|20[0-4])\d)(?![\d/-])")


def find_date(text: str) -> tuple[date | None, int | None, str]:
    """Find the first full date in a text, or else the first year.

    Returns:
        The date, or None; the year if there is no date, or None; and the words that state it.
    """
    for pattern in (_DAY, _IN_FIGURES, _ISO):
        for match in pattern.finditer(text):
            month = match["month"]
            number = int(month) if month.isdecimal() else _number(month)
            try:
                return date(int(match["year"]), number, int(match["day"])), None, match[0]
            except ValueError:
                continue
    for pattern in (_MONTH_ONLY, _YEAR):
        if year_match := pattern.search(text):
            return None, int(year_match["year"]), year_match[0]
    return None, None, ""


def _number(month: str) -> int:
    return _MONTH_NUMBERS.get(month.lower()[:3], 0)


def is_only_date(text: str) -> bool:
    """Return whether a text is a date with fewer than five other words."""
    for pattern in (_DAY, _IN_FIGURES, _ISO, _MONTH_ONLY):
        if match := pattern.search(text):
            others = text[: match.start()] + text[match.end() :]
            return len(re.findall(r"[^\W\d_]{2,}", others)) < 5
    return bool(re.fullmatch(r"\W*(?:19[89]|20[0-4])\d\W*", text))
