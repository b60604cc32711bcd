"""Define the fields that every item has: practice, advice and dossier."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import Select
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page
from wagtail.search import index

from ..plain_language import PARAMETER, PLAIN, remember
from .blocks import DOCUMENT_LIST, ITEM_LIST, SOURCE_LIST
from .fields import StreamField, TermsField
from .organisation import Association
from .place import Municipality, Province
from .revisions import OpensAlways
from .vocabulary import LadderLevel, TargetGroup, Theme
from .widgets import LadderChoice, TermCheckboxes, ThemeCheckboxes

YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]


class KnowledgePage(OpensAlways, Page):
    """An item of the memory. `kind` is its value of the facet `soort`."""

    kind: str
    kind_label: str

    teaser = models.CharField(
        "samenvatting",
        max_length=300,
        help_text="Eén of twee zinnen. Ze staan in de zoekresultaten en bovenaan de pagina.",
    )
    plain_summary = models.TextField(
        "in eenvoudige taal",
        blank=True,
        help_text="Korte zinnen en gewone woorden, voor wie moeilijk leest.",
    )
    image = models.ForeignKey(
        "armoedegeheugen.Picture",
        verbose_name="afbeelding",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    associations = TermsField(Association, verbose_name="verenigingen", blank=True)
    themes = TermsField(Theme, verbose_name="thema's", blank=True)
    target_groups = TermsField(TargetGroup, verbose_name="doelgroepen", blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="gemeente",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Kies de naam van toen: zoeken vindt ook de gemeente van nu.",
    )
    province = models.ForeignKey(
        Province,
        verbose_name="provincie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Alleen als het over een hele provincie gaat.",
    )
    supralocal = models.BooleanField(
        "bovenlokaal", default=False, help_text="Niet aan één gemeente of provincie gebonden."
    )
    ladder_level = models.ForeignKey(
        LadderLevel,
        verbose_name="trede",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="De trede van de participatieladder die werd bereikt.",
    )
    date = models.DateField("datum", null=True, blank=True)
    period_from = models.PositiveSmallIntegerField(
        "van (jaar)", null=True, blank=True, validators=YEARS
    )
    period_until = models.PositiveSmallIntegerField(
        "tot en met (jaar)",
        null=True,
        blank=True,
        validators=YEARS,
        help_text="Laat leeg als het nog loopt.",
    )
    sources = StreamField(SOURCE_LIST, verbose_name="bronnen", blank=True)
    related_items = StreamField(ITEM_LIST, verbose_name="zie ook", blank=True)
    documents = StreamField(DOCUMENT_LIST, verbose_name="documenten", blank=True)
    contact_role = models.CharField(
        "contact (functie)",
        max_length=160,
        blank=True,
        help_text="Een functie, geen naam: coördinator buurtwerk.",
    )
    contact_organisation = models.CharField("contact (organisatie)", max_length=160, blank=True)
    contact_email = models.EmailField(
        "algemeen e-mailadres", blank=True, help_text="Van de dienst, niet van een persoon."
    )
    review_by = models.DateField(
        "na te kijken tegen",
        null=True,
        blank=True,
        help_text="Op die dag vraagt het overzicht van de redactie of dit nog klopt.",
    )
    is_example = models.BooleanField(
        "verzonnen voorbeeld",
        default=False,
        help_text="De pagina zegt dan duidelijk dat dit niet echt gebeurd is.",
    )

    brief_panels = [
        TitleFieldPanel("title", classname="", placeholder=False),
        FieldPanel("teaser", widget=AdminAutoHeightTextInput(attrs={"maxlength": 300})),
        FieldPanel("plain_summary"),
        FieldPanel("image"),
    ]
    place_panel = MultiFieldPanel(
        [
            FieldPanel("municipality"),
            FieldPanel("province", widget=Select),
            FieldPanel("supralocal"),
        ],
        "Waar",
        help_text="Kies één van de drie.",
    )
    subject_panel = MultiFieldPanel(
        [
            FieldPanel("themes", widget=ThemeCheckboxes),
            FieldPanel("target_groups", widget=TermCheckboxes),
            FieldPanel("associations", widget=TermCheckboxes),
        ],
        "Waarover, voor en met wie",
    )
    period_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_until")])], "Periode"
    )
    ladder_panel = FieldPanel("ladder_level", widget=LadderChoice)
    source_panels = [
        FieldPanel("sources", help_text="Waar komt dit vandaan? Eén bron per vak."),
        FieldPanel("documents", help_text="Bestanden die bezoekers kunnen downloaden."),
        FieldPanel("related_items", help_text="Andere kaarten, adviezen of dossiers hierover."),
        MultiFieldPanel(
            [
                FieldPanel("contact_role"),
                FieldPanel("contact_organisation"),
                FieldPanel("contact_email"),
            ],
            "Contact",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.FilterField("date"),
        index.FilterField("review_by"),
        index.SearchField("teaser"),
        index.SearchField("plain_summary"),
    ]
    parent_page_types = ["armoedegeheugen.OverviewPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Return whether the parent takes items of this kind."""
        kind = getattr(parent.specific, "kind", "")
        return super().can_create_at(parent) and kind in ("", cls.kind)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page, and remember a reader's choice for plain language."""
        response = super().serve(request, *args, **kwargs)
        remember(request, response)
        return response

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The previews: the usual text and the one in plain language."""
        return [("", "Gewone tekst"), (PLAIN, "In eenvoudige taal")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Serve the preview in one of `preview_modes`."""
        if mode_name == PLAIN:
            request.GET = QueryDict(f"{PARAMETER}={PLAIN}")
        return super().serve_preview(request, mode_name)

    @property
    def place_label(self) -> str:
        """The place as the item names it: the municipality of its day, a province, or wider."""
        if self.municipality:
            return self.municipality.name
        if self.province:
            return f"provincie {self.province.name}"
        return "bovenlokaal" if self.supralocal else ""

    @property
    def period_label(self) -> str:
        """The years of the period in words, or an empty string."""
        if self.period_from and self.period_until:
            same = self.period_from == self.period_until
            return str(self.period_from) if same else f"{self.period_from}–{self.period_until}"
        if self.period_from:
            return f"sinds {self.period_from}"
        return f"tot {self.period_until}" if self.period_until else ""

    def clean(self) -> None:
        """Validate place and dates; raise `ValidationError`."""
        super().clean()
        errors = {**self._place_errors(), **self._time_errors()}
        if errors:
            raise ValidationError(errors)

    def _place_errors(self) -> dict[str, str]:
        chosen = [
            name for name in ("municipality", "province", "supralocal") if getattr(self, name)
        ]
        if len(chosen) < 2:
            return {}
        return {chosen[1]: "Kies één van de drie: een gemeente, een provincie of bovenlokaal."}

    def _time_errors(self) -> dict[str, str]:
        errors = {}
        if self.period_from and self.period_until and self.period_until < self.period_from:
            errors["period_until"] = "Het einde ligt voor het begin. Keer de jaren om."
        published = self._publication_day()
        if self.review_by and self.review_by < published:
            errors["review_by"] = (
                f"Deze dag ligt voor de publicatie ({published:%d/%m/%Y}). Kies een latere dag."
            )
        return errors

    def _publication_day(self) -> datetime.date:
        moment = self.first_published_at or self.go_live_at or timezone.now()
        return timezone.localdate(moment)
