"""List a member's own items and what waits for the association.

The own items are those that Wagtail lets the member change. So no title is listed that Wagtail's
explorer would hide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from ..followup import stories
from ..models import Association, Correspondent, Dossier, KnowledgePage, PolicyAdvice, Reminder
from ..sections.models import OverviewPage
from . import shelves
from .separation import User

ITEMS: tuple[type[KnowledgePage], ...] = (PolicyAdvice, Dossier)
MOST_REMINDERS = 10


@dataclass(frozen=True)
class Row:
    """An item of the association, with its state."""

    item: KnowledgePage
    state: str
    # What the editors asked for, the last time that they gave it back.
    comment: str = ""

    @property
    def returned(self) -> bool:
        """True if the editors gave the item back."""
        return self.state == RETURNED


@dataclass(frozen=True)
class Asked:
    """A recommendation on which something waits."""

    advice: PolicyAdvice
    label: str
    text: str
    why: str
    url: str


@dataclass(frozen=True)
class Start:
    """A link that starts a new item."""

    label: str
    url: str


WAITS, RETURNED, ONLINE, DRAFT = "ligt bij de redactie", "aanpassing gevraagd", "online", "concept"
CHANGED = "online, met een nieuwe versie in concept"


def rows(user: User) -> list[Row]:
    """Return the items of a user's associations, the last changed first."""
    found = [item for model in ITEMS for item in _own(user, model)]
    flows = _flows(found)
    found.sort(key=lambda item: str(item.latest_revision_created_at or ""), reverse=True)
    return [_row(item, flows.get(str(item.pk))) for item in found]


def starts(association: Association) -> list[Start]:
    """Return a link to a new item of each kind, on the association's own shelves."""
    made = []
    for shelf in shelves.of_group(association.workspace.group).order_by("path"):
        made += [_start(model, shelf) for model in ITEMS if model.kind == shelf.kind]
    return made


def asked(association: Association) -> list[Asked]:
    """Recommendations of advices that are online: without an answer, too late, or not told back."""
    advices = list(
        PolicyAdvice.objects.live()
        .filter(associations=association)
        .select_related("authority")
        .prefetch_related("recommendations")
        .order_by("date", "title")
    )
    told = stories.load_stories(advice.pk for advice in advices)
    return [waiting for advice in advices for waiting in _asked(advice, told)]


def reminders(association: Association) -> QuerySet[Reminder]:
    """Those that went to the association's general address, the newest first."""
    to = Correspondent.objects.filter(address__iexact=association.contact_email or "-")
    sent = Reminder.objects.filter(correspondent__in=to).select_related("correspondent")
    return sent.order_by("-created_at")[:MOST_REMINDERS]


def _own(user: User, model: type[KnowledgePage]) -> QuerySet[KnowledgePage]:
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return model.objects.filter(pk__in=mine.values("pk"))


def _flows(items: Iterable[KnowledgePage]) -> dict[str, WorkflowState]:
    """Return the last submission of each item."""
    keys = [str(item.pk) for item in items]
    flows = WorkflowState.objects.filter(object_id__in=keys, base_content_type__model="page")
    flows = flows.select_related("current_task_state").order_by("created_at")
    return {flow.object_id: flow for flow in flows}


def _row(item: KnowledgePage, flow: WorkflowState | None) -> Row:
    if flow and flow.status == WorkflowState.STATUS_IN_PROGRESS:
        return Row(item, WAITS)
    if flow and flow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Row(item, RETURNED, _comment(flow))
    if item.live:
        return Row(item, CHANGED if item.has_unpublished_changes else ONLINE)
    return Row(item, DRAFT)


def _comment(flow: WorkflowState) -> str:
    state: TaskState | None = flow.current_task_state
    return state.get_comment() if state else ""


def _start(model: type[KnowledgePage], shelf: OverviewPage) -> Start:
    names = model._meta
    args = [names.app_label, names.model_name, shelf.pk]
    return Start(f"Nieuw: {names.verbose_name}", reverse("wagtailadmin_pages:add", args=args))


def _asked(advice: PolicyAdvice, told: stories.Stories) -> Iterable[Asked]:
    heard = bool(told.told_back(advice))
    for each in advice.recommendations.all():
        state = told.of(each, advice).state
        if why := _why(state.answered, state.overdue, heard):
            yield Asked(advice, each.label, each.text, why, f"{advice.url}#{each.anchor}")


def _why(answered: bool, overdue: bool, heard: bool) -> str:
    if overdue:
        return "de afgesproken dag is voorbij"
    if not answered:
        return "nog geen antwoord"
    return "" if heard else "nog niet teruggekoppeld aan de deelnemers"
