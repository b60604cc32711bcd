"""The editor's forms: Wagtail's, with our words where its own would not help."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

NOT_THERE = "Deze keuze bestaat niet (meer). Kies een andere uit de lijst."


class KnowledgePageForm(WagtailAdminPageForm):
    """Says in plain Dutch that a chosen term is gone, and keeps all else that was typed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.error_messages["invalid_choice"] = NOT_THERE
