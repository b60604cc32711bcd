"""Pieces of lines → words with their links, without what is about one person.

Invariant: every letter is in the words, or in what is left out and told of.
"""

import re
from collections.abc import Iterable, Sequence

from ...privacy import personal_data
from ..layout.joining import Joined, Origin, join, spans_of
from ..source import Piece, Rest
from .article import LinkedText
from .lines import ExtractedText

_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’'»]", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]{1,200})\]\((https?://[^\s()]{4,400})\)")
_STRESS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")
_SURPLUS = re.compile(r"(?<=\s)\s+|\s+(?=[.,;:!?](?:\s|$))|^\s+|\s+$")


class LinkedTextBuilder:
    """Makes words, and keeps what it left out."""

    def __init__(self, text: ExtractedText) -> None:
        self.text = text
        self.left_out: list[Rest] = []

    def join(self, pieces: Sequence[Piece]) -> Joined:
        return join((piece, False) for piece in pieces)

    def from_pieces(self, pieces: Sequence[Piece]) -> LinkedText:
        return self.from_joined(self.join(pieces))

    def from_joined(self, joined: Joined) -> LinkedText:
        joined = self._without_private(joined)
        links = list(self._links(joined.origins))
        held = joined.spans
        if not self.text.formats:
            joined, links = _without_markdown(joined, links)
            joined, links = _without_stress(joined, links)
        links += _bare(joined.text, links)
        return LinkedText(joined.text, held, tuple(sorted(links)))

    def from_range(self, joined: Joined, start: int, end: int) -> LinkedText:
        return self.from_joined(_part(joined, start, end))

    def leave_out(self, joined: Joined, start: int, end: int) -> None:
        """For the rest: it stands on no page."""
        text = joined.text[start:end].strip()
        if text:
            self.left_out.append(Rest(text, spans_of(joined.origins[start:end])))

    def _without_private(self, joined: Joined) -> Joined:
        ranges = personal_data.private_spans(joined.text)
        ranges = [(start, end) for start, end in ranges if not _within_address(joined.text, start)]
        for start, end in ranges:
            self.leave_out(joined, start, end)
        if not ranges:
            return joined
        left = joined.without(ranges)
        return left.without([match.span() for match in _SURPLUS.finditer(left.text)])

    def _links(self, origins: Iterable[Origin]) -> Iterable[tuple[int, int, str]]:
        start, url = 0, ""
        place = -1
        for place, origin in enumerate(origins):
            here = self._url(origin) if origin else url
            if here != url:
                if url:
                    yield start, place, url
                start, url = place, here
        if url:
            yield start, place + 1, url

    def _url(self, origin: tuple[int, int]) -> str:
        line, column = origin
        for link in self.text.format_of(line).links:
            if link.start <= column < link.end:
                return "" if link.url.lower().startswith("mailto:") else link.url
        return ""


def _part(joined: Joined, start: int, end: int) -> Joined:
    while start < end and joined.text[start].isspace():
        start += 1
    while end > start and joined.text[end - 1].isspace():
        end -= 1
    return Joined(joined.text[start:end], joined.origins[start:end])


def _within_address(text: str, at: int) -> bool:
    """A number in a web address is no telephone number."""
    return any(match.start() <= at < match.end() for match in _WEB.finditer(text))


def _without_markdown(
    joined: Joined, links: list[tuple[int, int, str]]
) -> tuple[Joined, list[tuple[int, int, str]]]:
    """*[words](address)* → the words, and their address as a link."""
    found = list(_MARKDOWN.finditer(joined.text)) if "](" in joined.text else []
    if not found or links:
        return joined, links
    ranges: list[tuple[int, int]] = []
    made: list[tuple[int, int, str]] = []
    gone = 0
    for match in found:
        ranges += [(match.start(), match.start(1)), (match.end(1), match.end())]
        gone += 1
        made.append((match.start(1) - gone, match.end(1) - gone, match[2]))
        gone += match.end() - match.end(1)
    return joined.without(ranges), made


def _without_stress(
    joined: Joined, links: list[tuple[int, int, str]]
) -> tuple[Joined, list[tuple[int, int, str]]]:
    """Stars and underscores around words, by which plain text stresses them, go."""
    found = list(_STRESS.finditer(joined.text)) if "*" in joined.text or "_" in joined.text else []
    if not found or links:
        return joined, links
    ranges: list[tuple[int, int]] = []
    for match in found:
        ranges += [(match.start(), match.start(2)), (match.end(2), match.end())]
    return joined.without(ranges), links


def _bare(text: str, links: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Addresses that are written out."""
    found = []
    for match in _WEB.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in links):
            url = match[0] if match[0].lower().startswith("http") else f"https://{match[0]}"
            found.append((match.start(), match.end(), url))
    return found
