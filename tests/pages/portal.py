"""A whole small portal: every page type once in full, and every kind of item once nearly empty."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from armoedegeheugen import models
from armoedegeheugen.models.choices import Execution, Position, Side
from armoedegeheugen.sections import models as sections
from tests import world as making
from tests.world import World

RUNGS = ("informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen", "zelfbesturen")


@dataclass
class Portal:
    world: World
    card: models.PracticeCard
    bare_card: models.PracticeCard
    advice: models.PolicyAdvice
    bare_advice: models.PolicyAdvice
    dossier: models.Dossier
    bare_dossier: models.Dossier
    themes: sections.ThemesPage
    places: sections.PlacesPage
    associations: sections.AssociationsPage
    info: sections.InfoPage
    secret: models.PracticeCard

    def addresses(self) -> dict[str, str]:
        """One address of every page type, by its name."""
        pages = {name: value for name, value in vars(self).items() if isinstance(value, Page)}
        found = {name: page.url for name, page in pages.items() if name != "secret"}
        return found | {
            "home": self.world.home.url,
            "overview": self.world.shelf.url,
            "theme": f"{self.themes.url}energie/",
            "place": f"{self.places.url}merelbeke-melle/",
            "association": f"{self.associations.url}samen-sterk/",
            "search": "/zoeken/",
            "search for words": "/zoeken/?q=energie&thema=energie",
            "search without result": "/zoeken/?q=zzzz&thema=energie",
            "register": "/opvolging/",
            "register without result": "/opvolging/?q=zzzz&thema=energie",
            "login": "/aanmelden/",
        }


def make(world: World) -> Portal:
    # A test that flushes the database takes along what the migrations put there.
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    sections = _sections(world)
    rungs = [making.rung(name, order) for order, name in enumerate(RUNGS, 1)]
    terms = _terms()
    shared = {**terms, "image": _picture(), "is_example": True, "documents": _documents()}
    card = _card(world, rungs, **shared)
    return Portal(
        world=world,
        card=card,
        bare_card=world.practice("Kale kaart"),
        advice=_advice(world, rungs, card, **shared),
        bare_advice=world.advice("Kaal advies"),
        dossier=_dossier(world, card, **shared),
        bare_dossier=world.dossier("Kaal dossier"),
        secret=world.practice("Geheime kaart", under=world.inside),
        **sections,
    )


def _sections(world: World) -> dict[str, Any]:
    menu = {"show_in_menus": True}
    body = "".join(f"<h2>Deel {n} &amp; meer</h2><p>Tekst {n}.</p>" for n in (1, 2, 3))
    pages: dict[str, Page] = {
        "themes": sections.ThemesPage(title="Thema's", slug="themas", **menu),
        "places": sections.PlacesPage(title="Gemeenten", slug="gemeenten", **menu),
        "associations": sections.AssociationsPage(
            title="Verenigingen", slug="verenigingen", **menu
        ),
        "info": sections.InfoPage(
            title="Toegankelijkheidsverklaring", slug="toegankelijkheid", body=body
        ),
    }
    world.shelf.show_in_menus = True
    world.shelf.save()
    for page in pages.values():
        world.home.refresh_from_db()
        world.home.add_child(instance=page)
    return pages


def _terms() -> dict[str, Any]:
    energy = making.theme("energie")
    making.theme("meter", parent=energy)
    place = making.merger("Merelbeke", "Merelbeke-Melle")
    place.today.latitude, place.today.longitude = 51.0, 3.75
    place.today.save()
    speakers = making.association("Samen Sterk")
    speakers.municipality, speakers.logo = place.today, _picture("logo")
    speakers.description, speakers.contact_role = "Een vereniging.", "coördinator"
    speakers.contact_email, speakers.website = "info@example.org", "https://example.org/"
    speakers.is_example = True
    speakers.save()
    return {
        "themes": [energy],
        "municipality": place,
        "associations": [speakers],
        "target_groups": [making.group("gezinnen")],
    }


def _picture(title: str = "tekening") -> models.Picture:
    data = BytesIO()
    Image.new("RGB", (1200, 800), "#d99a2b").save(data, "PNG")
    return models.Picture.objects.create(
        title=title,
        description="Mensen rond een tafel",
        credit="Een tekenaar",
        file=ImageFile(ContentFile(data.getvalue()), name=f"{title}.png"),
    )


def _documents() -> list[tuple[str, Any]]:
    sheet = get_document_model().objects.create(
        title="Infoblad", file=ContentFile(b"%PDF-1.4", name="infoblad.pdf")
    )
    return [("document", sheet)]


def _card(world: World, rungs: list[models.LadderLevel], **shared: Any) -> models.PracticeCard:
    told = ("doelstelling", "bereik", "neveneffect", "hindernis")
    return world.practice(
        "Praten over energie",
        teaser="Bewoners praten samen over hun energiefactuur.",
        plain_summary="Mensen praten samen.\n\nZe helpen elkaar.",
        **{name: f"<p>Over {name}.</p>" for name in told},
        tips=[("tip", "Begin klein."), ("tip", "Neem tijd.")],
        hindrance_kinds=[making.hindrance("tijd")],
        ladder_level=rungs[2],
        period_from=2019,
        period_until=2021,
        partners=[("partner", "OCMW")],
        links=[("link", {"title": "Meer", "url": "https://example.org/meer"})],
        sources=[("bron", {"title": "Bundel", "url": ""})],
        contact_role="coördinator",
        contact_organisation="OCMW",
        contact_email="info@example.org",
        **shared,
    )


def _advice(
    world: World, rungs: list[models.LadderLevel], related: Page, **shared: Any
) -> models.PolicyAdvice:
    board = making.authority("OCMW Merelbeke")
    advice = world.advice(
        "Advies over energie",
        ("Geef iedereen een vaste meter.", "Praat met mensen voor je afsluit."),
        context="<p>De prijzen stegen.</p>",
        questions="<p>Wat helpt?</p>",
        participation="<p>Twaalf mensen praatten mee.</p>",
        findings="<p>De factuur is moeilijk.</p>",
        ladder_promised=rungs[4],
        ladder_level=rungs[2],
        authority=board,
        date=date(2023, 5, 4),
        related_items=[("item", related)],
        **shared,
    )
    first = advice.recommendations.first()
    first.responsible, first.themes = board, shared["themes"]
    first.save()
    _follow_up(advice, first)
    return advice


def _follow_up(advice: models.PolicyAdvice, asked: models.Recommendation) -> None:
    """All that can be said about a recommendation, and a mistake that was put right."""
    told = {"advice": advice, "recommendation_key": asked.key, "reason": "Er is weinig geld."}
    wrong = models.FollowUp(
        side=Side.COUNCIL, said_by="OCMW Merelbeke", date=date(2023, 9, 1),
        position=Position.REFUSED, **told,
    )  # fmt: skip
    wrong.save()
    models.FollowUp(
        side=Side.COUNCIL, said_by="OCMW Merelbeke", date=date(2023, 9, 8),
        position=Position.PARTLY, execution=Execution.ONGOING, due=date(2024, 1, 1),
        responsible=asked.responsible, decision_url="https://example.org/besluit",
        document=advice.documents[0].value, corrects=wrong, **told,
    ).save()  # fmt: skip
    models.FollowUp(
        side=Side.ASSOCIATION, said_by="Samen Sterk", date=date(2023, 10, 1),
        position=Position.REFUSED, **told,
    ).save()  # fmt: skip
    models.Feedback(
        advice=advice, date=date(2023, 11, 1), how="Met een maaltijd.", by_whom="Samen Sterk"
    ).save()
    models.Adoption.objects.create(
        item=advice, municipality=making.municipality("Gent"), year=2024, note="Bijna hetzelfde.",
        contact_role="coördinator", contact_organisation="OCMW", link="https://example.org/lees",
    )  # fmt: skip


def _dossier(world: World, related: Page, **shared: Any) -> models.Dossier:
    sheet = shared["documents"][0][1]
    return world.dossier(
        "Dossier energie",
        introduction="<p>Dit dossier gaat over energie.</p>",
        sections=[
            ("tekst", "<h2>Wat is er aan de hand?</h2><p>Veel.</p>"),
            (
                "citaat",
                {"quote": "Ik durf de meter niet te bekijken.", "speaker_role": "een moeder"},
            ),
            ("beeld", {"image": shared["image"], "caption": "Rond de tafel"}),
            (
                "video",
                {
                    "title": "Film",
                    "url": "https://example.org/film",
                    "transcript": "Er praat iemand.",
                },
            ),
            ("infosheet", {"document": sheet, "title": "Blad", "description": "Met tips."}),
            (
                "stappen",
                {"title": "Zo doe je het", "steps": [{"title": "Bel", "text": "Bel aan."}]},
            ),
            ("verwijzing", {"title": "", "items": [related]}),
        ],
        date=date(2024, 2, 1),
        review_by=date.today() + timedelta(days=400),
        **shared,
    )
