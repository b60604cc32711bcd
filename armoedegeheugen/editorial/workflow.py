"""Set up the workflow in which editors review the submissions of associations."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

NAME = "Redactie"
TASK = "Nakijken door de redactie"

STARTER_GROUPS = ("Moderators", "Editors")
STARTER_WORKFLOW = "Moderators approval"


def set_up_workflow(editors: Group, home: Page) -> bool:
    """Create the workflow and put it on all pages; return False if it existed, active or not."""
    workflow, created = Workflow.objects.get_or_create(name=NAME)
    if not created:
        return False
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.add(editors)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    return True


def remove_wagtail_defaults() -> None:
    """Remove the English groups and workflow that Wagtail gives every site, if unused."""
    Group.objects.filter(name__in=STARTER_GROUPS, user=None).delete()
    for workflow in Workflow.objects.filter(name=STARTER_WORKFLOW, active=True):
        if not workflow.workflow_states.exists():
            workflow.deactivate()
