"""An advice in time: the order, who says what of how many, and what is folded. No database."""

from dataclasses import dataclass
from datetime import date

from armoedegeheugen.followup.timeline import SHOWN, Event, events, timeline
from armoedegeheugen.models.choices import Position, Side


@dataclass(frozen=True)
class Said:
    pk: int
    date: date
    position: Position
    side: Side = Side.COUNCIL
    said_by: str = "OCMW"
    corrects_id: int | None = None


@dataclass(frozen=True)
class Told:
    date: date
    by_whom: str = "coördinator"


def day(number: int) -> date:
    return date(2024, 1, number)


def test_a_day_on_which_a_side_speaks_is_one_event():
    said = [
        Said(1, day(5), Position.REFUSED),
        Said(2, day(5), Position.FOLLOWED),
        Said(3, day(5), Position.FOLLOWED),
        Said(4, day(5), Position.PARTLY, side=Side.ASSOCIATION),
    ]
    found = events(day(1), said, [Told(day(9))])
    assert [event.kind for event in found] == ["gegeven", "bestuur", "vereniging", "teruggekoppeld"]
    assert found[1].positions == ((Position.FOLLOWED, 2), (Position.REFUSED, 1))
    apart = [said[0], Said(5, day(3), Position.FOLLOWED), *said[1:]]
    assert [event.date.day for event in events(None, apart, [])] == [3, 5, 5]


def test_the_order_is_that_of_time_whatever_came_in_first():
    said = [Said(1, day(9), Position.FOLLOWED), Said(2, day(3), Position.NO_ANSWER)]
    assert [event.date.day for event in events(day(1), said, [Told(day(5))])] == [1, 3, 5, 9]


def test_what_was_corrected_is_no_event():
    said = [
        Said(1, day(3), Position.REFUSED),
        Said(2, day(4), Position.FOLLOWED, corrects_id=1),
    ]
    assert [event.date.day for event in events(None, said, [])] == [4]


def test_a_long_story_folds_its_middle_and_loses_nothing():
    for number in range(12):
        found = [Event("bestuur", day(each + 1)) for each in range(number)]
        line = timeline(found)
        assert [*line.first, *line.folded, *line.last] == found
        assert len(line.first) + len(line.last) <= SHOWN + 1
        assert len(line.folded) != 1
