"""Blocks → an article: its sections, each with its paragraphs, items and quotes.

Invariant: every block is in a section, in the front or in the rest; of a quote, who said it is in
its role or in the rest.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..drafts.shortening import shortened
from ..layout.joining import Joined
from ..layout.shapes import breaks_off, ends_sentence
from ..source import Rest, Span, spans
from . import footnotes, heading_meanings, quotes, recommendations, speakers
from .article import Article, InlineQuote, LinkedText, Metadata, Part, PartKind, Section
from .block import Block, BlockKind
from .heading_levels import HeadingLevels
from .heading_meanings import Meaning
from .layout import split_blocks
from .lines import ExtractedText
from .linked_text import LinkedTextBuilder
from .speakers import Speaker
from .title_page import MAX_TEASER_LENGTH, TitlePage, read_title_page

_MAX_NAMES = 12
_PART_KINDS = {
    BlockKind.ROW: PartKind.ROW,
    BlockKind.NOTE: PartKind.NOTE,
    BlockKind.ITEM: PartKind.ITEM,
}
NAMES = "In de tekst staan namen van personen: {}. Mogen ze erin blijven? Anders: een rol."
NO_SPEAKER = "Bij een citaat staat alleen een naam of niemand. Vul in wie dit zegt: een rol."
SPEAKER = "Bij de citaten staat de rol van wie spreekt. De namen staan bij de rest."
NO_TITLE = "Er is geen titel gevonden: kies er een."
COPIED = "De samenvatting is het begin van de tekst. Schrijf ze in je eigen woorden."
ONLY_YEAR = "In de tekst staat ‘{}’, zonder dag: alleen het jaar is ingevuld."
NOTES_BELOW = "De voetnoten staan onderaan, met hun nummer."


def build(text: ExtractedText) -> Article:
    blocks = split_blocks(text)
    top = read_title_page(text, blocks)
    return _ArticleBuilder(text, blocks, top).article()


class _ArticleBuilder:
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
        self.numbered = False
        """The section's heading has a number."""
        self.depth: Meaning | None = None
        self.parts: list[Part] = []
        self.below: list[Part] = []
        self.rest: list[Rest] = []
        self.used: list[Span] = []
        self.notes: list[str] = list(text.source.notes)
        self.inline_quotes: list[InlineQuote] = []

    def article(self) -> Article:
        index = 0
        while index < len(self.blocks):
            index += self._block(index)
        self._close()
        if self.below:
            self.sections.append(Section(None, Meaning.SOURCES, tuple(self.below)))
            self.notes.append(NOTES_BELOW)
        made = self._front()
        rest = [*self.rest, *self.linked_text.left_out]
        rest = sorted((one for one in rest if one.spans), key=lambda one: one.spans[0].line)
        return Article(
            made,
            tuple(section for section in self.sections if section.heading or section.parts),
            tuple(dict.fromkeys([*self.notes, *self._told(made)])),
            tuple(self.used),
            tuple(rest),
            tuple(self.inline_quotes),
        )

    def _block(self, index: int) -> int:
        """How many blocks were dealt with."""
        block = self.blocks[index]
        if block.kind is BlockKind.BOILERPLATE:
            self._leave(block)
        elif block in self.top.title_blocks or block is self.top.lead:
            self._use(block)
        elif any(block is one for one in self.top.used):
            self._leave(block)
        elif block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self._head(block)
        else:
            return self._part(index)
        return 1

    def _leave(self, block: Block) -> None:
        pieces = [*block.marks, *block.pieces]
        pieces.sort(key=lambda piece: (piece.line, piece.start))
        self.rest.append(Rest(" ".join(piece.text.strip() for piece in pieces), spans(pieces)))

    def _use(self, block: Block) -> None:
        self.used += spans((*block.marks, *block.pieces))

    def _head(self, block: Block) -> None:
        words = self.linked_text.from_pieces(block.pieces)
        self.used += [*spans(block.marks), *words.spans]
        found = heading_meanings.meaning_of(words.text)
        level = block.level or self.levels.level_of(block, self.numbered)
        deeper = self.heading is not None and level > self.level
        if deeper:
            if found is None and self.depth not in (None, self.meaning) and level > 2:
                found = self.depth
            elif (
                found
                and self.meaning is Meaning.PARTICIPATION
                and heading_meanings.is_method_step(words.text)
            ):
                found = self.meaning
            self.depth = found or self.meaning
            self.parts.append(
                Part(PartKind.SUBHEADING, words, block.number, meaning=found or self.meaning)
            )
            return
        self._close()
        self.heading, self.level = words, level
        self.numbered = bool(block.number)
        self.meaning = self.depth = found

    def _close(self) -> None:
        first = not any(section.heading or section.parts for section in self.sections)
        if self.heading and first and not (self.parts or self.meaning):
            # a second line under the title, with nothing under it
            self.sections.append(Section(None, None, (Part(PartKind.TEXT, self.heading),)))
            self.heading = None
            return
        self.sections.append(Section(self.heading, self.meaning, tuple(self.parts)))
        self.heading, self.parts = None, []

    def _part(self, index: int) -> int:
        block = self.blocks[index]
        joined = self.linked_text.join(block.pieces)
        if block.kind in (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.ITEM):
            count = self._quote(index, joined)
            if count:
                return count
        words = self.linked_text.from_joined(joined)
        self.used += [*spans(block.marks), *words.spans]
        if not words.text:
            return 1
        if block.kind in (BlockKind.TEXT, BlockKind.ITEM) and footnotes.is_footnote(
            self.blocks, block, bool(self.below)
        ):
            block = replace(block, kind=BlockKind.NOTE)
        kind = _PART_KINDS.get(block.kind, PartKind.TEXT)
        if kind is PartKind.ITEM and block.number.isdecimal():
            kind = PartKind.NUMBERED
        meaning = None if kind is PartKind.NOTE else self.depth
        part = self._asked(Part(kind, words, block.number, meaning=meaning))
        if kind is PartKind.TEXT:
            self._find_inline_quotes(words.text)
        (self.below if kind is PartKind.NOTE else self.parts).append(part)
        return 1

    def _find_inline_quotes(self, text: str) -> None:
        for quoted, who in quotes.find_inline_quotes(text):
            self.inline_quotes.append(InlineQuote(quoted, who, self._speaker(who).role))

    def _speaker(self, who: str) -> Speaker:
        return self.known_roles.resolve(speakers.parse_speaker(who))

    def _asked(self, part: Part) -> Part:
        """A recommendation that says so itself, or stands in or under a sentence that does."""
        if Meaning.RECOMMENDATIONS in (self.meaning, self.depth) or part.kind is PartKind.NOTE:
            return part
        above = self.parts[-1] if self.parts else None
        listed = part.kind in (PartKind.ITEM, PartKind.NUMBERED)
        leads = above is not None and (
            heading_meanings.introduces_recommendations(above.content.text)
            or (above.meaning is Meaning.RECOMMENDATIONS and above.kind is not PartKind.SUBHEADING)
        )
        itself = part.kind is not PartKind.ROW and (
            recommendations.is_numbered(part) or recommendations.is_counted(part)
        )
        asked = (listed and leads) or itself
        return replace(part, meaning=Meaning.RECOMMENDATIONS) if asked else part

    def _quote(self, index: int, joined: Joined) -> int:
        """A quote, with the line that says whose it is; 0 if this is none."""
        block = self.blocks[index]
        found = quotes.parse_quote(joined.text, block.kind is BlockKind.QUOTE)
        if found is None:
            return 0
        below = None if found.names_speaker else self._attribution(index)
        marked = joined.text[found.start : found.end] != joined.text.strip()
        who = joined.text[found.speaker_start : found.speaker_end]
        if below is not None:
            who = below.text
        elif not who:
            who = self._announced(index)
        if not who and block.kind is not BlockKind.QUOTE:
            return 0  # words in marks, and nobody who says them: an answer, a slogan
        if (
            not who
            and block.kind is BlockKind.QUOTE
            and not marked
            and not block.format.is_paragraph
        ):
            return 0  # further in, and nothing more
        self._say(block, joined, found, who)
        if below is not None:
            self._leave_speaker(below)
        if below is None:
            return 1
        count = next(n for n, one in enumerate(self.blocks[index:]) if one is below)
        for between in self.blocks[index + 1 : index + count]:
            self._leave(between)
        return count + 1

    def _say(self, block: Block, joined: Joined, found: quotes.Quotation, who: str) -> None:
        speaker = self._speaker(who) if who else Speaker()
        end = found.end - (joined.text[found.end - 1] == ",")  # it belongs to the sentence around
        words = self.linked_text.from_range(joined, found.start, end)
        outside = [(0, found.start), (end, len(joined.text))]
        for start, end in outside:
            if any(c.isalpha() for c in joined.text[start:end]):
                self._leave_part(joined, start, end, speaker.role)
            else:
                self.used += Joined(joined.text[start:end], joined.origins[start:end]).spans
        self.used += [*spans(block.marks), *words.spans]
        self.parts.append(
            Part(
                PartKind.QUOTE,
                words,
                speaker=_unbracketed(" ".join(who.split()).strip(" –—-~")),
                role=speaker.role,
                meaning=self.depth,
            )
        )
        if not speaker.role:
            self.notes.append(NO_SPEAKER)
        elif speaker.name:
            self.notes.append(SPEAKER)

    def _leave_part(self, joined: Joined, start: int, end: int, role: str) -> None:
        """What stands around the words: the role is on the page, what is more goes to the rest."""
        text = joined.text[start:end]
        if text.strip(' .,()–—-~:;”“"»«’‘') == role:
            self.used += Joined(text, joined.origins[start:end]).spans
        else:
            self.linked_text.leave_out(joined, start, end)

    def _leave_speaker(self, block: Block) -> None:
        joined = self.linked_text.join(block.pieces)
        self.used += spans(block.marks)
        role = self.parts[-1].role
        self._leave_part(joined, 0, len(joined.text), role)

    def _attribution(self, index: int) -> Block | None:
        """The next block, if it says who spoke."""
        following = (
            one for one in self.blocks[index + 1 :] if one.kind is not BlockKind.BOILERPLATE
        )
        after = next(following, None)
        if after is None or after.kind in (BlockKind.ROW, BlockKind.NOTE, BlockKind.TITLE):
            return None
        near = not after.gap_above or after.kind is BlockKind.QUOTE or self._is_right_below(after)
        text = " ".join(piece.text for piece in (*after.marks, *after.pieces))
        return after if speakers.is_attribution(text, near) else None

    def _is_right_below(self, block: Block) -> bool:
        """In print, without a blank line above, and in letters of another size than the text."""
        look = block.format
        usual = (
            one.format.size
            for one in self.blocks
            if one.kind is BlockKind.TEXT and one is not block
        )
        return self.text.from_pdf and 0 < look.leading < 2 * look.size and look.size not in usual

    def _announced(self, index: int) -> str:
        before = self.blocks[index - 1] if index else None
        if before is None or before.kind is not BlockKind.TEXT or not before.text.endswith(":"):
            return ""
        return quotes.announced_speaker(before.text)

    def _front(self) -> Metadata:
        lead = self.linked_text.from_pieces(self.top.lead.pieces) if self.top.lead else None
        teaser = lead.text if lead else self._first_sentences()
        if not lead and teaser:
            self.notes.append(COPIED)
        title = self.top.title
        if not title:
            self.notes.append(NO_TITLE)
            title = self._stand_in()
        if self.top.year and not self.top.published and self.top.date_text:
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
        told = self.text.file_metadata.description
        if 40 < len(told) <= MAX_TEASER_LENGTH and not self.text.from_pdf:
            return told
        preferred = [s for s in self.sections if s.meaning is Meaning.SUMMARY]
        parts = [part for section in (*preferred, *self.sections) for part in section.parts]
        texts = [
            p.content.text for p in parts if p.kind is PartKind.TEXT and len(p.content.text) > 40
        ]
        told = next((text for text in texts if ends_sentence(text)), texts[0] if texts else "")
        found = shortened(footnotes.strip_reference_marks(told), MAX_TEASER_LENGTH)
        return found if not breaks_off(found) else f"{found} …"[:MAX_TEASER_LENGTH]

    def _stand_in(self) -> str:
        for section in self.sections:
            if section.heading:
                return section.heading.text
            if section.parts:
                return shortened(section.parts[0].content.text, 60)
        return self.text.source.name

    def _told(self, made: Metadata) -> list[str]:
        """Full names that stay in the running text."""
        told = (s for s in self.sections if s.meaning is not Meaning.SOURCES)
        shown = "\n".join(part.content.text for s in told for part in s.parts)
        kept = [name for name in self.known_roles.roles if " " in name and name in shown]
        kept += [name for name in speakers.full_names_in(shown) if name not in " ".join(kept)]
        return [NAMES.format(", ".join(kept[:_MAX_NAMES]))] if kept else []


def _unbracketed(who: str) -> str:
    return who[1:-1].strip() if who.startswith("(") and who.endswith(")") else who
