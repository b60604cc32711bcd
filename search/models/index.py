"""Store the outbox of the index, the counter of its versions, rebuilds and checks."""

from django.db import models


class Entry(models.Model):
    """An item whose document must be written again: a row of the outbox.

    It has a plain kind and key and no foreign key, because the row outlives the item.
    """

    class Status(models.TextChoices):
        """The states of a row."""

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
    # Waiting: not before. Claimed: taken over after. Failed: when it was given up.
    due_at = models.DateTimeField("opnieuw vanaf")
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
    """The source of versions: one row, whose value only rises."""

    value = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "versieteller"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.value)


class Rebuild(models.Model):
    """A running rebuild, at most one.

    As long as its row exists, rows that are carried out are kept for replay. The row of a rebuild
    without a heartbeat is removed by the worker or by the next rebuild.
    """

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    token = models.CharField(max_length=32)
    # Host name and process number.
    owner = models.CharField("proces", max_length=300, blank=True)
    beat_at = models.DateTimeField("laatste teken van leven")

    class Meta:
        verbose_name = "heropbouw van de zoekindex"
        default_permissions = ()

    def __str__(self) -> str:
        return self.token


class Check(models.Model):
    """The result of a comparison of index and database."""

    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    # As `Drift.as_json` returns it.
    found = models.JSONField("bevinding")

    class Meta:
        verbose_name = "controle van de zoekindex"
        get_latest_by = "made_at"
        default_permissions = ()

    def __str__(self) -> str:
        return f"controle van {self.made_at:%d/%m/%Y %H:%M}"
