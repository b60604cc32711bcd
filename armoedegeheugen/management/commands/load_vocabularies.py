"""Fills the vocabularies from fixtures/vocabularies.

Invariant: what an editor changed stays. A term that exists, by slug, is left alone unless
`--update` asks for it; all files are loaded or none.
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

HOOK = "load_vocabularies"
"""Where another app loads a vocabulary of its own from the same directory, in the same transaction:
a function of the directory, `update` and `if_empty` that returns what was done, or nothing."""

Item = dict[str, Any]
"""A term as the file has it: values by field name, slugs for what it points at."""

Links = dict[type[Term], dict[str, Term]]
"""The terms of each model, by slug: what an item can point at."""


class BrokenFile(Exception):
    """A sentence: what is wrong, and at which term."""


class Command(BaseCommand):
    help = "Adds the terms that the vocabularies lack; leaves the others as editors made them."

    def add_arguments(self, parser: ArgumentParser) -> None:
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
        with transaction.atomic():
            for file, model in FILES.items():
                if options["if_empty"] and model.objects.exists():
                    continue
                path = options["directory"] / file
                try:
                    done = load(model, read(path), update=options["update"])
                except BrokenFile as problem:
                    raise CommandError(f"{path}: {problem}. Nothing was loaded.") from problem
                if options["verbosity"]:
                    counts = ", ".join(f"{number} {what}" for what, number in done.items())
                    self.stdout.write(f"{path.stem}: {counts}")
            for fill in hooks.get_hooks(HOOK):
                said = fill(
                    options["directory"], update=options["update"], if_empty=options["if_empty"]
                )
                if said and options["verbosity"]:
                    self.stdout.write(said)


def read(path: Path) -> list[Item]:
    """The terms of a file, each with a name and a slug of its own."""
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
    twice = [slug for slug, times in Counter(i["slug"] for i in items).items() if times > 1]
    if twice:
        raise BrokenFile(f"the slug {twice[0]} stands there twice")
    return items


def load(model: type[Term], items: list[Item], update: bool) -> dict[str, int]:
    """Brings the terms into the database, and says how many were added, changed and kept."""
    terms = {term.slug: term for term in model._default_manager.all()}
    present = [item for item in items if item["slug"] in terms]
    waiting = missing = [item for item in items if item["slug"] not in terms]
    links: Links = {model: terms}
    while waiting:
        ready, waiting = split(model, waiting, terms)
        added = [fill(model(), item, links) for item in ready]
        model._default_manager.bulk_create(added)
        # bulk_create sends no signals; the admin finds terms, and where they are used, by these.
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, added)
        record_references(model, added)
        terms.update({term.slug: term for term in added})
    changed = [item for item in present if update and rewrite(terms[item["slug"]], item, links)]
    return {
        "added": len(missing),
        "changed": len(changed),
        "kept": len(present) - len(changed),
    }


def split(
    model: type[Term], items: list[Item], known: dict[str, Term]
) -> tuple[list[Item], list[Item]]:
    """The terms that point at none but `known` terms of their own model, and the others."""
    own = [f.name for f in model._meta.fields if f.related_model is model]
    ready: list[Item] = []
    later: list[Item] = []
    for item in items:
        targets = [item[name] for name in own if item.get(name) is not None]
        (ready if all(str(target) in known for target in targets) else later).append(item)
    if not ready:
        raise BrokenFile(f"{items[0]['slug']} points, in the end, at a term that is not there")
    return ready, later


def fill(term: Term, item: Item, links: Links) -> Term:
    """Sets what `item` says on `term`, checked as the admin would check it."""
    try:
        for name, value in item.items():
            setattr(term, name, resolve(field_of(term, name), value, links))
        # Foreign keys were resolved above: checking them again costs a query each.
        term.clean_fields([f.name for f in term._meta.fields if isinstance(f, ForeignKey)])
        term.clean()
    except ValidationError as error:
        raise BrokenFile(f"{item['slug']}: {sentence(error)}") from error
    return term


def sentence(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages).rstrip(".")
    return "; ".join(
        f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()
    ).rstrip(".")


def rewrite(term: Term, item: Item, links: Links) -> bool:
    """Saves `term` as `item` has it, if that differs; with signals, so that the index hears it."""
    before = {f.attname: getattr(term, f.attname) for f in term._meta.fields}
    fill(term, item, links)
    if all(getattr(term, name) == value for name, value in before.items()):
        return False
    term.save()
    return True


def field_of(term: Term, name: str) -> Field[Any, Any]:
    try:
        field = term._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise ValidationError(f"there is no field {name}") from error
    if not isinstance(field, Field) or field.primary_key:
        raise ValidationError(f"the field {name} cannot be set")
    return field


def resolve(field: Field[Any, Any], value: Any, links: Links) -> Any:
    """A slug becomes the term that it names, for a field that points at one."""
    if value is None or not isinstance(field, ForeignKey):
        return value
    model = cast(type[Term], field.related_model)
    if model not in links:
        links[model] = {term.slug: term for term in model._default_manager.all()}
    if str(value) not in links[model]:
        raise ValidationError(f"{field.name} points at {value}, which is not there")
    return links[model][value]
