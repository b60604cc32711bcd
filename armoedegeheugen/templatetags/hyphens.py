"""Insert soft hyphens in the long words of a heading, for narrow screens.

Browsers hyphenate Dutch only on devices with a Dutch dictionary, which many telephones lack.
"""

from functools import lru_cache

import pyphen
from django import template

register = template.Library()

# Shortest word to hyphenate, in letters. A main heading has room for about twenty letters on a
# screen of 360 pixels.
MIN_LENGTH = 16
SOFT_HYPHEN = "\u00ad"
# The last part of a long compound is mostly long itself. A break well before the end keeps it
# whole: beleids-participatie instead of beleidspartici-patie.
_ten_from_end, _four_from_end = (
    pyphen.Pyphen(lang="nl_NL", left=4, right=letters) for letters in (10, 4)
)


@register.filter
def hyphenated(text: str) -> str:
    """Return the text with soft hyphens in its long words."""
    words = str(text).split(" ")
    return " ".join(_hyphenate(word) if len(word) >= MIN_LENGTH else word for word in words)


@lru_cache(maxsize=2000)
def _hyphenate(word: str) -> str:
    hyphenated_word = _ten_from_end.inserted(word, SOFT_HYPHEN)
    if SOFT_HYPHEN in hyphenated_word:
        return hyphenated_word
    return _four_from_end.inserted(word, SOFT_HYPHEN)
