"""Give templates the menu, addresses of pages, the ladder and the items a reader may open.

Invariant: a page that the reader may not open is left out. Each list is fetched once per request.
"""

from collections.abc import Callable, Iterable
from email.utils import parseaddr
from typing import Any

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatedPage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page, Site

from .. import visibility
from ..models import (
    AccessibilityStatement,
    Association,
    Dossier,
    KnowledgePage,
    LadderLevel,
    Municipality,
    Theme,
)
from ..sections.models import (
    AssociationsPage,
    HomePage,
    InfoPage,
    OverviewPage,
    PlacesPage,
    ThemesPage,
)
from ..web import login
from ..web.table_of_contents import Text, with_headings

register = template.Library()

# For each kind of term: the section with its pages, and the name of the route there.
TERM_SECTIONS: dict[type, tuple[type[Page], str]] = {
    Theme: (ThemesPage, "theme"),
    Municipality: (PlacesPage, "place"),
    Association: (AssociationsPage, "association"),
}


def _cached_on(request: HttpRequest | None, name: str, fetch: Callable[[], Any]) -> Any:
    """Return the result of `fetch`, called once per request and name."""
    if request is None:
        return fetch()
    cache = request.__dict__.setdefault("_portal", {})
    if name not in cache:
        cache[name] = fetch()
    return cache[name]


def _sections(request: HttpRequest | None) -> list[Page]:
    def fetch() -> list[Page]:
        root = _root_path(request)
        if not root:
            return []
        # The filter on content type uses an index of the database; url_path has none.
        types = ContentType.objects.get_for_models(*HomePage.clean_subpage_models()).values()
        # Each level of the tree adds one slash to url_path.
        children = Page.objects.live().filter(
            content_type__in=types, url_path__startswith=root, depth=root.count("/") + 1
        )
        return visibility.readable(children.order_by("path"), request)

    return _cached_on(request, "sections", fetch)


def _root_path(request: HttpRequest | None) -> str:
    """Return the `url_path` of the root page of this request's site, or an empty string."""
    # Finding the site doubles the time of the page header, so it is done for several sites only.
    roots = Site.get_site_root_paths()
    if request is None or not roots:
        return ""
    if len(roots) == 1:
        return roots[0].root_path
    site = Site.find_for_request(request)
    return site.root_page.url_path if site else ""


@register.simple_tag(takes_context=True)
def menu(context: template.Context) -> list[Page]:
    """Return the sections that editors put in the menu."""
    return [page for page in _sections(context.get("request")) if page.show_in_menus]


@register.simple_tag(takes_context=True)
def section_address(context: template.Context, section: Page) -> str:
    """Return the address of a section.

    `pageurl` gives the same, but looks up the site even if there is only one.
    """
    several = len(Site.get_site_root_paths()) > 1
    return section.get_url(context.get("request") if several else None) or ""


@register.simple_tag(takes_context=True)
def info_pages(context: template.Context) -> list[Page]:
    """Return the pages to link in the footer: about, accessibility, privacy."""
    sections = _sections(context.get("request"))
    return [page for page in sections if page.specific_class in (InfoPage, AccessibilityStatement)]


@register.filter
def page_numbers(page_obj: PaginatedPage) -> Iterable[int | str]:
    """Return the page numbers to link: around the current one and at both ends."""
    paginator = page_obj.paginator
    return paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)


@register.filter
def is_in(page: Any, section: Page) -> bool:
    """Return True if `page` is a page at or below the section; the search page is not a page."""
    return isinstance(page, Page) and page.path.startswith(section.path)


@register.simple_tag(takes_context=True)
def start_page(context: template.Context) -> login.StartPage | None:
    """Return the page where the work of this user starts."""
    return login.start_page(context["user"])


@register.simple_tag
def contact_address() -> str:
    """Return the e-mail address for visitors, without a display name."""
    return parseaddr(settings.CONTACT_EMAIL)[1]


@register.simple_tag(takes_context=True)
def overview_url(context: template.Context, kind: str) -> str:
    """Return the address of the overview of a kind of item, or an empty string."""
    request = context.get("request")
    sections = {page.pk: page for page in _sections(request)}
    overview = OverviewPage.objects.filter(pk__in=sections, kind=kind).first()
    return sections[overview.pk].get_url(request) if overview else ""


@register.simple_tag(takes_context=True)
def section_url(context: template.Context, model: str) -> str:
    """Return the address of the section of a page type (`ThemesPage`), or an empty string."""
    request = context.get("request")

    def fetch() -> str:
        pages = (page for page in _sections(request) if page.specific_class.__name__ == model)
        section = next(pages, None)
        return section.get_url(request) if section else ""

    return _cached_on(request, f"address of {model}", fetch)


@register.simple_tag(takes_context=True)
def term_url(context: template.Context, term: Theme | Municipality | Association) -> str:
    """Return the address of the page of a term, or an empty string.

    A municipality that merged leads to its successor.
    """
    section, route = TERM_SECTIONS[type(term)]
    base = section_url(context, section.__name__)
    slug = term.today.slug if isinstance(term, Municipality) else term.slug
    return base + section.get_resolver().reverse(route, slug=slug) if base else ""


@register.simple_tag
def search_url(**filters: str) -> str:
    """Return the address of a search with these filters: `{% search_url thema="wonen" %}`."""
    parameters = {name: value for name, value in filters.items() if value}
    address = reverse("search:search")
    return f"{address}?{urlencode(parameters)}" if parameters else address


@register.simple_tag(takes_context=True)
def ladder(context: template.Context) -> list[LadderLevel]:
    """Return all levels of the ladder, the lowest first."""
    request = context.get("request")
    return _cached_on(request, "ladder", lambda: list(LadderLevel.objects.all()))


@register.filter
def level_number(level: LadderLevel, levels: list[LadderLevel]) -> int:
    """Return the number of a level, from 1; `order` can have gaps."""
    return levels.index(level) + 1


@register.simple_tag(takes_context=True)
def readable_items(context: template.Context, blocks: Iterable[Any]) -> list[KnowledgePage]:
    """Return the published items in a stream or list that this reader may open, each once."""
    values = [getattr(block, "value", block) for block in blocks]
    keys = [page.pk for page in values if page is not None]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).live().specific()}
    ordered = [pages[key] for key in dict.fromkeys(keys) if key in pages]
    return visibility.readable(ordered, context.get("request"))


@register.simple_tag(takes_context=True)
def is_internal(context: template.Context, page: Page) -> bool:
    """Return True if the page is closed to anonymous visitors."""
    return visibility.is_internal(page, context.get("request"))


@register.simple_tag(takes_context=True)
def dossier_text(context: template.Context, page: Dossier) -> Text:
    """Return the sections of a dossier as one text with headings."""
    return with_headings(page.sections.render_as_block(context.flatten()))


@register.filter
def with_contents(html: str) -> Text:
    """Return rendered rich text with its headings: `{{ page.body|rich|with_contents }}`."""
    return with_headings(html)
