"""Suggestions while typing: their shape, their order, and what they never give away."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.analytics import query_log
from search.autocomplete import sources
from search.engines.protocol import EngineUnavailable
from search.index import sync
from tests import world as making


@pytest.fixture(autouse=True)
def fresh(world):
    sources.clear_cache()
    yield
    sources.clear_cache()


@pytest.fixture
def ask(client):
    def ask(q: str, status: int = 200):
        sync.sync_all()
        sources.clear_cache()
        answer = client.get("/api/v1/suggesties/", {"q": q})
        assert answer.status_code == status, answer.content
        return answer.json()

    return ask


def told(answer) -> list[tuple[str, str, str]]:
    return [(one["soort"], one["label"], one["toelichting"]) for one in answer["suggesties"]]


def often(question: str, found: int = 1, times: int = 6, days: int = 3) -> None:
    for number in range(times):
        query_log.count(question, date(2026, 1, 1 + number * days // times), whole=found)


def test_shape_and_order_of_an_answer(world, ask):
    place = making.municipality("Wommelgem")
    world.practice("Wonen met buren", municipality=place, themes=[making.theme("Wonen")])
    world.dossier("Samen wonen")
    often("wonen voor jongeren")
    answer = ask("  WO ")
    assert answer["q"] == "WO"
    assert told(answer) == [
        ("thema", "Wonen", "1 item"),
        ("gemeente", "Wommelgem", "1 item"),
        ("zoekvraag", "wonen voor jongeren", ""),
        ("praktijk", "Wonen met buren", "Wommelgem"),
        ("dossier", "Samen wonen", ""),
    ]
    assert answer["suggesties"][0] == {
        "soort": "thema",
        "soort_label": "Thema",
        "label": "Wonen",
        "toelichting": "1 item",
        "url": "/zoeken/?thema=wonen",
        "intern": False,
    }
    assert answer["suggesties"][2]["url"] == "/zoeken/?q=wonen+voor+jongeren"
    assert answer["suggesties"][3]["soort_label"] == "Inspiratiekaart"
    assert answer["suggesties"][3]["url"].endswith("/wonen-met-buren/")


def test_each_address_leads_somewhere(world, ask, client):
    world.practice("Wonen met buren", themes=[making.theme("Wonen")])
    often("wonen voor jongeren")
    for one in ask("won")["suggesties"]:
        assert client.get(one["url"]).status_code == 200, one


def test_an_old_name_leads_to_the_new_one(world, ask):
    old = making.municipality("Melle")
    new = making.merger("Merelbeke", "Merelbeke-Melle")
    old.successor = new.successor or new
    old.save()
    world.practice("Babbelbank", municipality=old)
    found = [one for one in ask("mell")["suggesties"] if one["soort"] == "gemeente"]
    assert [one["url"] for one in found] == ["/zoeken/?gemeente=merelbeke-melle"]
    assert found[0]["label"] == "Merelbeke-Melle"
    assert found[0]["toelichting"] == "vroeger Melle"


def test_what_begins_so_and_what_has_most_comes_first(world, ask):
    for name in ("Energie delen", "Warme energie", "Energie"):
        making.theme(name)
    full = making.theme("Energiefactuur")
    world.practice("Kaart", themes=[full])
    assert [label for _, label, _ in told(ask("energie"))] == ["Energiefactuur", "Energie"]
    assert told(ask("energie del")) == [("thema", "Energie delen", "nog geen items")]


@pytest.mark.parametrize("typed", ["", "w", " w ", "-", "…!?", "🙂🙂", "w" * 100])
def test_too_little_or_nothing_known_suggests_nothing(world, ask, typed):
    world.practice("Wonen")
    assert ask(typed)["suggesties"] == []


def test_what_is_too_long_is_refused_with_a_sentence(ask):
    faults = ask("w" * 101, status=400)["fouten"]
    assert faults == [
        {"parameter": "q", "boodschap": "Je vraag is te lang. Gebruik ten hoogste 100 tekens."}
    ]


def test_a_visitor_is_suggested_nothing_internal(world, client, ask):
    inside = making.theme("Nachtopvang")
    world.practice("Nachtopvang in nood", under=world.inside, themes=[inside])
    world.practice("Nachtelijk later", go_live_at=timezone.now() + timedelta(days=1), live=False)
    assert told(ask("nacht")) == [("thema", "Nachtopvang", "nog geen items")]
    client.force_login(making.staff())
    answer = ask("nacht")
    assert told(answer) == [
        ("thema", "Nachtopvang", "1 item"),
        ("praktijk", "Nachtopvang in nood", ""),
    ]
    assert answer["suggesties"][1]["intern"] is True


def test_a_question_is_suggested_only_if_many_asked_it_and_it_finds_something(ask):
    often("wonen in vlaanderen")
    often("wonen en meer", found=0)
    often("wonen vandaag", days=2)
    often("wonen zelden", times=4)
    assert told(ask("wonen")) == [("zoekvraag", "wonen in vlaanderen", "")]


def test_without_engine_the_rest_is_suggested(world, client, monkeypatch):
    making.theme("Wonen")
    often("wonen in vlaanderen")

    class Down:
        def suggest(self, *_: object):
            raise EngineUnavailable("weg")

        search = suggest

    monkeypatch.setattr("search.autocomplete.suggestions.engine", Down)
    monkeypatch.setattr("search.autocomplete.sources.engine", Down)
    answer = client.get("/api/v1/suggesties/?q=wonen")
    assert answer.status_code == 200
    assert told(answer.json()) == [
        ("thema", "Wonen", ""),
        ("zoekvraag", "wonen in vlaanderen", ""),
    ]


def test_caches_may_keep_a_visitors_answer_and_never_that_of_staff(client):
    assert client.get("/api/v1/suggesties/?q=wo")["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in client.get("/api/v1/suggesties/?q=wo")["Vary"]
    client.force_login(making.staff())
    assert client.get("/api/v1/suggesties/?q=wo")["Cache-Control"] == "private, no-store"


def test_it_reads_the_database_for_nothing_that_is_at_hand(ask, client, django_assert_num_queries):
    ask("wonen")
    client.get("/api/v1/suggesties/?q=wo")
    with django_assert_num_queries(0):
        client.get("/api/v1/suggesties/?q=won")


def test_only_reading_is_allowed(client):
    assert client.post("/api/v1/suggesties/?q=wo").status_code == 405
