"""Where a long word of a heading may break on a narrow screen.

Browsers hyphenate Dutch only where the device has a dictionary for it, which telephones often lack.
"""

from functools import lru_cache

import pyphen
from django import template

register = template.Library()

LONG = 16
"""Letters; at 360 pixels the letters of a main heading leave room for about twenty."""
SOFT_HYPHEN = "\u00ad"
_between, _anywhere = (pyphen.Pyphen(lang="nl_NL", left=4, right=most) for most in (10, 4))
"""The last part of a long word is mostly long itself: to break well before its end keeps it whole,
*beleids-participatie* and not *beleidspartici-patie*."""


@register.filter
def hyphenated(text: str) -> str:
    """The same words, the long ones with soft hyphens."""
    words = str(text).split(" ")
    return " ".join(_broken(word) if len(word) >= LONG else word for word in words)


@lru_cache(maxsize=2000)
def _broken(word: str) -> str:
    whole = _between.inserted(word, SOFT_HYPHEN)
    return whole if SOFT_HYPHEN in whole else _anywhere.inserted(word, SOFT_HYPHEN)
