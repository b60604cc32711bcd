"""Pages in the admin: "Mijn vereniging" for members, and giving access for editors."""

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
        return [*self.breadcrumbs_items, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self) -> list[dict[str, str]]:
        return []


class MyAssociation(AdminPage):
    template_name = "workspace/mine.html"
    page_title = "Mijn vereniging"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.associations = [each for each in associations_of(request.user) if _open(each)]
        if not self.associations:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(GIVE_ACCESS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def above(self) -> list[dict[str, str]]:
        return [{"url": reverse("toegang"), "label": Access.page_title}]


class Access(ForEditors):
    """Who has a place, and the way to give one."""

    template_name = "workspace/access.html"
    page_title = "Toegang"
    header_icon = "key"

    def above(self) -> list[dict[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
        """What to say, and where to go."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "submit_button_label": self.submit}


class OpenWorkspace(Giving):
    form_class = AssociationForm
    page_title = "Een vereniging toegang geven"
    header_icon = "group"

    def give(self, form: AssociationForm) -> tuple[str, str]:
        association = form.term()
        keeps = form.cleaned_data["keep"]
        items = shelves.earlier_items(association, overview.ITEMS) if keeps else []
        workspace = access.open_for(association, items)
        invited = inviting.member(form.cleaned_data["email"], association)
        told = f"‘{association}’ heeft een werkruimte. {invited.user.email} krijgt een mail."
        return told, reverse("toegang_vereniging", args=[workspace.pk])


class InviteContact(Giving):
    form_class = AuthorityForm
    page_title = "Een bestuur toegang geven"
    header_icon = "mail"

    def give(self, form: AuthorityForm) -> tuple[str, str]:
        data = form.cleaned_data
        found = inviting.contact(data["email"], form.term(), data["role"])
        return f"{found.user.email} kan antwoorden voor ‘{found.authority}’.", reverse("toegang")


class OneWorkspace(Giving):
    """The members of one association; a new one is invited here."""

    form_class = MemberForm
    template_name = "workspace/members.html"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        self.workspace = get_object_or_404(Workspace.objects.select_related("association"), pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_page_title(self) -> str:
        return str(self.workspace)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = self.workspace.association.members.select_related("user").order_by("user__email")
        return {
            **super().get_context_data(**kwargs),
            "workspace": self.workspace,
            "members": members,
            "shelves": shelves.of_group(self.workspace.group).order_by("path"),
        }

    def give(self, form: MemberForm) -> tuple[str, str]:
        invited = inviting.member(form.cleaned_data["email"], self.workspace.association)
        return f"{invited.user.email} krijgt een mail.", self.request.path


class Taking(ForEditors):
    """Asks first, and takes away on a POST."""

    template_name = "workspace/take_away.html"
    header_icon = "warning"
    model: type[Any]
    question: str

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        self.object = get_object_or_404(self.model, pk=pk)
        return super().dispatch(request, pk=pk, **kwargs)

    def get_page_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "question": self.question}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.take()
        messages.success(request, f"De toegang van ‘{self.object}’ is weg.")
        return redirect("toegang")

    def take(self) -> None:
        self.object.delete()


class CloseWorkspace(Taking):
    model = Workspace
    question = (
        "Alle leden verliezen hun toegang. Wat online staat, blijft online. Concepten en bestanden "
        "blijven voor de redactie."
    )

    def take(self) -> None:
        access.close(self.object)


class RemoveMember(Taking):
    model = AssociationMember
    question = "Deze persoon verliest de toegang. Wat hij of zij schreef, blijft van de vereniging."


class RemoveContact(Taking):
    model = CouncilContact
    question = "Deze persoon kan niet meer antwoorden voor dit bestuur. De antwoorden blijven."
