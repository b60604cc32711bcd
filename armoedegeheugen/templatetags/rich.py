"""Provide the filters `rich` and `address`: `{{ page.body|rich }}` shows sanitised rich text.

Wagtail's own filter trusts the database, so templates use this one.
"""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText, expand_db_html

from .. import sanitise

register = template.Library()

register.filter("address", sanitise.web_address)


@register.filter
def rich(value: RichText | str | None) -> SafeString:
    """Give links to pages and documents their addresses, then sanitise the HTML."""
    source = value.source if isinstance(value, RichText) else value
    return sanitise.clean_html(expand_db_html(source or ""))
