"""Store each reminder before its mail leaves, so that none leaves twice."""

from django.db import models


class Correspondent(models.Model):
    """An address that gets reminders, when it last did, and whether it asked to stop."""

    address = models.EmailField("e-mailadres", unique=True)
    last_mail_at = models.DateTimeField("laatste mail", null=True, blank=True)
    stopped_at = models.DateTimeField("gestopt op", null=True, blank=True)

    class Meta:
        verbose_name = "ontvanger van herinneringen"
        verbose_name_plural = "ontvangers van herinneringen"

    def __str__(self) -> str:
        return self.address


class Reminder(models.Model):
    """One recommendation in one mail. `occasion` says why, so that each reason is told once."""

    correspondent = models.ForeignKey(
        Correspondent, on_delete=models.CASCADE, related_name="reminders"
    )
    recommendation_key = models.UUIDField("kenmerk van de aanbeveling")
    occasion = models.CharField("aanleiding", max_length=40)
    created_at = models.DateTimeField("verstuurd op", auto_now_add=True)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = [
            models.UniqueConstraint(
                fields=["correspondent", "recommendation_key", "occasion"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.correspondent}: {self.occasion}"
