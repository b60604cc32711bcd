"""Store a policy advice, with each of its recommendations as a row."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from .blocks import RICH_TEXT_FEATURES
from .fields import TermsField
from .knowledge import KnowledgePage
from .organisation import Authority
from .panels import ChildrenPanel, tabs
from .revisions import OpensAlways
from .vocabulary import LadderLevel, Theme
from .widgets import FoldedThemes, LadderChoice


class PolicyAdvice(KnowledgePage):
    """A policy advice of people in poverty to a council or a service."""

    kind = "advies"
    kind_label = "beleidsadvies"

    authority = models.ForeignKey(
        Authority,
        verbose_name="gericht aan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Het bestuur of de dienst die het advies kreeg.",
    )
    context = RichTextField(
        "aanleiding",
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Waarom kwam dit advies er?",
    )
    questions = RichTextField(
        "vragen", blank=True, features=RICH_TEXT_FEATURES, help_text="Welke vragen lagen voor?"
    )
    participation = RichTextField(
        "hoe werkten mensen mee",
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Wie sprak mee, hoe vaak en op welke manier?",
    )
    findings = RichTextField(
        "bevindingen", blank=True, features=RICH_TEXT_FEATURES, help_text="Wat kwam eruit?"
    )
    ladder_promised = models.ForeignKey(
        LadderLevel,
        verbose_name="beloofde trede",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="De trede die vooraf werd beloofd.",
    )

    edit_handler = tabs(
        text=[
            *KnowledgePage.brief_panels,
            FieldPanel("context"),
            FieldPanel("questions"),
            FieldPanel("participation"),
            FieldPanel("findings"),
            ChildrenPanel("recommendations", heading="Aanbevelingen", label="Aanbeveling"),
        ],
        facts=[
            FieldPanel("authority"),
            FieldPanel("date", heading="Datum van het advies"),
            KnowledgePage.place_panel,
            KnowledgePage.subject_panel,
            MultiFieldPanel(
                [
                    FieldPanel("ladder_promised", widget=LadderChoice),
                    FieldPanel("ladder_level", heading="Bereikte trede", widget=LadderChoice),
                ],
                "Participatieladder",
            ),
            KnowledgePage.period_panel,
        ],
        source=KnowledgePage.source_panels,
    )
    search_fields = [
        *KnowledgePage.search_fields,
        index.SearchField("context"),
        index.SearchField("findings"),
    ]
    template = "pages/policy_advice.html"

    class Meta:
        verbose_name = "beleidsadvies"
        verbose_name_plural = "beleidsadviezen"


class Recommendation(Orderable, OpensAlways):
    """One thing that an advice asks for. `key` is its own alone, and stays over every edit."""

    advice = ParentalKey(PolicyAdvice, on_delete=models.CASCADE, related_name="recommendations")
    key = models.UUIDField("kenmerk", default=uuid4, editable=False, db_index=True)
    number = models.CharField(
        "nummer", max_length=12, blank=True, help_text="Zoals in het advies: 3 of 2b."
    )
    text = models.TextField("aanbeveling")
    themes = TermsField(
        Theme,
        verbose_name="thema's",
        blank=True,
        help_text="Laat leeg als de thema's van het advies gelden.",
    )
    responsible = models.ForeignKey(
        Authority,
        verbose_name="wie moet dit doen",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldPanel("number"),
        FieldPanel("text"),
        FieldPanel("themes", widget=FoldedThemes),
        FieldPanel("responsible"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "aanbeveling"
        verbose_name_plural = "aanbevelingen"

    def __str__(self) -> str:
        return f"{self.label} van {self.advice.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the recommendation under a key that no other one has."""
        self.key = self._own_key()
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name of the recommendation within its advice, such as ‘Aanbeveling 3’."""
        return f"Aanbeveling {self.number or (self.sort_order or 0) + 1}"

    @property
    def anchor(self) -> str:
        """The fragment under which the advice's page shows this recommendation."""
        return f"aanbeveling-{self.key}"

    def clean(self) -> None:
        """Refuse a text of spaces only; raise `ValidationError`."""
        super().clean()
        # The field itself refuses an empty text, which a draft may have.
        if self.text and not self.text.strip():
            raise ValidationError({"text": "Schrijf de aanbeveling uit, of verwijder ze."})

    def _own_key(self) -> UUID:
        """Return the key of this recommendation, and a new one for that of a copied page.

        A copy of a page brings along the keys of its source, also in its revisions, and an alias
        brings them at each publication. The key that replaces one of those is always the same.
        """
        kept = Recommendation.objects.filter(pk=self.pk).values_list("key", flat=True).first()
        if kept:
            return kept
        if Recommendation.objects.filter(key=self.key).exists():
            return uuid5(self.advice.translation_key, str(self.key))
        return self.key
