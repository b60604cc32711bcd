"""Compute the state of a recommendation from what each side said over time (pure).

The newest entry of each side counts: by its date, then by the order of arrival. An entry that a
later one corrects no longer counts, and stays visible. Only the council's own entry is an answer;
a report by the association is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from ..models.choices import Execution, Position, Side

# Nothing more is expected after this, so an agreed date cannot be missed.
CLOSED = (Execution.DONE, Execution.STOPPED)

Day = date  # an entry has a `date` of its own


class Entry(Protocol):
    """The fields of an entry that are read; the model `FollowUp` has them."""

    @property
    def pk(self) -> Any:
        """Return the number of the entry, in order of arrival."""

    @property
    def date(self) -> Day:
        """Return the day on which it was said."""

    @property
    def side(self) -> str:
        """Return the side that said it."""

    @property
    def position(self) -> str:
        """Return the answer to the recommendation."""

    @property
    def execution(self) -> str:
        """Return how far the execution is, or an empty text."""

    @property
    def due(self) -> Day | None:
        """Return the agreed date, if any."""

    @property
    def corrects_id(self) -> Any:
        """Return the number of the entry that this one corrects, if any."""


AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True)
class State:
    """The state of one recommendation.

    `position` and `execution` are the council's; days are counted from the date of the advice.
    """

    position: Position = Position.NO_ANSWER
    execution: Execution | None = None
    association: Position | None = None
    association_execution: Execution | None = None
    contested: bool = False
    answered_on: date | None = None
    due: date | None = None
    overdue: bool = False
    age: int | None = None
    answered_after: int | None = None

    @property
    def answered(self) -> bool:
        """Return whether the council answered."""
        return self.answered_on is not None


def state_of(entries: Iterable[Entry], asked_on: date | None, today: date) -> State:
    """Return the state of a recommendation today.

    Args:
        entries: The entries about it, in any order.
        asked_on: The date of the advice; None if it is unknown.
        today: The day to compute the state for.
    """
    counted = chronological(uncorrected(entries))
    council = newest(counted, Side.COUNCIL)
    association = newest(counted, Side.ASSOCIATION)
    answered_on = _answered_on(counted, council)
    due = _due(counted, council)
    return State(
        position=Position(council.position) if council else Position.NO_ANSWER,
        execution=_execution(council),
        association=Position(association.position) if association else None,
        association_execution=_execution(association),
        contested=_contested(council, association),
        answered_on=answered_on,
        due=due,
        overdue=due is not None and due < today,
        age=_days(asked_on, today),
        answered_after=_days(asked_on, answered_on),
    )


def uncorrected(entries: Iterable[AnyEntry]) -> list[AnyEntry]:
    """Return the entries that no later one corrects."""
    entries = list(entries)
    corrected = {entry.corrects_id for entry in entries} - {None}
    return [entry for entry in entries if entry.pk not in corrected]


def chronological(entries: Iterable[AnyEntry]) -> list[AnyEntry]:
    """Sort entries by date and arrival, the oldest first."""
    return sorted(entries, key=lambda entry: (entry.date, entry.pk))


def newest(ordered: list[AnyEntry], side: Side) -> AnyEntry | None:
    """Return the newest entry of a side, or None."""
    return next((entry for entry in reversed(ordered) if entry.side == side), None)


def _execution(entry: Entry | None) -> Execution | None:
    return Execution(entry.execution) if entry and entry.execution else None


def _answered_on(ordered: list[Entry], council: Entry | None) -> date | None:
    """Return the date of the first answer, if the council's newest entry is an answer."""
    if council is None or council.position == Position.NO_ANSWER:
        return None
    return next(entry for entry in ordered if _is_answer(entry)).date


def _contested(council: Entry | None, association: Entry | None) -> bool:
    """Return whether both sides spoke of the same thing and disagree."""
    if council is None or association is None:
        return False
    if council.position == Position.NO_ANSWER:
        return False
    if association.position == Position.NO_ANSWER:
        # "No answer" was true then, unless the answer was already there.
        return (association.date, association.pk) > (council.date, council.pk)
    if council.position != association.position:
        return True
    return bool(
        council.execution and association.execution and council.execution != association.execution
    )


def _due(ordered: list[Entry], council: Entry | None) -> date | None:
    """Return the last agreed date, that of the council first, while something is expected.

    A date by which an answer was promised no longer counts once there is an answer.
    """
    answered = council is not None and council.position != Position.NO_ANSWER
    named = [entry for entry in ordered if entry.due]
    if council is not None and answered:
        if council.execution in CLOSED or council.position == Position.REFUSED:
            return None
        later = ordered[ordered.index(council) :]
        named = [entry for entry in named if _is_answer(entry) or entry in later]
    own = [entry for entry in named if entry.side == Side.COUNCIL]
    return (own or named)[-1].due if named else None


def _is_answer(entry: Entry) -> bool:
    return entry.side == Side.COUNCIL and entry.position != Position.NO_ANSWER


def _days(since: date | None, until: date | None) -> int | None:
    return max((until - since).days, 0) if since and until else None
