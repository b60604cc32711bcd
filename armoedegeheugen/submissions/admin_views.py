"""Show submissions to editors: the list, one in full, its file, and refusal.

Invariant: nothing is shown before its sender confirmed it, and every view requires the permission
on submissions. A file is served as a download that runs nothing.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.permissions import ModelPermissionPolicy

from ..models import Submission
from ..models.submission import WITH_EDITORS, State
from . import attachment, lifecycle, media_library, summary

POLICY = ModelPermissionPolicy(Submission)
REFUSABLE = (*WITH_EDITORS, State.PUBLISHED)
TITLE = "Ingestuurd"


def confirmed() -> QuerySet[Submission]:
    """Return the submissions that their sender confirmed."""
    rows = Submission.objects.exclude(confirmed_at=None)
    return rows.select_related("page", "municipality", "document", "picture")


class Listing(IndexView):
    """The list of confirmed submissions."""

    model = Submission
    permission_policy = POLICY
    any_permission_required = ["view", "change"]
    page_title = TITLE
    header_icon = "download"
    default_ordering = "-confirmed_at"
    paginate_by = 50
    list_filter = ["state"]
    index_url_name = "ingestuurd:index"
    index_results_url_name = "ingestuurd:results"
    columns = [
        TitleColumn("title", label="Praktijk", url_name="ingestuurd:detail", sort_key="title"),
        Column("place_label", label="Plaats"),
        Column("organisation", label="Organisatie", sort_key="organisation"),
        Column("state", label="Stand", accessor="get_state_display", sort_key="state"),
        DateColumn("confirmed_at", label="Bevestigd", sort_key="confirmed_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        """Return the rows of the list."""
        return confirmed()


class OfOne(PermissionCheckedMixin):
    """A view of one confirmed submission."""

    permission_policy = POLICY
    permission_required = "view"
    submission: Submission

    def dispatch(self, request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        """Find the submission, or answer 404."""
        self.request = request
        self.submission = get_object_or_404(confirmed(), pk=key)
        return super().dispatch(request, **kwargs)

    @property
    def breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the breadcrumbs up to this submission."""
        here = reverse("ingestuurd:detail", args=[self.submission.pk])
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": reverse("ingestuurd:index"), "label": TITLE},
            {"url": here, "label": str(self.submission)},
        ]


class Detail(OfOne, WagtailAdminTemplateMixin, TemplateView):
    """One submission in full."""

    template_name = "submissions/editors/detail.html"
    header_icon = "download"

    def get_page_title(self) -> str:
        """Return the title of the submission."""
        return str(self.submission)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the answers, the messages, and what the user may do."""
        user, submission = self.request.user, self.submission
        return super().get_context_data(
            **kwargs,
            submission=submission,
            sections=summary.of(submission).sections,
            talk=submission.messages.all(),
            may_refuse=submission.state in REFUSABLE and self.user_has_permission("change"),
            may_take=media_library.may_take(submission, user),
        )


class RefusalForm(forms.Form):
    """The reason of a refusal."""

    reason = forms.CharField(
        label="Waarom niet?",
        help_text="De afzender leest dit in een mail. Schrijf vriendelijk, in gewone woorden.",
        widget=AdminAutoHeightTextInput,
        max_length=2000,
        error_messages={"required": "Schrijf waarom. De afzender heeft recht op een uitleg."},
    )


class Refuse(OfOne, WagtailAdminTemplateMixin, FormView):
    """The page on which an editor refuses a submission."""

    permission_required = "change"
    template_name = "submissions/editors/refuse.html"
    form_class = RefusalForm
    page_title = "Niet opnemen"
    header_icon = "cross"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the breadcrumbs, with this page last."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
        """Redirect if the submission cannot be refused any more."""
        if get_object_or_404(confirmed(), pk=key).state not in REFUSABLE:
            return redirect("ingestuurd:detail", key)
        return super().dispatch(request, key, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the submission for the template."""
        return super().get_context_data(**kwargs, submission=self.submission)

    def form_valid(self, form: RefusalForm) -> HttpResponse:
        """Refuse the submission."""
        if lifecycle.refuse(self.submission, form.cleaned_data["reason"]):
            messages.success(self.request, "Niet opgenomen. De afzender krijgt een mail.")
        return redirect("ingestuurd:detail", self.submission.pk)


class Take(OfOne, View):
    """Copying the file into the library, by POST only."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Copy the file, if the user may and nobody did."""
        if media_library.may_take(self.submission, request.user):
            media_library.take(self.submission, request.user)
            messages.success(request, "De bijlage staat in de mediatheek.")
        return redirect("ingestuurd:detail", self.submission.pk)


class Attachment(OfOne, View):
    """The file of a submission."""

    def get(self, request: HttpRequest) -> FileResponse:
        """Serve the file as a download that runs nothing."""
        submission = self.submission
        try:
            file = attachment.open_stored(submission.attachment)
        except (FileNotFoundError, ValueError, IsADirectoryError) as gone:
            raise Http404 from gone
        extension = submission.attachment.rpartition(".")[2]
        response = FileResponse(
            file,
            as_attachment=True,
            filename=submission.attachment_name,
            content_type=attachment.TYPES[extension],
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ForEditors(MenuItem):
    """A menu item for users with a permission on submissions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see or change submissions."""
        return POLICY.user_has_any_permission(request.user, ["view", "change"])


class SubmissionViewSet(ViewSet):
    """The section "Ingestuurd" of the admin."""

    name = "ingestuurd"
    icon = "download"
    menu_label = TITLE
    menu_order = 120
    add_to_admin_menu = True
    menu_item_class = ForEditors

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the section."""
        return [
            path("", Listing.as_view(), name="index"),
            path("lijst/", Listing.as_view(results_only=True), name="results"),
            path("<uuid:key>/", Detail.as_view(), name="detail"),
            path("<uuid:key>/weigeren/", Refuse.as_view(), name="refuse"),
            path("<uuid:key>/bijlage/", Attachment.as_view(), name="attachment"),
            path("<uuid:key>/mediatheek/", Take.as_view(), name="take"),
        ]
