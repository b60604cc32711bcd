"""`{% nonce %}`: the mark of a script that is ours."""

from django import template

from ..safety import nonces

register = template.Library()

register.simple_tag(nonces.nonce, name="nonce")
