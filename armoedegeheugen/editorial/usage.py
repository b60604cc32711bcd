"""Count the uses of a term in the database, and refuse to delete a term in use."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from ..compat import content_path_hash, references_from
from ..models import Term


def uses(term: Term) -> Iterator[tuple[str, int]]:
    """Yield the name of each kind of object that refers to a term, with the number of them."""
    for relation in term._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue  # a field of the term itself
        names = relation.related_model._meta
        if names.auto_created:
            continue  # a join table; its rows are counted through the many-to-many field
        referring = relation.related_model._base_manager.filter(**{relation.field.name: term})
        if number := referring.distinct().count():
            yield str(names.verbose_name if number == 1 else names.verbose_name_plural), number


def refusal_reason(term: Term) -> str:
    """Return the reason, in Dutch, that a term cannot be deleted; empty if it can."""
    counts = [f"{number} {name}" for name, number in uses(term)]
    if not counts:
        return ""
    return (
        f"‘{term}’ is nog in gebruik bij {get_text_list(counts, _('and'))}. "
        "Pas die eerst aan. Daarna kan je de term verwijderen."
    )


def keep_used_terms(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """Refuse to delete terms if one is in use, and redirect to its uses."""
    reasons = [(refusal_reason(term),) for term in instances if isinstance(term, Term)]
    reasons = [reason for reason in reasons if reason[0]]
    if not reasons:
        return None
    listed = format_html_join("", "<br>{}", reasons)
    messages.error(request, format_html("Er is niets verwijderd.{}", listed))
    return HttpResponseRedirect(_uses_url(instances))


def _uses_url(instances: list[Any]) -> str:
    """Return the address with the uses of one term, or the list of several."""
    names = instances[0].snippet_viewset.get_url_name
    if len(instances) > 1:
        return reverse(names("list"))
    return reverse(names("usage"), args=[instances[0].pk])


def record_references(model: type[Term], terms: list[Any]) -> None:
    """Record in Wagtail the objects that new terms refer to; `bulk_create` does not."""
    kind = ContentType.objects.get_for_model(model)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=kind,
            object_id=str(term.pk),
            to_content_type_id=reference.content_type,
            to_object_id=reference.object_id,
            model_path=reference.model_path,
            content_path=reference.content_path,
            content_path_hash=content_path_hash(reference.content_path),
        )
        for term in terms
        for reference in references_from(term)
    )
