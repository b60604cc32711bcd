"""Store the words that editors keep and the vocabulary of the index."""

from django.core.exceptions import ValidationError
from django.db import models


class Edition(models.Model):
    """The current version of something that processes keep in memory."""

    name = models.CharField("wat", max_length=20, unique=True)
    number = models.PositiveBigIntegerField("uitgave", default=1)

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Synonym(models.Model):
    """Words that are also found by a search for another word; a change holds at once."""

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
        """Return the other words, each once."""
        lines = (" ".join(line.split()) for line in self.others.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def summary(self) -> str:
        """Return the other words on one line."""
        return ", ".join(self.listed)

    def clean(self) -> None:
        """Tidy the words, and refuse what is no word, too long, too many or named twice.

        Raises:
            ValidationError: with what is wrong, in Dutch.
        """
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
    """The words of the public index, with the number of items that hold each.

    It is one row, which the worker renews.
    """

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    tick = models.BigIntegerField("stand van de versieteller")
    made_at = models.DateTimeField("gemaakt op", auto_now=True)
    documents = models.PositiveIntegerField("items")
    # As `search.query.index_vocabulary` packs it.
    packed = models.BinaryField("woorden")

    class Meta:
        verbose_name = "woordenschat van de index"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.documents} items"
