"""Edit a term, and word the errors of choices in plain Dutch."""

from collections.abc import Iterable

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

NOT_THERE = "Deze keuze bestaat niet (meer). Kies een andere uit de lijst."


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Say in plain Dutch that a chosen term is gone."""
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = NOT_THERE


class TermForm(WagtailAdminModelForm):
    """The form of a term. The slug is set once: it is the key in addresses, filters and index."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
