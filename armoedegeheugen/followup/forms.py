"""Define the forms by which each side adds an entry, feedback or an adoption.

Who speaks follows from the logged-in user. Only an editor, who records what others said, names the
speaker.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models import QuerySet

from ..models import Adoption, Authority, Feedback, FollowUp, Municipality, Recommendation
from ..models.choices import Execution, Position, Side
from ..submissions.attachment import Refused
from . import documents
from .permissions import Speaker
from .plain_form import ChecksPersonalData, PlainForm

NAMED = "Een functie en de organisatie, zoals: diensthoofd wonen, OCMW. Geen naam van een persoon."


class FollowUpForm(PlainForm):
    """An entry of one side about one recommendation."""

    class Meta:
        model = FollowUp
        fields = [
            *("side", "said_by", "date", "position", "execution", "reason"),
            *("responsible", "due", "decision_url", "corrects"),
        ]
        labels = {
            "side": "Wie zegt dit?",
            "said_by": "Namens wie precies?",
            "date": "Wanneer werd dit gezegd of beslist?",
            "position": "Volgt het bestuur deze aanbeveling?",
            "execution": "Hoe ver staat de uitvoering?",
            "reason": "Waarom?",
            "responsible": "Wie voert het uit?",
            "due": "Tegen wanneer?",
            "decision_url": "Waar staat de officiële beslissing?",
            "corrects": "Verbetert dit een vroegere stap?",
        }
        help_texts = {
            "said_by": NAMED,
            "date": "",
            "reason": "In gewone woorden. Dit is nodig als het antwoord ‘deels’ of ‘niet’ is.",
            "due": "De dag waarop dit klaar of beantwoord moet zijn.",
            "decision_url": "Het webadres van het besluit, als dat online staat.",
            "corrects": "Alleen als in die stap een fout stond. Ze blijft te lezen.",
        }
        widgets = {"side": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 5})}

    position = forms.ChoiceField(choices=Position.choices, widget=forms.RadioSelect)
    execution = forms.ChoiceField(
        choices=[("", "weet ik niet"), *Execution.choices], required=False, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="Is er een brief of een besluit als pdf?",
        help_text="Eén pdf, hoogstens 10 MB. Iedereen kan ze lezen.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    field_order = [
        *("side", "said_by", "date", "position", "execution", "reason"),
        *("responsible", "due", "decision_url", "file", "corrects"),
    ]

    def __init__(
        self,
        *args: Any,
        speaker: Speaker,
        asked: Recommendation,
        named: Authority | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.speaker, self.asked, self.named = speaker, asked, named
        self.sides = speaker.sides(asked, named)
        self.instance.advice = speaker.advice
        self.instance.recommendation_key = asked.key
        self.instance.author = speaker.user
        self._set_choices(self.fields)
        self._drop_fields()

    def _set_choices(self, fields: Mapping[str, Any]) -> None:
        for name in ("position", "execution"):
            fields[name].label = self.Meta.labels[name]
        fields["side"].choices = [(side.value, side.label) for side in self.sides]
        fields["corrects"].queryset = self._earlier()
        fields["corrects"].empty_label = "nee, dit is nieuw"
        fields["responsible"].empty_label = "niet ingevuld"
        fields["responsible"].queryset = Authority.objects.order_by("name")

    def _drop_fields(self) -> None:
        """Drop the fields that are already known, or not for this user to fill in."""
        if len(self.sides) == 1:
            self.drop("side")
            self.instance.side = self.sides[0]
        if not self.speaker.edits:
            self.drop("said_by")
        if self.sides == [Side.ASSOCIATION]:
            self.drop("responsible")
        if not self._earlier().exists():
            self.drop("corrects")
        if not documents.takes(self.speaker.advice):
            self.drop("file")

    def _earlier(self) -> QuerySet[FollowUp]:
        entries = FollowUp.objects.filter(
            advice=self.speaker.advice, recommendation_key=self.asked.key, side__in=self.sides
        )
        return entries.filter(correction=None).order_by("-date", "-pk")

    def clean_file(self) -> ContentFile | None:
        """Validate the PDF."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return documents.checked(upload)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from reason

    def save(self, commit: bool = True) -> FollowUp:
        """Store the PDF and the entry."""
        file = self.cleaned_data.get("file")
        if file:
            self.instance.document = documents.keep(file, self.speaker.user)
        return super().save(commit)

    def clean(self) -> dict[str, Any]:
        """Name the speaker from the logged-in user, unless an editor named one."""
        cleaned = super().clean() or {}
        side = cleaned.get("side") or self.instance.side
        if side and not self.speaker.edits:
            self.instance.said_by = self.speaker.name(Side(side), self.asked, self.named)
        return cleaned

    @property
    def speaker_name(self) -> str:
        """The speaker; an editor names it in the form."""
        return "" if self.speaker.edits else self.instance.said_by

    @property
    def twin(self) -> FollowUp | None:
        """Return an identical entry of this user, as from a second click, or None."""
        same = {
            name: getattr(self.instance, name)
            for name in ("advice", "recommendation_key", "author", *self.Meta.fields)
        }
        return FollowUp.objects.filter(**same).first()


class FeedbackForm(PlainForm):
    """A report that the participants were told about the result."""

    class Meta:
        model = Feedback
        fields = ["date", "how", "by_whom"]
        labels = {
            "date": "Wanneer hoorden de deelnemers het?",
            "how": "Hoe hoorden ze het?",
            "by_whom": "Van wie hoorden ze het?",
        }
        help_texts = {
            "date": "",
            "how": "Bijvoorbeeld: op een bijeenkomst, met een blad om mee naar huis te nemen.",
            "by_whom": NAMED,
        }
        widgets = {"how": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, speaker: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.advice = speaker.advice
        self.instance.author = speaker.user
        self.names = [] if speaker.edits else speaker.names()
        self._set_speaker()

    def _set_speaker(self) -> None:
        """Let each side speak for itself: only an editor writes who told the participants."""
        if len(self.names) == 1:
            self.drop("by_whom")
            self.instance.by_whom = self.names[0]
        elif self.names:
            self.fields["by_whom"] = forms.ChoiceField(
                label=self.Meta.labels["by_whom"],
                choices=[(name, name) for name in self.names],
                widget=forms.RadioSelect,
                error_messages={"required": "Kies een antwoord."},
            )

    @property
    def speaker_name(self) -> str:
        """The speaker who told the participants, if the form did not ask for it."""
        return self.names[0] if len(self.names) == 1 else ""

    @property
    def twin(self) -> Feedback | None:
        """Return identical feedback, as from a second click, or None."""
        same = {name: getattr(self.instance, name) for name in ("advice", *self.Meta.fields)}
        return Feedback.objects.filter(**same).first()


class AdoptionForm(PlainForm):
    """A report that a municipality adopted a practice or an advice."""

    lasting = False

    class Meta:
        model = Adoption
        fields = ["municipality", "year", "contact_role", "contact_organisation", "note", "link"]
        labels = {
            "municipality": "Welke gemeente nam dit over?",
            "year": "In welk jaar?",
            "contact_role": "Wie kan er meer over vertellen? (functie)",
            "contact_organisation": "Bij welke organisatie of dienst?",
            "note": "Wat namen jullie over, en wat deden jullie anders?",
            "link": "Waar staat er meer over?",
        }
        help_texts = {
            "contact_role": "Een functie, geen naam van een persoon.",
            "note": "",
            "link": "Een webadres.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, places: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["municipality"]
        field.queryset = places
        field.empty_label = "kies een gemeente"
        if len(places) == 1:
            field.initial = places[0]
            field.empty_label = None

    def clean_municipality(self) -> Municipality:
        """Refuse a municipality that already adopted the item."""
        place = self.cleaned_data["municipality"]
        if Adoption.objects.filter(item=self.instance.item, municipality=place).exists():
            raise forms.ValidationError("Deze gemeente staat er al bij.")
        return place


class RemovalForm(ChecksPersonalData, forms.Form):
    """Why the editors remove a text; everyone reads it in place of the text."""

    why = forms.CharField(
        label="Waarom haal je deze tekst weg?",
        help_text="Iedereen leest dit op de plaats van de tekst. Herhaal niet wat er stond.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        error_messages={"required": "Zeg waarom."},
    )
    with_file = forms.BooleanField(
        label="Verwijder ook de pdf die erbij staat", required=False, initial=True
    )

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["with_file"]

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """The fields of the form."""
        return self.visible_fields()
