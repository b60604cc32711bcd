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
_dutch = pyphen.Pyphen(lang="nl_NL", left=4, right=4)


@register.filter
def hyphenated(text: str) -> str:
    """The same words, the long ones with soft hyphens."""
    words = str(text).split(" ")
    return " ".join(_broken(word) if len(word) >= LONG else word for word in words)


@lru_cache(maxsize=2000)
def _broken(word: str) -> str:
    return _dutch.inserted(word, SOFT_HYPHEN)
