"""Store the vocabularies that editors can change.

A term's slug is its key in the index, in URLs and in the fixtures. It stays when the name changes.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .forms import TermForm
from .panels import NamePanel
from .widgets import MainThemeSelect

NAME = NamePanel("name", classname="", placeholder=False)


class Term(index.Indexed, models.Model):
    """A word of a vocabulary."""

    name = models.CharField("naam", max_length=120)
    slug = models.SlugField(
        "sleutel",
        max_length=120,
        unique=True,
        help_text="Vast kenmerk in webadressen en filters. Het blijft, ook als de naam verandert.",
    )
    description = models.TextField("omschrijving", blank=True)

    base_form_class = TermForm
    panels = [NAME, FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def choice_label(self) -> str:
        """The name by which an editor chooses the term."""
        return str(self)

    def clean(self) -> None:
        """Make a slug of the name if there is none."""
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
        NAME,
        FieldPanel("slug"),
        FieldPanel("parent", widget=MainThemeSelect),
        FieldPanel("order"),
        FieldPanel("description"),
    ]

    class Meta(Term.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return f"{self.parent.name}: {self.name}" if self.parent else self.name

    def clean(self) -> None:
        """Refuse a third level of themes; raise `ValidationError`."""
        super().clean()
        if self.parent is None:
            return
        if self.parent_id == self.pk or self.parent.parent_id is not None:
            raise ValidationError({"parent": "Kies een hoofdthema: er zijn maar twee niveaus."})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": "Dit thema heeft zelf thema's onder zich."})


class LadderLevel(Term):
    """A rung of the participation ladder. The scheme is the editors' to change."""

    order = models.PositiveSmallIntegerField("volgorde", default=0)
    question = models.CharField(
        "vraag in gewone woorden", max_length=160, help_text="Bijvoorbeeld: beslis je samen?"
    )
    iap2 = models.CharField("tegenhanger bij IAP2", max_length=40, blank=True)

    panels = [
        NAME,
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
    """A group of people that an item is about."""

    class Meta(Term.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class Method(Term):
    """A method of participation."""

    class Meta(Term.Meta):
        verbose_name = "methode"
        verbose_name_plural = "methoden"


class SideEffectKind(Term):
    """A kind of side effect of a practice."""

    class Meta(Term.Meta):
        verbose_name = "soort neveneffect"
        verbose_name_plural = "soorten neveneffecten"


class HindranceKind(Term):
    """A kind of obstacle that a practice met."""

    class Meta(Term.Meta):
        verbose_name = "soort hindernis"
        verbose_name_plural = "soorten hindernissen"
