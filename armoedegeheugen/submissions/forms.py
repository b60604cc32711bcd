"""Define the form of each step. Every message says what is wrong and what to do.

Text that is too long is reported and never cut off, not even by the browser.
"""

import unicodedata
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..models import Municipality
from . import plain_text

# Characters: a title or a role; a summary in a result list; about two pages.
SHORT, SUMMARY, LONG = 160, 300, 6000


class PlainField(forms.CharField):
    """Plain text; `rows` makes it a textarea."""

    def __init__(
        self, *, missing: str = "", longest: int = SHORT, rows: int = 0, **kwargs: Any
    ) -> None:
        heading, optional = kwargs.pop("heading", ""), kwargs.pop("optional", not missing)
        attrs = kwargs.pop("attrs", {})
        widget = forms.Textarea({"rows": rows, **attrs}) if rows else forms.TextInput(attrs)
        kwargs.setdefault("required", bool(missing))
        super().__init__(widget=widget, error_messages={"required": missing}, **kwargs)
        self.clean_text = plain_text.text if rows else plain_text.line
        self.longest = longest
        self.heading = heading
        self.optional = optional

    def to_python(self, value: Any) -> str:
        """Return the text without hidden characters and outer blanks."""
        return self.clean_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Report a text that is too long, with its length."""
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                f"Dit zijn {len(value)} tekens. Er is plaats voor {self.longest}. Maak het korter."
            )


class Step(forms.Form):
    """The form of one step."""

    use_required_attribute = False  # the browser's messages are not in our words

    def stored(self) -> dict[str, Any]:
        """Return the values to store, valid or not, so that nothing typed is lost."""
        return {name: self._stored(name, field) for name, field in self.fields.items()}

    def _stored(self, name: str, field: forms.Field) -> Any:
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return plain_text.text(str(raw or ""))[: 4 * LONG]

    def values_of(self, submission: Any) -> dict[str, Any]:
        """Return the stored values of a submission for this form."""
        return {name: getattr(submission, name) for name in self.fields}


class WhatForm(Step):
    """Title, place and summary of the practice."""

    title = PlainField(
        label="Hoe noem je dit?",
        help_text="Kort en herkenbaar. Bijvoorbeeld: Elke dinsdag samen koken.",
        missing="Geef je praktijk een naam.",
    )
    place = PlainField(
        label="In welke gemeente?",
        help_text="Begin te typen en kies uit de lijst. De naam van voor een fusie mag ook.",
        optional=False,
        attrs={"list": "gemeenten", "autocomplete": "off"},
    )
    supralocal = forms.BooleanField(label="Het gaat niet over één gemeente", required=False)
    teaser = PlainField(
        label="Vertel het in het kort",
        help_text="Wat doe je, en met wie? Eén of twee zinnen, hoogstens 300 tekens.",
        missing="Schrijf in één of twee zinnen wat je doet.",
        longest=SUMMARY,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """Find the municipality by its name, unless the practice is not tied to one."""
        cleaned = super().clean() or {}
        typed, everywhere = cleaned.get("place", ""), cleaned.get("supralocal")
        cleaned["municipality"] = None
        if typed and everywhere:
            self.add_error("place", "Kies één van de twee: een gemeente, of het vakje eronder.")
        elif typed:
            self._find(typed, cleaned)
        elif not everywhere and "place" in cleaned:
            self.add_error("place", "Vul een gemeente in, of vink het vakje eronder aan.")
        return cleaned

    def _find(self, typed: str, cleaned: dict[str, Any]) -> None:
        places = {_folded(place.choice_label): place for place in municipalities()}
        places |= {_folded(place.name): place for place in places.values()}
        if place := places.get(_folded(typed)):
            cleaned["municipality"], cleaned["place"] = place, place.name
            return
        near = get_close_matches(_folded(typed), places, n=1, cutoff=0.7)
        hint = f"Bedoel je {places[near[0]].name}?" if near else "Kies een naam uit de lijst."
        self.add_error("place", f"‘{typed}’ staat niet in de lijst van gemeenten. {hint}")

    def stored(self) -> dict[str, Any]:
        """Return the values to store, with the municipality that was found."""
        return {**super().stored(), "municipality": self.cleaned_data.get("municipality")}


class GoalForm(Step):
    """Purpose and reach."""

    doelstelling = PlainField(
        heading="Doelstelling",
        label="Wat wou je bereiken?",
        help_text="Waarom ben je eraan begonnen? Voor wie moest er iets veranderen?",
        missing="Vertel wat je wou bereiken. Een paar zinnen zijn genoeg.",
        longest=LONG,
        rows=7,
    )
    bereik = PlainField(
        heading="Bereik",
        label="Wie bereik je wel en wie niet? Wat doe je daarvoor?",
        help_text="Hoeveel mensen doen mee? Hoe vind je hen? Wie mis je nog?",
        longest=LONG,
        rows=7,
    )


class TroubleForm(Step):
    """Side effect and obstacle."""

    neveneffect = PlainField(
        heading="Neveneffect",
        label="Wat gebeurde er ook nog, verwacht of onverwacht?",
        help_text="Iets goeds of iets minder goeds waar je niet op rekende.",
        longest=LONG,
        rows=7,
    )
    hindernis = PlainField(
        heading="Hindernis",
        label="Wat liep moeilijk?",
        help_text="Wees gerust eerlijk. Van wat niet lukte, leren anderen het meest.",
        longest=LONG,
        rows=7,
    )


class TipsForm(Step):
    """Tips for others."""

    tips = PlainField(
        heading="Tips",
        label="Welke tips geef je aan wie dit ook wil doen?",
        help_text="Begin elke tip op een nieuwe regel.",
        longest=LONG,
        rows=7,
    )


class SenderForm(Step):
    """Role, organisation and e-mail address of the sender."""

    role = PlainField(
        label="Wat doe je?",
        help_text="Je functie, geen naam. Bijvoorbeeld: buurtwerker, of vrijwilliger.",
        missing="Vul in wat je doet. Een functie of een rol is genoeg.",
        attrs={"autocomplete": "organization-title"},
    )
    organisation = PlainField(
        label="Voor welke organisatie?",
        help_text="Een OCMW, een gemeente, een vereniging, een buurthuis.",
        missing="Vul je organisatie in. Heb je er geen? Schrijf dan: geen.",
        attrs={"autocomplete": "organization"},
    )
    show_contact = forms.BooleanField(
        label="Mijn functie en organisatie mogen als contact op de kaart staan",
        required=False,
    )
    email = forms.EmailField(
        label="Op welk e-mailadres bereiken we je?",
        help_text="We sturen je een mail om te bevestigen. Je adres komt nooit online.",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. Zonder adres kan je niet bevestigen.",
            "invalid": "Dit e-mailadres klopt niet. Het ziet eruit als naam@voorbeeld.be.",
            "max_length": "Dit e-mailadres is te lang. Kijk het na.",
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("maxlength", None)


def municipalities() -> list[Municipality]:
    """Return all municipalities, with the one that each merged into."""
    return list(Municipality.objects.select_related("successor__successor").order_by("name"))


def _folded(name: str) -> str:
    """Return a name without accents, hyphens and capitals, to compare by."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split()
    )


class AnswerForm(forms.Form):
    """The sender's answer to the editors."""

    use_required_attribute = False

    answer = PlainField(
        label="Je antwoord",
        missing="Schrijf eerst je antwoord.",
        longest=LONG,
        rows=6,
    )
