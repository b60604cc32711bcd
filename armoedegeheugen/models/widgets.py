"""Choose terms in a form. Short vocabularies are shown whole.

Each widget reads its options in one query, because a term's `str` may cost a query for each term.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

Options = list[tuple[Any, Any]]


class OwnOptions(forms.widgets.ChoiceWidget):
    """A choice widget whose options are worded here instead of by the field's iterator."""

    def offered(self, terms: QuerySet[Any]) -> Options:
        """Return the options for these terms.

        Returns:
            Pairs of value and label, or of a label and the options under it.
        """
        raise NotImplementedError

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        """Return the groups of options, made of the terms of the field."""
        given = self.choices
        if isinstance(given, ModelChoiceIterator):
            self.choices = self.offered(given.queryset)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = given


class TermCheckboxes(forms.CheckboxSelectMultiple):
    """Terms in columns."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "choices", **(attrs or {})}, choices)


class ThemeCheckboxes(OwnOptions, TermCheckboxes):
    """Themes under their main theme, which can itself be chosen."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "choices choices--grouped", **(attrs or {})}, choices)

    def offered(self, terms: QuerySet[Any]) -> Options:
        """Return the themes, grouped under their main theme."""
        themes = list(terms.select_related("parent"))
        children: dict[int, Options] = {theme.pk: [] for theme in themes if not theme.parent_id}
        for theme in themes:
            if theme.parent_id:
                children.setdefault(theme.parent_id, []).append((theme.pk, theme.name))
        heads = {theme.pk: theme for theme in themes if not theme.parent_id}
        # A filtered list may hold a theme without its main theme.
        heads |= {t.parent_id: t.parent for t in themes if t.parent_id and t.parent_id not in heads}
        return [
            (head.name, [(pk, f"{head.name} (algemeen)"), *children[pk]])
            for pk, head in heads.items()
        ]


class FoldedThemes(ThemeCheckboxes):
    """The same, folded: for a list that stands in a form many times."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Render the checkboxes folded under the names of the chosen themes."""
        chosen = [
            option["label"].removesuffix(" (algemeen)")
            for _, options, _ in self.optgroups(name, self.format_value(value) or [])
            for option in options
            if option["selected"]
        ]
        inner = super().render(name, value, attrs, renderer)
        context = {"inner": inner, "chosen": chosen}
        return mark_safe(render_to_string("wagtailadmin/widgets/folded_choices.html", context))


class MainThemeSelect(OwnOptions, forms.Select):
    """Only main themes are offered as what a theme falls under."""

    def offered(self, terms: QuerySet[Any]) -> Options:
        """Return the main themes, and the option of having none."""
        return [("", "geen: dit is een hoofdthema"), *_pairs(terms.filter(parent=None))]


class LadderChoice(OwnOptions, forms.RadioSelect):
    """The rungs with their question in plain words."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "choices choices--lines", **(attrs or {})}, choices)

    def offered(self, terms: QuerySet[Any]) -> Options:
        """Return the rungs, each with its question, and the option ‘not known’."""
        rungs = ((rung.pk, f"{rung.name}: {rung.question}".rstrip(": ")) for rung in terms)
        return [("", "niet gekend"), *rungs]


class ItemChooser(AdminPageChooser):
    """Names a page as the world does: the title of a draft is for its own editors."""

    def get_display_title(self, instance: Page) -> str:
        """Return the title of the published item."""
        return instance.title


def _pairs(terms: QuerySet[Any]) -> Iterator[tuple[int, str]]:
    return ((term.pk, term.name) for term in terms)
