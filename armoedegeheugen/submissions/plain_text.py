"""Normalise plain text from visitors, and convert it to HTML.

Invariant: `paragraphs` returns no tag and no entity but those it writes itself, whatever the text.
No visible character is dropped.
"""

import re
import unicodedata

from django.utils.html import escape

from .. import sanitise

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
_BULLET = re.compile(r"^\s*(?:[-*•–—·]|\d{1,2}[.)])\s+")


def text(typed: str) -> str:
    """Normalise text of several lines: line ends, hidden characters, trailing blanks."""
    plain = sanitise.plain_text(unicodedata.normalize("NFC", typed))
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def line(typed: str) -> str:
    """Normalise text to one line with single blanks."""
    return " ".join(text(typed).split())


def paragraphs(plain: str) -> str:
    """Return HTML: a paragraph per blank line, a break per line end."""
    return "".join(f"<p>{_broken(part)}</p>" for part in text(plain).split("\n\n") if part)


def items(plain: str) -> list[str]:
    """Return one item per line, without its bullet or number."""
    lines = (_BULLET.sub("", line).strip() for line in text(plain).split("\n"))
    return [line for line in lines if line]


def _broken(part: str) -> str:
    return "<br/>".join(escape(line.strip()) for line in part.split("\n"))
