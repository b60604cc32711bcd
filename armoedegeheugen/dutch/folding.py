"""Fold words to lower-case letters and digits without accents.

Invariant: `fold(fold(word)) == fold(word)`, so a folded word is a key by itself.
"""

import unicodedata

# Longer words are cut. Dutch has none; the engines refuse or split terms beyond 255 characters.
MAX_LETTERS = 60

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(word: str) -> str:
    """Return a word in lower case, without accents and signs.

    Never empty for a word that has a letter or digit; at most `MAX_LETTERS` long.
    """
    if word.isascii():
        plain = word.lower()
    else:
        # Compatibility forms hide capitals and accents (ℌ), so they are decomposed first.
        plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    letters = plain if plain.isalnum() else "".join(c for c in plain if c.isalnum())
    return (letters or word.casefold())[:MAX_LETTERS]
