"""The curated word lists of `search/data/`: one entry a line, `#` opens a comment.

Read once, when first asked. They are data so that an editor of Dutch can mend the analyser without
reading it; every change of one of them asks for `search rebuild`.
"""

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


def entries(name: str) -> Iterator[list[str]]:
    """The words of each line of a list, comments and blank lines left out."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if words := line.partition("#")[0].split():
            yield words


def words(name: str) -> frozenset[str]:
    """All words of a list, lines taken together."""
    return frozenset(word for line in entries(name) for word in line)
