"""List adoptions for editors. Entries about advice are not edited here."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Adoption


class AdoptionViewSet(SnippetViewSet):
    """The list of adoptions in the admin."""

    model = Adoption
    icon = "copy"
    menu_label = "Overnames"
    menu_order = 306
    add_to_admin_menu = True
    list_display = [
        "municipality",
        Column("item", label="Kaart of advies", accessor="item.title"),
        "year",
        "contact_organisation",
    ]
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ["municipality__name", "item__title", "contact_organisation"]
    search_backend_name = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Adoption]:
        """Return the rows, with municipality and item."""
        return Adoption.objects.select_related("municipality", "item")
