"""Erase a person from pages, revisions, comments, submissions, logs, accounts and mail.

Invariant: every text column of every table is read, also of tables added later. What is listed here
are only the places where removing the words is not enough. All of it happens, or none.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models import Model, QuerySet
from wagtail.fields import StreamField
from wagtail.models import Comment, CommentReply, Page, Revision
from wagtail.search.models import IndexEntry

from ..compat import move_descendant_paths, slug_is_available
from ..models import Correspondent, OutgoingMail, Submission
from ..submissions import attachment
from . import erasure_files
from .erasure_report import ErasureReport
from .person import REMOVED_WORD, Person
from .row_texts import rewrite_value

READ = (models.CharField, models.TextField, models.JSONField, models.FileField, StreamField)
# Tables that are rebuilt from others, or erased by row.
REBUILT: frozenset[type[Model]] = frozenset({IndexEntry, Session})

# Conversations stay; their author becomes nameless.
WRITTEN: frozenset[type[Model]] = frozenset({Comment, CommentReply})


class OnlyAdministrator(Exception):
    """Erasing this account would leave nobody to manage the site."""


def erase(person: Person, *, dry_run: bool = False) -> ErasureReport:
    """Erase a person.

    Args:
        person: Who is erased.
        dry_run: Report what would be erased, and change nothing.

    Raises:
        OnlyAdministrator: The person is the only active administrator.
    """
    found = ErasureReport()
    with transaction.atomic():
        for step in STEPS:
            step(person, found)
        if dry_run:
            transaction.set_rollback(True)
        else:
            transaction.on_commit(lambda: erasure_files.forget_strays(person, found))
    return found


def remaining(person: Person) -> list[str]:
    """Return the kinds of rows that still name the person: none, if all went well."""
    return sorted(erase(person, dry_run=True).rows)


def _log_ins(person: Person, found: ErasureReport) -> None:
    """Close the accounts of the person; they stay as nameless authors."""
    for user in get_user_model()._default_manager.all():
        names = (user.get_username(), user.email, user.get_full_name())
        if not any(map(person.is_in, names)):
            continue
        _keep_an_administrator(user)
        for relation in user._meta.related_objects:
            theirs = relation.related_model._base_manager.filter(**{relation.field.name: user})
            if relation.on_delete is models.CASCADE and relation.related_model not in WRITTEN:
                theirs.delete()
        user.groups.clear()
        user.user_permissions.clear()
        user.username, user.email = f"{REMOVED_WORD}-{user.pk}", ""
        user.first_name = user.last_name = ""
        user.is_active = user.is_staff = user.is_superuser = False
        user.set_unusable_password()
        user.save()
        found.note("gebruiker")


def _keep_an_administrator(user: Any) -> None:
    others = get_user_model()._default_manager.exclude(pk=user.pk)
    if user.is_superuser and not others.filter(is_superuser=True, is_active=True).exists():
        raise OnlyAdministrator("Dit is de enige beheerder. Maak eerst een andere.")


def _senders(person: Person, found: ErasureReport) -> None:
    """Delete the submissions of the person as a whole, with their files."""
    for sent in Submission.objects.all():
        if person.is_in(sent.email) or person.is_in(sent.role):
            transaction.on_commit(partial(attachment.discard, sent.attachment))
            sent.delete()
            found.note("ingestuurde praktijk")


def _addresses(person: Person, found: ErasureReport) -> None:
    """Delete rows that are about the person alone."""
    about = ((Correspondent, "address"), (OutgoingMail, "to"), (AccessAttempt, "username"))
    for model, name in about:
        for row in model._base_manager.all():
            if person.is_in(getattr(row, name) or ""):
                row.delete()
                found.note(str(model._meta.verbose_name), [name])


def _sessions(person: Person, found: ErasureReport) -> None:
    for session in Session.objects.all():
        data = session.get_decoded()
        gone = not _is_active(data.get("_auth_user_id"))
        if gone or person.is_in(str(data)):
            session.delete()
            found.note("sessie", number=int(not gone))


def _is_active(user_id: str | None) -> bool:
    users = get_user_model()._default_manager
    return user_id is None or users.filter(pk=user_id, is_active=True).exists()


def _slugs(person: Person, found: ErasureReport) -> None:
    """Change the slugs of pages, with the paths below them and in revisions."""
    for page in Page.objects.order_by("depth"):
        if not person.is_in(page.slug):
            continue
        slug, before = person.erase(page.slug, "slug"), page.url_path
        if not slug_is_available(slug, page):
            slug = f"{slug}-{page.pk}"
        page.slug = slug
        page.set_url_path(page.get_parent())
        Page.objects.filter(pk=page.pk).update(slug=slug, url_path=page.url_path)
        move_descendant_paths(page, before)
        for revision in Revision.objects.for_instance(page):
            revision.content |= {"slug": slug, "url_path": page.url_path}
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
        found.note(str(page.specific_class._meta.verbose_name), ["slug"])


def _rows(person: Person, found: ErasureReport) -> None:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model not in REBUILT:
            _table(model, person, found)


def _table(model: type[Model], person: Person, found: ErasureReport) -> None:
    """Rewrite the text columns of a table, past models that forbid any change."""
    columns = [f for f in model._meta.local_concrete_fields if isinstance(f, READ)]
    columns = [column for column in columns if not column.primary_key]
    rows: QuerySet[Any, dict[str, Any]] = QuerySet(model=model).values(
        "pk", *(column.name for column in columns)
    )
    for row in rows.iterator() if columns else ():
        for words in {words for column in columns for words in _possible(column, row, person)}:
            found.possible[str(model._meta.verbose_name), words] += 1
        new = {c.name: value for c in columns if (value := _new(c, row, person)) is not None}
        if new:
            _write(model, row["pk"], new)
            found.note(str(model._meta.verbose_name), list(new))


def _possible(column: Any, row: dict[str, Any], person: Person) -> set[str]:
    """Return the places in a column where initials may mean the person, without the person."""
    value = row[column.name]
    if isinstance(column, StreamField) and value is not None:
        value = column.get_prep_value(value)
    places: set[str] = set()

    def look(text: str, name: str) -> str:
        places.update(person.possible(person.erase(text, name)))
        return text

    rewrite_value(value, look, column.name)
    return places


def _new(column: Any, row: dict[str, Any], person: Person) -> Any:
    """Return the new value of a column, or None if it stays."""
    value = row[column.name]
    if isinstance(column, StreamField) and value is not None:
        value = column.get_prep_value(value)
    new = rewrite_value(value, person.erase, column.name)
    if new == value:
        return None
    if isinstance(column, models.FileField):
        return erasure_files.renamed(column, value, new)
    if isinstance(column, models.EmailField) and not column.blank:
        return f"{REMOVED_WORD}-{row['pk']}@example.invalid"
    if isinstance(column, models.EmailField):
        return ""
    longest = getattr(column, "max_length", None)
    return new[:longest] if isinstance(new, str) and longest else new


def _write(model: type[Model], pk: Any, new: dict[str, Any]) -> None:
    row: QuerySet[Model] = QuerySet(model=model).filter(pk=pk)
    try:
        with transaction.atomic():
            row.update(**new)
    except IntegrityError:  # two rows differed in the name alone
        texts = {name for name, value in new.items() if isinstance(value, str)}
        row.update(**{n: f"{v[:60]} {pk}" if n in texts else v for n, v in new.items()})


STEPS: tuple[Callable[[Person, ErasureReport], None], ...] = (
    _log_ins,
    _senders,
    _addresses,
    _sessions,
    _slugs,
    _rows,
)
