"""Open revisions that refer to something deleted since, with those references emptied."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations


class OpensAlways(ClusterableModel):
    """A model whose revisions open whatever they refer to.

    Without this, a revision that refers to a deleted row of a protected kind raises an error, and
    terms that were deleted disappear without a word.
    """

    # Labels of the fields that referred to something deleted since.
    missing_references: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """Return the object of a revision, and note which references are missing."""
        missing = tuple(_missing(cls, data))
        present = {**data, **{field.name: None for field in missing if not _holds_many(field)}}
        made = super().from_serializable_data(present, check_fks, strict_fks)
        if made is not None:
            labels = [str(field.verbose_name) for field in missing]
            for relation in get_all_child_relations(cls):
                for child in getattr(made, relation.get_accessor_name()).all():
                    labels += getattr(child, "missing_references", ())
            made.missing_references = tuple(dict.fromkeys(labels))
        return made


def _missing(model: type[models.Model], data: dict[str, Any]) -> Iterator[Any]:
    """Yield the fields of an object that refer to rows which do not exist."""
    for field in model._meta.get_fields():
        if not data.get(field.name):
            continue
        if _holds_many(field):
            keys = set(data[field.name])
        elif isinstance(field, models.ForeignKey) and _is_protected(field):
            keys = {data[field.name]}
        else:
            continue
        related: Any = field.related_model
        if related._default_manager.filter(pk__in=keys).count() < len(keys):
            yield field


def _holds_many(field: Any) -> bool:
    return isinstance(field, ParentalManyToManyField)


def _is_protected(field: models.ForeignKey) -> bool:
    return field.null and field.remote_field.on_delete is models.PROTECT
