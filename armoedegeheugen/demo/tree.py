"""Create the pages that every site has: home, overviews, themes, places, information.

They exist before any content does. Roles and content refer to them by slug.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, Site

from ..models import AccessibilityStatement
from ..sections.models import (
    AssociationsPage,
    HomePage,
    InfoPage,
    OverviewPage,
    PlacesPage,
    ThemesPage,
)
from ..web import site_address
from .deletions import deleted_pages
from .files import Item, key, read


def build() -> list[str]:
    """Create the pages that are missing and return their titles."""
    texts = read("pages")
    home = HomePage.objects.first()
    created = []
    if home is None:
        home = _create_home(texts["home"])
        created.append(home.title)
    deleted = deleted_pages()
    for model, text in _sections(texts):
        if not _exists(home, text["slug"]) and text["title"] not in deleted:
            created.append(publish(home, _page(model, text)).title)
    return created


def publish(parent: Page, page: Any, moment: datetime | None = None) -> Any:
    """Add a page below `parent` and publish it as an editor would.

    `moment` is the date of first publication, or None for now.
    """
    add_draft(parent, page, moment)
    page.save_revision().publish()
    return page


def add_draft(parent: Page, page: Any, moment: datetime | None = None) -> None:
    """Add a page below `parent` as a draft."""
    page.live = False
    page.first_published_at = moment
    parent.refresh_from_db()  # the path of the new page depends on the number of children
    parent.add_child(instance=page)


def _create_home(text: Item) -> HomePage:
    root = Page.get_first_root_node()
    home = publish(root, _page(HomePage, text))
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome_page = site.root_page if site.pk else None
    site.hostname, site.port = site_address.host_and_port()
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome_page and welcome_page.specific_class is Page and welcome_page.is_leaf():
        welcome_page.delete()  # the page that a fresh Wagtail shows
        home.refresh_from_db()
    return home


def _page(model: type[Page], text: Item) -> Page:
    return model(**text, translation_key=key("pages", text["slug"]))


def _sections(texts: Item) -> Iterator[tuple[type[Page], Item]]:
    """Yield the sections in the order of the menu, then the pages that the footer links to."""
    menu = {"show_in_menus": True}
    *public_overviews, internal_overview = texts["overviews"]
    for overview in public_overviews:
        yield OverviewPage, {**overview, **menu}
    yield ThemesPage, {**texts["themes"], **menu}
    yield PlacesPage, {**texts["places"], **menu}
    yield AssociationsPage, {**texts["associations"], **menu}
    yield OverviewPage, {**internal_overview, **menu}
    for info in texts["info"]:
        yield InfoPage, info
    yield AccessibilityStatement, texts["statement"]


def _exists(home: HomePage, slug: str) -> bool:
    same = Q(translation_key=key("pages", slug)) | Q(pk__in=home.get_children(), slug=slug)
    return Page.objects.filter(same).exists()
