"""Read the word lists of `data/` that are kept by hand: one entry a line, `#` opens a comment.

They are data so that somebody who knows Dutch can correct the analyser without reading its code.
After a change of a list, run `search rebuild`.
"""

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


def entries(name: str) -> Iterator[list[str]]:
    """Yield the words of each line of a list, without comments and blank lines."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if words := line.partition("#")[0].split():
            yield words


def words(name: str) -> frozenset[str]:
    """Return all words of a list, its lines taken together."""
    return frozenset(word for line in entries(name) for word in line)
