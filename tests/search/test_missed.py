"""Questions that found nothing are counted, without anything of who asked."""

from datetime import date

import pytest
from django.db import DatabaseError

from search import missed, sync
from search.models import MissedQuestion
from tests import world as making


def ask(client, query: str, **headers: str):
    return client.get(f"/zoeken/?{query}", headers=headers)


def kept() -> dict[str, int]:
    return dict(MissedQuestion.objects.values_list("question", "count"))


def test_a_question_without_result_is_counted(world, client):
    for q in ("Waterpomp", "waterpomp++", "  WATERPOMP "):
        ask(client, f"q={q}")
    ask(client, "q=regenton")
    assert kept() == {"waterpomp": 3, "regenton": 1}
    assert {f.name for f in MissedQuestion._meta.get_fields()} == {
        "id",
        "question",
        "count",
        "last_asked",
    }


def test_what_was_found_or_narrowed_down_is_not_counted(world, client):
    world.practice("Energie delen", themes=[making.theme("Energie")])
    making.theme("Wonen")
    sync.drain()
    for query in (
        "q=energie",
        "q=waterpomp&thema=wonen",
        "q=waterpomp&pagina=2",
        "q=waterpomp&pagina=x",
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
    assert missed.normalised(q) == ""


def test_no_robot_fills_the_database(world, client, monkeypatch):
    monkeypatch.setattr(missed, "MOST", 2)
    for q in ("regenton", "waterpomp", "zonneboiler"):
        ask(client, f"q={q}")
    assert len(kept()) == 2


def test_it_takes_one_statement(world, client, django_assert_max_num_queries):
    ask(client, "q=regenton")  # labels are cached from now on
    with django_assert_max_num_queries(1) as seen:
        missed._count("waterpomp", date(2026, 1, 1))
    assert len(seen) == 1


def test_a_fault_never_reaches_the_page(world, client, monkeypatch):
    def broken(*_: object):
        raise DatabaseError

    monkeypatch.setattr(missed.connection, "cursor", broken)
    missed._count("waterpomp", date(2026, 1, 1))
    monkeypatch.undo()
    assert kept() == {}


@pytest.mark.usefixtures("db")
def test_what_nobody_asks_any_more_is_forgotten():
    MissedQuestion.objects.create(question="oud", last_asked=date(2024, 1, 1))
    MissedQuestion.objects.create(question="nieuw", last_asked=date(2025, 6, 1))
    assert missed.forget(date(2025, 7, 1)) == 1
    assert list(kept()) == ["nieuw"]
