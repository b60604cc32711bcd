"""A small world to test in: a tree, a few terms, and items made in one line."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import Permission, User
from wagtail.models import Locale, Page, PageViewRestriction, Site

from armoedegeheugen import models
from armoedegeheugen.models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard
from armoedegeheugen.sections import models as sections

Item = TypeVar("Item", bound=KnowledgePage)


@dataclass
class World:
    home: sections.HomePage
    shelf: sections.OverviewPage
    inside: sections.OverviewPage

    def practice(self, title: str = "Praatcafé", **values: Any) -> PracticeCard:
        return self.add(PracticeCard, title, **values)

    def advice(
        self, title: str = "Advies over wonen", recommendations: tuple[str, ...] = (), **values: Any
    ) -> PolicyAdvice:
        page = PolicyAdvice(title=title, teaser=values.pop("teaser", f"Over {title}."))
        page.recommendations = [
            models.Recommendation(text=text, number=str(number))
            for number, text in enumerate(recommendations, 1)
        ]
        return self._place(page, **values)

    def dossier(self, title: str = "Dossier energie", **values: Any) -> Dossier:
        return self.add(Dossier, title, **values)

    def add(self, model: type[Item], title: str, **values: Any) -> Item:
        return self._place(
            model(title=title, teaser=values.pop("teaser", f"Over {title}.")), **values
        )

    def _place(
        self, page: Item, under: Page | None = None, live: bool = True, **values: Any
    ) -> Item:
        for name, value in values.items():
            setattr(page, name, value)
        page.live = False
        (under or self.shelf).refresh_from_db()
        (under or self.shelf).add_child(instance=page)
        if live:
            page.save_revision().publish()
            page.refresh_from_db()
        return page


def make() -> World:
    """A home page at the site's root, a public shelf, and one behind a log-in."""
    for old in Page.objects.filter(depth=2):
        old.delete()
    root = Page.objects.filter(depth=1).first() or _root()
    home = root.add_child(instance=sections.HomePage(title="Armoedegeheugen", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    shelf = home.add_child(instance=sections.OverviewPage(title="Alles", slug="alles"))
    inside = home.add_child(instance=sections.OverviewPage(title="Intern", slug="intern"))
    restrict(inside)
    return World(home, shelf, inside)


def _root() -> Page:
    """What Wagtail's own migrations make, and a test with real transactions flushes away."""
    Locale.objects.get_or_create(language_code="nl")
    return Page.add_root(title="Root", slug="root", locale=Locale.objects.get())


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def theme(name: str, parent: models.Theme | None = None) -> models.Theme:
    return _term(models.Theme, name, parent=parent)


def province(name: str) -> models.Province:
    return _term(models.Province, name)


def municipality(name: str, **values: Any) -> models.Municipality:
    return _term(models.Municipality, name, **values)


def merger(old: str, new: str, day: date = date(2025, 1, 1)) -> models.Municipality:
    """A municipality of the past, in today's."""
    today = municipality(new)
    return _term(models.Municipality, old, successor=today, merged_on=day)


def rung(name: str, order: int = 0) -> models.LadderLevel:
    return _term(models.LadderLevel, name, order=order, question=f"{name}?")


def group(name: str) -> models.TargetGroup:
    return _term(models.TargetGroup, name)


def hindrance(name: str) -> models.HindranceKind:
    return _term(models.HindranceKind, name)


def association(name: str) -> models.Association:
    return _term(models.Association, name)


def authority(name: str) -> models.Authority:
    return _term(models.Authority, name)


def staff(name: str = "medewerker") -> User:
    user = User.objects.create_user(name, password="geheim")
    user.user_permissions.add(Permission.objects.get(codename="search_internal"))
    return user


def _term(model: type[models.Term], name: str, **values: Any) -> Any:
    slug = name.lower().replace(" ", "-").replace("é", "e")
    return model.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]
