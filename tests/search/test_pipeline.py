"""What people mean is found: two sets, words let go, slips of the pen, the everyday examples."""

import pytest

from armoedegeheugen.management.commands.load_vocabularies import DIRECTORY
from search.admin import synonyms_file
from search.index import sync
from search.models import Synonym
from search.query import index_vocabulary
from tests import world as making


@pytest.fixture
def ask(client):
    def ask(q: str, **params: object):
        sync.sync_all()
        index_vocabulary.refresh(now=True)
        return client.get("/api/v1/zoeken/", {"q": q, **params}).json()

    return ask


def titles(answer) -> list[str]:
    return [result["titel"] for result in answer["resultaten"]]


def missing(answer) -> list[list[str]]:
    return [result["ontbreekt"] for result in answer["resultaten"]]


def counts(answer, facet: str) -> dict[str, int]:
    return {value["waarde"]: value["aantal"] for value in answer["facetten"][facet]}


def test_what_holds_most_words_comes_after_what_holds_them_all(world, ask):
    world.practice("Tuin")
    world.practice("Tuin met ouderen", teaser="Elke week samen.")
    world.practice("Ouderen")
    found = ask("tuin ouderen")
    assert titles(found)[0] == "Tuin met ouderen"
    assert sorted(titles(found)[1:]) == ["Ouderen", "Tuin"]
    assert missing(found)[0] == []
    assert sorted(missing(found)[1:]) == [["ouderen"], ["tuin"]]


def test_counts_speak_of_those_with_all_words_and_otherwise_of_the_others(world, ask):
    energie, wonen = making.theme("Energie"), making.theme("Wonen")
    world.practice("Tuin met ouderen", themes=[energie])
    world.practice("Tuin", themes=[wonen])
    both = ask("tuin ouderen")
    assert (both["totaal"], both["totaal_meeste_woorden"]) == (1, 1)
    assert counts(both, "thema") == {"energie": 1}
    one = ask("tuin ouderen", thema="wonen")
    assert (one["totaal"], one["alle_woorden"]) == (1, False)
    assert counts(one, "thema") == {"energie": 1, "wonen": 1}
    assert missing(one) == [["ouderen"]]


def test_pages_go_through_both_sets_and_hold_each_item_once(world, ask):
    for number in range(12):
        world.practice(f"Tuin met ouderen {number}")
    for number in range(15):
        world.practice(f"Tuin {number}")
    pages = [ask("tuin ouderen", pagina=page) for page in (1, 2, 3, 4)]
    assert [len(page["resultaten"]) for page in pages] == [10, 10, 7, 0]
    assert [page["totaal_meeste_woorden"] for page in pages] == [None, 15, 15, 15]
    found = [title for page in pages for title in titles(page)]
    assert len(set(found)) == 27
    assert all("ouderen" in title for title in found[:12])


@pytest.mark.parametrize("size", [10, 20])
def test_both_sets_are_in_order_of_what_the_best_are_about_on_every_page(world, ask, size):
    energie, wonen = making.theme("Energie"), making.theme("Wonen")
    below = making.theme("Isolatie", parent=wonen)
    for number in range(6):
        world.practice(f"Tuin met ouderen {number}", themes=[below])
    for number in range(6):
        world.practice(f"Ook een tuin met ouderen {number}", themes=[energie])
    for number in range(12):
        world.practice(f"Tuin {number}", themes=[energie])
        world.practice(f"Een tuin voor iedereen {number}", themes=[wonen])
    numbers = range(1, 40 // size + 1)
    found = [
        t for page in numbers for t in titles(ask("tuin ouderen", pagina=page, per_pagina=size))
    ]
    assert len(set(found)) == 36
    assert all(title.startswith("Tuin met ouderen") for title in found[:6])
    # Shorter titles score more; what is filed as the best are comes before them.
    assert all(title.startswith("Een tuin") for title in found[12:20])


@pytest.mark.parametrize("sort", ["relevantie", "nieuwste", "oudste", "titel"])
def test_the_sets_stay_apart_in_every_order(world, ask, sort):
    for title in ("Aa tuin", "Bb tuin met ouderen", "Cc tuin", "Dd ouderen in de tuin"):
        world.practice(title)
    assert [bool(words) for words in missing(ask("tuin ouderen", sorteer=sort))] == [
        *(False, False, True, True)
    ]


def test_a_rare_word_counts_for_more(world, ask):
    for number in range(25):
        world.practice(f"Overleg {number}")
    for number in range(3):
        world.practice(f"Schimmel {number}")
    found = ask("overleg schimmel")
    assert (found["totaal"], found["alle_woorden"]) == (3, False)
    assert missing(found) == [["overleg"]] * 3


def test_where_nothing_holds_half_any_word_will_do(world, ask):
    world.practice("Tuin")
    found = ask("tuin zwembad ruimtevaart boerderij kermis")
    assert titles(found) == ["Tuin"]


def test_words_that_say_nothing_are_left_out_and_named(world, ask):
    world.practice("Mensen betrekken in het beleid")
    found = ask("hoe mensen betrekken bij beleid?")
    assert (found["totaal"], found["niet_gezocht"]) == (1, ["hoe", "bij"])


def test_niet_and_zonder_are_never_left_out(world, ask):
    world.practice("Wonen zonder huis")
    world.practice("Wonen in een huis")
    found = ask("wonen zonder")
    assert (found["totaal"], titles(found)[0]) == (1, "Wonen zonder huis")


def test_of_finds_either(world, ask):
    world.practice("Hulp bij schulden")
    world.practice("Hulp met je budget")
    world.practice("Hulp aan huis")
    assert ask("hulp schulden OF budget")["totaal"] == 2
    assert ask('hulp "aan huis" OF budget')["totaal"] == 2


def test_a_slip_of_the_pen_finds_what_was_meant(world, ask):
    world.practice("Samen aan armoedebestrijding")
    world.practice("Iets anders")
    found = ask("armoedebestriding")
    assert titles(found) == ["Samen aan armoedebestrijding"]
    assert found["suggestie"] == "armoedebestrijding"


def test_a_slip_in_one_part_of_a_compound_too(world, ask):
    world.practice("Armoede bestrijden", teaser="De bestrijding van armoede.")
    found = ask("armoedebestriding")
    assert titles(found) == ["Armoede bestrijden"]
    assert found["suggestie"] == "armoedebestrijding"


def test_what_was_meant_is_offered_with_the_rest_of_the_question(world, ask):
    world.practice("De huurdersraad van Leuven")
    found = ask('"van Leuven" huurdesraad -gent')
    assert found["suggestie"] == '"van Leuven" huurdersraad -gent'


@pytest.mark.parametrize("q", ["tuin", "tuinen", "zwembad", "qqqqqqqq", "Gnt", "12345", ""])
def test_a_good_word_or_one_that_is_near_to_nothing_is_left_alone(world, ask, q):
    world.practice("Tuin voor iedereen")
    assert ask(q)["suggestie"] is None


def test_a_place_that_has_no_items_is_not_taken_for_another(world, ask):
    world.practice("Wonen", municipality=making.municipality("Gent"))
    making.municipality("Genk")
    assert titles(ask("Genk")) == []
    assert ask("Genk")["suggestie"] is None


def test_an_offer_never_finds_nothing(world, ask, client):
    """The only item with the word is gone since the vocabulary was read."""
    page = world.practice("Samen aan armoedebestrijding")
    ask("iets")
    page.unpublish()
    sync.sync_all()
    answer = client.get("/api/v1/zoeken/", {"q": "armoedebestriding"}).json()
    assert (answer["totaal"], answer["suggestie"]) == (0, None)


def test_nothing_internal_is_offered_to_anyone(world, ask, client):
    world.practice("Het kruisverhoor", under=world.inside)
    world.practice("Tuin")
    assert ask("kruisverhor")["suggestie"] is None
    client.force_login(making.staff())
    assert ask("kruisverhor")["suggestie"] is None


CORPUS = {
    "Klanten denken mee": "De sociale dienst en cliëntparticipatie: mensen betrokken bij beleid.",
    "Weer ademen": "Hulp voor wie in de rode cijfers zit: schuldbemiddeling in vijf stappen.",
    "De raad aan zet": "Wat de raad voor maatschappelijk welzijn met een voorstel doet.",
    "Een stad zonder armoede": "Een plan voor armoedebestrijding met alle diensten.",
    "Kinderen op de fiets": "Een fiets voor elk kind, ook zonder geld.",
    "Moestuin in de wijk": "Groenten kweken met de buren, elke woensdag.",
    "Een raad van jongeren": "Jongeren praten mee over sport en vrije tijd.",
}


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("hoe mensen betrekken bij beleid", "Klanten denken mee"),
        ("schuldhulp", "Weer ademen"),
        ("clienten", "Klanten denken mee"),
        ("cliënten", "Klanten denken mee"),
        ("armoedebestriding", "Een stad zonder armoede"),
        ("OCMW raad", "De raad aan zet"),
        ("ocmw-raad", "De raad aan zet"),
        ("gebruikersparticipatie", "Klanten denken mee"),
    ],
)
def test_what_people_ask_finds_its_item_first(world, ask, q, title):
    synonyms_file.load(DIRECTORY, update=False, if_empty=False)
    assert Synonym.objects.exists()
    for name, teaser in CORPUS.items():
        world.practice(name, teaser=teaser)
    assert titles(ask(q))[0] == title


def subject(world) -> None:
    """One item says *tandarts*; another is about the same in other words, a third is not."""
    world.practice("Naar de tandarts", teaser="Een gaaf gebit zonder grote factuur.")
    world.practice("Een gaaf gebit", teaser="Poetsen leer je samen, zonder grote factuur.")
    world.practice("Fietsen", teaser="Een fiets lenen in de wijk.")


def test_where_little_is_found_what_is_on_the_same_subject_follows_apart(world, ask):
    subject(world)
    found = ask("tandarts")
    assert titles(found) == ["Naar de tandarts"]
    assert [item["titel"] for item in found["verwant"]] == ["Een gaaf gebit"]
    assert found["totaal"] == 1


@pytest.mark.parametrize(
    "params",
    [
        {"q": '"naar de tandarts"'},
        {"q": "tandarts -fiets"},
        {"q": "tandarts", "sorteer": "nieuwste"},
        {"q": "tandarts", "pagina": 2},
        {"q": "zeppelin"},
        {"q": ""},
    ],
)
def test_who_says_exactly_what_is_wanted_gets_no_more(world, ask, params):
    subject(world)
    assert ask(**params)["verwant"] == []


def test_what_is_on_the_same_subject_obeys_the_filters(world, ask):
    zorg = making.theme("Zorg")
    subject(world)
    world.practice("Bang van de tandarts", teaser="Een gaaf gebit.", themes=[zorg])
    world.practice("Een gaaf gebit voor kleuters", teaser="Samen poetsen.", themes=[zorg])
    found = ask("tandarts", thema="zorg")
    assert [item["titel"] for item in found["verwant"]] == ["Een gaaf gebit voor kleuters"]


def test_the_same_words_on_another_theme_are_another_subject(world, ask):
    zorg, reizen = making.theme("Zorg"), making.theme("Reizen")
    world.practice("Naar de tandarts", teaser="Een gaaf gebit.", themes=[zorg])
    world.practice("Een gaaf gebit", teaser="Samen poetsen.", themes=[zorg])
    world.practice("Een gaaf gebit op reis", teaser="Samen weg.", themes=[reizen])
    world.practice("Fietsen", teaser="Een fiets lenen in de wijk.", themes=[reizen])
    assert [item["titel"] for item in ask("tandarts")["verwant"]] == ["Een gaaf gebit"]


def test_a_page_that_is_full_has_room_for_nothing_else(world, ask):
    for number in range(10):
        world.practice(f"Naar de tandarts {number}", teaser="Een gaaf gebit.")
    world.practice("Een gaaf gebit", teaser="Samen poetsen.")
    assert ask("tandarts")["verwant"] == []


def test_the_page_shows_apart_what_is_on_the_same_subject(world, ask, client):
    subject(world)
    ask("tandarts")
    html = client.get("/zoeken/", {"q": "tandarts"}).content.decode()
    before, _, after = html.partition('id="verwant"')
    assert "Poetsen leer je samen" not in before
    assert "Poetsen leer je samen" in after


def test_what_is_filed_under_a_theme_is_found_by_the_name_of_the_one_above_it(world, ask):
    below = making.theme("Budgetmeter", parent=making.theme("Energie"))
    world.practice("Kaart opladen", themes=[below])
    advice = world.advice("Laden op zondag", recommendations=("Open een laadpunt.",))
    asked = advice.recommendations.get()
    asked.themes = [below]
    asked.save()
    found = {item["titel"] for item in ask("energie")["resultaten"]}
    assert found == {"Kaart opladen", "Open een laadpunt."}


def test_a_recommendation_is_found_by_what_its_advice_is_about_and_not_by_whom_it_is_for(
    world, ask
):
    world.advice(
        "Wat beter kan",
        teaser="Bewoners over de energiefactuur.",
        target_groups=[making.group("Huurders")],
        recommendations=("Spreek een afbetaling af.",),
    )
    titles = [item["titel"] for item in ask("energiefactuur")["resultaten"]]
    assert titles == ["Wat beter kan", "Spreek een afbetaling af."]
    assert [item["titel"] for item in ask("huurders")["resultaten"]] == ["Wat beter kan"]
