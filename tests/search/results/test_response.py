"""From answer to what is shown, without a database."""

from datetime import date

from search.engines.protocol import Answer, Audience, Hit, Query, Sort
from search.facets.labels import Labels
from search.pipeline import State
from search.query.parser import parse
from search.query.request import Fault, SearchRequest
from search.results.presenter import present, unavailable
from search.searcher import Searcher

PATH = "/zoeken/"
LABELS = Labels(
    names={
        "soort": {"praktijk": "Inspiratiekaart", "advies": "Beleidsadvies"},
        "thema": {"wonen": "Wonen", "huren": "Huren", "kopen": "Kopen", "werk": "Werk"},
        "gemeente": {"merelbeke-melle": "Merelbeke-Melle"},
        "provincie": {},
        "trede": {"informeren": "Informeren", "adviseren": "Adviseren"},
        "doelgroep": {},
        "vereniging": {},
        "hindernis": {},
    },
    today={"melle": "merelbeke-melle"},
    parents={"huren": "wonen", "kopen": "wonen"},
    former={"melle": "Melle"},
)
PAYLOAD = {
    "titel": "Warm <huis>",
    "url": "/warm-huis/",
    "samenvatting": "Over energie.",
    "tekst": "Meer over energie.",
    "plaats": "melle",
    "themas": ["huren"],
    "trede": "adviseren",
    "datum": "2024-03-01",
    "voorbeeld": True,
    "intern": False,
    "ouder": "",
}


HIT = Hit("praktijk-7", 1.0, PAYLOAD)


SEARCHER = Searcher(None, Audience.PUBLIC, LABELS, now=1_700_000_000)


def shown(request=None, total=1, hits=(HIT,), facets=None, **values):
    request = request or SearchRequest()
    answer = Answer(total, tuple(hits), facets or {})
    state = State(request, SEARCHER, question=parse(request.q), answer=answer, **values)
    return present(state, PATH)


def keys(response, facet: str) -> list[str]:
    return [v.key for view in response.facets if view.name == facet for v in view.values]


def test_result_carries_labels_and_the_name_of_its_day():
    (result,) = shown().results
    assert (result.id, result.kind, result.kind_label) == ("7", "praktijk", "Inspiratiekaart")
    assert result.place_label == "Melle"
    assert result.themes[0].label == "Huren"
    assert result.rung_label == "Adviseren"
    assert result.date == date(2024, 3, 1)
    assert result.is_example


def test_title_is_escaped():
    assert shown().results[0].title_html == "Warm &lt;huis&gt;"


def test_what_stands_in_two_places_is_plainly_apart():
    told = PAYLOAD | {"tekst": "Ik zag energie.\neen buur\n \nWij zagen haar ook."}
    (result,) = shown(hits=[Hit("dossier-8", 1.0, told)]).results
    assert result.fragment_html == (
        "Over energie. … Ik zag energie. … een buur … Wij zagen haar ook."
    )


def test_themes_stand_under_their_main_theme():
    counts = {"thema": {"huren": 1, "werk": 3, "kopen": 2, "wonen": 2, "onbekend": 9}}
    assert keys(shown(facets=counts), "thema") == ["werk", "wonen", "kopen", "huren", "onbekend"]


def test_rungs_stand_in_the_order_of_the_ladder():
    counts = {"trede": {"adviseren": 9, "informeren": 1}}
    assert keys(shown(facets=counts), "trede") == ["informeren", "adviseren"]


def test_years_stand_newest_first_and_unknown_last():
    counts = {"jaar": {"2019": 5, "onbekend": 7, "2024": 1}}
    assert keys(shown(facets=counts), "jaar") == ["2024", "2019", "onbekend"]


def test_a_chosen_value_is_shown_at_zero():
    request = SearchRequest(filters={"thema": ("werk",)})
    (value,) = next(v for v in shown(request).facets if v.name == "thema").values
    assert (value.key, value.count, value.selected) == ("werk", 0, True)


def test_each_chip_leads_to_the_search_without_it():
    request = SearchRequest("energie", {"thema": ("wonen", "werk")}, Sort.RELEVANCE, page=3)
    urls = [chip.url for chip in shown(request).chips]
    assert urls == ["/zoeken/?q=energie&thema=werk", "/zoeken/?q=energie&thema=wonen"]


def test_clearing_keeps_the_question():
    request = SearchRequest("energie", {"thema": ("wonen",)}, Sort.RELEVANCE)
    assert shown(request).clear_url == "/zoeken/?q=energie"


def test_filters_are_offered_for_dropping_only_where_nothing_is_found():
    request = SearchRequest(filters={"thema": ("wonen",)})
    assert shown(request).drops == ()
    assert len(shown(request, total=0, hits=()).drops) == 1


def test_page_links_leave_gaps_and_mark_the_current():
    response = shown(SearchRequest(page=6), total=120)
    assert [link.number for link in response.page_links] == [1, None, 4, 5, 6, 7, 8, None, 12]
    assert [link.number for link in response.page_links if link.current] == [6]
    assert (response.first, response.last) == (51, 51)


def test_a_page_past_the_end_leads_back_to_the_last():
    response = shown(SearchRequest(page=99), total=25, hits=())
    assert response.previous_url == "/zoeken/?pagina=3"
    assert response.next_url == ""


def test_relevance_is_offered_only_with_words():
    assert "relevantie" not in [choice.key for choice in shown().sorts]
    request = SearchRequest("energie", sort=Sort.RELEVANCE)
    assert "relevantie" in [choice.key for choice in shown(request).sorts]


def test_without_an_engine_the_choices_remain():
    request = SearchRequest("energie", {"thema": ("wonen",)}, Sort.RELEVANCE)
    response = unavailable(request, LABELS, PATH, (Fault("pagina", "Fout."),))
    assert response.unavailable
    assert len(response.chips) == len(response.errors) == 1


def test_a_chosen_child_theme_stays_where_nothing_is_found():
    response = shown(SearchRequest(filters={"thema": ("huren",)}), total=0, hits=())
    (value,) = next(view.values for view in response.facets if view.name == "thema")
    assert (value.key, value.level, value.selected) == ("huren", 0, True)


def lacking(*missing: tuple[int, ...], **request):
    hits = [Hit(f"praktijk-{n}", 1.0, PAYLOAD, ranks) for n, ranks in enumerate(missing)]
    return shown(SearchRequest("tuin huis geld", **request), hits=hits)


def test_only_words_that_all_partial_results_lack_were_let_go():
    assert lacking((), (0, 2), (1, 2)).let_go == ("geld",)
    assert lacking((), (0,), (1,)).let_go == ()
    assert lacking(()).let_go == ()


def test_whole_and_partial_results_are_apart_and_ranked_through():
    response = lacking((), (0,), (1,), page=2)
    assert [len(response.whole), len(response.partial)] == [1, 2]
    assert (response.first, response.partial_first, response.last) == (11, 12, 13)


def test_words_beyond_those_that_were_written_are_not_told_as_missing():
    assert lacking((0, 3)).results[0].missing == ("tuin",)


def test_a_suggestion_and_another_view_begin_at_the_first_page():
    request = SearchRequest("enregie", {"thema": ("wonen",)}, Sort.RELEVANCE, page=3)
    response = shown(request, suggestion="energie")
    assert response.suggestion_url == "/zoeken/?q=energie&thema=wonen"
    assert [view.url for view in response.views] == [
        "/zoeken/?q=enregie&thema=wonen",
        "/zoeken/?q=enregie&thema=wonen&weergave=kaarten",
        "/zoeken/?q=enregie&thema=wonen&weergave=kaart",
    ]


def test_values_by_count_go_by_label_where_counts_are_equal_and_unknown_is_last():
    counts = {"thema": {"werk": 2, "onbekend": 9, "wonen": 2}}
    assert keys(shown(facets=counts), "thema") == ["werk", "wonen", "onbekend"]
    counts = {"trede": {"onbekend": 9, "informeren": 1}}
    assert keys(shown(facets=counts), "trede") == ["informeren", "onbekend"]


def test_relaxed_is_said_only_of_something_that_was_found():
    query = Query(0, parse("tuin huis").words, minimum=1)
    assert shown(query=query).relaxed
    assert not shown(query=query, total=0, hits=()).relaxed
