"""Load the vocabularies from the JSON files in fixtures/vocabularies.

Invariant: without `--update`, a term that exists (by slug) keeps what an editor changed. A term
that was deleted in the admin never comes back. All files are loaded or none.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.db.models import Field, ForeignKey
from wagtail import hooks
from wagtail.search.backends import get_search_backends

from ...demo.deletions import deleted
from ...editorial.usage import record_references
from ...models import (
    HindranceKind,
    LadderLevel,
    Method,
    Municipality,
    Province,
    SideEffectKind,
    TargetGroup,
    Term,
    Theme,
)

DIRECTORY = Path(__file__).resolve().parents[3] / "fixtures" / "vocabularies"

FILES: dict[str, type[Term]] = {
    "provinces.json": Province,  # first: municipalities point at them
    "municipalities.json": Municipality,
    "themes.json": Theme,
    "ladder.json": LadderLevel,
    "target_groups.json": TargetGroup,
    "methods.json": Method,
    "side_effect_kinds.json": SideEffectKind,
    "hindrance_kinds.json": HindranceKind,
}

# Name of the Wagtail hook by which another app loads its own vocabulary from the same directory, in
# the same transaction. The function gets the directory, `update` and `if_empty`, and returns a line
# to print or None.
HOOK = "load_vocabularies"

# A term in a file: values by field name, with slugs for foreign keys.
Item = dict[str, Any]

# The terms of each model by slug, for foreign keys.
TermsBySlug = dict[type[Term], dict[str, Term]]


class BrokenFile(Exception):
    """A file is wrong; the message says what is wrong and at which term."""


class Command(BaseCommand):
    """Load vocabularies."""

    help = "Adds the terms that the vocabularies lack; leaves the others as editors made them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--update", action="store_true", help="overwrite terms that exist with the files"
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="skip a vocabulary that has terms, so that what an editor removed stays away",
        )
        parser.add_argument("--directory", type=Path, default=DIRECTORY, help="the JSON files")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Load all files in one transaction and print the numbers."""
        with transaction.atomic():
            for file, model in FILES.items():
                if options["if_empty"] and model.objects.exists():
                    continue
                path = options["directory"] / file
                try:
                    counters = load(model, read(path), update=options["update"])
                except BrokenFile as error:
                    raise CommandError(f"{path}: {error}. Nothing was loaded.") from error
                if options["verbosity"]:
                    counts = ", ".join(f"{number} {name}" for name, number in counters.items())
                    self.stdout.write(f"{path.stem}: {counts}")
            for load_own in hooks.get_hooks(HOOK):
                message = load_own(
                    options["directory"], update=options["update"], if_empty=options["if_empty"]
                )
                if message and options["verbosity"]:
                    self.stdout.write(message)


def read(path: Path) -> list[Item]:
    """Return the terms of a file, each with a name and a unique slug.

    Raises:
        BrokenFile: The file cannot be read, or a term has no name or no slug of its own.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BrokenFile(f"the file cannot be read ({error.strerror})") from error
    except ValueError as error:  # not UTF-8, or not JSON
        raise BrokenFile(f"the file is not JSON in UTF-8 ({error})") from error
    items = content.get("items") if isinstance(content, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BrokenFile('the file has no list of terms under "items"')
    for number, item in enumerate(items, 1):
        if not all(isinstance(item.get(key), str) and item[key] for key in ("slug", "name")):
            raise BrokenFile(f"term {number} lacks a slug or a name")
    counts = Counter(item["slug"] for item in items)
    duplicates = [slug for slug, count in counts.items() if count > 1]
    if duplicates:
        raise BrokenFile(f"the slug {duplicates[0]} stands there twice")
    return items


def load(model: type[Term], items: list[Item], update: bool) -> dict[str, int]:
    """Write the terms to the database and return the numbers of added, changed and kept terms."""
    terms = {term.slug: term for term in model._default_manager.all()}
    present = [item for item in items if item["slug"] in terms]
    absent = [item for item in items if item["slug"] not in terms]
    remaining = missing = without_deleted(model, absent)
    terms_by_slug: TermsBySlug = {model: terms}
    while remaining:
        ready, remaining = split(model, remaining, terms)
        added = [fill(model(), item, terms_by_slug) for item in ready]
        model._default_manager.bulk_create(added)
        # bulk_create sends no signals, which the admin's search and usage counts depend on.
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, added)
        record_references(model, added)
        terms.update({term.slug: term for term in added})
    changed = [
        item for item in present if update and overwrite(terms[item["slug"]], item, terms_by_slug)
    ]
    return {
        "added": len(missing),
        "changed": len(changed),
        "kept": len(present) - len(changed),
    }


def without_deleted(model: type[Term], items: list[Item]) -> list[Item]:
    """Return the terms that were never deleted in the admin, and neither was the term above them.

    The log holds labels: the name, after the name of the term above it if there is one.
    """
    names = {label.rpartition(": ")[2] for label in deleted(model)}
    gone = {item["slug"] for item in items if item["name"] in names}
    own_fields = own_references(model)
    return [
        item
        for item in items
        if item["slug"] not in gone and not any(str(item.get(name)) in gone for name in own_fields)
    ]


def own_references(model: type[Term]) -> list[str]:
    """Return the names of the fields that point at a term of the same model."""
    return [field.name for field in model._meta.fields if field.related_model is model]


def split(
    model: type[Term], items: list[Item], existing: dict[str, Term]
) -> tuple[list[Item], list[Item]]:
    """Split terms into those that refer only to existing terms of their own model, and the rest.

    Raises:
        BrokenFile: No term can be created, because of a cycle or a missing term.
    """
    own_fields = own_references(model)
    ready: list[Item] = []
    later: list[Item] = []
    for item in items:
        targets = [item[name] for name in own_fields if item.get(name) is not None]
        (ready if all(str(target) in existing for target in targets) else later).append(item)
    if not ready:
        raise BrokenFile(f"{items[0]['slug']} points, in the end, at a term that is not there")
    return ready, later


def fill(term: Term, item: Item, terms_by_slug: TermsBySlug) -> Term:
    """Set the fields of `term` from `item`, and validate it as the admin does.

    Raises:
        BrokenFile: A field does not exist or its value is not valid.
    """
    try:
        for name, value in item.items():
            setattr(term, name, resolve(field_of(term, name), value, terms_by_slug))
        # Foreign keys were resolved above; validating them again costs one query each.
        foreign_keys = [f.name for f in term._meta.fields if isinstance(f, ForeignKey)]
        term.clean_fields(foreign_keys)
        term.clean()
    except ValidationError as error:
        raise BrokenFile(f"{item['slug']}: {as_sentence(error)}") from error
    return term


def as_sentence(error: ValidationError) -> str:
    """Return the messages of a validation error as one sentence."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages).rstrip(".")
    return "; ".join(
        f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
    ).rstrip(".")


def overwrite(term: Term, item: Item, terms_by_slug: TermsBySlug) -> bool:
    """Overwrite an existing term with `item` and return True if that changed it.

    Saving sends signals, so that the search index follows.
    """
    before = {field.attname: getattr(term, field.attname) for field in term._meta.fields}
    fill(term, item, terms_by_slug)
    if all(getattr(term, name) == value for name, value in before.items()):
        return False
    term.save()
    return True


def field_of(term: Term, name: str) -> Field[Any, Any]:
    """Return the field with this name.

    Raises:
        ValidationError: There is no such field, or it is the primary key.
    """
    try:
        field = term._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise ValidationError(f"there is no field {name}") from error
    if not isinstance(field, Field) or field.primary_key:
        raise ValidationError(f"the field {name} cannot be set")
    return field


def resolve(field: Field[Any, Any], value: Any, terms_by_slug: TermsBySlug) -> Any:
    """Return the term for a slug if the field is a foreign key, and else the value itself.

    Raises:
        ValidationError: There is no term with this slug.
    """
    if value is None or not isinstance(field, ForeignKey):
        return value
    model = cast(type[Term], field.related_model)
    if model not in terms_by_slug:
        terms_by_slug[model] = {term.slug: term for term in model._default_manager.all()}
    if str(value) not in terms_by_slug[model]:
        raise ValidationError(f"{field.name} points at {value}, which is not there")
    return terms_by_slug[model][value]
