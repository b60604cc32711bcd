"""Store a practice card, in the five headings of the field."""

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from .blocks import LINK_LIST, PARTNER_LIST, RICH_TEXT_FEATURES, TIP_LIST
from .fields import StreamField, TermsField
from .knowledge import KnowledgePage
from .panels import tabs
from .vocabulary import HindranceKind, Method, SideEffectKind
from .widgets import TermCheckboxes


class PracticeCard(KnowledgePage):
    """A practice that a local government tried."""

    kind = "praktijk"
    kind_label = "inspiratiekaart"

    doelstelling = RichTextField(
        "doelstelling", blank=True, features=RICH_TEXT_FEATURES, help_text="Wat wou je bereiken?"
    )
    bereik = RichTextField(
        "bereik",
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Wie bereik je wel en wie niet? Wat doe je daarvoor?",
    )
    neveneffect = RichTextField(
        "neveneffect",
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Wat gebeurde er ook nog, verwacht of onverwacht?",
    )
    hindernis = RichTextField(
        "hindernis", blank=True, features=RICH_TEXT_FEATURES, help_text="Wat liep moeilijk?"
    )
    tips = StreamField(
        TIP_LIST,
        verbose_name="tips",
        blank=True,
        help_text="Eén tip per vak, voor wie dit ook wil doen.",
    )
    side_effect_kinds = TermsField(SideEffectKind, verbose_name="soorten neveneffecten", blank=True)
    hindrance_kinds = TermsField(HindranceKind, verbose_name="soorten hindernissen", blank=True)
    methods = TermsField(Method, verbose_name="methoden", blank=True)
    partners = StreamField(PARTNER_LIST, verbose_name="partners", blank=True)
    links = StreamField(LINK_LIST, verbose_name="links", blank=True)

    edit_handler = tabs(
        text=[
            *KnowledgePage.brief_panels,
            FieldPanel("doelstelling"),
            FieldPanel("bereik"),
            FieldPanel("neveneffect"),
            FieldPanel("hindernis"),
            FieldPanel("tips"),
        ],
        facts=[
            KnowledgePage.place_panel,
            KnowledgePage.subject_panel,
            KnowledgePage.ladder_panel,
            FieldPanel("date"),
            KnowledgePage.period_panel,
            MultiFieldPanel(
                [
                    FieldPanel("methods", widget=TermCheckboxes),
                    FieldPanel("side_effect_kinds", widget=TermCheckboxes),
                    FieldPanel("hindrance_kinds", widget=TermCheckboxes),
                ],
                "Aanpak en ervaring",
            ),
            FieldPanel("partners", help_text="Eén organisatie per vak."),
        ],
        source=[
            *KnowledgePage.source_panels,
            FieldPanel("links", help_text="Websites over deze praktijk of over het thema."),
        ],
    )
    search_fields = [
        *KnowledgePage.search_fields,
        index.SearchField("doelstelling"),
        index.SearchField("bereik"),
        index.SearchField("neveneffect"),
        index.SearchField("hindernis"),
        index.SearchField("tips"),
    ]
    template = "pages/practice_card.html"

    class Meta:
        verbose_name = "inspiratiekaart"
        verbose_name_plural = "inspiratiekaarten"

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The four told headings in their fixed order, those that are filled in."""
        names = ("doelstelling", "bereik", "neveneffect", "hindernis")
        return [(name, getattr(self, name)) for name in names if getattr(self, name)]
