"""Write cards as drafts in the page tree: the one file of the card importer that writes.

Invariant: only unpublished pages are made or changed; of a draft that exists, nothing but its
sources and, if nobody edited it, its empty sections.
"""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from ...models import Municipality, PracticeCard, Province
from ...sections.models import OverviewPage
from ..source import LONGEST_TEASER, SECTIONS, Card, Source
from . import richtext
from .duplicates import Fingerprint, card_fingerprint
from .existing import existing_cards, place_key
from .plan import ExistingItem, Outcome, Plan, State, after, decide
from .richtext import plain
from .shortening import shortened

TITLE = 255
# Letters in the title fields of a page and of a source.
SOURCE_TITLE = 250
NO_OVERVIEW = "Er is nog geen overzicht voor inspiratiekaarten. Maak eerst de startpagina's aan."


class NoOverview(Exception):
    """There is no page to put drafts under."""


@dataclass
class Shelf:
    """The cards that exist, and where new ones go; `dry` decides without writing."""

    dry: bool = False
    known: list[ExistingItem] = field(default_factory=list)

    @classmethod
    def open(cls, dry: bool = False) -> "Shelf":
        """Return a shelf with the cards that are in the database."""
        return cls(dry, list(existing_cards()))

    def put(self, card: Card, source: Source) -> Outcome:
        """Write a card as a new draft, as one more source of an existing one, or not at all."""
        place = _place(card)
        fingerprint = card_fingerprint(card, place_key(place))
        named = (source.label[:SOURCE_TITLE], source.url)
        has = [name for name in SECTIONS if plain(card.section(name))]
        plan = decide(fingerprint, named, self.known, has)
        if plan.known is None:
            page = None if self.dry else _create(card, place, named)
            self.known.append(_new(card, fingerprint, named, page))
            return Outcome(len(self.known) - 1, page and page.pk, plan)
        known = self.known[plan.known]
        if plan.add_source and known.page_id is not None and not self.dry:
            _extend(known.page_id, card, plan, named)
        self.known[plan.known] = after(known, plan, named)
        return Outcome(plan.known, known.page_id, plan)


def _new(
    card: Card, fingerprint: Fingerprint, source: tuple[str, str], page: Page | None
) -> ExistingItem:
    filled = frozenset(name for name in SECTIONS if card.section(name))
    sources = frozenset({source})
    page_id = page.pk if page else None
    return ExistingItem(page_id, card.title, State.UNTOUCHED, (fingerprint,), sources, filled)


def _create(card: Card, place: Municipality | Province | None, source: tuple[str, str]) -> Page:
    shelf = overview_for(PracticeCard.kind, NO_OVERVIEW)
    page = PracticeCard(
        title=page_title(card)[:TITLE],
        teaser=shortened(card.teaser, LONGEST_TEASER),
        municipality=place if isinstance(place, Municipality) else None,
        province=place if isinstance(place, Province) else None,
        sources=[("bron", _source(source))],
        contact_role=card.contact.role,
        contact_organisation=card.contact.organisation,
        live=False,
        has_unpublished_changes=True,
        **{name: _field(card, name) for name in SECTIONS},
    )
    shelf.add_child(instance=page)
    page.save_revision(clean=False)  # a draft may lack what a published page needs
    return page


def overview_for(kind: str, missing: str) -> OverviewPage:
    """Return the overview for a kind of item, or else one for all kinds.

    Raises:
        NoOverview: There is none; its message is `missing`.
    """
    shelves = OverviewPage.objects.filter(kind__in=(kind, "")).order_by("-kind", "path")
    shelf = shelves.first()
    if shelf is None:
        raise NoOverview(missing)
    return shelf


def page_title(card: Card) -> str:
    """Return the title of a page: of the card, else its place, else its first words."""
    if card.title:
        return card.title
    if place := card.municipality or card.province:
        return place
    first = next((p.text for _, paragraphs in card.sections for p in paragraphs), "")
    return shortened(first, 60) or "Zonder titel"


def _field(card: Card, name: str) -> Any:
    paragraphs = card.section(name)
    if name == "tips":
        return [("tip", tip.text) for tip in paragraphs]
    return richtext.html(paragraphs)


def _source(source: tuple[str, str]) -> dict[str, str]:
    title, url = source
    return {"title": title, "url": url}


def _extend(page_id: int, card: Card, plan: Plan, source: tuple[str, str]) -> None:
    """Add a source to a draft in a new revision; the editor's words stay."""
    page = PracticeCard.objects.get(pk=page_id).get_latest_revision_as_object()
    page.sources.append(("bron", _source(source)))
    for name in plan.fill:
        setattr(page, name, _field(card, name))
    page.save_revision(clean=False)  # a draft may lack what a published page needs


def _place(card: Card) -> Municipality | Province | None:
    return place_named(card.municipality, card.province)


def place_named(municipality: str, province: str) -> Municipality | Province | None:
    """Return the municipality or else the province of that name; None for none."""
    if municipality:
        return Municipality.objects.filter(name=municipality).order_by("pk").first()
    return Province.objects.filter(name=province).first() if province else None
