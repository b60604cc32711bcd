"""What someone from outside typed, as plain text, and the one way in which it becomes HTML.

Invariant: what `paragraphs` returns holds no tag and no entity but those it writes itself, whatever
the text. Nothing here drops a visible letter.
"""

import re
import unicodedata

from django.utils.html import escape

from .. import sanitise

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
_BULLET = re.compile(r"^\s*(?:[-*•–—·]|\d{1,2}[.)])\s+")


def text(typed: str) -> str:
    """Several lines: one kind of line end, nothing hidden, no blanks at an end."""
    plain = sanitise.plain_text(unicodedata.normalize("NFC", typed))
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def line(typed: str) -> str:
    """One line, with single blanks."""
    return " ".join(text(typed).split())


def paragraphs(plain: str) -> str:
    """Rich text as an editor would have typed it: a paragraph per blank line, breaks kept."""
    return "".join(f"<p>{_broken(part)}</p>" for part in text(plain).split("\n\n") if part)


def items(plain: str) -> list[str]:
    """One item a line, without the dash or the number before it."""
    lines = (_BULLET.sub("", line).strip() for line in text(plain).split("\n"))
    return [line for line in lines if line]


def _broken(part: str) -> str:
    return "<br/>".join(escape(line.strip()) for line in part.split("\n"))
