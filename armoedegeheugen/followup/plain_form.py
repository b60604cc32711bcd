"""Check and review what somebody adds to follow-up, before everyone can read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from ..models.forms import speak_plainly
from ..privacy import detector
from ..privacy.personal_data import EMAIL

DAY = {"type": "date"}
PRIVATE = "Hier staat {}: {}. Haal het weg, want iedereen kan dit lezen."


@dataclass(frozen=True)
class Row:
    """An answer as the review shows it, and the names of people that seem to stand in it."""

    label: str
    value: str
    names: tuple[str, ...] = ()


def refuse_personal_data(form: forms.BaseForm) -> None:
    """Add an error to each text that holds an address or a number of a person.

    A name is no error: the review shows it, and a person decides.
    """
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if not isinstance(value, str) or isinstance(field, forms.ChoiceField):
            continue
        if isinstance(field, forms.URLField):
            address = EMAIL.search(value)
            wrong = [("een e-mailadres", address[0])] if address else []
        else:
            findings = detector.find(value)
            wrong = [(found.kind, found.text) for found in findings if not found.is_name]
        for kind, text in wrong:
            form.add_error(name, PRIVATE.format(kind, text))


class ChecksPersonalData(forms.BaseForm):
    """A form that refuses addresses and numbers of people."""

    def clean(self) -> dict[str, Any]:
        """Refuse addresses and numbers of people."""
        cleaned = super().clean() or {}
        refuse_personal_data(self)
        return cleaned


class PlainForm(ChecksPersonalData, forms.ModelForm):
    """A form with messages in plain words, and optional fields marked in their label."""

    # True if an entry that it adds can never be changed.
    lasting = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
        for field in self.fields.values():
            field.error_messages["required"] = "Vul dit in."
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs=DAY)
                field.error_messages["invalid"] = "Dit is geen datum."
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = "Kies een antwoord."

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """The fields of the form itself; a file is chosen at the review, which cannot repeat it."""
        return [field for field in self.visible_fields() if field.name != "file"]

    @property
    def speaker_name(self) -> str:
        """The name under which the entry will stand, if the form did not ask for it."""
        return ""

    @property
    def summary(self) -> list[Row]:
        """The filled-in fields with their labels, for the review."""
        rows = [Row("Namens", self.speaker_name)] if self.speaker_name else []
        for field in self.typed_fields:
            if value := _in_words(field.field, self.cleaned_data.get(field.name)):
                rows.append(Row(str(field.label), value, _names_in(field.field, value)))
        return rows

    def drop(self, *names: str) -> None:
        """Remove fields."""
        for name in names:
            self.fields.pop(name, None)


def _in_words(field: forms.Field, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return str(value)


def _names_in(field: forms.Field, value: str) -> tuple[str, ...]:
    if not isinstance(field, forms.CharField) or isinstance(field, forms.URLField):
        return ()
    return tuple(dict.fromkeys(found.text for found in detector.find(value) if found.is_name))
