"""Version the caches that each process keeps in memory, so that a change reaches all of them.

Invariant: a process that reads a number and then the data caches nothing older than that number. A
number rises in the transaction of the change and is never used twice, also not after a rollback.
One small query tells all processes at once.
"""

from time import time_ns

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from ..models import Edition

SYNONYMS = "synoniemen"
VOCABULARY = "woordenschat"


def numbers() -> dict[str, int]:
    """Return the current version of each cache; one that was never renewed has none."""
    return dict(Edition.objects.values_list("name", "number"))


def renew(name: str) -> None:
    """Let every process read a cache anew, once this transaction is committed."""
    # The clock, so that a number that was seen within a transaction that failed does not return.
    now = Value(time_ns() // 1_000)
    with transaction.atomic():
        while not Edition.objects.filter(name=name).update(number=Greatest(F("number") + 1, now)):
            Edition.objects.bulk_create([Edition(name=name, number=0)], ignore_conflicts=True)
