"""Define the forms by which an editor gives access."""

from typing import Any

from django import forms
from django.utils.text import slugify

from ..models import Association, Authority, Municipality, Term

CHOOSE_ONE = "Kies er een uit de lijst, of vul een nieuwe naam in. Niet allebei."


class NewOrKnown(forms.Form):
    """A term that is in the vocabulary already, or the name of one that will be."""

    model: type[Term]
    known: forms.ModelChoiceField

    name = forms.CharField(label="Of: naam van een nieuwe", max_length=120, required=False)
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(successor=None),
        label="Gemeente van de nieuwe",
        required=False,
        empty_label="geen",
    )
    email = forms.EmailField(
        label="E-mailadres van wie je uitnodigt",
        help_text="Die persoon krijgt een mail met een link om een wachtwoord te kiezen.",
    )

    def clean_name(self) -> str:
        """Refuse a name that exists already or has no letters."""
        name = " ".join(self.cleaned_data["name"].split())
        if name and self.model.objects.filter(slug=slugify(name)[:120]).exists():
            raise forms.ValidationError("Deze naam bestaat al. Kies hem in de lijst hierboven.")
        if name and not slugify(name):
            raise forms.ValidationError("Gebruik letters in de naam.")
        return name

    def clean(self) -> dict[str, Any]:
        """Require either a known name or a new one."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("known")) == bool(cleaned.get("name")) and "name" not in self.errors:
            self.add_error("known", CHOOSE_ONE)
        return cleaned

    def term(self) -> Any:
        """Return the chosen object, or store and return a new one."""
        if found := self.cleaned_data["known"]:
            return found
        name = self.cleaned_data["name"]
        return self.model.objects.create(
            name=name, slug=slugify(name)[:120], municipality=self.cleaned_data["municipality"]
        )


class AssociationForm(NewOrKnown):
    """Choose or add an association, and invite its first member."""

    model = Association

    known = forms.ModelChoiceField(
        Association.objects.filter(workspace=None),
        label="Vereniging",
        required=False,
        empty_label="kies een vereniging",
    )
    keep = forms.BooleanField(
        label="De leden mogen bewerken wat nu al van hun vereniging alleen is",
        required=False,
        initial=True,
        help_text="Dossiers en adviezen blijven op hun plaats en hun webadres.",
    )

    field_order = ["known", "name", "municipality", "keep", "email"]


class AuthorityForm(NewOrKnown):
    """Choose or add a public body, and invite its contact."""

    model = Authority

    known = forms.ModelChoiceField(
        Authority.objects.all(),
        label="Bestuur of dienst",
        required=False,
        empty_label="kies een bestuur of dienst",
    )
    role = forms.CharField(
        label="Functie",
        max_length=120,
        help_text="Zoals bezoekers ze lezen: diensthoofd welzijn. Geen naam.",
    )

    field_order = ["known", "name", "municipality", "role", "email"]


class MemberForm(forms.Form):
    """Invite another member."""

    email = forms.EmailField(
        label="E-mailadres van een nieuw lid",
        help_text="Ook om iemand opnieuw een link te sturen.",
    )
