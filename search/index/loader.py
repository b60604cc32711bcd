"""Load items as they are now, with the same few queries for any number of items."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from wagtail.models import Site

from armoedegeheugen.models import (
    FollowUp,
    KnowledgePage,
    LadderLevel,
    Municipality,
    PolicyAdvice,
    PracticeCard,
    Province,
    Recommendation,
)
from armoedegeheugen.models.adoption import ADOPTABLE
from armoedegeheugen.visibility import Boundaries

from ..engines.protocol import Audience, Document
from ..facets.kinds import MODELS, RECOMMENDATION
from . import attachments, prefetch
from .documents import BUILDERS, build, recommendation
from .eligibility import audiences
from .outbox import Item


@dataclass(frozen=True)
class IndexItem:
    """An item that somebody may find: its document and its audiences."""

    document: Document
    audiences: frozenset[Audience]


def read_items(items: Iterable[Item]) -> dict[Item, IndexItem]:
    """Load these items; an item that nobody may find is left out."""
    requested = set(items)
    # Wagtail caches these for an hour in each process, so a change by another would be missed.
    Site.clear_site_root_paths_cache()
    boundaries = Boundaries.read()
    while True:
        loaded = _read(requested, boundaries)
        before, boundaries = boundaries, Boundaries.read()
        # Moving a page shifts the paths of its neighbours. A page read after a move, compared
        # with the restrictions of before it, would seem to be unrestricted.
        if boundaries == before:
            return loaded


def _read(requested: set[Item], boundaries: Boundaries) -> dict[Item, IndexItem]:
    loaded: dict[Item, IndexItem] = {}
    for kind, model in MODELS.items():
        pages = [int(item.key) for item in requested if item.kind == kind]
        for page in _load_pages(model, model.objects.filter(pk__in=pages)) if pages else ():
            loaded.update(_index_items(page, boundaries))
    keys = [item.key for item in requested - loaded.keys() if item.kind == RECOMMENDATION]
    advices = PolicyAdvice.objects.filter(recommendations__key__in=keys).distinct()
    for advice in _load_pages(PolicyAdvice, advices) if keys else ():
        loaded.update(_index_items(advice, boundaries))
    return {item: loaded_item for item, loaded_item in loaded.items() if item in requested}


def _load_pages(
    model: type[KnowledgePage], pages: QuerySet[KnowledgePage]
) -> Iterable[KnowledgePage]:
    """Load pages with all that their documents need."""
    loaded = list(with_relations(model, pages))
    _prefetch_places(loaded)
    prefetch.foreign_key(loaded, "ladder_level", LadderLevel.objects.all())
    relations = ["target_groups", "associations"]
    if model is PracticeCard:
        relations += ["methods", "side_effect_kinds", "hindrance_kinds"]
    prefetch.many_to_many(loaded, relations)
    prefetch.many_to_many(loaded, ["themes"], joins=["parent"])
    if model in ADOPTABLE:
        prefetch.reverse(loaded, "adoptions")
    attachments.prefetch(loaded)
    return loaded


def _prefetch_places(pages: Sequence[KnowledgePage]) -> None:
    """Fetch the places of pages, with the names of all that merged into today's municipality."""
    prefetch.foreign_key(pages, "province", Province.objects.all())
    municipalities = Municipality.objects.select_related("province", "successor__province")
    places = prefetch.foreign_key(pages, "municipality", municipalities)
    current = [place.successor or place for place in places]
    # Two mergers deep, which covers every municipality; a third merger would cost a query.
    prefetch.reverse(prefetch.reverse(current, "predecessors"), "predecessors")


def read_all(batch: int = 200) -> Iterator[dict[Item, IndexItem]]:
    """Load all items of the database in batches, each batch as it is when it is read."""
    return map(read_items, batches(batch))


def batches(size: int = 200) -> Iterator[list[Item]]:
    """Return all items of the database, `size` pages at a time with their recommendations."""
    for kind, model in MODELS.items():
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), size):
            pages = [Item(kind, str(key)) for key in keys[start : start + size]]
            yield [*pages, *recommendations_on(model, keys[start : start + size])]


def count_pages() -> int:
    """Return the number of pages that `batches` goes through."""
    return sum(model.objects.count() for model in MODELS.values())


def recommendations_on(model: type[KnowledgePage], pages: Iterable[int]) -> list[Item]:
    """Return the recommendations on these pages."""
    if model is not PolicyAdvice:
        return []
    keys = Recommendation.objects.filter(advice__in=pages).values_list("key", flat=True)
    return [Item(RECOMMENDATION, str(key)) for key in keys]


def with_relations(
    model: type[KnowledgePage], pages: QuerySet[KnowledgePage]
) -> QuerySet[KnowledgePage]:
    """Join and prefetch what documents need of other pages and of rows of the page's own."""
    if model is not PolicyAdvice:
        return pages.select_related("image")
    recommendations = Recommendation.objects.select_related("responsible")
    return pages.select_related("image", "authority").prefetch_related(
        "feedback",
        Prefetch("followups", FollowUp.objects.select_related("responsible")),
        Prefetch("recommendations", recommendations),
        "recommendations__themes__parent",
    )


def _index_items(page: KnowledgePage, boundaries: Boundaries) -> Iterator[tuple[Item, IndexItem]]:
    found_by = audiences(page, boundaries)
    if not found_by:
        return
    restricted = Audience.PUBLIC not in found_by
    sources = [BUILDERS[type(page)](page)]
    if isinstance(page, PolicyAdvice):
        sources += [recommendation(item) for item in page.recommendations.all()]
    for source in sources:
        document = build(page, source, restricted)
        yield Item(source.kind, source.key), IndexItem(document, found_by)
