"""What search keeps in the database: the outbox, the counter that orders its versions, what the
worker did last, and the words that people and editors use."""

from django.core.exceptions import ValidationError
from django.db import models

from .models_asked import AskedQuestion, OpenedItem, Promotion

__all__ = [
    "AskedQuestion",
    "Check",
    "Edition",
    "Entry",
    "OpenedItem",
    "Promotion",
    "Rebuild",
    "Round",
    "Synonym",
    "Tick",
    "Vocabulary",
]


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


class Round(models.Model):
    """The last round of a periodic task, so that several workers do not each go round."""

    name = models.CharField("taak", max_length=40, unique=True)
    due_at = models.DateTimeField("volgende ronde")
    ran_at = models.DateTimeField("laatste ronde", null=True)
    fault = models.TextField("wat misging", blank=True)

    class Meta:
        verbose_name = "ronde van de worker"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """Which edition of something that processes keep in memory is the current one."""

    name = models.CharField("wat", max_length=20, unique=True)
    number = models.PositiveBigIntegerField("uitgave", default=1)

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Synonym(models.Model):
    """What is also found by whoever asks for a word. Editors keep these; they hold at once."""

    LONGEST = 80
    MOST = 20

    word = models.CharField(
        "wie zoekt op",
        max_length=LONGEST,
        unique=True,
        help_text="Een woord, een afkorting of enkele woorden die samen horen.",
    )
    others = models.TextField(
        "vindt ook",
        help_text="Eén woord of uitdrukking per regel.",
    )
    both_ways = models.BooleanField(
        "ook omgekeerd",
        default=True,
        help_text=(
            "Aan: al deze woorden betekenen hetzelfde. Uit: wie op het eerste woord zoekt, vindt"
            " ook de andere, maar niet omgekeerd."
        ),
    )

    class Meta:
        verbose_name = "synoniem"
        verbose_name_plural = "synoniemen"
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @property
    def listed(self) -> list[str]:
        """The other words, each once."""
        lines = (" ".join(line.split()) for line in self.others.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def summary(self) -> str:
        return ", ".join(self.listed)

    def clean(self) -> None:
        self.word = " ".join(self.word.split())
        self.others = "\n".join(self.listed)
        if not any(map(str.isalnum, self.word)):
            raise ValidationError({"word": "Hier staat geen woord."})
        if fault := self._fault():
            raise ValidationError({"others": fault})

    def _fault(self) -> str:
        if not self.listed:
            return "Noem minstens één ander woord."
        if len(self.listed) > self.MOST:
            return f"Noem ten hoogste {self.MOST} woorden."
        for line in self.listed:
            if len(line) > self.LONGEST:
                return f"‘{line[:40]}…’ is te lang: gebruik ten hoogste {self.LONGEST} tekens."
            if not any(map(str.isalnum, line)):
                return f"In ‘{line}’ staat geen woord."
            if line.casefold() == self.word.casefold():
                return f"‘{line}’ staat er twee keer."
        return ""


class Vocabulary(models.Model):
    """The words of the public index and in how many items each stands, as the worker last read
    them; one row."""

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    tick = models.BigIntegerField("stand van de versieteller")
    made_at = models.DateTimeField("gemaakt op", auto_now=True)
    documents = models.PositiveIntegerField("items")
    packed = models.BinaryField("woorden")
    """As `search.vocabulary` packs it."""

    class Meta:
        verbose_name = "woordenschat van de index"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.documents} items"
