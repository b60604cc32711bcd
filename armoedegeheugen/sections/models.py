"""Define the pages around the items: home, overviews, themes, places, associations."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from ..followup.answer_counts import waiting_advices
from ..models.advice import PolicyAdvice
from ..models.blocks import RICH_TEXT_FEATURES
from ..models.organisation import Association
from ..models.place import Municipality
from ..models.querysets import at_place, newest, published, with_theme
from ..models.vocabulary import Theme
from .shelves import counted, holders, open_items, shelves
from .statistics import figures

PAGE_SIZE = 20
# Advices on home that wait for an answer.
WAITING = 3


class Introduced(Page):
    """A page that opens with a few words of the editors."""

    introduction = RichTextField("inleiding", blank=True, features=RICH_TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True


class HomePage(Introduced):
    """The home page."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "armoedegeheugen.OverviewPage",
        "armoedegeheugen.ThemesPage",
        "armoedegeheugen.PlacesPage",
        "armoedegeheugen.AssociationsPage",
        "armoedegeheugen.InfoPage",
        "armoedegeheugen.AccessibilityStatement",
    ]
    template = "pages/home_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "startpagina"
        verbose_name_plural = "startpagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest items, the themes, the waiting advices and the places."""
        context = super().get_context(request, *args, **kwargs)
        themes = Theme.objects.filter(parent=None).prefetch_related("children")
        context["newest"] = newest(6, request)
        context["themes"] = counted(themes, "themes", request)
        context["waiting"] = waiting_advices(published(PolicyAdvice, None, request), limit=WAITING)
        context["places"] = places_with_items(request)
        return context


class OverviewPage(Introduced):
    """A shelf of items. With a `kind`, only items of that kind are put on it."""

    KINDS = [("praktijk", "inspiratiekaarten"), ("advies", "adviezen"), ("dossier", "dossiers")]

    kind = models.CharField(
        "alleen voor", max_length=12, choices=KINDS, blank=True, help_text="Leeg: alle soorten."
    )

    content_panels = [*Introduced.content_panels, FieldPanel("kind")]
    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types = [
        "armoedegeheugen.PracticeCard",
        "armoedegeheugen.PolicyAdvice",
        "armoedegeheugen.Dossier",
    ]
    template = "pages/overview_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "overzicht"
        verbose_name_plural = "overzichten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the items that the reader may see."""
        context = super().get_context(request, *args, **kwargs)
        items = open_items(self, request).specific().order_by("-first_published_at", "title")
        items = items.prefetch_related("municipality", "province")
        context["page_obj"] = Paginator(items, PAGE_SIZE).get_page(request.GET.get("pagina"))
        return context


class Register(RoutablePageMixin, Introduced):
    """A page with a page of its own for each term that is shown on it."""

    class Meta:
        abstract = True

    def shown_slugs(self) -> Iterable[str]:
        """Return the slugs of terms that lead to items which anyone may see."""
        raise NotImplementedError

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return this page and one page for each of `shown_slugs`."""
        own = super().get_sitemap_urls(request)
        below = [
            {**own[0], "location": f"{own[0]['location']}{slug}/"} for slug in self.shown_slugs()
        ]
        return [*own, *below]


class ThemesPage(Register):
    """The overview of themes, and a page for each theme."""

    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/themes_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "pagina van de thema's"
        verbose_name_plural = "pagina's van de thema's"

    def shown_slugs(self) -> Iterable[str]:
        """Return the slugs of themes with public items, and of their main themes."""
        held = Theme.objects.filter(pk__in=holders("themes")).select_related("parent")
        return sorted({slug for theme in held for slug in (theme.slug, *_head(theme))})

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Serve the overview of themes."""
        themes = Theme.objects.filter(parent=None).prefetch_related("children")
        return self.render(
            request, context_overrides={"themes": counted(themes, "themes", request)}
        )

    @path("<slug:slug>/")
    def theme(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Serve the page of one theme, or 404."""
        theme = get_object_or_404(Theme.objects.select_related("parent"), slug=slug)
        return self.render(
            request,
            context_overrides={
                "theme": theme,
                "children": theme.children.all(),
                "shelves": shelves(with_theme(theme), request),
                "figures": figures(with_theme(theme), request),
            },
            template="pages/theme_page.html",
        )


class PlacesPage(Register):
    """The overview of municipalities, and a page for each of them."""

    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/places_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "pagina van de gemeenten"
        verbose_name_plural = "pagina's van de gemeenten"

    def shown_slugs(self) -> Iterable[str]:
        """Return the slugs of municipalities with public items."""
        return [place.slug for place, _number in places_with_items()]

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Serve the overview of municipalities."""
        return self.render(request, context_overrides={"places": places_with_items(request)})

    @path("<slug:slug>/")
    def place(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Serve the page of a municipality; redirect a former one to today's."""
        place = get_object_or_404(Municipality.objects.select_related("province"), slug=slug)
        if place.today != place:
            address = self.reverse_subpage("place", kwargs={"slug": place.today.slug})
            return HttpResponseRedirect(self.get_url(request) + address)
        return self.render(
            request,
            context_overrides={
                "place": place,
                "shelves": shelves(at_place(place), request),
                "figures": figures(at_place(place), request),
            },
            template="pages/place_page.html",
        )


class AssociationsPage(Register):
    """The overview of associations, and a page for each of them."""

    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/associations_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "pagina van de verenigingen"
        verbose_name_plural = "pagina's van de verenigingen"

    def shown_slugs(self) -> Iterable[str]:
        """Return the slugs of all associations."""
        return Association.objects.values_list("slug", flat=True)

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Serve the overview of associations."""
        associations = Association.objects.select_related("municipality", "logo")
        return self.render(
            request,
            context_overrides={"associations": counted(associations, "associations", request)},
        )

    @path("<slug:slug>/")
    def association(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Serve the page of one association, or 404."""
        association = get_object_or_404(Association, slug=slug)
        condition = models.Q(associations=association)
        return self.render(
            request,
            context_overrides={
                "association": association,
                "shelves": shelves(condition, request),
                "figures": figures(condition, request),
            },
            template="pages/association_page.html",
        )


class InfoPage(Page):
    """A page of plain text: about, accessibility, privacy."""

    body = RichTextField("tekst", features=["h2", *RICH_TEXT_FEATURES])

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types: list[str] = []
    template = "pages/info_page.html"

    class Meta:
        app_label = "armoedegeheugen"
        verbose_name = "informatiepagina"
        verbose_name_plural = "informatiepagina's"


def places_with_items(
    request: HttpRequest | None = None,
) -> list[tuple[Municipality, int]]:
    """Return today's municipalities with their number of items, predecessors' included."""
    held = holders("municipality", request)
    places = Municipality.objects.select_related("province", "successor__province")
    here: dict[Municipality, int] = {}
    for place in places.filter(pk__in=held):
        here[place.today] = here.get(place.today, 0) + len(held[place.pk])
    return sorted(here.items(), key=lambda pair: pair[0].name)


def _head(theme: Theme) -> list[str]:
    """Return the slug of the main theme, whose page shows the items of its subthemes too."""
    return [theme.parent.slug] if theme.parent else []
