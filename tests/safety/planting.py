"""A site in which everything that people can write is hostile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from armoedegeheugen import models
from armoedegeheugen.sections import models as sections
from tests import world
from tests.safety.files import picture
from tests.safety.hostile import ADDRESSES, MARKUP, TEXTS

LONG = "\n".join(TEXTS.values())
SEVERAL = list(TEXTS.items())


@dataclass
class Planted:
    card: models.PracticeCard
    advice: models.PolicyAdvice
    dossier: models.Dossier
    titled: list[models.PracticeCard]

    def pages(self) -> list[Any]:
        return [self.card, self.advice, self.dossier, *self.titled]


def plant() -> Planted:
    if Collection.get_first_root_node() is None:  # flushed away by a test with real transactions
        Collection.add_root(name="Root")
    shelf, shared = world.make().shelf, _shared()
    return Planted(
        _card(shelf, shared), _advice(shelf, shared), _dossier(shelf, shared), _titled(shelf)
    )


def _shared() -> dict[str, Any]:
    theme = models.Theme.objects.create(name=TEXTS["script"], slug="thema", description=LONG)
    speakers = models.Association.objects.create(
        name=TEXTS["attribute"], slug="vereniging", description=LONG, contact_role=TEXTS["script"],
        website=ADDRESSES["plain"],
    )  # fmt: skip
    image = models.Picture(
        title=TEXTS["script"], description=TEXTS["attribute"], credit=TEXTS["script"]
    )
    image.file = ContentFile(picture(size=(400, 300)), name='"><script>boo()</script>.png')
    image._set_image_file_metadata()
    image.save()
    file = ContentFile(b"%PDF-1.7", name='a" onload=boo() x=".pdf')
    document = get_document_model().objects.create(title=TEXTS["script"], file=file)
    return {
        "themes": [theme],
        "associations": [speakers],
        "image": image,
        "documents": [("document", document)],
    }


def _place(shelf: sections.OverviewPage, page: Any, shared: dict[str, Any]) -> Any:
    many = {name: shared[name] for name in ("themes", "associations") if name in shared}
    page.live = False
    shelf.refresh_from_db()
    shelf.add_child(instance=page)
    for name, terms in many.items():
        setattr(page, name, terms)
    page.save()
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _common(shared: dict[str, Any]) -> dict[str, Any]:
    return {
        "teaser": TEXTS["script"] + TEXTS["right to left override"],
        "plain_summary": LONG,
        "image": shared["image"],
        "documents": shared["documents"],
        "contact_role": TEXTS["attribute"],
        "contact_organisation": TEXTS["script"],
        "contact_email": "info@example.org",
        "sources": [("bron", {"title": text, "url": url}) for text, url in _sources()],
        "date": date(2024, 1, 1),
    }


def _sources() -> list[tuple[str, str]]:
    return [(TEXTS["script"], address) for address in ADDRESSES.values()]


def _card(shelf: sections.OverviewPage, shared: dict[str, Any]) -> models.PracticeCard:
    markup = list(MARKUP.values())
    told = {
        name: "".join(f"<p>{html}</p>" for html in markup[number::4])
        for number, name in enumerate(("doelstelling", "bereik", "neveneffect", "hindernis"))
    }
    page = models.PracticeCard(
        title=TEXTS["script"],
        tips=[("tip", text) for text in TEXTS.values()],
        partners=[("partner", text[:160]) for text in TEXTS.values()],
        links=[("link", {"title": text, "url": url}) for text, url in _sources()],
        **told,
        **_common(shared),
    )
    return _place(shelf, page, shared)


def _advice(shelf: sections.OverviewPage, shared: dict[str, Any]) -> models.PolicyAdvice:
    markup = list(MARKUP.values())
    chapters = ("context", "questions", "participation", "findings")
    told = {name: "".join(markup[number::4]) for number, name in enumerate(chapters)}
    board = models.Authority.objects.create(name=TEXTS["script"], slug="bestuur")
    page = models.PolicyAdvice(title=TEXTS["attribute"], authority=board, **told, **_common(shared))
    page.recommendations = [
        models.Recommendation(number=str(number), text=text, responsible=board)
        for number, text in enumerate(TEXTS.values(), 1)
    ]
    return _place(shelf, page, shared)


def _dossier(shelf: sections.OverviewPage, shared: dict[str, Any]) -> models.Dossier:
    sheet = shared["documents"][0][1]
    blocks: list[tuple[str, Any]] = [("tekst", html) for html in MARKUP.values()]
    for text in TEXTS.values():
        blocks += [
            ("citaat", {"quote": text, "speaker_role": text}),
            ("stappen", {"title": text, "steps": [{"title": text, "text": text}]}),
            ("beeld", {"image": shared["image"], "caption": text}),
            ("infosheet", {"document": sheet, "title": text, "description": text}),
            ("verwijzing", {"title": text, "items": []}),
        ]
    for address in ADDRESSES.values():
        blocks.append(("video", {"title": "x", "url": address, "transcript": LONG}))
    page = models.Dossier(
        title=TEXTS["template"],
        introduction=MARKUP["svg style"],
        sections=blocks,
        **_common(shared),
    )
    return _place(shelf, page, shared)


def _titled(shelf: sections.OverviewPage) -> list[models.PracticeCard]:
    """A card for each text, under that text as its title."""
    cards = [
        models.PracticeCard(title=f"{text} kruidenier", slug=f"k-{number}", teaser=text)
        for number, (_, text) in enumerate(SEVERAL)
    ]
    return [_place(shelf, card, {}) for card in cards]


def user() -> User:
    return User.objects.create_superuser(
        "beheer",
        "beheer@example.org",
        "x",
        first_name=TEXTS["script"],
        last_name=TEXTS["attribute"],
    )
