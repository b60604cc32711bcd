"""Provide `{% nonce %}`, which marks a script as ours for the content security policy."""

from django import template

from ..safety import nonces

register = template.Library()

register.simple_tag(nonces.nonce, name="nonce")
