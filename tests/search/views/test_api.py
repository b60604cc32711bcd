"""The JSON search: its shape, its facets, its faults, and what it never gives away."""

import math
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.engines.protocol import EngineUnavailable
from search.facets import labels
from search.index import sync
from tests import world as making
from tests.world import association, group, hindrance, merger, province, rung, theme

# What the answer promises to count, no more and no less.
FACETS = [
    "soort", "thema", "gemeente", "provincie", "trede", "doelgroep", "vereniging", "hindernis",
    "jaar", "opvolging", "overgenomen",
]  # fmt: skip


@pytest.fixture
def ask(client):
    def ask(query: str = "", status: int = 200):
        sync.sync_all()
        response = client.get(f"/api/v1/zoeken/?{query}")
        assert response.status_code == status, response.content
        return response.json()

    return ask


def titles(answer) -> list[str]:
    return [result["titel"] for result in answer["resultaten"]]


def counts(answer, facet: str) -> dict[str, int]:
    return {value["waarde"]: value["aantal"] for value in answer["facetten"][facet]}


def test_shape_of_an_answer(world, ask):
    place = making.municipality("Gent", province=province("Oost-Vlaanderen"))
    page = world.practice(
        "Warm huis",
        teaser="Energie besparen met buren.",
        municipality=place,
        themes=[theme("Energie")],
        ladder_level=rung("Adviseren"),
        target_groups=[group("Ouderen")],
        associations=[association("De Brug")],
        hindrance_kinds=[hindrance("Tijd")],
        date=date(2024, 3, 1),
    )
    answer = ask("q=energie")
    assert answer["totaal"] == 1
    assert answer["pagina"] == 1
    assert answer["per_pagina"] == 10
    assert answer["sorteer"] == "relevantie"
    assert answer["suggestie"] is None
    assert answer["totaal_meeste_woorden"] is None
    assert answer["niet_gezocht"] == []
    assert answer["resultaten"] == [
        {
            "id": str(page.pk),
            "soort": "praktijk",
            "titel": "Warm huis",
            "url": "/alles/warm-huis/",
            "samenvatting": "Energie besparen met buren.",
            "fragment": "<mark>Energie</mark> besparen met buren.",
            "gemeente": ["gent"],
            "provincie": "oost-vlaanderen",
            "themas": ["energie"],
            "trede": "adviseren",
            "doelgroepen": ["ouderen"],
            "verenigingen": ["de-brug"],
            "datum": "2024-03-01",
            "intern": False,
            "ontbreekt": [],
            "document": None,
        }
    ]
    assert list(answer["facetten"]) == FACETS
    assert answer["facetten"]["hindernis"] == [
        {"waarde": "tijd", "label": "Tijd", "aantal": 1, "gekozen": False}
    ]


def test_missing_value_counts_and_filters_as_unknown(world, ask):
    world.practice("Zonder")
    world.practice("Met", themes=[theme("Energie")])
    assert counts(ask(), "thema") == {"energie": 1, "onbekend": 1}
    assert titles(ask("thema=onbekend")) == ["Zonder"]


def test_facet_ignores_its_own_choice_and_respects_the_others(world, ask):
    energie, wonen = theme("Energie"), theme("Wonen")
    gent, aalst = making.municipality("Gent"), making.municipality("Aalst")
    world.practice("A", themes=[energie], municipality=gent)
    world.practice("B", themes=[wonen], municipality=gent)
    world.practice("C", themes=[wonen], municipality=aalst)
    answer = ask("thema=energie")
    assert titles(answer) == ["A"]
    assert counts(answer, "thema") == {"energie": 1, "wonen": 2}
    assert counts(answer, "gemeente") == {"gent": 1}
    both = ask("thema=energie&thema=wonen&gemeente=aalst")
    assert titles(both) == ["C"]
    assert counts(both, "gemeente") == {"gent": 2, "aalst": 1}


def test_chosen_value_stays_at_zero(world, ask):
    world.practice("A", themes=[theme("Energie")])
    theme("Wonen")
    answer = ask("thema=wonen")
    assert answer["totaal"] == 0
    chosen = [value for value in answer["facetten"]["thema"] if value["gekozen"]]
    assert chosen == [{"waarde": "wonen", "label": "Wonen", "aantal": 0, "gekozen": True}]


def test_main_theme_counts_its_children_once(world, ask):
    wonen = theme("Wonen")
    huur, krot = theme("Huren", wonen), theme("Kwaliteit", wonen)
    world.practice("A", themes=[huur, krot])
    assert counts(ask(), "thema") == {"wonen": 1, "huren": 1, "kwaliteit": 1}
    assert titles(ask("thema=wonen")) == ["A"]
    assert ask()["resultaten"][0]["themas"] == ["huren", "kwaliteit"]


@pytest.mark.parametrize("asked", ["gemeente=melle", "gemeente=merelbeke-melle", "q=Melle"])
def test_former_and_todays_municipality_find_each_other(world, ask, asked):
    melle = merger("Melle", "Merelbeke-Melle")
    world.practice("Toen", municipality=melle)
    world.practice("Nu", municipality=melle.successor)
    answer = ask(asked)
    assert sorted(titles(answer)) == ["Nu", "Toen"]
    assert {tuple(result["gemeente"]) for result in answer["resultaten"]} == {("merelbeke-melle",)}


def test_query_by_todays_name_finds_what_keeps_the_old_one(world, ask):
    world.practice("Toen", municipality=merger("Melle", "Merelbeke-Melle"))
    assert titles(ask("q=Merelbeke-Melle")) == ["Toen"]


def test_all_words_or_else_most_of_them(world, ask):
    world.practice("Moestuin voor ouderen")
    world.practice("Moestuin")
    all_words = ask("q=moestuin+ouderen")
    assert titles(all_words) == ["Moestuin voor ouderen", "Moestuin"]
    assert [result["ontbreekt"] for result in all_words["resultaten"]] == [[], ["ouderen"]]
    assert all_words["alle_woorden"] is True
    assert (all_words["totaal"], all_words["totaal_meeste_woorden"]) == (1, 1)
    most = ask("q=moestuin+ouderen+ruimtevaart")
    assert titles(most) == ["Moestuin voor ouderen", "Moestuin"]
    assert [result["ontbreekt"] for result in most["resultaten"]] == [
        ["ruimtevaart"],
        ["ouderen", "ruimtevaart"],
    ]
    assert most["alle_woorden"] is False


def test_phrase_and_exclusion(world, ask):
    world.practice("Sociale kruidenier in de wijk")
    world.practice("Kruidenier met sociale prijzen")
    assert titles(ask('q="sociale+kruidenier"')) == ["Sociale kruidenier in de wijk"]
    assert titles(ask("q=kruidenier+-wijk")) == ["Kruidenier met sociale prijzen"]


def test_recommendation_links_to_its_place_in_the_advice(world, ask):
    advice = world.advice("Advies over huur", recommendations=("Verlaag de huurprijs.",))
    asked = advice.recommendations.get()
    (found,) = ask("soort=aanbeveling")["resultaten"]
    assert found["titel"] == "Verlaag de huurprijs."
    assert found["url"] == f"/alles/advies-over-huur/#aanbeveling-{asked.key}"


def test_pages_follow_on_each_other(world, ask):
    for number in range(23):
        world.practice(f"Kaart {number:02}")
    seen = [title for page in (1, 2, 3) for title in titles(ask(f"sorteer=titel&pagina={page}"))]
    assert seen == [f"Kaart {number:02}" for number in range(23)]


def test_a_page_past_the_end_is_empty(world, ask):
    world.practice()
    for page in ("2", "1001", "999999999"):
        answer = ask(f"pagina={page}")
        assert answer["resultaten"] == []
        assert answer["totaal"] == 1


@pytest.mark.parametrize(
    "query", ["pagina=abc", "thema=bestaatniet", "q=" + "x" * 5000, "per_pagina=3", "sorteer=x"]
)
def test_faults_are_400_in_dutch(world, ask, query):
    faults = ask(query, status=400)["fouten"]
    assert faults
    assert all(set(fault) == {"parameter", "boodschap"} for fault in faults)


@pytest.mark.parametrize(
    "q", ["((((", '"', "-", '-"', "\x00", "AND OR NOT", "*", "a:b", "\u202e", "%", "\\", "~^{}[]"]
)
def test_no_question_is_an_error(world, client, q):
    world.practice()
    assert client.get("/api/v1/zoeken/", {"q": q}).status_code == 200


def test_broken_utf8_is_no_error(world, client):
    assert client.get("/api/v1/zoeken/?q=%ff%fe%00&thema=%ff").status_code in (200, 400)


def test_fragment_holds_mark_and_nothing_else(world, ask):
    world.practice("Energie", teaser="<script>alert(1)</script> energie & <b>warmte</b>")
    (found,) = ask("q=energie")["resultaten"]
    assert "<script" not in found["fragment"]
    assert set(re.findall(r"<[^>]*>", found["fragment"])) <= {"<mark>", "</mark>"}


@pytest.mark.parametrize("fate", ["draft", "restricted", "unpublished", "expired", "not yet"])
def test_what_is_not_public_is_in_no_answer(world, ask, fate):
    values = {
        "draft": {"live": False},
        "restricted": {"under": world.inside},
        "unpublished": {},
        "expired": {"expire_at": timezone.now() + timedelta(days=1)},
        "not yet": {},
    }[fate]
    page = world.practice("Kanarie", themes=[theme("Kanariethema")], **values)
    if fate == "unpublished":
        page.unpublish()
    if fate == "expired":
        type(page).objects.update(expire_at=timezone.now() - timedelta(seconds=1))
        page.refresh_from_db()
        page.save()
    if fate == "not yet":
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save()
    for query in ("", "q=kanarie", "thema=kanariethema"):
        answer = ask(query)
        assert answer["totaal"] == 0
        assert not any(sum(v["aantal"] for v in values) for values in answer["facetten"].values())


def test_staff_find_what_is_internal(world, client):
    world.practice("Kanarie", under=world.inside)
    sync.sync_all()
    client.force_login(making.staff())
    answer = client.get("/api/v1/zoeken/?q=kanarie")
    assert answer.json()["totaal"] == 1
    assert "no-store" in answer["Cache-Control"]


def test_logged_in_without_permission_is_a_visitor(world, client, django_user_model):
    world.practice("Kanarie", under=world.inside)
    sync.sync_all()
    client.force_login(django_user_model.objects.create_user("iemand"))
    assert client.get("/api/v1/zoeken/?q=kanarie").json()["totaal"] == 0


def test_engine_down_is_503_with_retry_after(world, client, monkeypatch):
    def down(*args: object, **named: object) -> None:
        raise EngineUnavailable("weg")

    monkeypatch.setattr("search.pipeline.run", down)
    answer = client.get("/api/v1/zoeken/?q=iets")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer.json()["fouten"]


def test_queries_do_not_grow_with_hits(world, client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(labels, "LIFETIME", math.inf)  # read again in mid-test, they would count
    for number in range(12):
        world.practice(f"Kaart {number}", themes=[theme(f"Thema {number}")])
    sync.sync_all()
    client.get("/api/v1/zoeken/")
    with django_assert_max_num_queries(0):
        assert len(client.get("/api/v1/zoeken/").json()["resultaten"]) == 10


def test_post_is_refused(world, client):
    assert client.post("/api/v1/zoeken/").status_code == 405
