"""Choose one of many terms, such as a municipality, in a modal window."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Province, Term


class NameFilter(BaseFilterForm):
    """A filter on any part of a name, also after a hyphen. It needs no search index."""

    q = forms.CharField(
        label="Naam",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Naam of deel ervan"}),
    )

    def filter(self, objects: QuerySet[Model]) -> QuerySet[Model]:
        """Return the terms whose name contains the query."""
        objects = super().filter(objects)
        if query := self.cleaned_data["q"]:
            self.is_searching, self.search_query = True, query
            objects = objects.filter(name__icontains=query)
        return objects


class PlaceFilter(NameFilter):
    """A filter on name and province."""

    province = forms.ModelChoiceField(
        Province.objects.all(),
        label="Provincie",
        required=False,
        empty_label="Alle provincies",
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: QuerySet[Model]) -> QuerySet[Model]:
        """Return the municipalities with the name and the province."""
        objects = super().filter(objects)
        if province := self.cleaned_data["province"]:
            objects = objects.filter(province=province)
        return objects


class TermListMixin:
    """Lists terms by the label that tells similar names apart."""

    filter_form_class = NameFilter
    related: tuple[str, ...] = ()

    def get_object_list(self) -> QuerySet[Model]:
        """Return the terms with the related objects that their rows show."""
        terms = super().get_object_list()  # type: ignore[misc]
        return terms.select_related(*self.related or (None,))

    @property
    def title_column(self) -> TitleColumn:
        """The column with the name."""
        column = super().title_column  # type: ignore[misc]
        column.label, column.accessor = "Naam", "choice_label"
        return column


class ChooseTerm(TermListMixin, ChooseView):
    """The window with the terms."""


class ChooseTermResults(TermListMixin, ChooseResultsView):
    """The list of terms, after filtering."""


class PlaceListMixin(TermListMixin):
    """Lists municipalities with their province."""

    filter_form_class = PlaceFilter
    related = ("province", "successor")

    @property
    def columns(self) -> list[Column]:
        """The columns: name and province."""
        return [*super().columns, Column("province", label="Provincie")]  # type: ignore[misc]


class ChoosePlace(PlaceListMixin, ChooseView):
    """The window with the municipalities."""


class ChoosePlaceResults(PlaceListMixin, ChooseResultsView):
    """The list of municipalities, after filtering."""


class TermChosen(SnippetChosenView):
    """The response after a term is chosen."""

    def get_display_title(self, instance: Any) -> str:
        """Return the label that tells similar names apart."""
        return instance.choice_label


class TermChooser(AdminSnippetChooser):
    """A widget with Dutch buttons.

    Wagtail translates its own buttons once, in the language that is active at that moment.
    """

    def __init__(self, model: type[Term], **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        self.choose_one_text = f"Kies {model._meta.verbose_name}"
        self.choose_another_text = "Kies een andere"
        self.link_to_chosen_text = "Bekijk in de woordenlijst"

    def get_display_title(self, instance: Any) -> str:
        """Return the label that tells similar names apart."""
        return instance.choice_label


class TermChooserViewSet(SnippetChooserViewSet):
    """The chooser of a vocabulary."""

    choose_view_class = ChooseTerm
    choose_results_view_class = ChooseTermResults
    chosen_view_class = TermChosen

    @property
    def widget_class(self) -> TermChooser:
        """The widget of the chooser."""
        return TermChooser(model=self.model, icon=self.icon)


class PlaceChooserViewSet(TermChooserViewSet):
    """The chooser of municipalities."""

    choose_view_class = ChoosePlace
    choose_results_view_class = ChoosePlaceResults
