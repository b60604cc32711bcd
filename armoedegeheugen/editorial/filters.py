"""Define the filters of the lists of terms."""

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from ..models import Association, Authority, Municipality, Province, Region, Theme


class ThemeFilters(WagtailFilterSet):
    """Filters of themes."""

    parent = django_filters.ModelChoiceFilter(
        label="Hoofdthema", queryset=Theme.objects.filter(parent=None), empty_label="Alle thema's"
    )
    level = django_filters.ChoiceFilter(
        label="Niveau",
        choices=[("hoofd", "Alleen hoofdthema's"), ("sub", "Alleen onderliggende thema's")],
        method="of_level",
        empty_label="Beide",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Theme
        fields: list[str] = []

    def of_level(self, themes: QuerySet[Theme], name: str, value: str) -> QuerySet[Theme]:
        """Return the main themes, or the themes below a main theme."""
        return themes.filter(parent__isnull=value == "hoofd")


class MunicipalityFilters(WagtailFilterSet):
    """Filters of municipalities."""

    time = django_filters.ChoiceFilter(
        label="Bestaat",
        choices=[("nu", "Vandaag"), ("vroeger", "Vroeger (opgegaan in een andere)")],
        method="of_time",
        empty_label="Alle",
        widget=forms.RadioSelect,
    )
    province = django_filters.ModelChoiceFilter(
        label="Provincie", queryset=Province.objects.all(), empty_label="Alle provincies"
    )
    region = django_filters.ChoiceFilter(
        label="Gewest", choices=Region.choices, empty_label="Alle", widget=forms.RadioSelect
    )

    class Meta:
        model = Municipality
        fields: list[str] = []

    def of_time(
        self, places: QuerySet[Municipality], name: str, value: str
    ) -> QuerySet[Municipality]:
        """Return today's municipalities, or former ones."""
        return places.filter(successor__isnull=value == "nu")


class UsedMunicipalityFilters(WagtailFilterSet):
    """A filter on the municipalities that occur in the list, instead of all of them."""

    municipality = django_filters.ModelChoiceFilter(
        label="Gemeente", queryset=Municipality.objects.none(), empty_label="Alle gemeenten"
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        used = self._meta.model._default_manager.order_by().values("municipality")
        self.filters["municipality"].queryset = Municipality.objects.filter(pk__in=used)


class AssociationFilters(UsedMunicipalityFilters):
    """Filters of associations."""

    class Meta:
        model = Association
        fields = ["is_example"]


class AuthorityFilters(UsedMunicipalityFilters):
    """Filters of public bodies."""

    class Meta:
        model = Authority
        fields: list[str] = []
