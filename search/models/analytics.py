"""What visitors ask and open, counted by month, and what editors put first for a question.

Nothing here says who asked: no person, no address, no moment, no session.
"""

from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from wagtail.models import Page

LONGEST = 120


class AskedQuestion(models.Model):
    """A question as visitors typed it, and how often in one month."""

    question = models.CharField("vraag", max_length=LONGEST)
    month = models.DateField("maand")
    """Its first day."""
    count = models.PositiveIntegerField("keren", default=1)
    days = models.PositiveSmallIntegerField("dagen", default=1)
    """On how many days of the month."""
    found = models.PositiveIntegerField("gevonden", default=0)
    """Items that held all of its words, when it was last asked."""
    near = models.PositiveIntegerField("bijna gevonden", default=0)
    """Items that were shown and held only a part of them."""
    last_asked = models.DateField("laatst gevraagd")

    class Meta:
        verbose_name = "vraag van bezoekers"
        verbose_name_plural = "vragen van bezoekers"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["question", "month"], name="asked_once_a_month")
        ]

    def __str__(self) -> str:
        return self.question


class OpenedItem(models.Model):
    """An item that was opened from the results of a question, and how often in that month."""

    asked = models.ForeignKey(AskedQuestion, models.CASCADE, related_name="opened")
    page = models.PositiveIntegerField("pagina")
    """A plain key: the count outlives the page."""
    count = models.PositiveIntegerField("keren", default=1)

    class Meta:
        verbose_name = "geopend resultaat"
        verbose_name_plural = "geopende resultaten"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["asked", "page"], name="opened_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.page}"


class Promotion(models.Model):
    """An item that an editor puts first for one question."""

    question = models.CharField("vraag", max_length=LONGEST)
    words = models.CharField("woorden", max_length=2 * LONGEST)
    """The question's words in folded letters and in alphabetical order: what is compared."""
    page = models.ForeignKey(Page, models.CASCADE, verbose_name="item", related_name="+")

    class Meta:
        verbose_name = "aanbevolen resultaat"
        verbose_name_plural = "aanbevolen resultaten"
        default_permissions = ()
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["words", "page"], name="promoted_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.page}"

    @property
    def address(self) -> str:
        """Where the question is asked again."""
        return f"{reverse('search:search')}?{urlencode({'q': self.question})}"
