"""Where a recommendation stands: a pure function of what each side said about it in time.

Of each side the newest entry counts, by its own day and then by the order in which entries came in.
An entry that a later one corrects counts no longer; it stays in view. An answer is what the council
says itself: that an association reports one is not yet an answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from ..models.choices import Execution, Position, Side

# After this nothing more is to be expected, so no day passes unmet.
CLOSED = (Execution.DONE, Execution.STOPPED)

Day = date  # an entry has a `date` of its own


class Entry(Protocol):
    """What is read of an entry; the model `FollowUp` has it all."""

    @property
    def pk(self) -> Any: ...
    @property
    def date(self) -> Day: ...
    @property
    def side(self) -> str: ...
    @property
    def position(self) -> str: ...
    @property
    def execution(self) -> str: ...
    @property
    def due(self) -> Day | None: ...
    @property
    def corrects_id(self) -> Any: ...


AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True)
class State:
    """`position` and `execution` are the council's; days are counted from the advice's own day."""

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
        return self.answered_on is not None


def state_of(entries: Iterable[Entry], asked_on: date | None, today: date) -> State:
    """The state today of a recommendation in an advice of the day `asked_on` (None: unknown)."""
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
    """The entries that no later one corrects."""
    known = list(entries)
    corrected = {entry.corrects_id for entry in known} - {None}
    return [entry for entry in known if entry.pk not in corrected]


def chronological(entries: Iterable[AnyEntry]) -> list[AnyEntry]:
    """The oldest first."""
    return sorted(entries, key=lambda entry: (entry.date, entry.pk))


def newest(ordered: list[AnyEntry], side: Side) -> AnyEntry | None:
    return next((entry for entry in reversed(ordered) if entry.side == side), None)


def _execution(entry: Entry | None) -> Execution | None:
    return Execution(entry.execution) if entry and entry.execution else None


def _answered_on(ordered: list[Entry], council: Entry | None) -> date | None:
    """The day of the first answer, while the newest word of the council is one."""
    if council is None or council.position == Position.NO_ANSWER:
        return None
    return next(entry for entry in ordered if _is_answer(entry)).date


def _contested(council: Entry | None, association: Entry | None) -> bool:
    """Whether both spoke of the same thing and say something else."""
    if council is None or association is None:
        return False
    if council.position == Position.NO_ANSWER:
        return False
    if association.position == Position.NO_ANSWER:
        # True when it was said, unless the answer was there already.
        return (association.date, association.pk) > (council.date, council.pk)
    if council.position != association.position:
        return True
    return bool(
        council.execution and association.execution and council.execution != association.execution
    )


def _due(ordered: list[Entry], council: Entry | None) -> date | None:
    """The last day that was named, by the council if it did, while there is something to expect.

    A day by which an answer was promised or asked says nothing any more once there is one.
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
