"""List the items of each kind for editors, from the whole page tree."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from ..models import (
    Association,
    Dossier,
    KnowledgePage,
    LadderLevel,
    Municipality,
    PolicyAdvice,
    PracticeCard,
    Theme,
)
from ..models.widgets import TermCheckboxes, ThemeCheckboxes
from ..sections.models import OverviewPage
from . import completeness
from .columns import DayColumn

Items = QuerySet[KnowledgePage]
# Ranges of percent filled in: from the first number up to, but not including, the second.
FILLED = {"weinig": (0, 50), "half": (50, 80), "veel": (80, 101)}


class ItemFilters(WagtailFilterSet):
    """Filters of items."""

    live = django_filters.ChoiceFilter(
        label="Staat online",
        choices=[("True", "Ja"), ("False", "Nee, nog een concept")],
        empty_label="Alle",
        widget=forms.RadioSelect,
    )
    themes = django_filters.ModelMultipleChoiceFilter(
        label="Thema's", queryset=Theme.objects.all(), widget=ThemeCheckboxes, method="on_theme"
    )
    municipality = django_filters.ModelChoiceFilter(
        label="Gemeente", queryset=Municipality.objects.none(), empty_label="Alle gemeenten"
    )
    ladder_level = django_filters.ModelMultipleChoiceFilter(
        label="Trede", queryset=LadderLevel.objects.all(), widget=TermCheckboxes
    )
    associations = django_filters.ModelMultipleChoiceFilter(
        label="Verenigingen", queryset=Association.objects.all(), widget=TermCheckboxes
    )
    review_by = django_filters.DateFromToRangeFilter(
        label="Na te kijken", widget=DateRangePickerWidget
    )

    filled = django_filters.ChoiceFilter(
        label="Ingevuld",
        choices=[("weinig", "Minder dan de helft"), ("half", "De helft tot 80%"), ("veel", "Meer")],
        empty_label="Alle",
        widget=forms.RadioSelect,
        method="of_filled",
    )

    class Meta:
        fields = ["is_example"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        used = self._meta.model._default_manager.order_by().values("municipality")
        self.filters["municipality"].queryset = Municipality.objects.filter(pk__in=used)

    def on_theme(self, items: Items, name: str, themes: list[Theme]) -> Items:
        """Return the items on these themes, or on a theme below them."""
        if not themes:
            return items
        return items.filter(Q(themes__in=themes) | Q(themes__parent__in=themes)).distinct()

    def of_filled(self, items: Items, name: str, value: str) -> Items:
        """Return the items whose completeness lies in a range of `FILLED`."""
        least, most = FILLED[value]
        matches = completeness.with_percent(self._meta.model._default_manager.all())
        matches = matches.filter(completeness__gte=least, completeness__lt=most)
        return items.filter(pk__in=matches.values_list("pk", flat=True))

    def filter_queryset(self, queryset: Items) -> Items:
        """Filter by primary key, because a word search can only filter on fields of its index."""
        if not self.form.has_changed():
            return queryset
        matches = super().filter_queryset(queryset.order_by())
        return queryset.filter(pk__in=list(matches.values_list("pk", flat=True)))


class PracticeFilters(ItemFilters):
    """Filters of practices."""

    class Meta(ItemFilters.Meta):
        model = PracticeCard


class AdviceFilters(ItemFilters):
    """Filters of advices."""

    class Meta(ItemFilters.Meta):
        model = PolicyAdvice


class DossierFilters(ItemFilters):
    """Filters of dossiers."""

    class Meta(ItemFilters.Meta):
        model = Dossier


def shelves_for(user: AbstractBaseUser | AnonymousUser, model: type[KnowledgePage]) -> list[Page]:
    """Return the overviews where a user may add an item of a kind."""
    shelves = OverviewPage.objects.filter(kind__in=["", model.kind]).order_by("path")
    return [shelf for shelf in shelves if shelf.permissions_for_user(user).can_add_subpage()]


class ChooseShelf(ChooseParentView):
    """A page to choose the overview of a new item, from a short list instead of a window."""

    page_title = "Nieuw"
    submit_button_label = "Verder"

    def get_valid_parent_pages(self, user: AbstractBaseUser) -> QuerySet[Page]:
        """Return the overviews where the user may add an item."""
        allowed = [shelf.pk for shelf in shelves_for(user, self.model)]
        return Page.objects.filter(pk__in=allowed).order_by("path")

    def get_form(self) -> forms.Form:
        """Return the form that asks for the overview."""
        form = super().get_form()
        form.fields["parent_page"] = forms.ModelChoiceField(
            self.get_valid_parent_pages(self.request.user),
            label="Onder welk overzicht komt de pagina?",
            empty_label=None,
            widget=forms.RadioSelect,
        )
        return form


class ItemIndex(IndexView):
    """The list of items of one kind."""

    def get_add_url(self) -> str | None:
        """Return the address to add an item, or None if the user may not."""
        return super().get_add_url() if shelves_for(self.request.user, self.model) else None


class ItemMenuItem(MenuItem):
    """A menu item for users who may add items of the kind; for others the list is empty."""

    model: type[KnowledgePage]

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may add an item of this kind."""
        return bool(shelves_for(request.user, self.model))


class ItemListing(PageListingViewSet):
    """The admin pages to list and add items of one kind."""

    index_view_class = ItemIndex
    menu_item_class = ItemMenuItem
    choose_parent_view_class = ChooseShelf
    list_per_page = 50
    columns: Any = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Titel", sort_key="title", classname="title"),
        Column("place_label", label="Plaats"),
        Column("ladder_level", label="Trede", accessor="ladder_level.name"),
        DayColumn("date", label="Datum", sort_key="date"),
        DayColumn("review_by", label="Na te kijken", sort_key="review_by"),
        BooleanColumn("is_example", label="Voorbeeld"),
        DateColumn(
            "latest_revision_created_at", label="Bewerkt", sort_key="latest_revision_created_at"
        ),
        PageStatusColumn("status", label="Status", sort_key="live"),
    ]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu item, with the model that decides if it is shown."""
        item = super().get_menu_item(order)
        item.model = self.model
        return item


class PracticeListing(ItemListing):
    """The list of practices."""

    name = "inspiratiekaarten"
    model = PracticeCard
    icon = "pick"
    menu_label = "Inspiratiekaarten"
    filterset_class = PracticeFilters


class AdviceListing(ItemListing):
    """The list of advices."""

    name = "beleidsadviezen"
    model = PolicyAdvice
    icon = "comment"
    menu_label = "Beleidsadviezen"
    filterset_class = AdviceFilters


class DossierListing(ItemListing):
    """The list of dossiers."""

    name = "themadossiers"
    model = Dossier
    icon = "folder-open-inverse"
    menu_label = "Themadossiers"
    filterset_class = DossierFilters


LISTINGS = (PracticeListing, AdviceListing, DossierListing)


class ItemGroup(ViewSetGroup):
    """The menu of the lists."""

    items = LISTINGS
    menu_label = "Kennisbank"
    menu_name = "kennisbank"
    menu_icon = "doc-full-inverse"
    menu_order = 110
