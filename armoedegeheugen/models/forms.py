"""The editor's forms: Wagtail's, with our words where its own would not help."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

NOT_THERE = "Deze keuze bestaat niet (meer). Kies een andere uit de lijst."
NO_RECOMMENDATION = "Schrijf de aanbeveling uit, of verwijder ze."


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Say in plain Dutch that a chosen term is gone."""
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = NOT_THERE


class KnowledgePageForm(WagtailAdminPageForm):
    """An item, with the recommendations in it. Whatever is wrong, what was typed stays."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        from ..editorial import saving  # which knows the models that this form is a part of

        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
        if "province" in self.fields:
            self.fields["province"].empty_label = "geen"
        for formset in self.formsets.values():
            for form in formset.forms:
                speak_plainly(form.fields.values())
        if "recommendations" in self.formsets:
            for form in self.formsets["recommendations"].forms:
                form.fields["text"].error_messages["required"] = NO_RECOMMENDATION
                form.empty_permitted = False  # or one that was added would vanish without a word

        saving.prepare(self)

    def clean(self) -> dict[str, Any]:
        from ..editorial import saving

        super().clean()
        saving.complete(self)
        return self.cleaned_data

    def is_valid(self) -> bool:
        from ..editorial import saving

        return super().is_valid() and saving.ready(self)

    def _post_clean(self) -> None:
        """Once the item holds what was typed: does it name pages that its writer may not see?"""
        from ..editorial import saving

        super()._post_clean()
        saving.judge(self)

    def clean_slug(self) -> str:
        """A page that was never online gets a free address; the editor need not look for one."""
        slug = self.cleaned_data["slug"]
        if not slug or self.instance.first_published_at:
            return slug
        free, number = slug, 1
        while not Page._slug_is_available(free, self.parent_page, self.instance):
            number += 1
            free = f"{slug}-{number}"
        return free

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After saving by itself, the open form shows the address that the page got."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug", "")
        return [*updates, ("slug", slug)] if slug != self.data.get("slug") else updates


class TermForm(WagtailAdminModelForm):
    """A term gets its slug once: it is the key in addresses, filters and the index."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
