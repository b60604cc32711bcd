"""Provide `{% nonce %}`, which marks a script as ours for the content security policy."""

from django import template

from ..safety import csp_nonces

register = template.Library()

register.simple_tag(csp_nonces.nonce, name="nonce")
