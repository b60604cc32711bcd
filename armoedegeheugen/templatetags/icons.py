"""Render icons. The `icon` tag is a builtin, so templates use it without loading.

It is a tag and not an included template because a page has dozens of icons, and an include takes
five times as long.
"""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Render an icon of `img/icons.svg`, hidden from screen readers: the text beside it says it."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )
