"""What Wagtail does right after a change besides the change: its own index for editors, and which
page refers to which.

Invariant: none of it costs an editor the change. A fault in it is logged and undone by itself. In
the transaction of the change, where Wagtail leaves it, PostgreSQL would refuse all that follows:
two people who save the same page at once are enough, since one of them may lose a deadlock there.
"""

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus


class Afterwork(ImmediateBackend):
    def _execute_task(self, task_result: TaskResult) -> None:
        with transaction.atomic():
            super()._execute_task(task_result)
            if task_result.status == TaskResultStatus.FAILED:
                transaction.set_rollback(True)
