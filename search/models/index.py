"""Store the outbox of the index, the counter of its versions, rebuilds and checks."""

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
    due_at = models.DateTimeField("opnieuw vanaf")
    """Waiting: not before. Claimed: taken over after. Failed: when it was given up."""
    claimed_by = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "wijziging voor de zoekindex"
        verbose_name_plural = "wijzigingen voor de zoekindex"
        ordering = ["id"]
        indexes = [models.Index(fields=["status", "due_at"])]
        default_permissions = ()
        permissions = [
            ("search_internal", "Kan ook interne items zoeken"),
            ("operate_index", "Kan de zoekindex opvolgen en bijwerken"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}"


class Tick(models.Model):
    """The source of versions: one row, whose value only ever rises."""

    value = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "versieteller"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.value)


class Rebuild(models.Model):
    """A rebuild under way, at most one. As long as its row stands, rows that are done are kept for
    replay; a row whose heart stopped is buried by the worker or by the next rebuild."""

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    token = models.CharField(max_length=32)
    owner = models.CharField("proces", max_length=300, blank=True)
    """Machine and process number."""
    beat_at = models.DateTimeField("laatste teken van leven")

    class Meta:
        verbose_name = "heropbouw van de zoekindex"
        default_permissions = ()

    def __str__(self) -> str:
        return self.token


class Check(models.Model):
    """What a comparison of index and database found."""

    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    found = models.JSONField("bevinding")
    """As `Drift.as_json` has it."""

    class Meta:
        verbose_name = "controle van de zoekindex"
        get_latest_by = "made_at"
        default_permissions = ()

    def __str__(self) -> str:
        return f"controle van {self.made_at:%d/%m/%Y %H:%M}"
