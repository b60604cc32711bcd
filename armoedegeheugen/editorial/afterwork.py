"""Run Wagtail's tasks after a change: the admin's index and the references of pages."""

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
