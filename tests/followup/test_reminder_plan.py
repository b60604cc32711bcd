"""Who is reminded of what: a plan out of plain values. No database."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from armoedegeheugen.followup.reminder_plan import (
    Occasion,
    ReminderItem,
    find_occasion,
    months_between,
    plan_mails,
)
from armoedegeheugen.followup.state import State
from armoedegeheugen.models.choices import Position

TODAY = date(2026, 11, 24)
ASKED = date(2024, 1, 10)
ANSWERED = {"position": Position.FOLLOWED, "answered_on": date(2024, 2, 1)}


@pytest.mark.parametrize(
    ("days", "speaks"), [(-1, False), (0, True), (1, True), (14, True), (15, False)]
)
def test_a_day_is_near_for_two_weeks(days, speaks):
    due = TODAY + timedelta(days=days)
    found = find_occasion(State(**ANSWERED, due=due), ASKED, TODAY)
    assert found == (Occasion(f"tegen-{due}", due) if speaks else None)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (date(2026, 5, 25), None),
        (date(2026, 5, 24), "zonder-antwoord-1"),
        (date(2025, 11, 25), "zonder-antwoord-1"),
        (date(2025, 11, 24), "zonder-antwoord-2"),
        (date(2020, 11, 24), "zonder-antwoord-12"),
        (date(2027, 1, 1), None),
        (None, None),
    ],
)
def test_a_silence_is_long_after_each_half_year(asked, name):
    found = find_occasion(State(), asked, TODAY)
    assert (found.name if found else None) == name


def test_an_answer_ends_the_silence():
    assert find_occasion(State(**ANSWERED), ASKED, TODAY) is None


def test_a_day_that_is_near_goes_before_a_long_silence():
    due = TODAY + timedelta(days=3)
    assert find_occasion(State(due=due), ASKED, TODAY) == Occasion(f"tegen-{due}", due)
    late = State(due=TODAY - timedelta(days=3), overdue=True)
    assert find_occasion(late, ASKED, TODAY).name == "zonder-antwoord-5"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 1, 31), date(2024, 2, 29), 0),
        (date(2024, 1, 31), date(2024, 3, 31), 2),
        (date(2023, 12, 15), date(2024, 12, 14), 11),
        (date(2024, 5, 1), date(2024, 5, 1), 0),
    ],
)
def test_only_whole_months_count(start, end, months):
    assert months_between(start, end) == months


def matter(number: int, *recipients: str, name: str = "zonder-antwoord-1") -> ReminderItem:
    return ReminderItem(
        UUID(int=number), f"Aanbeveling {number}", "Doe het.", "Advies", "http://a", "http://b",
        Occasion(name), recipients,
    )  # fmt: skip


def test_all_that_one_address_hears_is_in_one_letter():
    letters = plan_mails(
        [matter(1, "a@x", "b@x"), matter(2, "A@x"), matter(3, "b@x")], set(), set()
    )
    assert [(letter.to, [m.label[-1] for m in letter.matters]) for letter in letters] == [
        ("a@x", ["1", "2"]), ("b@x", ["1", "3"]),
    ]  # fmt: skip


def test_letters_go_out_in_the_order_of_their_addresses():
    letters = plan_mails([matter(1, "c@x", "a@x"), matter(2, "b@x")], set(), set())
    assert [letter.to for letter in letters] == ["a@x", "b@x", "c@x"]


def test_an_address_that_speaks_for_both_sides_hears_it_once():
    (letter,) = plan_mails([matter(1, "a@x", "A@X", "a@x")], set(), set())
    assert len(letter.matters) == 1


def test_what_was_told_is_not_told_again_but_a_new_reason_is():
    told = {("a@x", UUID(int=1), "zonder-antwoord-1")}
    assert plan_mails([matter(1, "a@x")], told, set()) == []
    assert len(plan_mails([matter(1, "b@x")], told, set())) == 1
    assert len(plan_mails([matter(1, "a@x", name="zonder-antwoord-2")], told, set())) == 1


def test_who_rests_gets_no_letter():
    assert plan_mails([matter(1, "a@x")], set(), {"a@x"}) == []
