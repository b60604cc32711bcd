"""Store associations of people in poverty, and the public bodies that they advise."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .place import Municipality
from .vocabulary import NAME, Term


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
        NAME,
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
