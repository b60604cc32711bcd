"""What the form of an item asks beyond its fields: whose it is, whom it names, whether it is ready.

A draft is always saved, whatever is missing in it. Only what goes online must pass the blocking
checks, whether an editor publishes it or approves what was submitted.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from ..models import Association, KnowledgePage
from ..workspace import separation, shelves
from . import checks
from .quality import Finding, Item, Text, findings

if TYPE_CHECKING:
    from ..models.forms import KnowledgePageForm

NOT_YET = (
    "Dit kan nog niet online. Kijk na wat hieronder gemeld wordt. Als concept bewaren kan wel."
)


def prepare(form: "KnowledgePageForm") -> None:
    """Offer a member their own association only; on its shelf it is chosen beforehand."""
    field = form.fields.get("associations")
    if field is None or form.parent_page is None:
        return
    form.named_before = separation.pages_named(form.instance) if form.instance.pk else set()
    owner = shelves.association_of(form.parent_page)
    if owner and not form.instance.pk:
        form.initial["associations"] = [owner]
    if not _edits(form):
        offered = Association.objects.filter(members__user=form.for_user)
        held = [each.pk for each in form.initial.get("associations") or []]
        field.queryset = (offered | Association.objects.filter(pk__in=held)).distinct()


def complete(form: "KnowledgePageForm") -> None:
    """What a member writes on the shelf of an association is that association's, ticked or not."""
    chosen = form.cleaned_data.get("associations")
    if chosen is None or form.parent_page is None or _edits(form):
        return
    owner = shelves.association_of(form.parent_page)
    if owner and owner not in chosen:
        form.cleaned_data["associations"] = [*chosen, owner]


def judge(form: "KnowledgePageForm") -> None:
    item: KnowledgePage = form.instance
    if form.for_user is not None and not _edits(form):
        try:
            separation.check_references(form.for_user, item, form.named_before)
        except ValidationError as fault:
            form.add_error(None, fault)


def ready(form: "KnowledgePageForm") -> bool:
    """Asked when the form and the lists in it are valid by themselves."""
    if not goes_online(form.data):
        return True
    blocking = [one for one in findings(_typed(form)) if one.blocks]
    for finding in blocking:
        _complain(form, finding)
    if blocking:
        form.add_error(None, NOT_YET)
    return not blocking


def _typed(form: "KnowledgePageForm") -> Item:
    """The item as it was typed. What is stored after the page itself is still in the form only."""
    item = checks.read(form.instance, form.for_user)
    themes = form.cleaned_data.get("themes")
    asked = _recommendations(form) if "recommendations" in form.formsets else []
    others = [text for text in item.texts if text.field != "recommendations"]
    return replace(
        item, themes=item.themes if themes is None else len(themes), texts=(*others, *asked)
    )


def _recommendations(form: "KnowledgePageForm") -> list[Text]:
    rows = [each.cleaned_data for each in form.formsets["recommendations"].forms]
    words = "\n".join(row.get("text", "") for row in rows if not row.get("DELETE"))
    return [Text("recommendations", "Aanbevelingen", words)]


def goes_online(data: Any) -> bool:
    if data.get("action-publish"):
        return True
    return bool(data.get("action-workflow-action")) and (
        data.get("workflow-action-name") == "approve"
    )


def _edits(form: "KnowledgePageForm") -> bool:
    """Whether who types may publish here, and so is an editor."""
    if form.for_user is None or form.parent_page is None:
        return True  # made by a command, not by a person
    return form.parent_page.permissions_for_user(form.for_user).can_publish_subpage()


def _complain(form: "KnowledgePageForm", finding: Finding) -> None:
    """Beside the field, if the form has it."""
    if finding.field not in form.fields:
        form.add_error(None, finding.message)
    elif isinstance(form.instance._meta.get_field(finding.field), StreamField):
        error = StreamBlockValidationError(non_block_errors=ErrorList([finding.message]))
        form.add_error(finding.field, error)
    else:
        form.add_error(finding.field, finding.message)
