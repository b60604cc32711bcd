"""Run Wagtail's tasks after a change: the admin's index and the references of pages.

Invariant: a fault in a task never costs an editor the change. It is logged, and the task alone is
undone. Wagtail runs the tasks in the transaction of the change, where PostgreSQL would refuse every
later statement: two users who save one page at once may already cause a deadlock there.
"""

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus


class Afterwork(ImmediateBackend):
    """A task backend that runs a task at once and undoes one that fails."""

    def _execute_task(self, task_result: TaskResult) -> None:
        with transaction.atomic():
            super()._execute_task(task_result)
            if task_result.status == TaskResultStatus.FAILED:
                transaction.set_rollback(True)
