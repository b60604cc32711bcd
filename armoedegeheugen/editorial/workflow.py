"""The one workflow: what an association submits, an editor looks at before the world does."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

NAME = "Redactie"
TASK = "Nakijken door de redactie"

STARTER_GROUPS = ("Moderators", "Editors")
STARTER_WORKFLOW = "Moderators approval"


def set_up_workflow(editors: Group, home: Page) -> bool:
    """Make the workflow and put it on all pages. False if it was made before, active or not."""
    workflow, new = Workflow.objects.get_or_create(name=NAME)
    if not new:
        return False
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.add(editors)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    return True


def retire_wagtails_own() -> None:
    """Wagtail starts every site with English groups and a workflow; unused, they only confuse."""
    Group.objects.filter(name__in=STARTER_GROUPS, user=None).delete()
    for workflow in Workflow.objects.filter(name=STARTER_WORKFLOW, active=True):
        if not workflow.workflow_states.exists():
            workflow.deactivate()
