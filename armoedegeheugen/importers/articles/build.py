"""Blocks → an article: its sections, each with its paragraphs, items and quotes.

Invariant: every block is in a section, in the front or in the rest; of a quote, who said it is in
its role or in the rest.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..drafts.shortening import shortened
from ..layout.joining import Joined
from ..layout.shapes import broken_off, ended
from ..source import Rest, Span, spans
from . import footnotes, heading_meanings, quotes, recommendations, speakers, title_page
from .article import Article, Form, Front, Part, Section, Words
from .block import Block, Kind
from .heading_meanings import Meaning
from .layout import lay
from .levels import Levels
from .lines import Text
from .wording import Wording

_MOST_NAMES = 12
NAMES = "In de tekst staan namen van personen: {}. Mogen ze erin blijven? Anders: een rol."
NO_SPEAKER = "Bij een citaat staat alleen een naam of niemand. Vul in wie dit zegt: een rol."
SPEAKER = "Bij de citaten staat de rol van wie spreekt. De namen staan bij de rest."
NO_TITLE = "Er is geen titel gevonden: kies er een."
COPIED = "De samenvatting is het begin van de tekst. Schrijf ze in je eigen woorden."
ONLY_YEAR = "In de tekst staat ‘{}’, zonder dag: alleen het jaar is ingevuld."
NOTES_BELOW = "De voetnoten staan onderaan, met hun nummer."


def build(text: Text) -> Article:
    blocks = lay(text)
    top = title_page.find(text, blocks)
    return _Build(text, blocks, top).article()


class _Build:
    def __init__(self, text: Text, blocks: Sequence[Block], top: title_page.Top) -> None:
        self.text = text
        self.blocks = blocks
        self.top = top
        self.wording = Wording(text)
        self.levels = Levels(text, blocks, top.title_blocks)
        self.heard = speakers.named_in(block.text for block in blocks if block.is_words)
        self.sections: list[Section] = []
        self.heading: Words | None = None
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
        self.inline: list[tuple[str, str, str]] = []

    def article(self) -> Article:
        index = 0
        while index < len(self.blocks):
            index += self._block(index)
        self._close()
        if self.below:
            self.sections.append(Section(None, Meaning.SOURCES, tuple(self.below)))
            self.notes.append(NOTES_BELOW)
        made = self._front()
        rest = [*self.rest, *self.wording.left_out]
        rest = sorted((one for one in rest if one.spans), key=lambda one: one.spans[0].line)
        return Article(
            made,
            tuple(section for section in self.sections if section.heading or section.parts),
            tuple(dict.fromkeys([*self.notes, *self._told(made)])),
            tuple(self.used),
            tuple(rest),
            tuple(self.inline),
        )

    def _block(self, index: int) -> int:
        """How many blocks were dealt with."""
        block = self.blocks[index]
        if block.kind is Kind.AROUND:
            self._leave(block)
        elif block in self.top.title_blocks or block is self.top.lead:
            self._use(block)
        elif any(block is one for one in self.top.used):
            self._leave(block)
        elif block.kind in (Kind.HEADING, Kind.TITLE):
            self._head(block)
        else:
            return self._part(index)
        return 1

    def _leave(self, block: Block) -> None:
        pieces = [*block.mark, *block.pieces]
        pieces.sort(key=lambda piece: (piece.line, piece.start))
        self.rest.append(Rest(" ".join(piece.text.strip() for piece in pieces), spans(pieces)))

    def _use(self, block: Block) -> None:
        self.used += spans((*block.mark, *block.pieces))

    def _head(self, block: Block) -> None:
        words = self.wording.words(block.pieces)
        self.used += [*spans(block.mark), *words.spans]
        found = heading_meanings.of(words.text)
        level = block.level or self.levels.of(block, self.numbered)
        deeper = self.heading is not None and level > self.level
        if deeper:
            if found is None and self.depth not in (None, self.meaning) and level > 2:
                found = self.depth
            elif (
                found
                and self.meaning is Meaning.PARTICIPATION
                and heading_meanings.is_step(words.text)
            ):
                found = self.meaning
            self.depth = found or self.meaning
            self.parts.append(
                Part(Form.SUBHEADING, words, block.number, meaning=found or self.meaning)
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
            self.sections.append(Section(None, None, (Part(Form.TEXT, self.heading),)))
            self.heading = None
            return
        self.sections.append(Section(self.heading, self.meaning, tuple(self.parts)))
        self.heading, self.parts = None, []

    def _part(self, index: int) -> int:
        block = self.blocks[index]
        joined = self.wording.joined(block.pieces)
        if block.kind in (Kind.TEXT, Kind.QUOTE, Kind.ITEM):
            count = self._quote(index, joined)
            if count:
                return count
        words = self.wording.of(joined)
        self.used += [*spans(block.mark), *words.spans]
        if not words.text:
            return 1
        if block.kind in (Kind.TEXT, Kind.ITEM) and footnotes.is_one(
            self.blocks, block, bool(self.below)
        ):
            block = replace(block, kind=Kind.NOTE)
        form = {Kind.ROW: Form.ROW, Kind.NOTE: Form.NOTE, Kind.ITEM: Form.ITEM}.get(
            block.kind, Form.TEXT
        )
        if form is Form.ITEM and block.number.isdecimal():
            form = Form.NUMBERED
        meaning = None if form is Form.NOTE else self.depth
        part = self._asked(Part(form, words, block.number, meaning=meaning))
        for quoted, who in quotes.inline(words.text) if form is Form.TEXT else ():
            self.inline.append((quoted, who, self.heard.of(speakers.who(who)).role))
        (self.below if form is Form.NOTE else self.parts).append(part)
        return 1

    def _asked(self, part: Part) -> Part:
        """A recommendation that says so itself, or stands in or under a sentence that does."""
        if Meaning.RECOMMENDATIONS in (self.meaning, self.depth) or part.form is Form.NOTE:
            return part
        above = self.parts[-1] if self.parts else None
        listed = part.form in (Form.ITEM, Form.NUMBERED)
        leads = above is not None and (
            heading_meanings.asks(above.words.text)
            or (above.meaning is Meaning.RECOMMENDATIONS and above.form is not Form.SUBHEADING)
        )
        itself = part.form is not Form.ROW and (
            recommendations.is_numbered(part) or recommendations.is_counted(part)
        )
        asked = (listed and leads) or itself
        return replace(part, meaning=Meaning.RECOMMENDATIONS) if asked else part

    def _quote(self, index: int, joined: Joined) -> int:
        """A quote, with the line that says whose it is; 0 if this is none."""
        block = self.blocks[index]
        found = quotes.said(joined.text, block.kind is Kind.QUOTE)
        if found is None:
            return 0
        below = None if found.names_somebody else self._attribution(index)
        marked = joined.text[found.start : found.end] != joined.text.strip()
        who = joined.text[found.who_start : found.who_end]
        if below is not None:
            who = below.text
        elif not who:
            who = self._announced(index)
        if not who and block.kind is not Kind.QUOTE:
            return 0  # words in marks, and nobody who says them: an answer, a slogan
        if not who and block.kind is Kind.QUOTE and not marked and not block.look.whole:
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

    def _say(self, block: Block, joined: Joined, found: quotes.Said, who: str) -> None:
        speaker = self.heard.of(speakers.who(who)) if who else speakers.Speaker()
        end = found.end - (joined.text[found.end - 1] == ",")  # it belongs to the sentence around
        words = self.wording.cut(joined, found.start, end)
        outside = [(0, found.start), (end, len(joined.text))]
        for start, end in outside:
            if any(c.isalpha() for c in joined.text[start:end]):
                self._leave_part(joined, start, end, speaker.role)
            else:
                self.used += Joined(joined.text[start:end], joined.origins[start:end]).spans
        self.used += [*spans(block.mark), *words.spans]
        self.parts.append(
            Part(
                Form.QUOTE,
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
            self.wording.leave_out(joined, start, end)

    def _leave_speaker(self, block: Block) -> None:
        joined = self.wording.joined(block.pieces)
        self.used += spans(block.mark)
        role = self.parts[-1].role
        self._leave_part(joined, 0, len(joined.text), role)

    def _attribution(self, index: int) -> Block | None:
        """The next block, if it says who spoke."""
        following = (one for one in self.blocks[index + 1 :] if one.kind is not Kind.AROUND)
        after = next(following, None)
        if after is None or after.kind in (Kind.ROW, Kind.NOTE, Kind.TITLE):
            return None
        near = not after.gap or after.kind is Kind.QUOTE or self._is_right_below(after)
        text = " ".join(piece.text for piece in (*after.mark, *after.pieces))
        return after if speakers.is_attribution(text, near) else None

    def _is_right_below(self, block: Block) -> bool:
        """In print, without a blank line above, and in letters of another size than the text."""
        look = block.look
        usual = (one.look.size for one in self.blocks if one.kind is Kind.TEXT and one is not block)
        return self.text.printed and 0 < look.down < 2 * look.size and look.size not in usual

    def _announced(self, index: int) -> str:
        before = self.blocks[index - 1] if index else None
        if before is None or before.kind is not Kind.TEXT or not before.text.endswith(":"):
            return ""
        return quotes.announces(before.text)

    def _front(self) -> Front:
        lead = self.wording.words(self.top.lead.pieces) if self.top.lead else None
        teaser = lead.text if lead else self._first_sentences()
        if not lead and teaser:
            self.notes.append(COPIED)
        title = self.top.title
        if not title:
            self.notes.append(NO_TITLE)
            title = self._stand_in()
        if self.top.year and not self.top.day and self.top.dated:
            self.notes.append(ONLY_YEAR.format(self.top.dated))
        return Front(
            title,
            teaser,
            self.top.day,
            self.top.year,
            self.top.dated,
            self.top.organisation,
            self.top.genre,
            lead,
        )

    def _first_sentences(self) -> str:
        told = self.text.told.description
        if 40 < len(told) <= title_page.LONGEST_TEASER and not self.text.printed:
            return told
        preferred = [s for s in self.sections if s.meaning is Meaning.SUMMARY]
        parts = [part for section in (*preferred, *self.sections) for part in section.parts]
        texts = [p.words.text for p in parts if p.form is Form.TEXT and len(p.words.text) > 40]
        told = next((text for text in texts if ended(text)), texts[0] if texts else "")
        found = shortened(footnotes.without_marks(told), title_page.LONGEST_TEASER)
        return found if not broken_off(found) else f"{found} …"[: title_page.LONGEST_TEASER]

    def _stand_in(self) -> str:
        for section in self.sections:
            if section.heading:
                return section.heading.text
            if section.parts:
                return shortened(section.parts[0].words.text, 60)
        return self.text.source.name

    def _told(self, made: Front) -> list[str]:
        """Full names that stay in the running text."""
        told = (s for s in self.sections if s.meaning is not Meaning.SOURCES)
        shown = "\n".join(part.words.text for s in told for part in s.parts)
        kept = [name for name in self.heard.roles if " " in name and name in shown]
        kept += [name for name in speakers.persons_in(shown) if name not in " ".join(kept)]
        return [NAMES.format(", ".join(kept[:_MOST_NAMES]))] if kept else []


def _unbracketed(who: str) -> str:
    return who[1:-1].strip() if who.startswith("(") and who.endswith(")") else who
