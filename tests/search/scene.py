"""One of everything that a document may depend on, published and in the index, to be changed."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, PageViewRestriction, Site

from armoedegeheugen import models
from armoedegeheugen.models import Picture, PolicyAdvice, PracticeCard
from search.index.consistency import check
from search.index.documents import CHECKSUM
from search.index.loader import read_all
from search.models import Entry
from tests import world as making
from tests.world import World

Fingerprint = dict[str, tuple[tuple[str, ...], str]]


@dataclass
class Scene:
    """Keys only: who changes something reads it first, as an editor would."""

    world: World
    admin: Client
    card: int
    hidden: int
    advice: int
    draft: int
    scheduled: int
    expiring: int
    fence: int
    picture: int
    document: int

    def page(self, key: int) -> Page:
        return Page.objects.get(pk=key).specific

    @property
    def shelf(self) -> Page:
        return self.page(self.world.shelf.pk)

    @property
    def inside(self) -> Page:
        return self.page(self.world.inside.pk)


def stage(world: World) -> Scene:
    with transaction.atomic():
        return _stage(world)


def fingerprint() -> Fingerprint:
    """What the indices should hold: each document's audiences and checksum."""
    return {
        item.id: (tuple(sorted(found.audiences)), found.document.payload[CHECKSUM])
        for batch in read_all()
        for item, found in batch.items()
    }


def unsettled() -> list[str]:
    """What still waits, and where the indices are not what the database says."""
    rows = [f"{row} {row.status}: {row.reason}" for row in Entry.objects.all()]
    return [*rows, *sorted(check().items)]


def term(slug: str, model: type[models.Term] = models.Theme) -> models.Term:
    return model.objects.get(slug=slug)


def _draft(world: World) -> PracticeCard:
    """With all that it needs to go online."""
    ready = {"plain_summary": "Kort.", "supralocal": True}
    return world.practice("Ontwerp", live=False, themes=models.Theme.objects.all()[:1], **ready)


def _stage(world: World) -> Scene:
    if not Collection.objects.exists():  # flushed away by a test with real transactions
        Collection.add_root(name="Root")
    picture = Picture.objects.create(title="Buurt", file=_image(), credit="Fotograaf")
    document = get_document_model().objects.create(
        title="Verslag", file=ContentFile(b"tekst", "verslag.txt")
    )
    card = _card(world, picture, document)
    restriction = PageViewRestriction.objects.get(page=world.inside)
    past = timezone.now() - timedelta(minutes=2)
    scheduled = world.practice("Gepland", live=False, go_live_at=past)
    scheduled.save_revision(approved_go_live_at=past)
    admin = Client()
    admin.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "geheim"))
    return Scene(
        world=world,
        admin=admin,
        card=card.pk,
        hidden=world.practice("Binnen", under=world.inside).pk,
        advice=_advice(world).pk,
        draft=_draft(world).pk,
        scheduled=scheduled.pk,
        expiring=world.practice("Voorbij", expire_at=past).pk,
        fence=restriction.pk,
        picture=picture.pk,
        document=document.pk,
    )


def _card(world: World, picture: Picture, document: object) -> PracticeCard:
    main = making.theme("Wonen")
    making.theme("Werk")
    merged = making.merger("Melle", "Merelbeke-Melle")
    making.municipality("Gent", province=making.province("Oost-Vlaanderen"))
    making.municipality("Gavere", province=making.province("Oost-Vlaanderen"))
    return world.practice(
        "Kaart",
        themes=[making.theme("Energie", parent=main)],
        municipality=merged,
        ladder_level=making.rung("Meebeslissen"),
        target_groups=[making.group("Jongeren")],
        associations=[making.association("De Brug")],
        hindrance_kinds=[making.hindrance("Geld")],
        image=picture,
        documents=[("document", document)],
    )


def _advice(world: World) -> PolicyAdvice:
    advice = world.advice(
        recommendations=("Bouw huizen.", "Verlaag de huur."),
        authority=making.authority("Stad"),
        municipality=models.Municipality.objects.get(slug="gent"),
    )
    first = PolicyAdvice.objects.get(pk=advice.pk).recommendations.first()
    first.themes = [making.theme("Enkel hier")]
    first.responsible = making.authority("OCMW")
    first.save()
    return advice


def _image() -> ImageFile:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.seek(0)
    return ImageFile(file, "buurt.png")


def second_site(page: Page) -> Site:
    return Site.objects.create(hostname="andere.example.org", root_page=page)
