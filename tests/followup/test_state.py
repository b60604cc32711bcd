"""The state of a recommendation, from what was said about it. No database."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armoedegeheugen.followup.state import State, state_of, uncorrected
from armoedegeheugen.models.choices import Execution, Position, Side
from tests.properties import examples

ASKED = date(2024, 1, 10)
TODAY = date(2024, 12, 1)
COUNCIL, ASSOCIATION = Side.COUNCIL, Side.ASSOCIATION
FOLLOWED, PARTLY, REFUSED, NOTHING = Position


@dataclass(frozen=True)
class Said:
    pk: int
    date: date
    side: str
    position: str
    execution: str = ""
    due: date | None = None
    corrects_id: int | None = None


def said(pk: int, month: int, side: Side, position: Position, **values) -> Said:
    return Said(pk, date(2024, month, 15), side, position, **values)


def state(*entries: Said, today: date = TODAY) -> State:
    return state_of(entries, ASKED, today)


def test_without_a_word_there_is_no_answer():
    assert state() == State(age=326)
    assert not state().answered


def test_the_newest_of_each_side_counts():
    found = state(
        said(1, 2, COUNCIL, REFUSED),
        said(2, 5, COUNCIL, PARTLY, execution=Execution.ONGOING),
        said(3, 3, ASSOCIATION, PARTLY),
        said(4, 4, ASSOCIATION, REFUSED),
    )
    assert (found.position, found.execution) == (PARTLY, Execution.ONGOING)
    assert found.association is REFUSED


def test_its_own_day_decides_and_then_the_order_of_entry():
    late_note_of_an_early_day = said(9, 2, COUNCIL, REFUSED)
    assert state(said(1, 5, COUNCIL, FOLLOWED), late_note_of_an_early_day).position is FOLLOWED
    same_day = [said(1, 5, COUNCIL, FOLLOWED), said(2, 5, COUNCIL, PARTLY)]
    assert state(*same_day).position is PARTLY
    assert state(*reversed(same_day)).position is PARTLY


def test_the_order_in_which_entries_are_given_makes_no_difference():
    entries = [
        said(1, 2, COUNCIL, NOTHING, due=date(2024, 6, 1)),
        said(2, 5, COUNCIL, PARTLY),
        said(3, 6, ASSOCIATION, REFUSED),
        said(4, 5, COUNCIL, FOLLOWED, corrects_id=2),
    ]
    assert len({state(*order) for order in permutations(entries)}) == 1


def test_a_corrected_entry_counts_no_longer_whatever_its_day():
    wrong = said(1, 11, COUNCIL, REFUSED)
    right = said(2, 3, COUNCIL, FOLLOWED, corrects_id=1)
    assert state(wrong, right).position is FOLLOWED
    assert state(wrong, right).answered_on == date(2024, 3, 15)
    again = said(3, 4, COUNCIL, PARTLY, corrects_id=2)
    assert uncorrected([wrong, right, again]) == [again]


def test_what_an_association_reports_is_not_yet_an_answer():
    found = state(said(1, 3, ASSOCIATION, FOLLOWED))
    assert found.position is NOTHING
    assert found.association is FOLLOWED
    assert not found.answered


def test_it_was_answered_on_the_day_of_the_first_answer():
    found = state(
        said(1, 2, COUNCIL, NOTHING), said(2, 4, COUNCIL, PARTLY), said(3, 8, COUNCIL, FOLLOWED)
    )
    assert found.answered_on == date(2024, 4, 15)
    assert found.answered_after == (date(2024, 4, 15) - ASKED).days


def test_an_answer_that_is_taken_back_is_none():
    found = state(said(1, 2, COUNCIL, FOLLOWED), said(2, 4, COUNCIL, NOTHING))
    assert not found.answered
    assert found.position is NOTHING


@pytest.mark.parametrize(
    ("council", "association", "contested"),
    [
        (FOLLOWED, FOLLOWED, False),
        (FOLLOWED, PARTLY, True),
        (REFUSED, FOLLOWED, True),
        (NOTHING, REFUSED, False),
    ],
)
def test_it_is_contested_when_the_sides_differ(council, association, contested):
    entries = said(1, 3, COUNCIL, council), said(2, 4, ASSOCIATION, association)
    assert state(*entries).contested is contested


def test_one_side_alone_contests_nothing():
    assert not state(said(1, 3, COUNCIL, REFUSED)).contested
    assert not state(said(1, 3, ASSOCIATION, REFUSED)).contested


def test_other_words_on_the_execution_contest_too():
    council = said(1, 3, COUNCIL, FOLLOWED, execution=Execution.DONE)
    assert state(council, said(2, 4, ASSOCIATION, FOLLOWED, execution=Execution.ONGOING)).contested
    assert not state(council, said(2, 4, ASSOCIATION, FOLLOWED)).contested


def test_still_no_answer_contests_only_what_was_said_before():
    answer = said(2, 6, COUNCIL, FOLLOWED)
    assert not state(said(1, 3, ASSOCIATION, NOTHING), answer).contested
    assert state(answer, said(3, 9, ASSOCIATION, NOTHING)).contested
    same_day = date(2024, 6, 15)
    for pk, contested in ((1, False), (3, True)):
        assert state(answer, Said(pk, same_day, ASSOCIATION, NOTHING)).contested == contested


def test_a_day_that_went_by_is_overdue_until_all_is_done():
    day = date(2024, 9, 1)
    promised = said(1, 3, COUNCIL, FOLLOWED, execution=Execution.ONGOING, due=day)
    assert (state(promised).due, state(promised).overdue) == (day, True)
    assert not state(promised, today=day).overdue
    for end in (Execution.DONE, Execution.STOPPED):
        done = said(2, 10, COUNCIL, FOLLOWED, execution=end, due=day)
        assert (state(promised, done).due, state(promised, done).overdue) == (None, False)


def test_a_promised_day_stays_when_a_later_step_does_not_repeat_it():
    day = date(2025, 9, 1)
    promised = said(1, 3, COUNCIL, FOLLOWED, due=day)
    assert state(promised, said(2, 10, COUNCIL, FOLLOWED, execution=Execution.ONGOING)).due == day


def test_a_day_for_the_answer_is_over_once_there_is_one():
    asked = said(1, 2, ASSOCIATION, NOTHING, due=date(2024, 6, 1))
    promised = said(2, 3, COUNCIL, NOTHING, due=date(2024, 7, 1))
    assert state(asked).due == date(2024, 6, 1)
    assert state(asked, promised).due == date(2024, 7, 1)
    assert state(asked, promised, said(3, 5, COUNCIL, PARTLY)).due is None


def test_a_day_that_is_named_after_the_answer_counts_and_the_councils_own_goes_first():
    answer = said(1, 3, COUNCIL, FOLLOWED)
    asked = said(2, 5, ASSOCIATION, PARTLY, due=date(2025, 3, 1))
    assert state(answer, asked).due == date(2025, 3, 1)
    promised = said(1, 3, COUNCIL, FOLLOWED, due=date(2025, 6, 1))
    assert state(promised, asked).due == date(2025, 6, 1)


def test_what_is_refused_has_no_day_to_meet():
    assert state(said(1, 3, COUNCIL, REFUSED, due=date(2024, 9, 1))).due is None


def test_without_a_day_of_the_advice_nothing_is_counted_from_it():
    found = state_of([said(1, 3, COUNCIL, FOLLOWED)], None, TODAY)
    assert (found.age, found.answered_after) == (None, None)
    assert found.answered


def test_an_answer_before_the_day_of_the_advice_took_no_time():
    early = Said(1, ASKED - timedelta(days=9), COUNCIL, FOLLOWED)
    assert state(early).answered_after == 0


entries = st.lists(
    st.builds(
        Said,
        pk=st.integers(1, 10**6),
        date=st.dates(date(2023, 1, 1), date(2025, 12, 31)),
        side=st.sampled_from(Side),
        position=st.sampled_from(Position),
        execution=st.sampled_from(["", *Execution]),
        due=st.none() | st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    ),
    max_size=8,
    unique_by=lambda entry: entry.pk,
)


@settings(max_examples=examples(200), deadline=None)
@given(entries)
def test_whatever_was_said_the_state_agrees_with_itself(entries):
    found = state(*entries)
    assert found.answered == (found.position is not NOTHING)
    assert found.overdue == (found.due is not None and found.due < TODAY)
    assert not (found.contested and found.association is None)
    sides = {entry.side for entry in entries}
    assert (found.association is not None) == (ASSOCIATION in sides)
    if found.answered:
        own = [entry for entry in entries if entry.side == COUNCIL]
        assert found.answered_on in {entry.date for entry in own}
