"""Count the uses of a term in the database, and refuse to delete a term in use.

Wagtail's index of references lists the places, but it may lag behind after a bulk load. So the
database itself decides whether a term may be deleted.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex, Revision

from ..compat import content_path_hash, references_from
from ..models import Term


def uses(term: Term) -> Iterator[tuple[str, int]]:
    """Yield each kind of object that refers to a term, in words, with the number.

    Versions that can still be published count too: drafts, and those that are scheduled.
    """
    pages: set[str] = set()
    for relation in term._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue  # a field of the term itself
        names = relation.related_model._meta
        if names.auto_created:
            continue  # the table between, already counted through the field itself
        holders = relation.related_model._base_manager.filter(**{relation.field.name: term})
        if number := holders.distinct().count():
            yield str(names.verbose_name if number == 1 else names.verbose_name_plural), number
            pages |= _pages_of(relation.related_model, holders)
    if number := len(_pages_with_draft(term) - pages):
        yield ("concept" if number == 1 else "concepten"), number


def _pages_of(model: type[Model], holders: QuerySet[Any]) -> set[str]:
    """Return the keys of the pages that these objects are, or are a part of."""
    if issubclass(model, Page):
        return {str(pk) for pk in holders.values_list("pk", flat=True)}
    parents = [field for field in model._meta.fields if isinstance(field, ParentalKey)]
    return {str(pk) for field in parents for pk in holders.values_list(field.attname, flat=True)}


def _pages_with_draft(term: Term) -> set[str]:
    """Return the keys of pages with a version to be published that refers to the term."""
    changed = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    versions = Revision.page_revisions.filter(
        Q(approved_go_live_at__isnull=False) | Q(pk__in=changed.values("latest_revision"))
    )
    return {
        version.object_id
        for version in versions.select_related("content_type").iterator()
        if (model := version.content_type.model_class()) and _refers(model, version.content, term)
    }


def _refers(model: type[Model], data: dict[str, Any], term: Term) -> bool:
    """Return whether the stored data of an object refers to the term, itself or in a part."""
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model is type(term) and not field.auto_created:
            value = data.get(field.name)
            if term.pk in (value if isinstance(value, list) else [value]):
                return True
    return any(
        _refers(relation.related_model, part, term)
        for relation in get_all_child_relations(model)
        for part in data.get(relation.get_accessor_name()) or []
    )


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


def tell_missing(request: HttpRequest, page: Page) -> None:
    """Before a page is edited: tell which terms of its draft were deleted."""
    missing = getattr(page, "missing_references", ())
    if missing and request.method == "GET":
        fields = get_text_list([f"‘{label}’" for label in missing], _("and"))
        messages.warning(
            request,
            f"Iets dat hier gekozen was, bestaat niet meer. Kijk na en kies opnieuw: {fields}.",
        )


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
