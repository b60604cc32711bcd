"""Store each e-mail until it is sent, so that it goes out exactly when its change is kept."""

from django.db import models
from django.utils import timezone


class MailState(models.TextChoices):
    """The state of an e-mail in the outbox."""

    WAITING = "wacht", "wacht"
    SENDING = "bezig", "wordt verstuurd"
    SENT = "verstuurd", "verstuurd"
    FAILED = "mislukt", "mislukt"


class OutgoingMail(models.Model):
    """One e-mail to one address. Its text is emptied once it is sent."""

    to = models.EmailField("aan")
    subject = models.TextField("onderwerp")
    text = models.TextField("tekst", blank=True)
    html = models.TextField("tekst met opmaak", blank=True)
    headers = models.JSONField("koppen", default=dict)
    from_email = models.TextField("van", blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    created_at = models.DateTimeField("gemaakt", default=timezone.now)
    due_at = models.DateTimeField("volgende poging", default=timezone.now)
    give_up_at = models.DateTimeField("laatste poging vóór")
    claimed_at = models.DateTimeField("begonnen", null=True, blank=True)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)
    attempts = models.PositiveIntegerField("pogingen", default=0)
    fault = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [models.Index(fields=["state", "due_at"], name="outgoing_mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"
