"""From query string to request, without a database."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from armoedegeheugen.sanitise import without_hidden
from search.engines.protocol import Sort
from search.facets.labels import Labels
from search.fields import REGISTER_FACETS
from search.query.request import SearchRequest, View, beyond_reach, parse

LABELS = Labels(
    names={
        "soort": {"praktijk": "Inspiratiekaart", "advies": "Beleidsadvies"},
        "thema": {"wonen": "Wonen", "energie": "Energie"},
        "gemeente": {"gent": "Gent", "merelbeke-melle": "Merelbeke-Melle"},
        "provincie": {"oost-vlaanderen": "Oost-Vlaanderen"},
        "trede": {},
        "doelgroep": {},
        "vereniging": {},
        "hindernis": {},
    },
    today={"melle": "merelbeke-melle"},
    parents={},
    former={"melle": "Melle"},
)


def read(query: str):
    return parse(QueryDict(query), LABELS)


def messages(query: str) -> dict[str, str]:
    return {fault.parameter: fault.message for fault in read(query)[1]}


def test_nothing_asked_is_everything_newest_first():
    assert read("") == (SearchRequest(), [])


def test_words_are_ordered_by_relevance_unless_said_otherwise():
    assert read("q=wonen")[0].sort is Sort.RELEVANCE
    assert read("q=wonen&sorteer=titel")[0].sort is Sort.TITLE


def test_relevance_without_words_means_newest():
    assert read("sorteer=relevantie")[0].sort is Sort.NEWEST


def test_choices_repeat_and_count_once():
    request, faults = read("thema=wonen&thema=energie&thema=wonen")
    assert request.filters == {"thema": ("wonen", "energie")}
    assert not faults


def test_former_municipality_asks_for_todays():
    assert read("gemeente=melle")[0].filters == {"gemeente": ("merelbeke-melle",)}


def test_former_and_todays_municipality_together_ask_once():
    asked = read("gemeente=melle&gemeente=merelbeke-melle")[0]
    assert asked.filters == {"gemeente": ("merelbeke-melle",)}


def test_missing_value_can_be_asked_for():
    assert read("thema=onbekend&jaar=onbekend")[1] == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("pagina=abc", "pagina"),
        ("pagina=0", "pagina"),
        ("pagina=-1", "pagina"),
        ("pagina=²", "pagina"),
        ("pagina=99999999999999999999", "pagina"),
        ("per_pagina=7", "per_pagina"),
        ("sorteer=mooiste", "sorteer"),
        ("thema=bestaatniet", "thema"),
        ("jaar=20x6", "jaar"),
        ("jaar=202", "jaar"),
        ("jaar=20245", "jaar"),
        ("jaar=٢٠٢٠", "jaar"),
        ("q=" + "a" * 5000, "q"),
        ("thema=wonen" + "&thema=wonen" * 60, "thema"),
    ],
)
def test_what_cannot_be_meant_is_a_fault_in_a_sentence(query, parameter):
    assert list(messages(query)) == [parameter]
    assert messages(query)[parameter].endswith(".")


def test_a_faulty_part_leaves_the_rest_standing():
    request, faults = read("q=wonen&thema=bestaatniet&thema=energie&pagina=x")
    assert request.q == "wonen"
    assert request.filters == {"thema": ("energie",)}
    assert len(faults) == 2


def test_unknown_parameters_are_left_alone():
    assert read("utm_source=nieuwsbrief&fbclid=1") == (SearchRequest(), [])


def test_pages_beyond_reach_are_known():
    assert not beyond_reach(SearchRequest(page=1000))
    assert beyond_reach(SearchRequest(page=1001))


choices = st.fixed_dictionaries(
    {},
    optional={
        "thema": st.lists(st.sampled_from(["wonen", "energie"]), min_size=1, unique=True),
        "gemeente": st.lists(st.sampled_from(["gent", "merelbeke-melle"]), min_size=1, unique=True),
        "jaar": st.just(["2020"]),
    },
)


@given(
    q=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
    filters=choices,
    sort=st.sampled_from([Sort.NEWEST, Sort.OLDEST, Sort.TITLE]),
    page=st.integers(1, 999),
    per_page=st.sampled_from([10, 20, 50]),
)
def test_an_address_says_the_whole_request(q, filters, sort, page, per_page):
    asked = SearchRequest(
        " ".join(without_hidden(q).split()),
        {k: tuple(v) for k, v in filters.items()},
        sort,
        page,
        per_page,
    )
    assert read(asked.query_string()) == (asked, [])


@given(st.binary(max_size=200))
def test_no_query_string_is_an_error(raw):
    parse(QueryDict(raw), LABELS)


LADDER = replace(LABELS, names={**LABELS.names, "trede": {"een": "1", "twee": "2", "drie": "3"}})


def test_from_a_rung_asks_it_and_all_above_it():
    request, faults = parse(QueryDict("vanaf_trede=twee"), LADDER)
    assert not faults
    assert request.sought == {"trede": ("twee", "drie")}
    assert request.query_string() == "vanaf_trede=twee"


def test_rungs_below_are_asked_too_and_those_above_are_not_said_twice():
    request, _ = parse(QueryDict("trede=drie&trede=een&vanaf_trede=twee"), LADDER)
    assert set(request.sought["trede"]) == {"een", "twee", "drie"}
    assert request.query_string() == "trede=een&vanaf_trede=twee"


def test_a_rung_that_does_not_exist_is_a_fault():
    request, faults = parse(QueryDict("vanaf_trede=tien"), LADDER)
    assert [fault.parameter for fault in faults] == ["vanaf_trede"]
    assert request == SearchRequest()


def test_a_view_stays_in_the_address_and_the_list_does_not():
    assert read("weergave=kaart")[0].query_string() == "weergave=kaart"
    assert read("weergave=lijst")[0].query_string() == ""
    assert messages("weergave=film")["weergave"] == "Kies een weergave: lijst, kaarten, kaart."


def test_where_there_is_one_view_the_address_says_none():
    request, faults = parse(QueryDict("weergave=kaart"), LABELS, views=(View.LIST,))
    assert (request, faults) == (SearchRequest(), [])


def test_a_question_that_is_too_long_is_cut_between_words():
    request, _ = read("q=" + "+".join(["woorden"] * 60))
    assert set(request.q.split()) == {"woorden"}
    assert len(request.q) <= 300


def test_fifty_values_of_a_facet_are_read_and_no_more():
    years = "&".join(f"jaar={year}" for year in range(1950, 2010))
    assert len(read(years)[0].filters["jaar"]) == 50


def test_from_a_rung_is_offered_only_where_the_ladder_is():
    request, faults = parse(QueryDict("vanaf_trede=twee"), LADDER, REGISTER_FACETS)
    assert (request, faults) == (SearchRequest(), [])


def test_each_choice_leads_to_the_request_without_it():
    request, _ = parse(QueryDict("trede=een&vanaf_trede=twee&jaar=2020&q=huis&pagina=3"), LADDER)
    found = [(s.facet.name, s.key, s.is_lowest_rung) for s in request.selections()]
    assert found == [("trede", "een", False), ("trede", "twee", True), ("jaar", "2020", False)]
    assert [s.without.query_string() for s in request.selections()] == [
        "q=huis&jaar=2020&vanaf_trede=twee",
        "q=huis&trede=een&jaar=2020",
        "q=huis&trede=een&vanaf_trede=twee",
    ]


def test_another_choice_is_added_after_the_others_and_leads_to_the_first_page():
    request = read("thema=wonen&jaar=2020&pagina=3")[0]
    more = request.with_choice("thema", "energie")
    assert more.query_string() == "thema=wonen&thema=energie&jaar=2020"
    assert request.with_choice("gemeente", "gent").filters == {
        "thema": ("wonen",), "jaar": ("2020",), "gemeente": ("gent",)
    }  # fmt: skip


def test_a_facet_loses_one_choice_or_all():
    request = read("thema=wonen&thema=energie&jaar=2020&pagina=3")[0]
    assert request.without("thema", "wonen").query_string() == "thema=energie&jaar=2020"
    assert request.without("thema").query_string() == "jaar=2020"


def test_the_words_alone_are_left_when_everything_else_is_cleared():
    asked = "q=huis&trede=een&vanaf_trede=twee&jaar=2020&sorteer=titel&per_pagina=20&weergave=kaart"
    request, _ = parse(QueryDict(f"{asked}&pagina=3"), LADDER)
    cleared = request.cleared()
    assert cleared.query_string() == "q=huis&sorteer=titel&per_pagina=20&weergave=kaart"


def test_the_second_page_is_the_same_request_further_on():
    request = read("q=huis&thema=wonen&per_pagina=20")[0]
    assert request.offset == 0
    second = request.at(2)
    assert second.offset == 20
    assert second == replace(request, page=2)
    assert second.query_string() == "q=huis&thema=wonen&per_pagina=20&pagina=2"


def test_rungs_that_are_all_above_one_are_no_choices_of_their_own():
    request, _ = parse(QueryDict("trede=drie&vanaf_trede=twee&jaar=2020"), LADDER)
    assert request.filters == {"jaar": ("2020",)}
