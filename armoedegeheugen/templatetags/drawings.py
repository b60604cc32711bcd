"""Choose the drawing of a theme and the icon of a ladder level, and show the plain summary."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders

from ..models import KnowledgePage, LadderLevel, Theme
from ..plain_language import wants_plain

register = template.Library()

# Drawings and icons share one file, so that a page with both sends one request.
SPRITE = "img/icons.svg"
# Width of a symbol, in units: this tells drawings from icons.
DRAWING_SIZE, ICON_SIZE = 64, 24
DEFAULT_THEME, DEFAULT_LEVEL = "thema", "trede"
_SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="0 0 (\d+) ')


@cache
def symbols(size: int) -> tuple[str, ...]:
    """Return the names of the symbols of this width, in the order of the file."""
    path = finders.find(SPRITE)
    sprite = Path(path).read_text(encoding="utf-8") if path else ""
    return tuple(name for name, width in _SYMBOL.findall(sprite) if int(width) == size)


@register.filter
def theme_drawing(theme: Theme) -> str:
    """Return the drawing of the theme, else of the theme above it, else the default one."""
    parent = theme.parent.slug if theme.parent else ""
    names = symbols(DRAWING_SIZE)
    return next((slug for slug in (theme.slug, parent) if slug in names), DEFAULT_THEME)


@register.filter
def ladder_icon(level: LadderLevel) -> str:
    """Return the icon of a ladder level; a level that an editor added has the default one."""
    return level.slug if level.slug in symbols(ICON_SIZE) else DEFAULT_LEVEL


@register.simple_tag(takes_context=True)
def in_plain_language(context: template.Context, page: KnowledgePage) -> bool:
    """Return True if the item has a plain summary and this reader wants it."""
    return bool(page.plain_summary) and wants_plain(context.get("request"))


@register.simple_tag
def all_drawings() -> dict[str, tuple[str, ...]]:
    """Return the names of all drawings and icons, for the style guide."""
    return {"pictures": symbols(DRAWING_SIZE), "icons": symbols(ICON_SIZE)}
