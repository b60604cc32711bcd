"""Store when the worker last did each of its recurring tasks."""

from django.db import models


class Round(models.Model):
    """The last run of a periodic task, so that several workers do not each run it."""

    name = models.CharField("taak", max_length=40, unique=True)
    due_at = models.DateTimeField("volgende ronde")
    ran_at = models.DateTimeField("laatste ronde", null=True)
    fault = models.TextField("wat misging", blank=True)

    class Meta:
        verbose_name = "ronde van de worker"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
