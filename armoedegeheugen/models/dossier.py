"""Store a thematic dossier: an association's knowledge about a subject."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from .blocks import RICH_TEXT_FEATURES, SECTION_LIST
from .fields import StreamField
from .knowledge import KnowledgePage
from .panels import tabs


class Dossier(KnowledgePage):
    """A thematic dossier of an association, in sections."""

    kind = "dossier"
    kind_label = "themadossier"

    introduction = RichTextField("inleiding", blank=True, features=RICH_TEXT_FEATURES)
    sections = StreamField(SECTION_LIST, verbose_name="onderdelen", blank=True)

    edit_handler = tabs(
        text=[
            *KnowledgePage.brief_panels,
            FieldPanel("introduction"),
            FieldPanel(
                "sections",
                help_text="Teksten, citaten, beelden en meer, in de volgorde van de pagina.",
            ),
        ],
        facts=[
            FieldPanel("date", heading="Datum van de uitgave"),
            KnowledgePage.place_panel,
            KnowledgePage.subject_panel,
            KnowledgePage.ladder_panel,
            KnowledgePage.period_panel,
        ],
        source=KnowledgePage.source_panels,
    )
    search_fields = [
        *KnowledgePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("sections"),
    ]
    template = "pages/dossier.html"

    class Meta:
        verbose_name = "themadossier"
        verbose_name_plural = "themadossiers"
