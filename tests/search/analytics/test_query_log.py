"""What visitors ask is counted by month, without anything of who asked."""

from datetime import date

import pytest
from django.db import DatabaseError

from search.analytics import query_log, write_buffer
from search.index import sync
from search.models import AskedQuestion
from tests import world as making


def ask(client, query: str, **headers: str):
    return client.get(f"/zoeken/?{query}", headers=headers)


def kept() -> dict[str, int]:
    return dict(AskedQuestion.objects.values_list("question", "count"))


def test_a_question_is_counted_whether_it_finds_or_not(world, client):
    world.practice("Energie delen")
    sync.sync_all()
    for q in ("Waterpomp", "waterpomp++", "  WATERPOMP "):
        ask(client, f"q={q}")
    ask(client, "q=energie")
    assert kept() == {"waterpomp": 3, "energie": 1}
    found = {row.question: (row.found, row.near) for row in AskedQuestion.objects.all()}
    assert found == {"waterpomp": (0, 0), "energie": (1, 0)}


def test_nothing_is_kept_but_the_question_and_numbers():
    assert {field.name for field in AskedQuestion._meta.get_fields()} == {
        *("id", "question", "month", "count", "days", "found", "near", "last_asked", "opened")
    }


def test_what_held_only_a_part_of_the_words_was_nearly_found(world, client):
    world.practice("Energie delen")
    sync.sync_all()
    ask(client, "q=energie regenton")
    row = AskedQuestion.objects.get()
    assert (row.found, row.near) == (0, 1)


def test_what_was_narrowed_down_turned_or_faulty_is_not_counted(world, client):
    making.theme("Wonen")
    for query in (
        "q=waterpomp&thema=wonen",
        "q=waterpomp&pagina=2",
        "q=waterpomp&pagina=x",
        "q=waterpomp&sorteer=nieuwste",
        "q=",
        "",
    ):
        ask(client, query)
    assert kept() == {}


def test_what_staff_look_for_inside_is_not_counted(world, client):
    client.force_login(making.staff())
    ask(client, "q=waterpomp")
    assert kept() == {}


@pytest.mark.parametrize(
    "q",
    [
        "an@example.org",
        "0470 12 34 56",
        "85.07.30-033.28",
        "Xavierke Vandenplasschotte",
        "bel 014 12 34 56",
        "…!?",
        "x" * 121,
    ],
)
def test_what_may_point_at_a_person_is_not_kept(q):
    assert query_log.normalize(q) == ""


def test_no_robot_fills_the_database(world, client, monkeypatch):
    monkeypatch.setattr(query_log, "MAX_ROWS", 2)
    for q in ("regenton", "waterpomp", "zonneboiler"):
        ask(client, f"q={q}")
    assert len(kept()) == 2


def test_it_takes_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        query_log.count("waterpomp", date(2026, 1, 1))


def test_days_and_months_are_counted_apart(db):
    for day in (date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 1)):
        query_log.count("waterpomp", day, whole=day.day)
    rows = AskedQuestion.objects.order_by("month")
    assert [(row.month, row.count, row.days, row.found) for row in rows] == [
        (date(2026, 1, 1), 3, 2, 6),
        (date(2026, 2, 1), 1, 1, 1),
    ]


def test_a_fault_never_reaches_the_page(world, monkeypatch):
    def broken(*_: object):
        raise DatabaseError

    monkeypatch.setattr(write_buffer.connection, "cursor", broken)
    query_log.count("waterpomp", date(2026, 1, 1))
    monkeypatch.undo()
    assert kept() == {}


def test_thirteen_months_are_kept(db):
    for month in (date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1), date(2026, 7, 1)):
        query_log.count(f"vraag {month:%m %Y}", month)
    assert query_log.erase_old(date(2026, 7, 15)) == 2
    assert sorted(kept()) == ["vraag 07 2025", "vraag 07 2026"]
    assert query_log.erase_old(date(2026, 7, 31)) == 0
    assert query_log.erase_old(date(2026, 8, 1)) == 1
