"""Items as they are now, in a small constant number of queries however many are asked for."""

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

from ..engines.protocol import Audience, Document
from ..facets.kinds import MODELS, RECOMMENDATION
from . import attachments, prefetch
from .documents import BUILDERS, build, recommendation
from .eligibility import Boundaries
from .outbox import Item


@dataclass(frozen=True)
class IndexItem:
    """An item that someone may find, and who."""

    document: Document
    audiences: frozenset[Audience]


def read_items(items: Iterable[Item]) -> dict[Item, IndexItem]:
    """What may be found of these items; those that nobody may find are left out."""
    wanted = set(items)
    # Kept for an hour in each process: another process's change of a site would be missed.
    Site.clear_site_root_paths_cache()
    borders = Boundaries()
    while True:
        found = _read(wanted, borders)
        before, borders = borders, Boundaries()
        # Moving a page shifts its neighbours in the tree: a page of after it, held against the
        # fences of before it, would seem to stand outside of them.
        if borders == before:
            return found


def _read(wanted: set[Item], borders: Boundaries) -> dict[Item, IndexItem]:
    found: dict[Item, IndexItem] = {}
    for kind, model in MODELS.items():
        pages = [int(item.key) for item in wanted if item.kind == kind]
        for page in _load_pages(model, model.objects.filter(pk__in=pages)) if pages else ():
            found.update(_index_items(page, borders))
    keys = [item.key for item in wanted - found.keys() if item.kind == RECOMMENDATION]
    advices = PolicyAdvice.objects.filter(recommendations__key__in=keys).distinct()
    for advice in _load_pages(PolicyAdvice, advices) if keys else ():
        found.update(_index_items(advice, borders))
    return {item: here for item, here in found.items() if item in wanted}


def _load_pages(
    model: type[KnowledgePage], pages: QuerySet[KnowledgePage]
) -> Iterable[KnowledgePage]:
    """The pages with all that their documents are made of."""
    found = list(with_relations(model, pages))
    _prefetch_places(found)
    prefetch.foreign_key(found, "ladder_level", LadderLevel.objects.all())
    several = ["target_groups", "associations"]
    if model is PracticeCard:
        several += ["methods", "side_effect_kinds", "hindrance_kinds"]
    prefetch.many_to_many(found, several)
    prefetch.many_to_many(found, ["themes"], joins=["parent"])
    if model in ADOPTABLE:
        prefetch.reverse(found, "adoptions")
    attachments.prefetch(found)
    return found


def _prefetch_places(pages: Sequence[KnowledgePage]) -> None:
    """Where they are about, with the names of all who merged into today's municipality."""
    prefetch.foreign_key(pages, "province", Province.objects.all())
    known = Municipality.objects.select_related("province", "successor__province")
    places = prefetch.foreign_key(pages, "municipality", known)
    today = [place.successor or place for place in places]
    # Two mergers deep: only who merged more often than any municipality has costs queries.
    prefetch.reverse(prefetch.reverse(today, "predecessors"), "predecessors")


def read_all(batch: int = 200) -> Iterator[dict[Item, IndexItem]]:
    """All items of the database, a batch at a time, each batch as it is when it is read."""
    return map(read_items, batches(batch))


def batches(size: int = 200) -> Iterator[list[Item]]:
    """All items there are, `size` pages at a time with the recommendations on them."""
    for kind, model in MODELS.items():
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), size):
            pages = [Item(kind, str(key)) for key in keys[start : start + size]]
            yield [*pages, *recommendations_on(model, keys[start : start + size])]


def count_pages() -> int:
    """Pages that `batches` goes through."""
    return sum(model.objects.count() for model in MODELS.values())


def recommendations_on(model: type[KnowledgePage], pages: Iterable[int]) -> list[Item]:
    """The recommendations that stand on these pages."""
    if model is not PolicyAdvice:
        return []
    keys = Recommendation.objects.filter(advice__in=pages).values_list("key", flat=True)
    return [Item(RECOMMENDATION, str(key)) for key in keys]


def with_relations(
    model: type[KnowledgePage], pages: QuerySet[KnowledgePage]
) -> QuerySet[KnowledgePage]:
    """The pages with all that their documents need of other pages and of what is theirs alone."""
    if model is not PolicyAdvice:
        return pages.select_related("image")
    asked = Recommendation.objects.select_related("responsible")
    return pages.select_related("image", "authority").prefetch_related(
        "feedback",
        Prefetch("followups", FollowUp.objects.select_related("responsible")),
        Prefetch("recommendations", asked),
        "recommendations__themes__parent",
    )


def _index_items(page: KnowledgePage, borders: Boundaries) -> Iterator[tuple[Item, IndexItem]]:
    audiences = borders.audiences(page)
    if not audiences:
        return
    restricted = Audience.PUBLIC not in audiences
    sources = [BUILDERS[type(page)](page)]
    if isinstance(page, PolicyAdvice):
        sources += [recommendation(item) for item in page.recommendations.all()]
    for source in sources:
        document = build(page, source, restricted)
        yield Item(source.kind, source.key), IndexItem(document, audiences)
