"""Store rows that are written once. A mistake is corrected by a new row.

Only an editor's removal of a text changes a stored row; the row says that it happened, and why.
"""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

FORGETTABLE = frozenset({"author", "author_id", "document", "document_id"})


class Unchangeable(Exception):
    """Raised at an attempt to change or delete a stored row."""


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise `Unchangeable`."""
    raise Unchangeable("Wat hier staat, blijft staan. Voeg een verbetering toe.")


class WrittenOnce(models.QuerySet[Any]):
    """A queryset that neither changes nor deletes rows."""

    delete = refuse
    bulk_create = refuse
    bulk_update = refuse

    def update(self, **values: Any) -> int:
        """Empty columns that may be forgotten; refuse every other change."""
        forgets = values.keys() <= FORGETTABLE and set(values.values()) == {None}
        return super().update(**values) if forgets else refuse()


class AppendOnly(models.Model):
    """A row about an advice, checked and logged as it is written."""

    # Under which name it stands in the history of the advice.
    action: str
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
    removed_at = models.DateTimeField("tekst weggehaald op", null=True, editable=False)
    removed_because = models.CharField(
        "waarom weggehaald", max_length=300, blank=True, editable=False
    )

    objects = WrittenOnce.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Validate and store a new row, and log it in the history of the advice."""
        if not self._state.adding:
            refuse()
        self.full_clean()
        with transaction.atomic():
            super().save(*args, **{**kwargs, "force_insert": True})
            log(self.advice, self.action, user=self.author, data=self.log_data())

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse to delete the row."""
        refuse()

    @property
    def removal_note(self) -> str:
        """The sentence that stands in place of a text that the editors removed, or nothing."""
        if self.removed_at is None:
            return ""
        return f"De redactie haalde deze tekst weg. Waarom: {self.removed_because}"

    def log_data(self) -> dict[str, Any]:
        """Return the data that the history of the advice keeps of this row."""
        raise NotImplementedError
