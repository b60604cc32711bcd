"""Find words derived from each other by their endings: *bestrijding*, *bestrijden*.

Invariant: a relative is a word that the dictionary has, near in meaning. A text that uses it is
about the same thing in other words, so it weighs less than the word itself.
"""

from collections.abc import Iterator
from functools import lru_cache

from . import lemmatizer

_ENDINGS = (
    ("ing", "en"),  # bestrijding, bestrijden
    ("aar", "en"),  # bemiddelaar, bemiddelen
    ("er", "en"),  # begeleider, begeleiden
    ("atie", "eren"),  # participatie, participeren
    ("heid", ""),  # eenzaamheid, eenzaam
    ("ig", ""),  # vochtig, vocht
)
# Letters that two relatives share: *ring* is no relative of *ren*.
_SHORTEST_STEM = 3
# Letters of a word that another is made from by an ending alone: *vocht*, *vochtig*.
_SHORTEST_BASE = 4


@lru_cache(maxsize=8_192)
def relatives(term: str) -> tuple[str, ...]:
    """Return the terms of the words that a term is derived from, or that are derived from it."""
    words = filter(lemmatizer.is_known, _candidates(term))
    pairs = ((word, lemmatizer.lemma(word)) for word in words)
    # Not a plural taken for a verb: *dokken* is no more than the plural of *dok*.
    terms = dict.fromkeys(
        lemma for word, lemma in pairs if not word.endswith("en") or lemma.endswith("en")
    )
    terms.pop(term, None)
    return tuple(terms)


def _candidates(term: str) -> Iterator[str]:
    for ending, other in _ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= _SHORTEST_STEM:
            stem = term[: -len(ending)]
            yield stem + other
            if other == "en":  # bemiddelaar, bemiddeling
                yield stem + "ing"
        if other and term.endswith(other) and len(term) - len(other) >= _SHORTEST_STEM:
            yield term[: -len(other)] + ending
        if not other and len(term) >= _SHORTEST_BASE:
            yield term + ending
