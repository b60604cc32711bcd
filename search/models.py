"""What search keeps in the database: the outbox, and the counter that orders its versions."""

from django.db import models


class Entry(models.Model):
    """An item whose place in the index must be looked at again.

    Plain kind and key, no foreign key: the row outlives the item that it is about.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "wacht"
        CLAIMED = "claimed", "bezig"
        REPLAY = "replay", "klaar, maar ook nog voor de nieuwe index"
        FAILED = "failed", "mislukt"

    kind = models.CharField("soort", max_length=16)
    key = models.CharField("sleutel", max_length=40)
    status = models.CharField(
        "toestand", max_length=8, choices=Status.choices, default=Status.WAITING
    )
    created_at = models.DateTimeField("sinds", auto_now_add=True)
    due_at = models.DateTimeField("opnieuw vanaf", db_index=True)
    claimed_by = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "wijziging voor de zoekindex"
        verbose_name_plural = "wijzigingen voor de zoekindex"
        ordering = ["id"]
        indexes = [models.Index(fields=["status", "due_at"])]
        permissions = [("search_internal", "Kan ook interne items zoeken")]

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}"


class Tick(models.Model):
    """The source of versions: each new row's id is higher than every earlier one."""

    class Meta:
        verbose_name = "versieteller"

    def __str__(self) -> str:
        return str(self.pk)


class Rebuild(models.Model):
    """A rebuild under way. While its heart beats, rows that are done are kept for replay."""

    token = models.CharField(max_length=32, unique=True)
    beat_at = models.DateTimeField("laatste teken van leven")

    class Meta:
        verbose_name = "heropbouw van de zoekindex"

    def __str__(self) -> str:
        return self.token
