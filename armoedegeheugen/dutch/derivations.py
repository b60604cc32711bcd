"""Words of one family, by the endings that make one word of another: *bestrijding*, *bestrijden*.

Pure. Invariant: a relative is a word that the dictionary knows, near in meaning. A text that uses
it is about the same thing, though not in the same words, so it counts for less.
"""

from collections.abc import Iterator
from functools import lru_cache

from . import lemmatizer

_PAIRS = (
    ("ing", "en"),  # bestrijding, bestrijden
    ("aar", "en"),  # bemiddelaar, bemiddelen
    ("er", "en"),  # begeleider, begeleiden
    ("atie", "eren"),  # participatie, participeren
    ("heid", ""),  # eenzaamheid, eenzaam
    ("ig", ""),  # vochtig, vocht
)
_SHORTEST = 4
"""Letters of what two relatives share: *ring* is no relative of *ren*."""


@lru_cache(maxsize=8_192)
def relatives(term: str) -> tuple[str, ...]:
    """The nearest of its family, as terms; those of its own making and of its making them."""
    known = ((word, lemmatizer.lemma(word)) for word in _made(term) if lemmatizer.known(word))
    # A verb that is none: *dokken* is no more than the plural of *dok*.
    found = dict.fromkeys(to for word, to in known if not word.endswith("en") or to.endswith("en"))
    found.pop(term, None)
    return tuple(found)


def _made(term: str) -> Iterator[str]:
    for one, other in _PAIRS:
        if term.endswith(one) and len(term) - len(one) >= _SHORTEST - 1:
            stem = term[: -len(one)]
            yield stem + other
            if other == "en":  # bemiddelaar, bemiddeling
                yield stem + "ing"
        if other and term.endswith(other) and len(term) - len(other) >= _SHORTEST - 1:
            yield term[: -len(other)] + one
        if not other and len(term) >= _SHORTEST:
            yield term + one
