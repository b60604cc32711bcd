"""Build an article from blocks: its sections with their paragraphs, items and quotes.

Invariant: every block is in a section, in the metadata or in the rest. The speaker of a quote is in
its role or in the rest.
"""

from collections.abc import Sequence
from dataclasses import replace

from ...privacy import names
from ..drafts.shortening import shortened
from ..layout.joining import Joined
from ..layout.shapes import breaks_off, ends_sentence
from ..source import Rest, Span, spans
from . import heading_meanings, quotes, recommendations, speakers
from .article import Article, InlineQuote, LinkedText, Metadata, Part, PartKind, Section
from .block import Block, BlockKind
from .footnotes import is_footnote, strip_reference_marks
from .heading_levels import HeadingLevels
from .heading_meanings import Meaning
from .layout import split_blocks
from .lines import ExtractedText
from .linked_text import LinkedTextBuilder
from .speakers import Speaker
from .title_page import MAX_TEASER_LENGTH, TitlePage, read_title_page

_PART_KINDS = {
    BlockKind.ROW: PartKind.ROW,
    BlockKind.NOTE: PartKind.NOTE,
    BlockKind.ITEM: PartKind.ITEM,
}
NO_SPEAKER = "Bij een citaat staat alleen een naam of niemand. Vul in wie dit zegt: een rol."
ROLE_SHOWN = "Bij de citaten staat de rol van wie spreekt. De namen staan bij de rest."
NO_TITLE = "Er is geen titel gevonden: kies er een."
COPIED_TEASER = "De samenvatting is het begin van de tekst. Schrijf ze in je eigen woorden."
ONLY_YEAR = "In de tekst staat ‘{}’, zonder dag: alleen het jaar is ingevuld."
NOTES_BELOW = "De voetnoten staan onderaan, met hun nummer."


def build(text: ExtractedText) -> Article:
    """Return the article that a text holds."""
    blocks = split_blocks(text)
    top = read_title_page(text, blocks)
    return _ArticleBuilder(text, blocks, top).article()


class _ArticleBuilder:
    """A builder that adds blocks to sections in reading order, and keeps what belongs in none."""

    def __init__(self, text: ExtractedText, blocks: Sequence[Block], top: TitlePage) -> None:
        self.text = text
        self.blocks = blocks
        self.top = top
        self.linked_text = LinkedTextBuilder(text)
        self.levels = HeadingLevels(text, blocks, top.title_blocks)
        self.known_roles = speakers.roles_in(block.text for block in blocks if block.is_body_text)
        self.sections: list[Section] = []
        self.heading: LinkedText | None = None
        self.meaning: Meaning | None = None
        self.level = 0
        # The heading of the section has a number.
        self.has_number = False
        # The meaning of the last heading or subheading; a subheading can differ from its section.
        self.current_meaning: Meaning | None = None
        self.parts: list[Part] = []
        self.footnotes: list[Part] = []
        self.rest: list[Rest] = []
        self.used: list[Span] = []
        self.notes: list[str] = list(text.source.notes)
        self.inline_quotes: list[InlineQuote] = []

    def article(self) -> Article:
        """Return the article with all blocks in place."""
        index = 0
        while index < len(self.blocks):
            index += self._place_block(index)
        self._close_section()
        if self.footnotes:
            self.sections.append(Section(None, Meaning.SOURCES, tuple(self.footnotes)))
            self.notes.append(NOTES_BELOW)
        metadata = self._metadata()
        rest = [*self.rest, *self.linked_text.left_out]
        rest = sorted((each for each in rest if each.spans), key=lambda each: each.spans[0].line)
        return Article(
            metadata,
            tuple(section for section in self.sections if section.heading or section.parts),
            tuple(dict.fromkeys([*self.notes, *self._name_notes()])),
            tuple(self.used),
            tuple(rest),
            tuple(self.inline_quotes),
        )

    def _place_block(self, index: int) -> int:
        """Put a block in place, and return how many blocks that took."""
        block = self.blocks[index]
        if block.kind is BlockKind.BOILERPLATE:
            self._leave_block(block)
        elif block in self.top.title_blocks or block is self.top.lead:
            self._count_as_used(block)
        elif any(block is used for used in self.top.used):
            self._leave_block(block)
        elif block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self._add_heading(block)
        else:
            return self._add_part(index)
        return 1

    def _leave_block(self, block: Block) -> None:
        pieces = [*block.marks, *block.pieces]
        pieces.sort(key=lambda piece: (piece.line, piece.start))
        self.rest.append(Rest(" ".join(piece.text.strip() for piece in pieces), spans(pieces)))

    def _count_as_used(self, block: Block) -> None:
        self.used += spans((*block.marks, *block.pieces))

    def _add_heading(self, block: Block) -> None:
        """Open a section at a heading, or add a subheading if it stands deeper."""
        content = self.linked_text.from_pieces(block.pieces)
        self.used += [*spans(block.marks), *content.spans]
        meaning = heading_meanings.meaning_of(content.text)
        level = block.level or self.levels.level_of(block, self.has_number)
        if self.heading is not None and level > self.level:
            if meaning is None and level > 2:
                meaning = self.current_meaning
            elif self._is_method_step(content.text):
                meaning = self.meaning
            meaning = self.current_meaning = meaning or self.meaning
            self.parts.append(Part(PartKind.SUBHEADING, content, block.number, meaning=meaning))
            return
        self._close_section()
        self.heading, self.level = content, level
        self.has_number = bool(block.number)
        self.meaning = self.current_meaning = meaning

    def _is_method_step(self, heading: str) -> bool:
        in_method = self.meaning is Meaning.PARTICIPATION
        return in_method and heading_meanings.is_method_step(heading)

    def _close_section(self) -> None:
        first = not any(section.heading or section.parts for section in self.sections)
        if self.heading and first and not (self.parts or self.meaning):
            # A second line of the title, with nothing under it.
            self.sections.append(Section(None, None, (Part(PartKind.TEXT, self.heading),)))
            self.heading = None
            return
        self.sections.append(Section(self.heading, self.meaning, tuple(self.parts)))
        self.heading, self.parts = None, []

    def _add_part(self, index: int) -> int:
        block = self.blocks[index]
        joined = self.linked_text.join(block.pieces)
        if block.kind in (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.ITEM):
            count = self._add_quote(index, joined)
            if count:
                return count
        content = self.linked_text.from_joined(joined)
        self.used += [*spans(block.marks), *content.spans]
        if not content.text:
            return 1
        kind = _PART_KINDS.get(block.kind, PartKind.TEXT)
        may_be_note = block.kind in (BlockKind.TEXT, BlockKind.ITEM)
        if may_be_note and is_footnote(self.blocks, block, bool(self.footnotes)):
            kind = PartKind.NOTE
        if kind is PartKind.ITEM and block.number.isdecimal():
            kind = PartKind.NUMBERED
        meaning = None if kind is PartKind.NOTE else self.current_meaning
        part = self._mark_recommendation(Part(kind, content, block.number, meaning=meaning))
        if kind is PartKind.TEXT:
            self._find_inline_quotes(content.text)
        (self.footnotes if kind is PartKind.NOTE else self.parts).append(part)
        return 1

    def _find_inline_quotes(self, text: str) -> None:
        for quoted, speaker in quotes.find_inline_quotes(text):
            self.inline_quotes.append(InlineQuote(quoted, speaker, self._speaker(speaker).role))

    def _speaker(self, text: str) -> Speaker:
        return self.known_roles.resolve(speakers.parse_speaker(text))

    def _mark_recommendation(self, part: Part) -> Part:
        """Mark a part as a recommendation if it says so itself, or a sentence above it asks."""
        if (
            Meaning.RECOMMENDATIONS in (self.meaning, self.current_meaning)
            or part.kind is PartKind.NOTE
        ):
            return part
        above = self.parts[-1] if self.parts else None
        is_item = part.kind in (PartKind.ITEM, PartKind.NUMBERED)
        is_led = above is not None and (
            heading_meanings.introduces_recommendations(above.content.text)
            or above.meaning is Meaning.RECOMMENDATIONS
        )
        says_so = part.kind is not PartKind.ROW and (
            recommendations.is_numbered(part) or recommendations.is_counted(part)
        )
        is_recommendation = (is_item and is_led) or says_so
        return replace(part, meaning=Meaning.RECOMMENDATIONS) if is_recommendation else part

    def _add_quote(self, index: int, joined: Joined) -> int:
        """Add a block as a quote with its speaker; return the blocks taken, 0 if it is none."""
        block = self.blocks[index]
        quotation = quotes.parse_quote(joined.text, block.kind is BlockKind.QUOTE)
        if quotation is None:
            return 0
        attribution = None if quotation.names_speaker else self._attribution_below(index)
        has_marks = joined.text[quotation.start : quotation.end] != joined.text.strip()
        speaker = joined.text[quotation.speaker_start : quotation.speaker_end]
        if attribution is not None:
            speaker = attribution.text
        elif not speaker:
            speaker = self._announced_speaker(index)
        if not speaker and block.kind is not BlockKind.QUOTE:
            return 0  # words in marks without a speaker: an answer, a slogan
        if not (speaker or has_marks or block.format.is_paragraph):
            return 0  # indented text, and nothing more
        self._add_quote_part(block, joined, quotation, speaker)
        if attribution is None:
            return 1
        self._leave_speaker(attribution)
        count = next(n for n, other in enumerate(self.blocks[index:]) if other is attribution)
        for between in self.blocks[index + 1 : index + count]:
            self._leave_block(between)
        return count + 1

    def _add_quote_part(
        self, block: Block, joined: Joined, quotation: quotes.Quotation, speaker_text: str
    ) -> None:
        speaker = self._speaker(speaker_text) if speaker_text else Speaker()
        # A comma at the end belongs to the sentence around the quote.
        end = quotation.end - (joined.text[quotation.end - 1] == ",")
        content = self.linked_text.from_range(joined, quotation.start, end)
        outside = [(0, quotation.start), (end, len(joined.text))]
        for start, end in outside:
            if any(c.isalpha() for c in joined.text[start:end]):
                self._leave_surroundings(joined, start, end, speaker.role)
            else:
                self.used += Joined(joined.text[start:end], joined.origins[start:end]).spans
        self.used += [*spans(block.marks), *content.spans]
        name = _unbracketed(" ".join(speaker_text.split()).strip(" –—-~"))
        meaning = self.current_meaning
        self.parts.append(Part(PartKind.QUOTE, content, "", name, speaker.role, meaning))
        if not speaker.role:
            self.notes.append(NO_SPEAKER)
        elif speaker.name:
            self.notes.append(ROLE_SHOWN)

    def _leave_surroundings(self, joined: Joined, start: int, end: int, role: str) -> None:
        """Leave out what stands around a quote, unless it is the role that the page shows."""
        text = joined.text[start:end]
        if text.strip(' .,()–—-~:;”“"»«’‘') == role:
            self.used += Joined(text, joined.origins[start:end]).spans
        else:
            self.linked_text.leave_out(joined, start, end)

    def _leave_speaker(self, block: Block) -> None:
        joined = self.linked_text.join(block.pieces)
        self.used += spans(block.marks)
        role = self.parts[-1].role
        self._leave_surroundings(joined, 0, len(joined.text), role)

    def _attribution_below(self, index: int) -> Block | None:
        """Return the next block if it says who spoke."""
        following = self.blocks[index + 1 :]
        after = next((each for each in following if each.kind is not BlockKind.BOILERPLATE), None)
        if after is None or after.kind in (BlockKind.ROW, BlockKind.NOTE, BlockKind.TITLE):
            return None
        near = not after.gap_above or after.kind is BlockKind.QUOTE or self._is_right_below(after)
        text = " ".join(piece.text for piece in (*after.marks, *after.pieces))
        return after if speakers.is_attribution(text, near) else None

    def _is_right_below(self, block: Block) -> bool:
        """Return whether print sets a block close below, in another size than the text."""
        line_format = block.format
        if not 0 < line_format.leading < 2 * line_format.size:
            return False
        others = (each for each in self.blocks if each is not block)
        return line_format.size not in {
            each.format.size for each in others if each.kind is BlockKind.TEXT
        }

    def _announced_speaker(self, index: int) -> str:
        before = self.blocks[index - 1] if index else None
        if before is None or before.kind is not BlockKind.TEXT:
            return ""
        return quotes.announced_speaker(before.text)

    def _metadata(self) -> Metadata:
        lead = self.linked_text.from_pieces(self.top.lead.pieces) if self.top.lead else None
        teaser = lead.text if lead else self._first_sentences()
        if not lead and teaser:
            self.notes.append(COPIED_TEASER)
        title = self.top.title
        if not title:
            self.notes.append(NO_TITLE)
            title = self._substitute_title()
        if self.top.year:
            self.notes.append(ONLY_YEAR.format(self.top.date_text))
        return Metadata(
            title,
            teaser,
            self.top.published,
            self.top.year,
            self.top.date_text,
            self.top.organisation,
            self.top.genre,
            lead,
        )

    def _first_sentences(self) -> str:
        text = self.text.file_metadata.description
        if 40 < len(text) <= MAX_TEASER_LENGTH:
            return text
        preferred = [each for each in self.sections if each.meaning is Meaning.SUMMARY]
        parts = [part for section in (*preferred, *self.sections) for part in section.parts]
        texts = [part.content.text for part in parts if part.kind is PartKind.TEXT]
        texts = [text for text in texts if len(text) > 40]
        if not texts:
            return ""
        text = next((text for text in texts if ends_sentence(text)), texts[0])
        teaser = shortened(strip_reference_marks(text), MAX_TEASER_LENGTH)
        return teaser if not breaks_off(teaser) else f"{teaser} …"[:MAX_TEASER_LENGTH]

    def _substitute_title(self) -> str:
        for section in self.sections:
            if section.heading:
                return section.heading.text
            if section.parts:
                return shortened(section.parts[0].content.text, 60)
        return self.text.source.name

    def _name_notes(self) -> list[str]:
        """Return a note on the names of people that stay in running text, if there are any."""
        sections = (section for section in self.sections if section.meaning is not Meaning.SOURCES)
        shown = "\n".join(part.content.text for section in sections for part in section.parts)
        known = [name for name in self.known_roles.roles if " " in name and name in shown]
        return names.note(shown, known)


def _unbracketed(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
