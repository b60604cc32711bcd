"""Save the draft of any page, whatever is missing in it or became invalid with time.

Invariant: only what the database cannot hold is refused, with a reason beside its field.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models.forms import KeepsDrafts
from ..workspace.references import OwnReferencesForm

SCHEDULE = (
    "Het schema klopt niet meer. Klik rechtsboven op ‘Status’ en dan op ‘Schema bewerken’, en kijk "
    "naar de dagen van publiceren en verlopen."
)


class DraftPageForm(KeepsDrafts, OwnReferencesForm):
    """The form of a page. An error of the schedule is shown, because its panel is collapsed."""

    def _post_clean(self) -> None:
        self._accept_for_draft()
        if {"go_live_at", "expire_at"} & self.errors.keys():
            self.add_error(None, SCHEDULE)
        super()._post_clean()

    def save(self, commit: bool = True) -> Any:
        """Save the page, and list on it the fields whose choice was dropped."""
        page = super().save(commit)
        parts = (form for formset in self.formsets.values() for form in formset.forms)
        labels = [label for form in (self, *parts) for label in getattr(form, "dropped", ())]
        page.dropped_references = tuple(dict.fromkeys(labels))
        return page


def tell_dropped(request: HttpRequest, page: Page) -> None:
    """After a page was saved: tell which of the choices in the form did not exist any more."""
    dropped = getattr(page, "dropped_references", ())
    if dropped and request.accepts("text/html"):  # an autosave shows no messages
        fields = get_text_list([f"‘{label}’" for label in dropped], _("and"))
        messages.warning(
            request,
            f"Iets dat je koos, bestaat niet meer. Al de rest is bewaard. Kies opnieuw: {fields}.",
        )
