"""Let editors keep synonyms in the admin, in force from the next search."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ..models import Synonym

HELP = (
    "<p>Mensen zoeken met hun eigen woorden. Zeg hier welke woorden hetzelfde betekenen, dan vindt"
    " de zoekmachine ze allemaal. Een wijziging werkt meteen, voor iedereen.</p>"
    "<p>Het woord dat iemand zelf gebruikt, weegt altijd iets zwaarder. Enkelvoud, meervoud en"
    " accenten hoef je niet apart te noemen. Woorden tussen aanhalingstekens zoekt de zoekmachine"
    " zonder synoniemen.</p>"
)


class SynonymForm(WagtailAdminModelForm):
    """The form of a synonym."""

    class Meta:
        widgets = {"others": forms.Textarea(attrs={"rows": 6})}


class SynonymCreateView(CreateView):
    """The page to add a synonym."""

    def get_initial_form_instance(self) -> Synonym:
        """Return a synonym filled in from `?word=…`, for links from the page of a question."""
        return Synonym(word=self.request.GET.get("word", "")[: Synonym.LONGEST])


class SynonymViewSet(SnippetViewSet):
    """The list of synonyms and its pages."""

    model = Synonym
    icon = "resubmit"
    menu_label = "Synoniemen"
    menu_order = 311
    add_to_admin_menu = True
    list_display: Any = [
        "word",
        Column("summary", label="Vindt ook"),
        BooleanColumn("both_ways", label="Ook omgekeerd", sort_key="both_ways"),
    ]
    list_filter = ["both_ways"]
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ["word", "others"]
    search_backend_name = None
    add_view_class = SynonymCreateView
    panels = [
        HelpPanel(content=HELP),
        FieldPanel("word"),
        FieldPanel("others"),
        FieldPanel("both_ways"),
    ]
