"""`{{ page.body|rich }}`: rich text as a page shows it. Wagtail's filter trusts what is stored."""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText, expand_db_html

from .. import sanitise

register = template.Library()

register.filter("address", sanitise.address)


@register.filter
def rich(value: RichText | str | None) -> SafeString:
    """Links to pages and documents get their addresses, and the sanitiser has its say."""
    source = value.source if isinstance(value, RichText) else value
    return sanitise.rich(expand_db_html(source or ""))
