"""Build running text with links from pieces of lines, without personal details.

Invariant: every letter is in the text, or in `left_out` for the rest.
"""

import re
from collections.abc import Iterable, Sequence

from ...privacy import personal_data
from ..layout.joining import Joined, Origin, join, spans_of
from ..source import Piece, Rest
from .article import LinkedText
from .lines import ExtractedText

# Start and end column, and the address.
_Link = tuple[int, int, str]
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’'»]", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]{1,200})\]\((https?://[^\s()]{4,400})\)")
_STRESS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")
_EXTRA_BLANKS = re.compile(r"(?<=\s)\s+|\s+(?=[.,;:!?](?:\s|$))|^\s+|\s+$")


class LinkedTextBuilder:
    """A builder of linked texts that keeps the details it left out."""

    def __init__(self, text: ExtractedText) -> None:
        self.text = text
        self.left_out: list[Rest] = []

    def join(self, pieces: Sequence[Piece]) -> Joined:
        """Return pieces as running text, words broken at a line's end put together."""
        return join((piece, False) for piece in pieces)

    def from_pieces(self, pieces: Sequence[Piece]) -> LinkedText:
        """Return pieces as text with its links, without personal details."""
        return self.from_joined(self.join(pieces))

    def from_joined(self, joined: Joined) -> LinkedText:
        """Return joined text with its links, without personal details."""
        joined = self._without_private_details(joined)
        links = list(self._links(joined.origins))
        spans = joined.spans
        if not self.text.formats:
            joined, links = _without_markdown(joined)
            if not links:  # the columns of the links would shift
                joined = _without_stress(joined)
        links += _written_addresses(joined.text, links)
        return LinkedText(joined.text, spans, tuple(sorted(links)))

    def from_range(self, joined: Joined, start: int, end: int) -> LinkedText:
        """Return part of a joined text, without the blanks around it."""
        return self.from_joined(_stripped_range(joined, start, end))

    def leave_out(self, joined: Joined, start: int, end: int) -> None:
        """Put part of a joined text in the rest; it stands on no page."""
        text = joined.text[start:end].strip()
        if text:
            self.left_out.append(Rest(text, spans_of(joined.origins[start:end])))

    def _without_private_details(self, joined: Joined) -> Joined:
        ranges = personal_data.private_spans(joined.text)
        ranges = [span for span in ranges if not _is_part_of_address(joined.text, *span)]
        for start, end in ranges:
            self.leave_out(joined, start, end)
        if not ranges:
            return joined
        joined = joined.without(ranges)
        return joined.without([match.span() for match in _EXTRA_BLANKS.finditer(joined.text)])

    def _links(self, origins: Iterable[Origin]) -> Iterable[_Link]:
        start, url = 0, ""
        column = -1
        for column, origin in enumerate(origins):
            origin_url = self._url(origin) if origin else url
            if origin_url != url:
                if url:
                    yield start, column, url
                start, url = column, origin_url
        if url:
            yield start, column + 1, url

    def _url(self, origin: tuple[int, int]) -> str:
        line, column = origin
        for link in self.text.format_of(line).links:
            if link.start <= column < link.end:
                is_mail = link.url.lower().startswith("mailto:")
                return "" if is_mail else personal_data.without_addresses(link.url)
        return ""


def _stripped_range(joined: Joined, start: int, end: int) -> Joined:
    while start < end and joined.text[start].isspace():
        start += 1
    while end > start and joined.text[end - 1].isspace():
        end -= 1
    return Joined(joined.text[start:end], joined.origins[start:end])


def _is_part_of_address(text: str, start: int, end: int) -> bool:
    """Return whether a span is a number in a web address; an e-mail address there is private."""
    if personal_data.EMAIL.search(text, start, end):
        return False
    return any(match.start() <= start < match.end() for match in _WEB.finditer(text))


def _without_markdown(joined: Joined) -> tuple[Joined, list[_Link]]:
    """Replace *[words](address)* by the words and a link."""
    ranges: list[tuple[int, int]] = []
    links: list[_Link] = []
    removed = 0
    for match in _MARKDOWN.finditer(joined.text):
        ranges += [(match.start(), match.start(1)), (match.end(1), match.end())]
        removed += 1
        links.append((match.start(1) - removed, match.end(1) - removed, match[2]))
        removed += match.end() - match.end(1)
    return joined.without(ranges), links


def _without_stress(joined: Joined) -> Joined:
    """Remove the stars and underscores by which plain text stresses words."""
    ranges: list[tuple[int, int]] = []
    for match in _STRESS.finditer(joined.text):
        ranges += [(match.start(), match.start(2)), (match.end(2), match.end())]
    return joined.without(ranges)


def _written_addresses(text: str, links: Sequence[_Link]) -> list[_Link]:
    """Return links for the web addresses that are written out."""
    found_links = []
    for match in _WEB.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in links):
            url = match[0] if match[0].lower().startswith("http") else f"https://{match[0]}"
            found_links.append((match.start(), match.end(), url))
    return found_links
