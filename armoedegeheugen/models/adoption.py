"""Store which municipality adopted a practice or an advice."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.log_actions import log
from wagtail.models import Page

from .advice import PolicyAdvice
from .place import Municipality
from .practice import PracticeCard

ADOPTABLE = (PracticeCard, PolicyAdvice)
ACTION = "armoedegeheugen.adoption"


class Adoption(models.Model):
    """A municipality that adopted a practice or an advice."""

    item = models.ForeignKey(
        Page, verbose_name="kaart of advies", on_delete=models.CASCADE, related_name="adoptions"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name="gemeente", on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(
        "jaar", validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    date = models.DateField("precieze datum", null=True, blank=True)
    contact_role = models.CharField(
        "contact (functie)", max_length=160, help_text="Een functie, geen naam."
    )
    contact_organisation = models.CharField("contact (organisatie)", max_length=160)
    note = models.TextField(
        "wat namen ze over", blank=True, help_text="Wat bleef hetzelfde, en wat deden ze anders?"
    )
    link = models.URLField("meer lezen", max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ingevoerd door",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("ingevoerd op", auto_now_add=True)

    panels = [
        PageChooserPanel("item", [model._meta.label for model in ADOPTABLE]),
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("date")]),
        MultiFieldPanel(
            [FieldPanel("contact_role"), FieldPanel("contact_organisation")], "Contact"
        ),
        FieldPanel("note"),
        FieldPanel("link"),
    ]

    class Meta:
        verbose_name = "overname"
        verbose_name_plural = "overnames"
        ordering = ["year", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "municipality"],
                name="adoption_once",
                violation_error_message="Deze gemeente staat er al bij.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality} nam “{self.item.title}” over ({self.year})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the adoption, and log a new one in the history of the item."""
        new = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            if new:
                log(self.item.specific, ACTION, user=self.author, data={"what": str(self)})

    def clean(self) -> None:
        """Validate the item and the year; raise `ValidationError`."""
        super().clean()
        errors = {}
        if self.item_id and not issubclass(self.item.specific_class or Page, ADOPTABLE):
            errors["item"] = "Kies een inspiratiekaart of een beleidsadvies."
        if self.date and self.year and self.date.year != self.year:
            errors["date"] = f"Deze datum valt niet in {self.year}."
        if self.year and self.year > timezone.localdate().year:
            errors["year"] = "Dit jaar moet nog komen."
        if errors:
            raise ValidationError(errors)
