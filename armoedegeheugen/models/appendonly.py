"""Rows that are written once. What was said stays said: a mistake is put right by a new row.

Only who wrote it and what was attached may be forgotten, for a person's data or a file that goes.
With its page a row goes too: the database does that by itself, without asking the model.
"""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

FORGETTABLE = frozenset({"author", "author_id", "document", "document_id"})


class Unchangeable(Exception):
    """What is written down is neither changed nor deleted."""


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise Unchangeable("Wat hier staat, blijft staan. Voeg een verbetering toe.")


class WrittenOnce(models.QuerySet[Any]):
    delete = refuse
    bulk_create = refuse
    bulk_update = refuse

    def update(self, **values: Any) -> int:
        forgets = values.keys() <= FORGETTABLE and set(values.values()) == {None}
        return super().update(**values) if forgets else refuse()


class AppendOnly(models.Model):
    """A row about an advice, checked and logged as it is written."""

    action: str
    """Under which name it stands in the history of the advice."""
    advice: Any

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ingevoerd door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("ingevoerd op", auto_now_add=True)

    objects = WrittenOnce.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            refuse()
        self.full_clean()
        with transaction.atomic():
            super().save(*args, **{**kwargs, "force_insert": True})
            log(self.advice, self.action, user=self.author, data=self.log_data())

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse()

    def log_data(self) -> dict[str, Any]:
        """What the history of the advice tells of this row."""
        raise NotImplementedError
