"""Show the vocabularies in the admin, each with columns that tell its terms apart."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.admin.ui.tables import BooleanColumn, Column, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ..models import (
    Association,
    Authority,
    HindranceKind,
    LadderLevel,
    Method,
    Municipality,
    Province,
    SideEffectKind,
    TargetGroup,
    Term,
    Theme,
)
from .choosers import PlaceChooserViewSet, TermChooserViewSet
from .filters import AssociationFilters, AuthorityFilters, MunicipalityFilters, ThemeFilters

USED = UsageCountColumn("usage_count", label="Gebruikt", sort_key="usage_count", width="12%")
PLACE = Column("municipality", label="Gemeente", sort_key="municipality__name")


class TermViewSet(SnippetViewSet):
    """A vocabulary in the admin."""

    list_display: Any = ["name", "description", USED]
    list_per_page = 50
    chooser_per_page = 20
    search_fields = ["name"]
    search_backend_name = None  # the database finds any part of a name, and combines with filters
    copy_view_enabled = False  # a copy would need another slug
    chooser_viewset_class = TermChooserViewSet
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """Return the terms with the number of their uses."""
        return self.model._default_manager.select_related(*self.related or (None,)).annotate(
            usage_count=ReferenceIndex.usage_count_subquery(self.model)
        )


class ThemeViewSet(TermViewSet):
    """The themes in the admin."""

    model = Theme
    icon = "tag"
    list_display = ["name", Column("parent", label="Valt onder"), "order", "description", USED]
    filterset_class = ThemeFilters
    related = ("parent",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """Return each main theme, followed by the themes below it."""
        below = Case(When(parent=None, then=Value(0)), default=Value(1))
        return (
            super()
            .get_queryset(request)
            .order_by(
                Coalesce("parent__order", "order"),
                Coalesce("parent__name", "name"),
                below,
                "order",
                "name",
            )
        )


class LadderLevelViewSet(TermViewSet):
    """The rungs of the participation ladder in the admin."""

    model = LadderLevel
    icon = "order"
    list_display = ["name", "order", "question", "iap2", USED]


class TargetGroupViewSet(TermViewSet):
    """The target groups in the admin."""

    model = TargetGroup
    icon = "group"


class MethodViewSet(TermViewSet):
    """The methods in the admin."""

    model = Method
    icon = "tasks"


class SideEffectKindViewSet(TermViewSet):
    """The kinds of side effects in the admin."""

    model = SideEffectKind
    icon = "resubmit"


class HindranceKindViewSet(TermViewSet):
    """The kinds of obstacles in the admin."""

    model = HindranceKind
    icon = "warning"


class MunicipalityViewSet(TermViewSet):
    """The municipalities in the admin."""

    model = Municipality
    icon = "home"
    list_display = [
        "name",
        Column("province", label="Provincie", sort_key="province__name"),
        "region",
        "nis_code",
        Column("successor", label="Opgegaan in", sort_key="successor__name"),
        "merged_on",
        USED,
    ]
    filterset_class = MunicipalityFilters
    search_fields = ["name", "nis_code"]
    chooser_viewset_class = PlaceChooserViewSet
    related = ("province", "successor")


class ProvinceViewSet(TermViewSet):
    """The provinces in the admin."""

    model = Province
    icon = "globe"
    list_display = ["name", "nis_code", USED]


class AuthorityViewSet(TermViewSet):
    """The public bodies in the admin."""

    model = Authority
    icon = "clipboard-list"
    list_display = ["name", PLACE, "description", USED]
    filterset_class = AuthorityFilters
    related = ("municipality",)


class VocabularyGroup(SnippetViewSetGroup):
    """The menu of the vocabularies."""

    items = (
        ThemeViewSet,
        LadderLevelViewSet,
        TargetGroupViewSet,
        MethodViewSet,
        SideEffectKindViewSet,
        HindranceKindViewSet,
        MunicipalityViewSet,
        ProvinceViewSet,
        AuthorityViewSet,
    )
    menu_label = "Woordenlijsten"
    menu_name = "woordenlijsten"
    menu_icon = "list-ul"
    menu_order = 310


class AssociationViewSet(TermViewSet):
    """The associations in the admin."""

    model = Association
    icon = "openquote"
    add_to_admin_menu = True
    menu_order = 305
    list_display = [
        "name",
        PLACE,
        "contact_role",
        BooleanColumn("is_example", label="Voorbeeld", sort_key="is_example"),
        USED,
    ]
    filterset_class = AssociationFilters
    related = ("municipality",)
