"""What the search page says in every state, drawn from a response as `search` makes it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from search.engines.protocol import Sort
from search.query.request import Fault, SearchRequest
from search.results.response import Chip, FacetValue, FacetView, Label, Result, SearchResponse
from tests.pages.portal import Portal
from tests.pages.reading import headings, read, text

pytestmark = pytest.mark.django_db


def result(**values: Any) -> Result:
    usual: Mapping[str, Any] = {
        "id": "1", "kind": "praktijk", "kind_label": "Inspiratiekaart", "title": "Een <b>",
        "title_html": "Een <mark>&lt;b&gt;</mark>", "url": "/een/", "summary": "Kort.",
        "fragment_html": "Wat <mark>energie</mark> kost.", "place_label": "Gent",
        "themes": (Label("energie", "energie"),), "rung_label": "adviseren", "date": None,
        "internal": False, "is_example": False, "parent_title": "", "payload": {},
    }  # fmt: skip
    return Result(**{**usual, **values})


def facet(number: int = 2, *chosen: int, name: str = "thema") -> FacetView:
    values = tuple(FacetValue(f"t{n}", f"term {n}", number - n, n in chosen) for n in range(number))
    return FacetView(name, "Thema", values)


def draw(response: SearchResponse, **context: Any) -> BeautifulSoup:
    request = RequestFactory().get("/zoeken/")
    html = render_to_string("search/_live.html", {"response": response, **context}, request)
    return BeautifulSoup(html, "html.parser")


ASKED = SearchRequest(q="energie", sort=Sort.RELEVANCE)
FOUND = SearchResponse(ASKED, "/zoeken/", total=25, results=(result(),), facets=(facet(),))


def test_the_count_is_a_heading_and_names_the_question():
    page = draw(FOUND)
    assert text(page.h2) == "Filters"
    assert text(page.find(id="aantal")).startswith("25 resultaten voor “energie”")
    assert "1 resultaat" in text(draw(replace(FOUND, total=1)).find(id="aantal"))


def test_filters_come_before_the_results():
    page = draw(FOUND)
    order = [tag["id"] for tag in page.find_all(id=["filters", "resultaten"])]
    assert order == ["filters", "resultaten"]
    assert page.select_one(".filters__skip a")["href"] == "#resultaten"


def test_every_filter_belongs_to_the_form_and_keeps_no_old_state():
    fields = draw(FOUND).find_all(["input", "select"])
    named = [field for field in fields if field.get("name")]
    assert {field["name"] for field in named} == {"thema", "sorteer", "per_pagina"}
    assert {field["form"] for field in named} == {"zoekformulier"}
    assert {field["autocomplete"] for field in fields} == {"off"}


def test_a_filter_says_its_label_and_its_count():
    value = draw(FOUND).select_one(".value")
    assert value.label["for"] == value.input["id"] == "thema-t0"
    assert text(value.label) == "Term 0 2 items"


def test_chosen_filters_stand_open_and_are_counted():
    page = draw(
        replace(FOUND, facets=(facet(2), facet(2), facet(3, 1, name="doelgroep"), facet(2)))
    )
    lists = page.select("details.facet")
    assert [box.has_attr("open") for box in lists] == [True, True, True, False]
    assert text(lists[2].summary) == "Thema 1 gekozen"
    assert page.select_one("#doelgroep-t1").has_attr("checked")


def test_a_long_list_folds_and_can_be_searched():
    page = draw(replace(FOUND, facets=(facet(12),)))
    assert text(page.select_one(".facet__rest summary")) == "Toon meer (4) in de lijst Thema"
    assert len(page.select(".facet__rest .value")) == 4
    assert not page.select_one("[data-vind]").has_attr("name")
    assert not draw(FOUND).select("[data-vind]")


def test_a_chip_says_what_it_removes():
    chip = Chip("Thema", "energie <3", "/zoeken/", ASKED)
    page = draw(replace(FOUND, chips=(chip,)))
    link = page.select_one("a.chip")
    assert text(link) == "Verwijder filter Thema: energie <3 ×"
    assert link["href"] == "/zoeken/?q=energie"
    assert text(page.select_one(".chips__clear")) == "Wis alles"
    assert page.select_one(".chips__clear")["href"] == "/zoeken/?q=energie"


def test_the_usual_order_stays_out_of_the_address():
    options = draw(FOUND).select("#sorteer option")
    assert [option["value"] for option in options] == ["", "nieuwste", "oudste", "titel"]
    assert options[0].has_attr("selected")


def test_a_result_is_marked_and_nothing_of_it_is_run():
    item = draw(FOUND).select_one(".result")
    assert str(item.h3.a) == '<a href="/een/">Een <mark>&lt;b&gt;</mark></a>'
    assert text(item.select_one(".result__text")) == "Wat energie kost."
    assert text(item.select_one(".meta")) == "Gent Adviseren Energie"


def test_what_is_internal_or_invented_carries_a_label():
    plain = draw(FOUND).select(".flag")
    flags = draw(replace(FOUND, results=(result(internal=True, is_example=True),))).select(".flag")
    assert plain == []
    assert [text(flag) for flag in flags] == ["Voorbeeld", "Intern"]


def test_a_recommendation_names_its_advice_and_is_not_said_twice():
    told = "Geef een meter."
    found = result(kind="aanbeveling", title=told, summary=told, parent_title="Advies energie")
    item = draw(replace(FOUND, results=(found,))).select_one(".result")
    assert text(item.select_one(".result__parent")) == "Uit het advies: Advies energie"
    assert not item.select(".result__text")


def test_it_says_when_no_item_held_all_words():
    said = "Geen item bevat al deze woorden. Je ziet items die er dicht bij komen."
    assert said in text(draw(replace(FOUND, relaxed=True)))
    assert said not in text(draw(FOUND))


def test_pages_tell_where_you_are():
    page = draw(replace(FOUND, request=ASKED.at(2)))
    current = page.select(".pages [aria-current=page]")
    assert [text(link) for link in current] == ["Pagina 2"]
    assert page.select_one("a[rel=next]")["href"] == "/zoeken/?q=energie&pagina=3#resultaten"
    assert page.select_one("a[rel=prev]")["href"] == "/zoeken/?q=energie#resultaten"


def test_no_result_offers_to_drop_a_filter():
    chip = Chip("Thema", "energie", "/zoeken/", ASKED)
    nothing = replace(FOUND, total=0, results=(), chips=(chip,), drops=(chip,))
    page = draw(nothing)
    assert text(page.find(id="aantal")) == "Niets gevonden"
    links = {text(link): link["href"] for link in page.select(".nothing a")}
    assert links["Pas je zoekwoorden aan"] == "#q"
    assert links["Zoek zonder “energie”"] == "/zoeken/?q=energie"
    assert page.select(".facet"), "the filters stay within reach"


def test_a_page_past_the_end_leads_back():
    page = draw(replace(FOUND, request=ASKED.at(9), results=()))
    assert "Zo veel pagina’s zijn er niet" in text(page.select_one(".nothing"))
    assert page.select_one(".nothing a")["href"] == "/zoeken/?q=energie#resultaten"


def test_errors_are_said_in_their_sentences():
    faults = (Fault("pagina", "‘abc’ is geen getal."),)
    alert = draw(replace(FOUND, errors=faults)).find(role="alert")
    assert text(alert) == (
        "Een deel van je zoekvraag klopt niet. We zochten met de rest. ‘abc’ is geen getal."
    )


def test_without_an_engine_the_newest_items_are_there(portal: Portal):
    page = draw(SearchResponse(SearchRequest(), "/zoeken/", unavailable=True), newest=[portal.card])
    assert text(page.find(id="aantal")) == "Zoeken lukt nu even niet"
    assert portal.card.title in headings(page)
    assert not page.select("#filters")


def test_without_scripts_a_button_applies_the_filters(portal: Portal, client: Client):
    page = read(client, "/zoeken/?q=energie&thema=energie")
    assert "Filters toepassen" in text(page.select_one(".filters__apply.without-live button"))
    form = page.find(id="zoekformulier")
    assert (form["method"], form["action"]) == ("get", "/zoeken/")
    assert page.find(id="q")["value"] == "energie"


def test_a_second_skip_link_leads_to_the_results(portal: Portal, client: Client):
    page = read(client, "/zoeken/")
    links = {text(link): link["href"] for link in page.select(".skip-link")}
    assert links == {"Naar de inhoud": "#inhoud", "Naar resultaten": "#resultaten"}
    assert page.find(id="melding")["role"] == "status"


def test_a_live_answer_is_only_the_part_that_changes(portal: Portal, client: Client):
    answer = client.get("/zoeken/?q=energie", headers={"hx-request": "true"})
    piece = BeautifulSoup(answer.content, "html.parser")
    assert [tag.get("id") for tag in piece.find_all(recursive=False)] == [None, "live"]
    assert text(piece.title) == "energie – Zoeken – Armoedegeheugen"
    assert answer["HX-Push-Url"] == "/zoeken/?q=energie"
