"""Read a file into an article, and count how much of the file it accounts for."""

from dataclasses import dataclass
from pathlib import Path

from ..coverage import counted, coverage, filled
from ..source import Span
from . import files
from .article import Article
from .build import build
from .lines import ExtractedText


@dataclass(frozen=True)
class Reading:
    """A text and the article that was read from it."""

    text: ExtractedText
    article: Article

    @property
    def spans(self) -> list[Span]:
        """Return all input that is on a page or in the rest."""
        return [*self.article.spans, *(span for part in self.article.rest for span in part.spans)]

    @property
    def coverage(self) -> float:
        """Return the share of the input's characters that are accounted for, from 0 to 1."""
        return coverage(self.text.lines, self.spans)

    @property
    def letter_counts(self) -> tuple[int, int]:
        """Return how many characters are accounted for, and how many there are."""
        return counted(self.text.lines, self.spans), filled(self.text.lines)


def read(path: Path) -> Reading:
    """Read a file into an article.

    Raises:
        Unreadable: The file holds no text that can be read.
    """
    return process(open_text(path))


def open_text(path: Path) -> ExtractedText:
    """Return the lines of a file and their format.

    Raises:
        Unreadable: The file holds no text that can be read.
    """
    return files.read(path)


def process(text: ExtractedText) -> Reading:
    """Read an article from a text that was opened."""
    return Reading(text, build(text))
