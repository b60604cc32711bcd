"""What processes keep in memory, and whether it is still the current one.

Invariant: whoever reads a number and then what it numbers holds nothing older than that number; a
number rises in the transaction of the change and is never used twice, also not after one that was
rolled back. One small query tells all processes at once.
"""

from time import time_ns

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from ..models import Edition

SYNONYMS = "synoniemen"
VOCABULARY = "woordenschat"


def numbers() -> dict[str, int]:
    """The current number of each; what was never made has none."""
    return dict(Edition.objects.values_list("name", "number"))


def renew(name: str) -> None:
    """Let every process read anew, once this transaction is done."""
    # The clock, so that a number that was seen within a transaction that failed does not return.
    now = Value(time_ns() // 1_000)
    with transaction.atomic():
        while not Edition.objects.filter(name=name).update(number=Greatest(F("number") + 1, now)):
            Edition.objects.bulk_create([Edition(name=name, number=0)], ignore_conflicts=True)
