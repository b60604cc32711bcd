"""Create thousands of published practice cards directly in Wagtail's tables."""

import random
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from armoedegeheugen.models import (
    HindranceKind,
    LadderLevel,
    Municipality,
    PracticeCard,
    TargetGroup,
    Theme,
)
from armoedegeheugen.sections.models import OverviewPage
from tools.bench.corpus import SEED, Generator


def make_pages(count: int) -> None:
    """Add `count` cards to the overview of practices, with few statements."""
    shelf = OverviewPage.objects.get(slug="praktijken")
    generator, rnd = Generator(), random.Random(SEED)
    first = shelf.get_children().count()
    cards = [_card(shelf, first + n, generator, rnd) for n in range(count)]
    Page.objects.bulk_create([_row(card) for card in cards], batch_size=500)
    keys = dict(Page.objects.filter(path__startswith=shelf.path).values_list("path", "pk"))
    for card in cards:
        card.pk = card.page_ptr_id = keys[card.path]
    _insert(cards)
    Page.objects.filter(pk=shelf.pk).update(numchild=first + count)
    _relate(cards, rnd)


def _insert(cards: list[PracticeCard]) -> None:
    # `bulk_create` refuses models with multi-table inheritance. This sends no signals either.
    rows = PracticeCard._base_manager.all()
    for start in range(0, len(cards), 50):
        rows._insert(cards[start : start + 50], fields=PracticeCard._meta.local_concrete_fields)


def _card(shelf: Page, number: int, generator: Generator, rnd: random.Random) -> PracticeCard:
    text = [sentence.text for sentence in rnd.choices(generator.sentences, k=16)]
    paragraphs = [f"<p>{' '.join(text[n : n + 4])}</p>" for n in range(0, 16, 4)]
    return PracticeCard(
        path=PracticeCard._get_path(shelf.path, shelf.depth + 1, number + 1),
        depth=shelf.depth + 1,
        numchild=0,
        title=text[0][:200],
        draft_title=text[0][:200],
        slug=f"kaart-{number}",
        url_path=f"{shelf.url_path}kaart-{number}/",
        content_type=ContentType.objects.get_for_model(PracticeCard),
        locale=Locale.get_default(),
        live=True,
        first_published_at=timezone.now(),
        teaser=text[1][:250],
        doelstelling=paragraphs[0],
        bereik=paragraphs[1],
        neveneffect=paragraphs[2],
        hindernis=paragraphs[3],
        date=date(2015, 1, 1) + timedelta(days=rnd.randrange(4000)),
        municipality_id=rnd.choice(_keys(Municipality)),
        ladder_level_id=rnd.choice(_keys(LadderLevel)),
    )


def _row(card: PracticeCard) -> Page:
    fields = [field.attname for field in Page._meta.concrete_fields if field.name != "id"]
    return Page(**{name: getattr(card, name) for name in fields})


def _relate(cards: list[PracticeCard], rnd: random.Random) -> None:
    for name, model, most in (
        ("themes", Theme, 3),
        ("target_groups", TargetGroup, 2),
        ("hindrance_kinds", HindranceKind, 3),
    ):
        field = PracticeCard._meta.get_field(name)
        through = field.remote_field.through
        rows = [
            through(practicecard_id=card.pk, **{f"{model._meta.model_name}_id": key})
            for card in cards
            for key in rnd.sample(_keys(model), rnd.randint(1, most))
        ]
        through.objects.bulk_create(rows, batch_size=2_000)


_keys_by_model: dict[type, list[int]] = {}


def _keys(model: type) -> list[int]:
    if model not in _keys_by_model:
        _keys_by_model[model] = list(model.objects.order_by("pk").values_list("pk", flat=True))
    return _keys_by_model[model]
