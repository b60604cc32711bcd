"""What is drawn where: the picture of a theme, the icon of a rung, the words a reader chose."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders

from ..models import KnowledgePage, LadderLevel, Theme
from ..plain_language import wants_plain

register = template.Library()

SHEET = "img/icons.svg"
PICTURES, ICONS = 64, 24
"""Units across: pictures and icons are on one sheet, for a page that has both asks for one file."""
ANY_THEME, ANY_RUNG = "thema", "trede"
_DRAWING = re.compile(r'<symbol id="([^"]+)" viewBox="0 0 (\d+) ')


@cache
def drawn(across: int) -> tuple[str, ...]:
    """The names of the drawings of a size, in their order."""
    found = finders.find(SHEET)
    sheet = Path(found).read_text(encoding="utf-8") if found else ""
    return tuple(name for name, size in _DRAWING.findall(sheet) if int(size) == across)


@register.filter
def theme_picture(theme: Theme) -> str:
    """Its own, or that of the theme above it. An editor's new theme has the one for any."""
    above = theme.parent.slug if theme.parent else ""
    return next((name for name in (theme.slug, above) if name in drawn(PICTURES)), ANY_THEME)


@register.filter
def rung_icon(rung: LadderLevel) -> str:
    """The ladder is the editors' to change: a rung of their own has the one for any."""
    return rung.slug if rung.slug in drawn(ICONS) else ANY_RUNG


@register.simple_tag(takes_context=True)
def in_plain_language(context: template.Context, page: KnowledgePage) -> bool:
    """Whether this reader wants the summary, and there is one."""
    return bool(page.plain_summary) and wants_plain(context.get("request"))


@register.simple_tag
def all_drawings() -> dict[str, tuple[str, ...]]:
    """Every drawing, for the page that shows how the portal looks."""
    return {"pictures": drawn(PICTURES), "icons": drawn(ICONS)}
