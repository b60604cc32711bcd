"""Load the synonyms that come with the portal, from the file `synonyms.json`.

Invariant: what an editor changed or removed stays so. A word that exists, in any writing, is left
alone unless `update` is set, and a word that was deleted in the admin never comes back.
"""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from armoedegeheugen.demo.deletions import deleted

from ..models import Synonym
from ..query import cache_versions

FILE = "synonyms.json"


def load(directory: Path, *, update: bool, if_empty: bool) -> str:
    """Add the synonyms that are missing, for the hook `load_vocabularies`.

    Args:
        directory: the folder of vocabularies.
        update: True to overwrite existing synonyms.
        if_empty: True to do nothing if there are synonyms already.

    Returns:
        The number of synonyms added, changed and kept, as text; empty if nothing was loaded.

    Raises:
        CommandError: the file cannot be read or has an invalid entry.
    """
    path = directory / FILE
    if not path.exists() or (if_empty and Synonym.objects.exists()):
        return ""
    existing = {synonym.word.casefold(): synonym for synonym in Synonym.objects.all()}
    removed = {word.casefold() for word in deleted(Synonym)} - set(existing)
    counts = {"added": 0, "changed": 0, "kept": 0}
    added: list[Synonym] = []
    for item in _items(path):
        if str(item.get("word")).casefold() in removed:
            continue
        synonym = existing.get(str(item.get("word")).casefold())
        before = synonym and (synonym.word, synonym.others, synonym.both_ways)
        if synonym and not update:
            counts["kept"] += 1
            continue
        filled = _filled(synonym or Synonym(), item, path)
        if not synonym:
            added.append(filled)
            counts["added"] += 1
        elif before == (filled.word, filled.others, filled.both_ways):
            counts["kept"] += 1
        else:
            filled.save()
            counts["changed"] += 1
    if added:
        Synonym.objects.bulk_create(added)
        cache_versions.renew(cache_versions.SYNONYMS)  # bulk_create sends no signal
    return f"{path.stem}: " + ", ".join(f"{number} {result}" for result, number in counts.items())


def _items(path: Path) -> list[dict[str, Any]]:
    try:
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        if all(isinstance(item, dict) for item in items):
            return list(items)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} cannot be read: {error!r}. Nothing was loaded.") from error
    raise CommandError(f'{path}: not every entry of "items" is an object. Nothing was loaded.')


def _filled(synonym: Synonym, item: dict[str, Any], path: Path) -> Synonym:
    try:
        synonym.word = str(item["word"])
        synonym.others = "\n".join(item["others"])
        synonym.both_ways = bool(item.get("both_ways", True))
        synonym.clean_fields()
        synonym.clean()
    except (KeyError, TypeError, ValidationError) as error:
        about = item.get("word", "an entry")
        raise CommandError(f"{path}: {about}: {error}. Nothing was loaded.") from error
    return synonym
