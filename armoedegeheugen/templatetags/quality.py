"""Offer the checks of an item to the panel beside its form."""

from django import template

from ..editorial.checks_view import item_checks

register = template.Library()
register.inclusion_tag("editorial/checks.html")(item_checks)
