"""Make the card of one practice from its blocks, and collect what is no part of it.

Invariant: the spans of the card and of the rest together are those of the run's blocks, but for
what corrections took away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...privacy import names as person_names
from ...privacy import personal_data
from ...privacy.personal_data import Contact
from ..gazetteer import Gazetteer, Place
from ..layout.blocks import Block, Kind
from ..layout.headings import FORMS, letters
from ..layout.shapes import ends_sentence, is_sentence, starts_lowercase
from ..ocr.corrections import correct_text
from ..source import LONGEST_TEASER, SECTIONS, Card, Paragraph, Piece, Rest, Span, spans
from . import body, paragraphs, preamble, section_texts, titles
from .paragraphs import CleanupLog
from .segment import Run
from .title_block import TitleBlock

# Most words named in one note.
_MOST_NAMED = 12


@dataclass(frozen=True)
class Made:
    """A card, and the blocks and texts that came with it."""

    card: Card
    rest: tuple[Rest, ...]
    # The blocks that the card and the rest account for.
    used: frozenset[int]


def make(
    blocks: Sequence[Block],
    run: Run,
    start: int,
    places: Gazetteer,
    seen: frozenset[str] = frozenset(),
) -> Made:
    """Make the card of one practice.

    Args:
        blocks: All blocks of the input.
        run: The blocks and title blocks of this practice.
        start: The first block that is free for it, where its preamble may stand.
        places: The places that can be recognised.
        seen: The words of the whole input, in small letters.
    """
    return _Maker(blocks, run, start, places, CleanupLog(seen)).make()


class _Maker:
    def __init__(
        self, blocks: Sequence[Block], run: Run, start: int, places: Gazetteer, log: CleanupLog
    ) -> None:
        self.blocks, self.run, self.places = blocks, run, places
        self.heads = self._heads(start)
        self.notes: list[str] = []
        self.log = log
        self.rest: list[Rest] = []
        self.spans: list[Span] = []

    def _heads(self, start: int) -> tuple[TitleBlock, ...]:
        strong = tuple(head for head in self.run.heads if not head.weak)
        if any(head.title for head in strong):
            return strong
        heading = next(i for i in range(self.run.first, self.run.end) if self._is_heading(i))
        weak = tuple(head for head in self.run.heads if head.weak)[:1]
        if weak and (weak[0].teaser or weak[0].first > heading):
            return strong + weak
        above = preamble.head(self.blocks, start, heading, self.places)
        return (*strong, above) if above else strong + weak

    def _is_heading(self, index: int) -> bool:
        return self.blocks[index].kind is Kind.HEADING

    def make(self) -> Made:
        taken = self._taken()
        own = body.divide(self.blocks, self.run.first, self.run.end, taken)
        above = self._above_headings(own)
        sorted_out = section_texts.sort_out(own.stretches)
        contact, names = self._contact(own.rest, taken)
        text = " ".join(b.text for s in sorted_out.stretches for b in s.blocks)
        caption = titles.caption(self.heads, text)
        title = self._line(caption.title)
        names = [name for name in names if name.casefold() not in title.casefold()]
        teaser = self._teaser(caption.teaser or above, names)
        sections = self._sections(sorted_out.stretches, names)
        place = self._place(title, f"{teaser} {text}")
        self._put_aside(own, caption.loose, taken)
        self.notes += [*caption.notes, *own.notes, *sorted_out.notes]
        self._note_missing(own.headings, bool(above))
        self._note_words()
        kept = [title, teaser, *(part.text for _kind, parts in sections for part in parts)]
        self.notes += person_names.note("\n".join(kept))
        card = self._card(title, teaser, place, sections, contact)
        used = taken | frozenset(range(self.run.first, self.run.end))
        return Made(card, tuple(self.rest), used)

    def _taken(self) -> frozenset[int]:
        """Return the blocks that the title blocks consist of; of a preamble only its two."""
        found: set[int] = set()
        for head in self.heads:
            lines = {piece.line for piece in (*head.title, *head.teaser, *head.tail)}
            for index in range(head.first, head.last + 1):
                block = self.blocks[index]
                if not block.is_text or any(piece.line in lines for piece in block.pieces):
                    found.add(index)
        return frozenset(found)

    def _card(
        self,
        title: str,
        teaser: str,
        place: Place | None,
        sections: tuple[tuple[str, tuple[Paragraph, ...]], ...],
        contact: Contact,
    ) -> Card:
        return Card(
            title=title,
            teaser=teaser,
            municipality="" if place is None or place.is_province else place.name,
            province=place.province if place else "",
            sections=sections,
            contact=contact,
            notes=tuple(dict.fromkeys(self.notes)),
            spans=tuple(self.spans),
        )

    def _line(self, pieces: Sequence[Piece], names: Sequence[str] = ()) -> str:
        """Return a title or a teaser in one line."""
        made = paragraphs.sentence(pieces, names, self.log)
        self.spans += made.spans
        return made.text

    def _teaser(self, pieces: Sequence[Piece], names: Sequence[str]) -> str:
        text = self._line(pieces, names)
        if len(text) > LONGEST_TEASER:
            self.notes.append("De samenvatting is te lang: op de pagina staat alleen het begin.")
        return text

    def _sections(
        self, found: Sequence[section_texts.Stretch], names: Sequence[str]
    ) -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
        sections = []
        for kind in SECTIONS:
            blocks = [
                block for stretch in found if stretch.kind == kind for block in stretch.blocks
            ]
            built = paragraphs.build(blocks, kind, names, self.log)
            self.spans += [span for paragraph in built for span in paragraph.spans]
            sections.append((kind, built))
        return tuple(sections)

    def _contact(self, rest: Sequence[Block], taken: Iterable[int]) -> tuple[Contact, list[str]]:
        """Return the first contact with a role, and all names, to remove them elsewhere."""
        own = [self.blocks[index] for index in sorted(taken)]
        first = Contact()
        names: list[str] = []
        for block in (*own, *rest):
            if block.kind is not Kind.CONTACT:
                continue
            contact, found = personal_data.parse_contact(block.text, self._is_place)
            names += found
            if not first.role:
                organisation = contact.organisation or first.organisation
                first = Contact(correct_text(contact.role, self.log.seen).text, organisation)
        return first, names

    def _is_place(self, text: str) -> bool:
        found = self.places.named(text)
        return found is not None and not found.misread

    def _place(self, title: str, text: str) -> Place | None:
        for head in self.heads:
            if head.found:
                place = head.found.place
                if head.found.misread:
                    self.notes.append(
                        f"De plaats stond er als ‘{head.found.misread}’: {place.name}."
                    )
                return place
        spoken, others = self.places.spoken_of(title, text)
        if spoken is None:
            among = f" Genoemd worden {', '.join(others)}." if others else ""
            self.notes.append(f"De gemeente is niet zeker.{among}")
        return spoken

    def _put_aside(self, own: body.Body, loose: Sequence[Piece], taken: Iterable[int]) -> None:
        """Put in the rest what is no field: contact lines, links, and labels around a heading."""
        for index in sorted(taken):
            block = self.blocks[index]
            if block.kind is Kind.PLACE:
                self.spans += spans(block.pieces)
            elif not block.is_text:
                self.rest.append(as_rest(block))
        self.rest += [as_rest(block) for block in own.rest]
        if loose:
            self.rest.append(Rest("\n".join(p.text for p in loose), spans(loose)))
            self.notes.append("Een stuk van een zin bij de titel staat in de rest.")
        for heading in own.headings:
            label = letters(heading.text)
            if len(label) > max(map(len, FORMS[heading.heading])) + 2:
                self.rest.append(as_rest(heading))
            else:
                self.spans += spans(heading.pieces)
        self.rest += self.log.private

    def _above_headings(self, own: body.Body) -> tuple[Piece, ...]:
        """Take out the one sentence between a title without teaser and the first heading."""
        titled = any(head.title for head in self.heads)
        if not titled or any(head.teaser for head in self.heads) or len(own.stretches) < 2:
            return ()
        first, second = own.stretches[:2]
        if first.kind or len(first.blocks) != 1 or not second.blocks:
            return ()
        block = first.blocks[0]
        whole = (
            is_sentence(block) and ends_sentence(block.text) and len(block.text) <= LONGEST_TEASER
        )
        if not whole or starts_lowercase(second.blocks[0].text):
            return ()
        own.stretches.pop(0)
        return block.pieces

    def _note_missing(self, headings: Sequence[Block], has_teaser: bool) -> None:
        there = {heading.heading for heading in headings}
        for kind in SECTIONS:
            if kind not in there:
                self.notes.append(f"De kop ‘{kind}’ ontbreekt.")
        if not any(head.title for head in self.heads):
            self.notes.append("Er is geen titel gevonden.")
        if not has_teaser and not any(head.teaser for head in self.heads):
            self.notes.append("Er is geen samenvatting gevonden.")
        if self.log.private:
            self.notes.append("Persoonsgegevens uit de tekst staan in de rest: kijk die zinnen na.")

    def _note_words(self) -> None:
        changed = [f"{old} → {new}" for old, new in self.log.corrections.items()]
        doubts = list(dict.fromkeys(self.log.doubts))
        for words, intro in ((changed, "Leesfouten verbeterd"), (doubts, "Niet zeker, kijk na")):
            if words:
                more = f" en nog {len(words) - _MOST_NAMED}" if len(words) > _MOST_NAMED else ""
                self.notes.append(f"{intro}: {'; '.join(words[:_MOST_NAMED])}{more}.")


def as_rest(block: Block) -> Rest:
    """Return a block as a part of the rest."""
    return Rest("\n".join(piece.text for piece in block.pieces), spans(block.pieces))
