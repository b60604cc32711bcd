"""Store the index's own state: outbox, words, what visitors ask, and the worker's schedule."""

from .analytics import LONGEST, AskedQuestion, OpenedItem, Promotion
from .index import Check, Entry, Rebuild, Tick
from .schedule import Round
from .words import Edition, Synonym, Vocabulary

__all__ = [
    "LONGEST",
    "AskedQuestion",
    "Check",
    "Edition",
    "Entry",
    "OpenedItem",
    "Promotion",
    "Rebuild",
    "Round",
    "Synonym",
    "Tick",
    "Vocabulary",
]
