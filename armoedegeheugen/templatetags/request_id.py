"""Provide `{% request_id %}`, the number that an error page shows."""

from django import template

from ..operations.request_id import current_id

register = template.Library()

register.simple_tag(current_id, name="request_id")
