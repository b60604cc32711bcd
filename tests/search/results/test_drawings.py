"""What the search page draws of a response: the ladder, the years, the map. Without a database."""

from search.facets.labels import Labels
from search.query.request import SearchRequest, View
from search.results.histogram import HEIGHT, MOST, histogram
from search.results.ladder import ladder
from search.results.place_map import on_map
from search.results.response import FacetValue, FacetView, SearchResponse

RUNGS = {"informeren": "Informeren", "adviseren": "Adviseren", "meebeslissen": "Meebeslissen"}
LABELS = Labels(names={"trede": RUNGS}, today={}, parents={}, former={})


NOTHING = SearchRequest()


def drawn(request: SearchRequest = NOTHING, **counts: int):
    chosen = request.sought.get("trede", ())
    values = tuple(FacetValue(k, k, n, k in chosen) for k, n in counts.items())
    response = SearchResponse(request, "/zoeken/")
    return ladder(FacetView("trede", "Trede", values), response, LABELS)


def test_every_rung_has_its_place_the_highest_on_top():
    ladder_ = drawn(adviseren=3, onbekend=2)
    assert [rung.value.key for rung in ladder_.rungs] == list(reversed(RUNGS))
    assert [rung.value.count for rung in ladder_.rungs] == [0, 3, 0]
    assert ladder_.unknown is not None
    assert ladder_.unknown.count == 2


def test_a_rung_counts_what_is_on_it_and_above():
    assert [rung.above for rung in drawn(informeren=1, adviseren=3, meebeslissen=5).rungs] == [
        5,
        8,
        9,
    ]


def test_from_a_rung_takes_the_place_of_the_ticks_above_it():
    asked = SearchRequest(q="huur", filters={"trede": ("informeren", "meebeslissen")})
    rung = drawn(asked, adviseren=3).rungs[1]
    assert rung.url.startswith("/zoeken/?q=huur&trede=informeren&vanaf_trede=adviseren")
    assert not rung.within


def test_the_rung_that_is_asked_for_leads_back():
    asked = SearchRequest(rungs=("adviseren", "meebeslissen"))
    top, start, below = drawn(asked, adviseren=3).rungs
    assert (top.within, start.within, below.within) == (True, True, False)
    assert (top.start, start.start) == (False, True)
    assert start.url == "/zoeken/"
    assert top.url == "/zoeken/?vanaf_trede=meebeslissen"


def years(**counts: int) -> FacetView:
    values = (FacetValue(year.strip("y"), year, n, n == 9) for year, n in counts.items())
    return FacetView("jaar", "Jaar", tuple(values))


def test_years_without_anything_keep_their_place():
    picture = histogram(years(y2020=4, y2018=8, y2023=1, onbekend=7))
    assert picture is not None
    assert [bar.year for bar in picture.bars] == list(range(2018, 2024))
    assert [bar.height for bar in picture.bars] == [HEIGHT, 0, HEIGHT // 2, 0, 0, 8]
    assert all(bar.y + bar.height == HEIGHT for bar in picture.bars)


def test_one_stray_year_does_not_press_the_rest_together():
    picture = histogram(years(y1900=1, y2022=3, y2023=1))
    assert picture is not None
    assert len(picture.bars) == MOST


def test_two_years_need_no_picture():
    assert histogram(years(y2020=4, y2018=8)) is None


def found(*values: FacetValue, **filters: tuple[str, ...]) -> SearchResponse:
    request = SearchRequest(filters=filters)
    return SearchResponse(request, "/zoeken/", facets=(FacetView("gemeente", "Gemeente", values),))


def test_what_has_no_place_on_the_map_stands_apart(monkeypatch):
    monkeypatch.setattr(
        "search.results.place_map._coordinates", lambda values: {"gent": (3.7, 51.05)}
    )
    gent, wide = FacetValue("gent", "Gent", 4, False), FacetValue("bovenlokaal", "Wijd", 2, False)
    drawing = on_map(found(gent, wide))
    assert [spot.label for spot in drawing.spots] == ["Gent"]
    assert [(row.label, row.count, row.url) for row in drawing.rows] == [
        ("Gent", 4, "/zoeken/?gemeente=gent")
    ]
    assert [row.label for row in drawing.beyond] == ["Wijd"]


def test_places_that_were_not_chosen_are_faint_and_in_no_table(monkeypatch):
    coordinates = {"gent": (3.7, 51.05), "aalst": (4.04, 50.94)}
    monkeypatch.setattr("search.results.place_map._coordinates", lambda values: coordinates)
    values = (FacetValue("gent", "Gent", 4, True), FacetValue("aalst", "Aalst", 9, False))
    drawing = on_map(found(*values, gemeente=("gent",)))
    assert [row.label for row in drawing.rows] == ["Gent"]
    assert {spot.label: spot.faint for spot in drawing.spots} == {"Gent": False, "Aalst": True}


def test_a_year_with_one_item_is_seen_beside_one_with_a_thousand():
    picture = histogram(years(y2020=1_000, y2021=1, y2022=500))
    assert [bar.height for bar in picture.bars] == [HEIGHT, 3, HEIGHT // 2]


def test_a_place_without_results_is_in_no_table_and_a_place_leads_to_its_list(monkeypatch):
    monkeypatch.setattr("search.results.place_map._coordinates", lambda values: {})
    values = (FacetValue("gent", "Gent", 0, True), FacetValue("aalst", "Aalst", 3, True))
    request = SearchRequest(filters={"gemeente": ("gent", "aalst")}, view=View.MAP)
    facets = (FacetView("gemeente", "Gemeente", values),)
    drawing = on_map(SearchResponse(request, "/zoeken/", facets=facets))
    assert [(row.label, row.url) for row in drawing.rows] == [("Aalst", "/zoeken/?gemeente=aalst")]


def test_a_place_on_the_map_takes_the_place_of_the_chosen_one(monkeypatch):
    coordinates = {"gent": (3.7, 51.05), "aalst": (4.04, 50.94)}
    monkeypatch.setattr("search.results.place_map._coordinates", lambda values: coordinates)
    values = (FacetValue("gent", "Gent", 4, True), FacetValue("aalst", "Aalst", 9, False))
    drawing = on_map(found(*values, gemeente=("gent",)))
    assert [spot.url for spot in drawing.spots] == [
        "/zoeken/?gemeente=gent", "/zoeken/?gemeente=aalst",
    ]  # fmt: skip
