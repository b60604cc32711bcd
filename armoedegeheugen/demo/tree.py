"""The pages that every site has: home, overviews, themes, places, associations, information.

They exist before any content does; the roles and the content are hung on them by slug.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

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
from .files import Item, key, read
from .kept import deleted_pages


def build() -> list[str]:
    """Make the pages that are missing; returns their titles."""
    texts = read("pages")
    home = HomePage.objects.first()
    made = []
    if home is None:
        home = _home(texts["home"])
        made.append(home.title)
    gone = deleted_pages()
    for model, text in _sections(texts):
        if not _is_there(home, text["slug"]) and text["title"] not in gone:
            made.append(publish(home, _page(model, text)).title)
    return made


def publish(parent: Page, page: Any, moment: datetime | None = None) -> Any:
    """Place a page in the tree and publish it, the way an editor would; `moment` is when."""
    add_draft(parent, page, moment)
    page.save_revision().publish()
    return page


def add_draft(parent: Page, page: Any, moment: datetime | None = None) -> None:
    page.live = False
    page.first_published_at = moment
    parent.refresh_from_db()  # how many children it has decides where the next one goes
    parent.add_child(instance=page)


def _home(text: Item) -> HomePage:
    root = Page.get_first_root_node()
    home = publish(root, _page(HomePage, text))
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome is not None and welcome.specific_class is Page and welcome.is_leaf():
        welcome.delete()  # the page that greets whoever installs Wagtail
        home.refresh_from_db()
    return home


def _page(model: type[Page], text: Item) -> Page:
    return model(**text, translation_key=key("pages", text["slug"]))


def _sections(texts: Item) -> Iterator[tuple[type[Page], Item]]:
    """In the order of the menu; what is internal comes last, and information is at the foot."""
    menu = {"show_in_menus": True}
    *shelves, inside = texts["overviews"]
    for shelf in shelves:
        yield OverviewPage, {**shelf, **menu}
    yield ThemesPage, {**texts["themes"], **menu}
    yield PlacesPage, {**texts["places"], **menu}
    yield AssociationsPage, {**texts["associations"], **menu}
    yield OverviewPage, {**inside, **menu}
    for info in texts["info"]:
        yield InfoPage, info
    yield AccessibilityStatement, texts["statement"]


def _is_there(home: HomePage, slug: str) -> bool:
    known = Q(translation_key=key("pages", slug)) | Q(pk__in=home.get_children(), slug=slug)
    return Page.objects.filter(known).exists()
