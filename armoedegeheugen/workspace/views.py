"""Serve ‘Mijn vereniging’ for members, and the pages where editors give access."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..followup.permissions import associations_of
from ..models import Association, AssociationMember, CouncilContact, Workspace
from . import access, inviting, overview, shelves
from .forms import AssociationForm, AuthorityForm, MemberForm

GIVE_ACCESS = "armoedegeheugen.give_access"
HOME = {"url": "", "label": "Start"}


class AdminPage(WagtailAdminTemplateMixin, TemplateView):
    """A page with Wagtail's own header; `above` is what its trail leads through."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the breadcrumbs: the pages above and this one."""
        return [*self.breadcrumbs_items, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self) -> list[dict[str, str]]:
        """Return the breadcrumbs between the admin's home and this page."""
        return []


class MyAssociation(AdminPage):
    """The page of a member's own association."""

    template_name = "workspace/mine.html"
    page_title = "Mijn vereniging"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse users without a workspace."""
        self.associations = [each for each in associations_of(request.user) if _open(each)]
        if not self.associations:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the associations and their items."""
        rows = overview.rows(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "places": [
                {
                    "association": each,
                    "starts": overview.starts(each),
                    "asked": overview.asked(each),
                    "reminders": overview.reminders(each),
                }
                for each in self.associations
            ],
            "rows": rows,
            "returned": [row for row in rows if row.returned],
            "waiting": [row for row in rows if row.state == overview.WAITS],
        }


def _open(association: Association) -> bool:
    return Workspace.objects.filter(association=association).exists()


class ForEditors(AdminPage):
    """A page for editors who give access."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse users who may not give access."""
        if not request.user.has_perm(GIVE_ACCESS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def above(self) -> list[dict[str, str]]:
        """Return the link to the list of everyone with access."""
        return [{"url": reverse("toegang"), "label": Access.page_title}]


class Access(ForEditors):
    """The list of everyone with access, and the links to give it."""

    template_name = "workspace/access.html"
    page_title = "Toegang"
    header_icon = "key"

    def above(self) -> list[dict[str, str]]:
        """Return no breadcrumbs: this is the list itself."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the workspaces with their members, and the contacts of public bodies."""
        return {
            **super().get_context_data(**kwargs),
            "workspaces": Workspace.objects.select_related(
                "association__municipality", "group"
            ).prefetch_related("association__members__user"),
            "contacts": CouncilContact.objects.select_related("user", "authority").order_by(
                "authority__name", "role"
            ),
        }


class Giving(ForEditors, FormView, ABC):
    """A form that stores all, or nothing and says why."""

    template_name = "workspace/form.html"
    submit = "Uitnodigen"

    def form_valid(self, form: Any) -> HttpResponse:
        """Give access, and show the reason if that is impossible."""
        try:
            with transaction.atomic():
                told, address = self.give(form)
        except (shelves.ShelvesMissing, inviting.Inactive) as reason:
            form.add_error(None, str(reason))
            return self.form_invalid(form)
        messages.success(self.request, told)
        return HttpResponseRedirect(address)

    @abstractmethod
    def give(self, form: Any) -> tuple[str, str]:
        """Give access; return a message and the address to go to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the label of the button."""
        return {**super().get_context_data(**kwargs), "submit_button_label": self.submit}


class OpenWorkspace(Giving):
    """Open a workspace for an association."""

    form_class = AssociationForm
    page_title = "Een vereniging toegang geven"
    header_icon = "group"

    def give(self, form: AssociationForm) -> tuple[str, str]:
        """Open the workspace and invite the first member."""
        association = form.term()
        keeps = form.cleaned_data["keep"]
        items = shelves.earlier_items(association, overview.ITEMS) if keeps else []
        workspace = access.open_for(association, items)
        invited = inviting.member(form.cleaned_data["email"], association)
        told = f"‘{association}’ heeft een werkruimte. {invited.user.email} krijgt een mail."
        return told, reverse("toegang_vereniging", args=[workspace.pk])


class InviteContact(Giving):
    """Invite a contact of a public body."""

    form_class = AuthorityForm
    page_title = "Een bestuur toegang geven"
    header_icon = "mail"

    def give(self, form: AuthorityForm) -> tuple[str, str]:
        """Invite the contact."""
        data = form.cleaned_data
        found = inviting.contact(data["email"], form.term(), data["role"])
        return f"{found.user.email} kan antwoorden voor ‘{found.authority}’.", reverse("toegang")


class OneWorkspace(Giving):
    """The members of one association; a new one is invited here."""

    form_class = MemberForm
    template_name = "workspace/members.html"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        """Find the workspace, or answer 404."""
        self.workspace = get_object_or_404(Workspace.objects.select_related("association"), pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_page_title(self) -> str:
        """Return the name of the association."""
        return str(self.workspace)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the workspace, its members and its shelves."""
        members = self.workspace.association.members.select_related("user").order_by("user__email")
        return {
            **super().get_context_data(**kwargs),
            "workspace": self.workspace,
            "members": members,
            "shelves": shelves.of_group(self.workspace.group).order_by("path"),
        }

    def give(self, form: MemberForm) -> tuple[str, str]:
        """Invite a member."""
        invited = inviting.member(form.cleaned_data["email"], self.workspace.association)
        return f"{invited.user.email} krijgt een mail.", self.request.path


class Taking(ForEditors):
    """Asks first, and takes away on a POST."""

    template_name = "workspace/take_away.html"
    header_icon = "warning"
    model: type[Any]
    question: str

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        """Find the object whose access is taken away, or answer 404."""
        self.object = get_object_or_404(self.model, pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_page_title(self) -> str:
        """Return the name of the object."""
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question to confirm."""
        return {**super().get_context_data(**kwargs), "question": self.question}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the access away."""
        self.take()
        messages.success(request, f"De toegang van ‘{self.object}’ is weg.")
        return redirect("toegang")

    def take(self) -> None:
        """Delete the object."""
        self.object.delete()


class CloseWorkspace(Taking):
    """Close the workspace of an association."""

    model = Workspace
    question = (
        "Alle leden verliezen hun toegang. Wat online staat, blijft online. Concepten en bestanden "
        "blijven voor de redactie."
    )

    def take(self) -> None:
        """Close the workspace; items and files stay."""
        access.close(self.object)


class RemoveMember(Taking):
    """Take access from a member."""

    model = AssociationMember
    question = "Deze persoon verliest de toegang. Wat hij of zij schreef, blijft van de vereniging."


class RemoveContact(Taking):
    """Take access from a contact."""

    model = CouncilContact
    question = "Deze persoon kan niet meer antwoorden voor dit bestuur. De antwoorden blijven."
