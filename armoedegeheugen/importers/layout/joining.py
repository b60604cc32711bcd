"""Join lines to one paragraph, and keep the place that each letter came from.

Invariant: `text[i]` stands at `origins[i]` in the input, or is a blank between two lines (None).
Letters that go (a hyphen at a line's end, a bullet) leave both; nothing else does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...dutch.spell_check import is_listed, is_word
from ..source import Piece, Span

# Line and column of a letter.
Origin = tuple[int, int] | None

HYPHENS = "-\u00ad¬‐"
# First parts that Dutch writes with a hyphen.
_KEPT_FIRST = frozenset({"ex", "niet", "non", "oud", "semi", "pseudo", "e", "co", "vice", "anti"})
# Words after a hyphen that stands for the rest of a compound: *dienst- en hulpverlening*.
_SUSPENDED = frozenset({"en", "of", "en/of", "tot", "als"})
_TREMA = {"e": "ë", "i": "ï", "o": "ö", "u": "ü"}
_LAST_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
_VOWELS = "aeiou"
# First parts of verbs, which are written as one word.
_VERB_FIRST = frozenset(
    {"aan", "af", "be", "bij", "door", "ge", "her", "in", "mee", "na", "om", "onder", "ont", "op"}
    | {"over", "samen", "tegen", "terug", "toe", "uit", "vast", "ver", "voor", "weg"}
)
_INNER = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([a-zà-ÿ]{2,})(?![\w-])")


@dataclass(frozen=True)
class Joined:
    """A paragraph with the origin of each letter."""

    text: str = ""
    origins: tuple[Origin, ...] = ()
    doubts: tuple[str, ...] = ()

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Joined":
        """Return the text without some ranges, which are in order and apart."""
        text: list[str] = []
        places: list[Origin] = []
        end = 0
        for start, stop in (*ranges, (len(self.text), len(self.text))):
            text.append(self.text[end:start])
            places += self.origins[end:start]
            end = stop
        return Joined("".join(text), tuple(places), self.doubts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the spans of the input that the text came from."""
        return spans_of(self.origins)


def spans_of(origins: Iterable[Origin]) -> tuple[Span, ...]:
    """Return the spans of some letters, neighbours merged."""
    found: list[Span] = []
    for origin in origins:
        if origin is None:
            continue
        line, column = origin
        last = found[-1] if found else None
        if last and last.line == line and last.end == column:
            found[-1] = Span(line, last.start, column + 1)
        else:
            found.append(Span(line, column, column + 1))
    return tuple(found)


class _Joiner:
    """Collects lines letter by letter, so that a file of one paragraph takes linear time."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.origins: list[Origin] = []
        self.doubts: list[str] = []

    @property
    def tail(self) -> str:
        return "".join(self.letters[-80:])

    def add(self, text: str, places: Iterable[Origin]) -> None:
        self.letters += text
        self.origins += places

    def append(self, piece: Piece, apart: bool) -> None:
        """Append a line, and repair the word that was broken before it."""
        text = piece.text
        if self.letters and text:
            end = _hyphen(self.tail, text, apart)
            if end.drop:
                self.letters.pop()
                self.origins.pop()
            if end.blank:
                self.add(" ", [None])
            if end.doubt:
                self.doubts.append(end.doubt)
            if end.trema:
                text = _TREMA[text[0]] + text[1:]
        self.add(text, places(piece))


def places(piece: Piece) -> list[Origin]:
    """Return the origin of each letter of a piece."""
    return [(piece.line, piece.start + offset) for offset in range(len(piece.text))]


def join(pieces: Iterable[tuple[Piece, bool]]) -> Joined:
    """Join pieces to running text.

    Args:
        pieces: Each piece, and whether it stands apart from the one before (across a page or a
            column). A word is joined across such a gap only where the word is sure.
    """
    joiner = _Joiner()
    for piece, apart in pieces:
        joiner.append(piece.stripped(), apart)
    joined = Joined("".join(joiner.letters), tuple(joiner.origins), tuple(joiner.doubts))
    return _mend_inner_hyphens(_single_blanks(joined))


def completes(before: str, after: str) -> bool:
    """Tell if the first word of a text is surely the rest of the last word of another."""
    end = _hyphen(before.rstrip()[-80:], after.lstrip(), apart=True) if before.strip() else _End()
    return end.drop


@dataclass(frozen=True)
class _End:
    """The treatment of the end of a line."""

    drop: bool = False
    blank: bool = True
    trema: bool = False
    doubt: str = ""


def _hyphen(before: str, after: str, apart: bool) -> _End:
    if before[-1] not in HYPHENS or before[-2:-1].isspace() or len(before) < 2:
        return _End()
    head, tail = _LAST_WORD.search(before[:-1]), _FIRST_WORD.match(after)
    if not head or not tail:
        return _End()
    first, second = head[0].rpartition("-")[2], tail[0]
    if second.lower() in _SUSPENDED and not _broken_plural(first, second):
        return _End()
    if _hyphened(first, second):
        return _End(blank=False)
    if _with_trema(first, second):
        return _End(drop=True, blank=False, trema=True)
    if is_word(first + second):
        return _End(drop=True, blank=False)
    return _unlisted(first, second, apart)


def _unlisted(first: str, second: str, apart: bool) -> _End:
    """Decide on a broken word that the dictionary lacks.

    A syllable is no word, so it was broken off; two words may each stand for themselves.
    """
    if apart or (is_listed(first) and is_listed(second) and first.lower() not in _VERB_FIRST):
        return _End(doubt=f"{first}- {second}")
    if first[-1] in _VOWELS and first[-1] == second[0] and is_word(first) and is_word(second):
        return _End(blank=False)  # auto-ongeluk: vowels that would be read as one
    return _End(drop=True, blank=False)


def _broken_plural(first: str, second: str) -> bool:
    """Tell if *en* is a plural ending at a line's start: *idee-en*, but not *dienst-en*."""
    return (
        second == "en"
        and first[-1] in _VOWELS
        and (is_word(first + second) or _with_trema(first, second))
    )


def _hyphened(first: str, second: str) -> bool:
    if second[0].isupper() or second[0].isdigit() or first[-1].isdigit():
        return True
    if len(first) > 1 and first.isupper():
        return True
    if first.lower() in _KEPT_FIRST and not is_listed(first + second):
        return True
    return is_listed(f"{first}-{second}") and not is_listed(first + second)


def _with_trema(first: str, second: str) -> bool:
    """Tell if a trema was lost where the word is broken: *idee-en* was *ideeën*."""
    if second[0] not in _TREMA or first[-1].lower() not in _VOWELS:
        return False
    return is_listed(first + _TREMA[second[0]] + second[1:])


def _mend_inner_hyphens(joined: Joined) -> Joined:
    """Remove a hyphen that was left within a line: *infor-matie* → *informatie*."""
    ranges = []
    for match in _INNER.finditer(joined.text):
        first, second = match[1], match[2]
        if (
            is_listed(first + second)
            and not (is_listed(first) and is_listed(second))
            and not first.isupper()
        ):
            ranges.append((match.end(1), match.end(1) + 1))
    return joined.without(ranges) if ranges else joined


def _single_blanks(joined: Joined) -> Joined:
    """Replace each run of blanks by one blank."""
    surplus = [match.span() for match in re.finditer(r"(?<=\s)\s+", joined.text)]
    joined = joined.without(surplus) if surplus else joined
    return Joined(re.sub(r"\s", " ", joined.text), joined.origins, joined.doubts)
