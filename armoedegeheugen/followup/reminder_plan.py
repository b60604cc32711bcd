"""Plan who is reminded of what, and when, from plain values.

Invariant: an address hears one reason once. It gets one mail with all its reasons, and none while
it rests or after it unsubscribed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from .state import State

# A reminder goes out from this long before an agreed date.
LEAD = timedelta(days=14)

# Months without an answer before a reminder; after as many again, another one.
PATIENCE = 6


@dataclass(frozen=True)
class Occasion:
    """A reason for a reminder; `name` stays the same until there is another reason."""

    name: str
    due: date | None = None


@dataclass(frozen=True)
class ReminderItem:
    """A recommendation that someone waits for, and the addresses to remind."""

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
    """All reminders for one address."""

    to: str
    matters: tuple[ReminderItem, ...]

    @property
    def due(self) -> list[ReminderItem]:
        """Return the items with a date that is near."""
        return [matter for matter in self.matters if matter.occasion.due]

    @property
    def unanswered(self) -> list[ReminderItem]:
        """Return the items without an answer."""
        return [matter for matter in self.matters if not matter.occasion.due]


# An address, the key of a recommendation, and the name of an occasion.
SentReminder = tuple[str, UUID, str]


def find_occasion(state: State, asked_on: date | None, today: date) -> Occasion | None:
    """Return the reason to send a reminder today, or None.

    A date that is near goes before a long wait.
    """
    if state.due and today <= state.due <= today + LEAD:
        return Occasion(f"tegen-{state.due.isoformat()}", state.due)
    if state.answered or asked_on is None:
        return None
    times = months_between(asked_on, today) // PATIENCE
    return Occasion(f"zonder-antwoord-{times}") if times > 0 else None


def months_between(start: date, end: date) -> int:
    """Return the whole months between two dates; from the 31st to the 30th is not one yet."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months - (end.day < start.day)


def plan_mails(
    matters: Iterable[ReminderItem], told: Collection[SentReminder], resting: Collection[str]
) -> list[Mail]:
    """Return one mail for each address that may get one and has a new reason."""
    by_address: dict[str, list[ReminderItem]] = defaultdict(list)
    for matter in matters:
        for to in dict.fromkeys(address.lower() for address in matter.recipients):
            if to not in resting and (to, matter.key, matter.occasion.name) not in told:
                by_address[to].append(matter)
    return [Mail(to, tuple(found)) for to, found in sorted(by_address.items())]
