"""Store provinces, and municipalities of today and of the past."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .vocabulary import NAME, Term


class Province(Term):
    """A province."""

    nis_code = models.CharField("NIS-code", max_length=5, blank=True)

    class Meta(Term.Meta):
        verbose_name = "provincie"
        verbose_name_plural = "provincies"


class Region(models.TextChoices):
    """The part of the country in which a municipality lies."""

    FLANDERS = "vlaanderen", "Vlaanderen"
    BRUSSELS = "brussel", "Brussel"
    ELSEWHERE = "elders", "elders"


class Municipality(Term):
    """A municipality of today, or of the past: then `successor` is the one that it merged into."""

    nis_code = models.CharField("NIS-code", max_length=5, blank=True)
    province = models.ForeignKey(
        Province, verbose_name="provincie", null=True, blank=True, on_delete=models.PROTECT
    )
    region = models.CharField(
        "gewest", max_length=12, choices=Region.choices, default=Region.ELSEWHERE
    )
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="opgegaan in",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        help_text="Alleen voor een gemeente die niet meer bestaat.",
    )
    merged_on = models.DateField("datum van de fusie", null=True, blank=True)

    panels = [
        NAME,
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldPanel("region"),
                FieldPanel("province", widget=Select),
                FieldPanel("nis_code"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            "Ligging",
        ),
        MultiFieldPanel([FieldPanel("successor"), FieldPanel("merged_on")], "Fusie"),
    ]

    class Meta(Term.Meta):
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    @property
    def choice_label(self) -> str:
        """A municipality of the past says until when, and what it is called now."""
        if self.successor is None:
            return self.name
        until = f"tot {self.merged_on.year}, " if self.merged_on else ""
        return f"{self.name} ({until}nu {self.today.name})"

    @property
    def today(self) -> "Municipality":
        """The municipality that exists now: itself, or what it merged into."""
        place, seen = self, {self.pk}
        while place.successor is not None and place.successor_id not in seen:
            place = place.successor
            seen.add(place.pk)
        return place

    def names(self) -> Iterator[str]:
        """Yield today's name and those of all municipalities that merged into it."""
        places: list[Municipality] = [self.today]
        seen: set[int] = set()
        while places:
            yield from (place.name for place in places)
            seen.update(place.pk for place in places)
            former = [before for place in places for before in place.predecessors.all()]
            places = [place for place in former if place.pk not in seen]

    def clean(self) -> None:
        """Validate the merger; raise `ValidationError`."""
        super().clean()
        if self.successor is None:
            return
        if self.successor_id == self.pk or self.successor.today.pk == self.pk:
            raise ValidationError({"successor": "Een gemeente kan niet in zichzelf opgaan."})
        if self.merged_on is None:
            raise ValidationError({"merged_on": "Vul de datum van de fusie in."})
