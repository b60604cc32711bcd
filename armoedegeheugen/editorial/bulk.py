"""Set one property of several items at once, from any list of pages.

Each item is saved as by hand: its newest draft gets the value and becomes a new version. The
version is published only if the item was published, had no other unpublished change, and the user
may publish it. Otherwise it stays a draft.
"""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from ..models import KnowledgePage, LadderLevel, Theme


class ThemeForm(forms.Form):
    """The theme to add."""

    theme = forms.ModelChoiceField(
        Theme.objects.select_related("parent"), label="Thema dat erbij komt", empty_label=None
    )


class RungForm(forms.Form):
    """The rung to set."""

    rung = forms.ModelChoiceField(LadderLevel.objects.all(), label="Trede", empty_label=None)


class ReviewForm(forms.Form):
    """The day of the next review."""

    day = forms.DateField(
        label="Na te kijken tegen",
        widget=AdminDateInput,
        help_text="Laat leeg om de dag weg te nemen.",
        required=False,
    )

    def clean_day(self) -> date | None:
        """Refuse a day in the past."""
        day = self.cleaned_data["day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een latere dag.")
        return day


class SetProperty(PageBulkAction):
    """A bulk action that sets one property of the chosen items."""

    template_name = "editorial/bulk.html"
    action_priority = 200
    # The beginning of the question "… bij deze items?".
    verb: str

    def check_perm(self, page: Page) -> bool:
        """Return whether the user may edit this item and it is not locked."""
        if not issubclass(page.specific_class or Page, KnowledgePage) or page.alias_of_id:
            return False
        tester = page.permissions_for_user(self.request.user)
        return tester.can_edit() and not tester.page_locked()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the name of the action and the words of the question."""
        return {**super().get_context_data(**kwargs), "verb": self.verb, "name": self.display_name}

    def get_execution_context(self) -> dict[str, Any]:
        """Add the chosen value."""
        form: Any = self.cleaned_form
        return {**super().get_execution_context(), "chosen": form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], user: Any = None, chosen: Any = None, **_: Any
    ) -> tuple[int, int]:
        """Set the value on each item; return the number of changed items, and 0 for children."""
        changed = [cls._save(page, user, chosen) for page in objects]
        return sum(changed), 0

    @classmethod
    @abstractmethod
    def put(cls, item: Any, chosen: dict[str, Any]) -> bool:
        """Set the value on a draft; return False if the draft already had it."""

    def get_success_message(self, number: int, children: int) -> str:
        """Return the message with the number of changed items."""
        if not number:
            return "Er was niets te veranderen."
        return f"{number} {'item' if number == 1 else 'items'} aangepast."

    @classmethod
    def _save(cls, page: Page, user: Any, chosen: dict[str, Any]) -> bool:
        fully_published = page.live and not page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        if not cls.put(draft, chosen):
            return False
        revision = draft.save_revision(user=user, log_action=True, clean=False)
        if fully_published and page.permissions_for_user(user).can_publish():
            revision.publish(user=user)
        return True


class SetTheme(SetProperty):
    """Add a theme to items."""

    display_name = "Thema"
    aria_label = "Thema toevoegen aan de gekozen items"
    action_type = "thema"
    form_class = ThemeForm
    verb = "Een thema toevoegen"

    @classmethod
    def put(cls, item: Any, chosen: dict[str, Any]) -> bool:
        """Add the theme; return whether the item changed."""
        themes = list(item.themes.all())
        if chosen["theme"] in themes:
            return False
        item.themes = [*themes, chosen["theme"]]
        return True


class SetRung(SetProperty):
    """Set the rung of items."""

    display_name = "Trede"
    aria_label = "Trede van de gekozen items zetten"
    action_type = "trede"
    form_class = RungForm
    verb = "De trede zetten"

    @classmethod
    def put(cls, item: Any, chosen: dict[str, Any]) -> bool:
        """Set the rung; return whether the item changed."""
        before, item.ladder_level = item.ladder_level, chosen["rung"]
        return before != chosen["rung"]


class SetReview(SetProperty):
    """Set the review day of items."""

    display_name = "Nakijken tegen"
    aria_label = "Dag waarop de gekozen items nagekeken worden"
    action_type = "nakijken"
    form_class = ReviewForm
    verb = "De dag van nakijken zetten"

    @classmethod
    def put(cls, item: Any, chosen: dict[str, Any]) -> bool:
        """Set the day; return whether the item changed."""
        before, item.review_by = item.review_by, chosen["day"]
        return before != chosen["day"]


ACTIONS = (SetTheme, SetRung, SetReview)
