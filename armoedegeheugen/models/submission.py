"""Store a practice that a visitor sends in.

Invariant: the sender's e-mail address is stored here and in mails that have not been deleted yet,
and nowhere else. The texts are plain text as typed; only `submissions/plain_text.py` makes HTML
of them. A row changes its state by `move`, which only one of two simultaneous requests can do.
"""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from .place import Municipality
from .practice import PracticeCard


class State(models.TextChoices):
    """The state of a submission."""

    DRAFT = "bezig", "nog niet verstuurd"
    SENT = "verstuurd", "wacht op bevestiging"
    QUEUED = "wachtrij", "bij de redactie"
    ASKED = "aanvulling", "vraag om aanvulling"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    REFUSED = "geweigerd", "niet opgenomen"
    WITHDRAWN = "ingetrokken", "ingetrokken"


# The sender may still change every word.
BEING_TOLD = (State.DRAFT, State.SENT)
WITH_EDITORS = (State.QUEUED, State.ASKED)
CLOSED = (State.REFUSED, State.WITHDRAWN)


class Submission(models.Model):
    """A practice that a visitor sends in. Until it is sent, each field may be empty or wrong."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField("stand", max_length=12, choices=State.choices, default=State.DRAFT)

    title = models.TextField("naam van de praktijk", blank=True)
    place = models.TextField("gemeente, zoals ingevuld", blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="gemeente",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    supralocal = models.BooleanField("niet één gemeente", default=False)
    teaser = models.TextField("korte samenvatting", blank=True)
    doelstelling = models.TextField("doelstelling", blank=True)
    bereik = models.TextField("bereik", blank=True)
    neveneffect = models.TextField("neveneffect", blank=True)
    hindernis = models.TextField("hindernis", blank=True)
    tips = models.TextField("tips", blank=True)

    role = models.TextField("functie", blank=True)
    organisation = models.TextField("organisatie", blank=True)
    email = models.TextField("e-mailadres", blank=True)
    show_contact = models.BooleanField("functie en organisatie mogen op de kaart", default=False)

    attachment = models.CharField("bestand", max_length=60, blank=True, editable=False)
    attachment_name = models.CharField("bijlage", max_length=120, blank=True)
    attachment_size = models.PositiveIntegerField("grootte van de bijlage", default=0)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name="document van de bijlage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture = models.ForeignKey(
        "armoedegeheugen.Picture",
        verbose_name="afbeelding van de bijlage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    page = models.ForeignKey(
        PracticeCard,
        verbose_name="inspiratiekaart",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    # Stays when the page is gone, to find what its history still says.
    page_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    reason = models.TextField("waarom niet", blank=True)

    created_at = models.DateTimeField("begonnen", default=timezone.now)
    changed_at = models.DateTimeField("laatst gewijzigd", default=timezone.now)
    consent_at = models.DateTimeField("akkoord gegeven", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    published_at = models.DateTimeField("online gekomen", null=True, blank=True)
    closed_at = models.DateTimeField("afgesloten", null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "ingestuurde praktijk"
        verbose_name_plural = "ingestuurde praktijken"
        ordering = ["-confirmed_at", "-created_at"]
        indexes = [models.Index(fields=["state", "changed_at"], name="submission_by_state")]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.title or "(nog zonder naam)"

    @property
    def place_label(self) -> str:
        """The place in words, or an empty string."""
        if self.municipality:
            return self.municipality.name
        return "niet aan één gemeente gebonden" if self.supralocal else ""

    def move(self, to: State, *, of: tuple[State, ...], **values: Any) -> bool:
        """Change the state if it is still one of `of`; False when someone else was first."""
        rows = type(self).objects.filter(pk=self.pk, state__in=of)
        if not rows.update(state=to, changed_at=timezone.now(), **values):
            return False
        self.refresh_from_db()
        return True


class SubmissionMessage(models.Model):
    """A question of the editors, or the sender's answer to it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    from_editors = models.BooleanField("van de redactie", default=False)
    text = models.TextField("tekst")
    moment = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "bericht bij een ingestuurde praktijk"
        verbose_name_plural = "berichten bij ingestuurde praktijken"
        ordering = ["moment", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{'vraag' if self.from_editors else 'antwoord'} bij {self.submission}"


class SubmissionAttempt(models.Model):
    """One use of the form, counted for its limits. The bucket is a keyed hash, never an address."""

    kind = models.CharField(max_length=12)
    bucket = models.CharField(max_length=64)
    moment = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "poging"
        verbose_name_plural = "pogingen"
        indexes = [models.Index(fields=["kind", "bucket", "moment"], name="attempt_by_bucket")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind}, {self.moment:%d/%m/%Y %H:%M}"
