"""Store what visitors ask and open, by month, and the items that editors pin.

Nothing here tells who asked: no person, address, time or session.
"""

from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from wagtail.models import Page

LONGEST = 120


class AskedQuestion(models.Model):
    """A question as visitors typed it, and how often in one month."""

    question = models.CharField("vraag", max_length=LONGEST)
    # The first day of the month.
    month = models.DateField("maand")
    count = models.PositiveIntegerField("keren", default=1)
    # The number of days of the month on which it was asked.
    days = models.PositiveSmallIntegerField("dagen", default=1)
    # Items that held all of its words, at the last search.
    found = models.PositiveIntegerField("gevonden", default=0)
    # Items that held only a part of its words and were shown, at the last search.
    near = models.PositiveIntegerField("bijna gevonden", default=0)
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
    """An item opened from the results of a question, and how often in that month."""

    asked = models.ForeignKey(AskedQuestion, models.CASCADE, related_name="opened")
    # A plain key, so that the count outlives the page.
    page = models.PositiveIntegerField("pagina")
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
    """An item that an editor pins to the top of the results of one question."""

    question = models.CharField("vraag", max_length=LONGEST)
    # The words of the question, folded and in alphabetical order: this is what is compared.
    words = models.CharField("woorden", max_length=2 * LONGEST)
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
        """Return the URL of a search for the question."""
        return f"{reverse('search:search')}?{urlencode({'q': self.question})}"
