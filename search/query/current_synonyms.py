"""The synonyms that editors keep, as each process holds them: read once an edition."""

from functools import lru_cache
from typing import Any

from django.db.models.signals import post_delete, post_save

from ..models import Synonym
from . import cache_versions, synonyms
from .synonyms import Thesaurus


def connect() -> None:
    """A change holds from the next question on, in every process."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Synonym)


def current(numbers: dict[str, int]) -> Thesaurus:
    """The thesaurus of these editions (`editions.numbers()`)."""
    number = numbers.get(cache_versions.SYNONYMS)
    return _read(number) if number else synonyms.NONE


@lru_cache(maxsize=1)
def _read(number: int) -> Thesaurus:
    rows = Synonym.objects.all()
    return synonyms.compile((row.word, row.listed, row.both_ways) for row in rows)


def _changed(**_: Any) -> None:
    cache_versions.renew(cache_versions.SYNONYMS)
