"""What a template may ask of the portal: its sections, an address, the ladder, what is readable.

Nothing is offered that the reader may not open, and each list is fetched once a request.
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

TERM_SECTIONS: dict[type, tuple[type[Page], str]] = {
    Theme: (ThemesPage, "theme"),
    Municipality: (PlacesPage, "place"),
    Association: (AssociationsPage, "association"),
}
"""Which section has a page for a term, and under which of its routes."""


def _once(request: HttpRequest | None, name: str, fetch: Callable[[], Any]) -> Any:
    """What `fetch` gives, kept on the request under `name`."""
    if request is None:
        return fetch()
    kept = request.__dict__.setdefault("_portal", {})
    if name not in kept:
        kept[name] = fetch()
    return kept[name]


def _sections(request: HttpRequest | None) -> list[Page]:
    def fetch() -> list[Page]:
        root = _root_path(request)
        if not root:
            return []
        # Their type is what the database has an index for; where a page stands, it has not.
        types = ContentType.objects.get_for_models(*HomePage.clean_subpage_models()).values()
        # Every step of the tree adds one name, and one stroke, to where a page stands.
        children = Page.objects.live().filter(
            content_type__in=types, url_path__startswith=root, depth=root.count("/") + 1
        )
        return visibility.readable(children.order_by("path"), request)

    return _once(request, "sections", fetch)


def _root_path(request: HttpRequest | None) -> str:
    """Where the pages of the site that is asked for begin. Which one it is takes Wagtail as long
    as all else that a header needs, so that it is asked only where there are more."""
    roots = Site.get_site_root_paths()
    if request is None or not roots:
        return ""
    if len(roots) == 1:
        return roots[0].root_path
    site = Site.find_for_request(request)
    return site.root_page.url_path if site else ""


@register.simple_tag(takes_context=True)
def menu(context: template.Context) -> list[Page]:
    """The sections that an editor put in the menu."""
    return [page for page in _sections(context.get("request")) if page.show_in_menus]


@register.simple_tag(takes_context=True)
def section_address(context: template.Context, section: Page) -> str:
    """As `pageurl`, which asks which site this is also where there is but one."""
    several = len(Site.get_site_root_paths()) > 1
    return section.get_url(context.get("request") if several else None) or ""


@register.simple_tag(takes_context=True)
def info_pages(context: template.Context) -> list[Page]:
    """The pages for the foot of every page: about, accessibility, privacy."""
    sections = _sections(context.get("request"))
    return [page for page in sections if page.specific_class in (InfoPage, AccessibilityStatement)]


@register.filter
def near(page_obj: PaginatedPage) -> Iterable[int | str]:
    """Numbers around the current one and at both ends, with an ellipsis between."""
    paginator = page_obj.paginator
    return paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)


@register.filter
def within(page: Any, section: Page) -> bool:
    """Whether a page stands in a section. What is no page, as the search page, stands in none."""
    return isinstance(page, Page) and page.path.startswith(section.path)


@register.simple_tag(takes_context=True)
def own_place(context: template.Context) -> login.Place | None:
    """Where the work of this reader is."""
    return login.own_place(context["user"])


@register.simple_tag
def contact_address() -> str:
    """Where a visitor writes to, without the name that a mail program would show."""
    return parseaddr(settings.CONTACT_EMAIL)[1]


@register.simple_tag(takes_context=True)
def overview_url(context: template.Context, kind: str) -> str:
    """The address of the shelf for one kind, or nothing where there is none."""
    request = context.get("request")
    shelves = {page.pk: page for page in _sections(request)}
    found = OverviewPage.objects.filter(pk__in=shelves, kind=kind).first()
    return shelves[found.pk].get_url(request) if found else ""


@register.simple_tag(takes_context=True)
def section_url(context: template.Context, model: str) -> str:
    """The address of the section of this page type (`ThemesPage`), or nothing."""
    request = context.get("request")

    def fetch() -> str:
        named = (page for page in _sections(request) if page.specific_class.__name__ == model)
        section = next(named, None)
        return section.get_url(request) if section else ""

    return _once(request, f"address of {model}", fetch)


@register.simple_tag(takes_context=True)
def term_url(context: template.Context, term: Theme | Municipality | Association) -> str:
    """The page about a theme, a municipality (today's) or an association, or nothing."""
    section, route = TERM_SECTIONS[type(term)]
    base = section_url(context, section.__name__)
    slug = term.today.slug if isinstance(term, Municipality) else term.slug
    return base + section.get_resolver().reverse(route, slug=slug) if base else ""


@register.simple_tag
def search_url(**filters: str) -> str:
    """The search page, asked for these values: `{% search_url thema="wonen" %}`."""
    asked = {name: value for name, value in filters.items() if value}
    address = reverse("search:search")
    return f"{address}?{urlencode(asked)}" if asked else address


@register.simple_tag(takes_context=True)
def ladder(context: template.Context) -> list[LadderLevel]:
    """All rungs, the lowest first."""
    return _once(context.get("request"), "ladder", lambda: list(LadderLevel.objects.all()))


@register.filter
def position(rung: LadderLevel, rungs: list[LadderLevel]) -> int:
    """Where a rung stands, counted from 1: an editor's order may have gaps."""
    return rungs.index(rung) + 1


@register.simple_tag(takes_context=True)
def readable_items(context: template.Context, chosen: Iterable[Any]) -> list[KnowledgePage]:
    """Items out of a stream or a list of choosers, published and open to this reader."""
    values = [getattr(entry, "value", entry) for entry in chosen]
    keys = [page.pk for page in values if page is not None]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).live().specific()}
    ordered = [pages[key] for key in dict.fromkeys(keys) if key in pages]
    return visibility.readable(ordered, context.get("request"))


@register.simple_tag(takes_context=True)
def is_internal(context: template.Context, page: Page) -> bool:
    """Whether the world at large may not see this page."""
    return visibility.is_internal(page, context.get("request"))


@register.simple_tag(takes_context=True)
def dossier_text(context: template.Context, page: Dossier) -> Text:
    """The sections of a dossier as one text with its headings."""
    return with_headings(page.sections.render_as_block(context.flatten()))


@register.filter
def headed(html: str) -> Text:
    """Rendered rich text with its headings: `{{ page.body|rich|headed }}`."""
    return with_headings(html)
