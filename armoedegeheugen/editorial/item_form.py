"""Edit an item: Wagtail's page form, with the owner's association and the checks before publishing.

Invariant: a draft is always saved, even if it is incomplete or a value has become invalid since it
was written. Only values that the database cannot hold are refused. An item goes online only if it
is valid and passes the blocking checks, whether an editor publishes it or approves a submission.
"""

from dataclasses import replace
from typing import Any

from django.forms.utils import ErrorList
from django.http import QueryDict
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from ..models import AccessibilityStatement, Association, KnowledgePage
from ..models.forms import speak_plainly
from ..models.slugs import free_slug
from ..sections.models import InfoPage, Introduced
from ..workspace import shelves
from . import checks
from .draft_form import DraftPageForm
from .quality import Finding, Item, Text, findings

NO_RECOMMENDATION = "Schrijf de aanbeveling uit, of verwijder ze."
NOT_YET = (
    "Dit kan nog niet online. Kijk na wat hieronder gemeld wordt. Als concept bewaren kan wel."
)


class KnowledgePageForm(DraftPageForm):
    """The form of an item and its recommendations. A refused form keeps what was typed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._word_errors()
        self._offer_associations()

    def clean(self) -> dict[str, Any]:
        """Add the association that owns the section, unless an editor decides."""
        super().clean()
        chosen = self.cleaned_data.get("associations")
        if chosen is not None and self.parent_page is not None and not self._is_by_editor():
            owner = shelves.association_of(self.parent_page)
            if owner and owner not in chosen:
                self.cleaned_data["associations"] = [*chosen, owner]
        return self.cleaned_data

    def is_valid(self) -> bool:
        """Return whether the form is valid and, if it goes online, passes the blocking checks."""
        return super().is_valid() and (not goes_online(self.data) or self._passes_checks())

    def clean_slug(self) -> str:
        """Return the slug; replace a taken one if the page was never online."""
        slug = self.cleaned_data["slug"]
        if not slug or self.instance.first_published_at:
            return slug
        return free_slug(slug, self.parent_page, self.instance)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Return the field updates for the open form, with the slug that an autosave assigned."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug", "")
        return [*updates, ("slug", slug)] if slug != self.data.get("slug") else updates

    def _word_errors(self) -> None:
        speak_plainly(self.fields.values())
        if "province" in self.fields:
            self.fields["province"].empty_label = "geen"
        for formset in self.formsets.values():
            for form in formset.forms:
                speak_plainly(form.fields.values())
        if "recommendations" in self.formsets:
            for form in self.formsets["recommendations"].forms:
                form.fields["text"].error_messages["required"] = NO_RECOMMENDATION
                form.empty_permitted = False  # else an added, empty one is dropped silently

    def _offer_associations(self) -> None:
        """Offer a member only their own association, and preselect it in its own section."""
        field = self.fields.get("associations")
        if field is None or self.parent_page is None:
            return
        owner = shelves.association_of(self.parent_page)
        if owner and not self.instance.pk:
            self.initial["associations"] = [owner]
        if not self._is_by_editor():
            own = Association.objects.filter(members__user=self.for_user)
            chosen = [term.pk for term in self.initial.get("associations") or []]
            field.queryset = (own | Association.objects.filter(pk__in=chosen)).distinct()

    def _is_by_editor(self) -> bool:
        """Return whether the author may publish here. A command has no author, and may."""
        if self.for_user is None or self.parent_page is None:
            return True
        return self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()

    def _passes_checks(self) -> bool:
        blocking = [finding for finding in findings(self._typed_item()) if finding.blocks]
        for finding in blocking:
            self._add_finding(finding)
        if blocking:
            self.add_error(None, NOT_YET)
        return not blocking

    def _typed_item(self) -> Item:
        """Return the item as typed. Themes and recommendations are saved after the page itself."""
        item = checks.read(self.instance, self.for_user)
        themes = self.cleaned_data.get("themes")
        recommendations = self._typed_recommendations()
        others = [text for text in item.texts if text.field != "recommendations"]
        return replace(
            item,
            themes=item.themes if themes is None else len(themes),
            texts=(*others, *recommendations),
        )

    def _typed_recommendations(self) -> list[Text]:
        if "recommendations" not in self.formsets:
            return []
        rows = [form.cleaned_data for form in self.formsets["recommendations"].forms]
        words = "\n".join(row.get("text", "") for row in rows if not row.get("DELETE"))
        return [Text("recommendations", "Aanbevelingen", words)]

    def _add_finding(self, finding: Finding) -> None:
        """Show a finding beside its field, or above the form if the form lacks that field."""
        if finding.field not in self.fields:
            self.add_error(None, finding.message)
        elif isinstance(self.instance._meta.get_field(finding.field), StreamField):
            error = StreamBlockValidationError(non_block_errors=ErrorList([finding.message]))
            self.add_error(finding.field, error)
        else:
            self.add_error(finding.field, finding.message)


def goes_online(data: QueryDict) -> bool:
    """Return whether the submitted form publishes the page or approves it in the workflow."""
    if data.get("action-publish"):
        return True
    return bool(data.get("action-workflow-action")) and (
        data.get("workflow-action-name") == "approve"
    )


def connect() -> None:
    """Set the forms of all pages; the models cannot import them, because they import models."""
    KnowledgePage.base_form_class = KnowledgePageForm
    for model in (Introduced, InfoPage, AccessibilityStatement):
        model.base_form_class = DraftPageForm
