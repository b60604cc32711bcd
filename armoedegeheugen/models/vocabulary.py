"""What things are called: the vocabularies that editors change without a developer.

A term's slug is its key in the index, in URLs and in the fixtures. It stays when the name changes.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index


class Term(index.Indexed, models.Model):
    """A word of a vocabulary."""

    name = models.CharField("naam", max_length=120)
    slug = models.SlugField(
        "sleutel",
        max_length=120,
        unique=True,
        help_text="Vast kenmerk in webadressen en filters. Verander dit niet als de naam verandert.",
    )
    description = models.TextField("omschrijving", blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = slugify(self.name)


class Theme(Term):
    """A subject, in two levels: a main theme and the themes below it."""

    parent = models.ForeignKey(
        "self",
        verbose_name="valt onder",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text="Laat leeg voor een hoofdthema.",
    )
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("order"),
        FieldPanel("description"),
    ]

    class Meta(Term.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return f"{self.parent.name}: {self.name}" if self.parent_id else self.name

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if self.parent_id == self.pk or self.parent.parent_id is not None:
            raise ValidationError({"parent": "Kies een hoofdthema: er zijn maar twee niveaus."})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": "Dit thema heeft zelf thema's onder zich."})


class Province(Term):
    nis_code = models.CharField("NIS-code", max_length=5, blank=True)

    class Meta(Term.Meta):
        verbose_name = "provincie"
        verbose_name_plural = "provincies"


class Region(models.TextChoices):
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
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("region"),
        FieldPanel("province"),
        FieldPanel("nis_code"),
        MultiFieldPanel([FieldPanel("latitude"), FieldPanel("longitude")], "Ligging"),
        MultiFieldPanel([FieldPanel("successor"), FieldPanel("merged_on")], "Fusie"),
    ]

    class Meta(Term.Meta):
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    @property
    def today(self) -> "Municipality":
        """The municipality that exists now: itself, or what it merged into."""
        place, seen = self, {self.pk}
        while place.successor is not None and place.successor_id not in seen:
            place = place.successor
            seen.add(place.pk)
        return place

    def names(self) -> Iterator[str]:
        """Today's name and those of all who merged into it, so that each finds the others."""
        today = self.today
        yield today.name
        for former in today.predecessors.all():
            yield former.name

    def clean(self) -> None:
        super().clean()
        if self.successor is None:
            return
        if self.successor_id == self.pk or self.successor.today.pk == self.pk:
            raise ValidationError({"successor": "Een gemeente kan niet in zichzelf opgaan."})
        if self.merged_on is None:
            raise ValidationError({"merged_on": "Vul de datum van de fusie in."})


class LadderLevel(Term):
    """A rung of the participation ladder. The scheme is the editors' to change."""

    order = models.PositiveSmallIntegerField("volgorde", default=0)
    question = models.CharField(
        "vraag in gewone woorden", max_length=160, help_text="Bijvoorbeeld: beslis je samen?"
    )
    iap2 = models.CharField("tegenhanger bij IAP2", max_length=40, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("order"),
        FieldPanel("question"),
        FieldPanel("iap2"),
        FieldPanel("description"),
    ]

    class Meta(Term.Meta):
        verbose_name = "trede"
        verbose_name_plural = "treden van de participatieladder"
        ordering = ["order", "name"]


class TargetGroup(Term):
    class Meta(Term.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class Method(Term):
    class Meta(Term.Meta):
        verbose_name = "methode"
        verbose_name_plural = "methoden"


class SideEffectKind(Term):
    class Meta(Term.Meta):
        verbose_name = "soort neveneffect"
        verbose_name_plural = "soorten neveneffecten"


class HindranceKind(Term):
    class Meta(Term.Meta):
        verbose_name = "soort hindernis"
        verbose_name_plural = "soorten hindernissen"


class Association(Term):
    """An organisation in which people in poverty speak for themselves."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="gemeente", null=True, blank=True, on_delete=models.PROTECT
    )
    logo = models.ForeignKey(
        "armoedegeheugen.Picture",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField("website", blank=True)
    contact_role = models.CharField(
        "contact (functie)", max_length=120, blank=True, help_text="Een functie, geen naam."
    )
    contact_email = models.EmailField(
        "algemeen e-mailadres",
        blank=True,
        help_text="Het adres van de vereniging, niet van een persoon.",
    )
    is_example = models.BooleanField("verzonnen voorbeeld", default=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("municipality"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("contact_role"), FieldPanel("contact_email")],
            "Contact",
        ),
        FieldPanel("is_example"),
    ]

    class Meta(Term.Meta):
        verbose_name = "vereniging"
        verbose_name_plural = "verenigingen"


class Authority(Term):
    """A body that an advice is addressed to, or that carries out a recommendation."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="gemeente", null=True, blank=True, on_delete=models.PROTECT
    )

    panels = [*Term.panels, FieldPanel("municipality")]

    class Meta(Term.Meta):
        verbose_name = "bestuur of dienst"
        verbose_name_plural = "besturen en diensten"
