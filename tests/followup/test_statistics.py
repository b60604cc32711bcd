"""Totals over recommendations. No database."""

from datetime import date

from armoedegeheugen.followup.state import State
from armoedegeheugen.followup.statistics import SCALE, Record, by_place, by_theme, tally
from armoedegeheugen.models.choices import Position

FOLLOWED, PARTLY, REFUSED, NOTHING = Position


def record(position: Position = NOTHING, days: int | None = None, **values) -> Record:
    answered = None if position is NOTHING else date(2024, 1, 1)
    contested = values.pop("contested", False)
    state = State(position, answered_on=answered, answered_after=days, contested=contested)
    return Record(state, **values)


def test_nothing_is_nothing():
    found = tally([])
    assert (found.total, found.share, found.days, found.parts) == (0, 0, None, [])


def test_the_share_that_was_answered_never_rounds_up_to_all():
    assert tally([record(FOLLOWED)] * 199 + [record()]).share == 99
    assert tally([record(REFUSED)] * 3).share == 100
    assert tally([record(PARTLY), record(), record()]).share == 33


def test_the_median_is_over_answers_with_a_known_day():
    found = tally([record(FOLLOWED, 10), record(PARTLY, 400), record(REFUSED, 30), record()])
    assert found.days == 30
    assert tally([record(FOLLOWED, 0), record(PARTLY, 0), record(REFUSED, 9)]).days == 0
    assert tally([record(FOLLOWED, None)]).days is None


def test_contested_and_told_back_are_counted():
    found = tally([record(FOLLOWED, contested=True), record(told_back=True), record()])
    assert (found.contested, found.told_back, found.not_told_back) == (1, 1, 2)
    assert (found.answered, found.unanswered) == (1, 2)


def test_what_is_overdue_is_counted():
    late = Record(State(due=date(2024, 1, 1), overdue=True))
    assert tally([late, late, record()]).overdue == 2


def test_the_parts_of_a_bar_fill_it_in_the_order_of_the_words():
    found = tally(
        [record(), record(FOLLOWED), record(REFUSED), record(FOLLOWED), record(), record()]
    )
    assert [(part.position, part.count) for part in found.parts] == [
        (FOLLOWED, 2), (REFUSED, 1), (NOTHING, 3),
    ]  # fmt: skip
    ends = [part.start + part.width for part in found.parts]
    assert [part.start for part in found.parts] == [0, *ends[:-1]]
    assert ends[-1] == SCALE


def test_the_largest_group_comes_first_and_equals_by_key():
    records = [
        record(places=("gent",), themes=("wonen", "energie")),
        record(FOLLOWED, places=("gent",), themes=("wonen",)),
        record(places=("aalst",), themes=("energie", "energie")),
    ]
    assert [(found.key, found.total) for found in by_place(records)] == [("gent", 2), ("aalst", 1)]
    assert [(found.key, found.total) for found in by_theme(records)] == [
        ("energie", 2), ("wonen", 2),
    ]  # fmt: skip
    assert by_place(records)[0].share == 50
