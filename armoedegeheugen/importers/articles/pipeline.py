"""A file → an article, and how much of the file is accounted for. Without a database."""

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
    text: ExtractedText
    article: Article

    @property
    def spans(self) -> list[Span]:
        return [*self.article.spans, *(span for part in self.article.rest for span in part.spans)]

    @property
    def coverage(self) -> float:
        return coverage(self.text.lines, self.spans)

    @property
    def letter_counts(self) -> tuple[int, int]:
        """How many are accounted for, of how many."""
        return counted(self.text.lines, self.spans), filled(self.text.lines)


def read(path: Path) -> Reading:
    """`Unreadable` if nothing can be read of it."""
    return process(open_text(path))


def open_text(path: Path) -> ExtractedText:
    return files.read(path)


def process(text: ExtractedText) -> Reading:
    return Reading(text, build(text))
