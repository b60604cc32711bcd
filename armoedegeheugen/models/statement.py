"""Store the accessibility statement: each part that the law asks is a field.

Bestuursdecreet of 7 December 2018, art. II.16: scope, status, date and method of the evaluation,
inaccessible parts with the reason, alternatives, contact for reports, and the ombudsman.
"""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from .blocks import BARRIER_LIST, RICH_TEXT_FEATURES
from .fields import StreamField


class AccessibilityStatement(Page):
    """The accessibility statement of the site."""

    FULL, PARTIAL, NONE = "volledig", "gedeeltelijk", "niet"
    STATUSES = [
        (FULL, "voldoet volledig"),
        (PARTIAL, "voldoet gedeeltelijk"),
        (NONE, "voldoet niet"),
    ]
    OWN, OTHERS = "zelf", "derde"
    METHODS = [
        (OWN, "een eigen beoordeling"),
        (OTHERS, "een onderzoek door een onafhankelijke instantie"),
    ]

    scope = RichTextField(
        "waarvoor geldt de verklaring",
        features=RICH_TEXT_FEATURES,
        help_text="Welke site of welk deel ervan, en wat erbuiten valt.",
    )
    standard = models.CharField("norm", max_length=80, default="WCAG 2.1, niveau AA")
    status = models.CharField("status", max_length=12, choices=STATUSES)
    method = models.CharField("hoe vastgesteld", max_length=8, choices=METHODS)
    method_notes = RichTextField(
        "toelichting",
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Wat er getest is, en hoe.",
    )
    drawn_up_on = models.DateField("opgesteld op")
    reviewed_on = models.DateField("laatst herbekeken op", null=True, blank=True)
    barriers = StreamField(
        BARRIER_LIST,
        verbose_name="wat niet toegankelijk is",
        blank=True,
        help_text="Eén vak per probleem: wat, waarom, en wat een bezoeker in de plaats kan doen.",
    )
    contact_email = models.EmailField("e-mailadres voor meldingen")
    answer_days = models.PositiveSmallIntegerField("antwoord binnen (werkdagen)", default=10)

    content_panels = [
        *Page.content_panels,
        FieldPanel("scope"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("standard")]),
                FieldPanel("method"),
                FieldPanel("method_notes"),
                FieldRowPanel([FieldPanel("drawn_up_on"), FieldPanel("reviewed_on")]),
            ],
            "Status",
        ),
        FieldPanel("barriers"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("contact_email"), FieldPanel("answer_days")])],
            "Een probleem melden",
        ),
    ]
    parent_page_types = ["armoedegeheugen.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "pages/accessibility_statement.html"

    class Meta:
        verbose_name = "toegankelijkheidsverklaring"
        verbose_name_plural = "toegankelijkheidsverklaringen"
