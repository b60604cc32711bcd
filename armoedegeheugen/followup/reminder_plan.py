"""Who is reminded of what, and when: a pure plan out of plain values.

Invariants: one reason is told to one address once; an address gets one letter with all that it is
told, and no letter while it rests or after it asked to stop.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from .state import State

# So long before a day that was named.
LEAD = timedelta(days=14)

# Months without an answer, after which it is asked for; and after as many again, once more.
PATIENCE = 6


@dataclass(frozen=True)
class Occasion:
    """`name` is the reason, the same at each run until it is another one."""

    name: str
    due: date | None = None


@dataclass(frozen=True)
class ReminderItem:
    """A recommendation that someone is waiting for, and who should hear of it."""

    key: UUID
    label: str
    text: str
    advice: str
    address: str
    answer_address: str
    occasion: Occasion
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Mail:
    to: str
    matters: tuple[ReminderItem, ...]

    @property
    def due(self) -> list[ReminderItem]:
        return [matter for matter in self.matters if matter.occasion.due]

    @property
    def unanswered(self) -> list[ReminderItem]:
        return [matter for matter in self.matters if not matter.occasion.due]


# An address, a recommendation, and the name of an occasion.
SentReminder = tuple[str, UUID, str]


def find_occasion(state: State, asked_on: date | None, today: date) -> Occasion | None:
    """The reason to speak of a recommendation today. A day that is near goes before a long wait."""
    if state.due and today <= state.due <= today + LEAD:
        return Occasion(f"tegen-{state.due.isoformat()}", state.due)
    if state.answered or asked_on is None:
        return None
    times = months_between(asked_on, today) // PATIENCE
    return Occasion(f"zonder-antwoord-{times}") if times > 0 else None


def months_between(start: date, end: date) -> int:
    """Whole months; from the 31st to the 30th is not yet one."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months - (end.day < start.day)


def plan_mails(
    matters: Iterable[ReminderItem], told: Collection[SentReminder], resting: Collection[str]
) -> list[Mail]:
    """One letter for each address that may be written to and has something new to hear."""
    by_address: dict[str, list[ReminderItem]] = defaultdict(list)
    for matter in matters:
        for to in dict.fromkeys(address.lower() for address in matter.recipients):
            if to not in resting and (to, matter.key, matter.occasion.name) not in told:
                by_address[to].append(matter)
    return [Mail(to, tuple(found)) for to, found in sorted(by_address.items())]
