"""List the letters that a scanner confuses, and what a misread word may have been.

The results are candidates only: `corrections` decides if one of them is right.
"""

from collections.abc import Iterator

from ...dutch.compounds import cuts
from ...dutch.spell_check import is_first_part, is_listed

Pairs = tuple[tuple[str, str], ...]

# Wrong accents, by how common they are: Dutch has far more ë than é after another vowel.
ACCENTS: tuple[dict[str, str], ...] = (
    {"é": "ë", "è": "ë", "ê": "ë", "í": "ï", "ì": "ï", "î": "ï", "ó": "ö", "ò": "ö", "õ": "ö"},
    {"é": "è", "è": "é"},
    {"é": "ö", "ó": "o"},
    {"é": "e", "è": "e", "á": "a", "à": "a", "ù": "u", "ú": "u"},
)
NO_ACCENT = {"e": "ë", "i": "ï", "o": "ö", "d": "ö", "u": "ü"}
ALIKE: Pairs = (
    *(("l", "i"), ("i", "l"), ("1", "l"), ("1", "i"), ("|", "l"), ("|", "i"), ("!", "l")),
    *(("0", "o"), ("5", "s"), ("rn", "m"), ("m", "rn"), ("vv", "w"), ("cl", "d"), ("d", "cl")),
    *(("ii", "u"), ("ri", "n"), ("li", "h"), ("ﬁ", "fi"), ("ﬂ", "fl")),
)
LOOSELY_ALIKE: Pairs = (
    *(("a", "o"), ("o", "a"), ("c", "e"), ("e", "c"), ("u", "n"), ("n", "u"), ("h", "b")),
    *(("b", "h"), ("f", "t"), ("t", "f"), ("g", "q"), ("q", "g"), ("y", "v"), ("o", "e")),
)
LONG_PART = 6


def accents(word: str, table: dict[str, str]) -> Iterator[str]:
    """Yield a word with each accent changed by itself, and then with all at once."""
    for place, letter in enumerate(word):
        if letter in table:
            yield word[:place] + table[letter] + word[place + 1 :]
    if not word.isascii():
        yield "".join(table.get(letter, letter) for letter in word)


def letters(word: str, table: Pairs) -> Iterator[str]:
    """Yield a word with one confusion undone at each place, and then with the same one twice."""
    for wrong, right in table:
        once = list(_replaced(word, wrong, right))
        yield from once
        for changed in once:
            yield from _replaced(changed, wrong, right)


def _replaced(word: str, wrong: str, right: str) -> Iterator[str]:
    place = word.find(wrong)
    while place >= 0:
        yield word[:place] + right + word[place + len(wrong) :]
        place = word.find(wrong, place + 1)


def in_parts(word: str, table: Pairs) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield corrections of a compound, each with the parts that changed.

    Only long parts are corrected. In a short part a letter soon makes another word:
    *faalervaring* is no *taalervaring*.
    """
    for first, last in cuts(word):
        heads = [head for head in _variants(first, table) if is_first_part(head)]
        tails = [tail for tail in _variants(last, table) if is_listed(tail)] if heads else []
        for head in heads:
            for tail in tails:
                pairs = ((head, first), (tail, last))
                if changed := tuple(now for now, then in pairs if now != then):
                    yield head + tail, changed


def _variants(part: str, table: Pairs) -> Iterator[str]:
    yield part
    if len(part) >= LONG_PART:
        yield from letters(part, table)
