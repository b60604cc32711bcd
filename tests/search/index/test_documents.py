"""What a document of the index holds, and the order in which documents of one day stand."""

from datetime import UTC, date, datetime

import pytest

from armoedegeheugen.models import PolicyAdvice
from search.engines.protocol import Document
from search.index import documents
from search.index.documents import FAR_FUTURE, TITLE_LENGTH, build, checksum, shorten
from tests.world import World


def of(page: object) -> Document:
    return build(page, documents.BUILDERS[type(page)](page), restricted=False)


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("een twee drie", 13, "een twee drie"),
        ("een twee drie", 12, "een twee…"),
        ("een twee, drie", 10, "een twee…"),
        ("een twee; : drie", 13, "een twee…"),
        ("Xantippe X drie", 12, "Xantippe X…"),
        ("eentweedrie", 5, "eentw…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_two_words(text: str, length: int, short: str):
    assert shorten(text, length) == short


def test_a_recommendation_is_named_by_the_first_letters_of_its_text(world: World):
    long = "Bouw meer sociale woningen in elke gemeente. " * 6
    (asked,) = world.advice(recommendations=(long,)).recommendations.all()
    source = documents.recommendation(asked)
    assert source.title == shorten(" ".join(long.split()), TITLE_LENGTH)
    assert len(source.title) <= TITLE_LENGTH + 1
    assert (source.summary, source.body) == (" ".join(long.split()),) * 2


def test_items_of_one_day_have_each_a_place_of_their_own(world: World):
    advice = world.advice(recommendations=("Bouw huizen.", "Verlaag de huur."))
    pages = [world.practice(f"Kaart {number}") for number in range(3)]
    sources = [
        *(documents.BUILDERS[type(page)](page) for page in [advice, *pages]),
        *map(documents.recommendation, advice.recommendations.all()),
    ]
    assert len({source.tie for source in sources}) == len(sources)
    ties = [documents.practice_card(page).tie for page in pages]
    assert ties == sorted(ties)
    # A page and a recommendation may have the same key; they still have no place in common.
    first = advice.recommendations.first()
    assert documents.recommendation(first).tie - 2 * first.pk == 1
    assert documents.practice_card(pages[0]).tie == 2 * pages[0].pk


def test_the_day_decides_the_order_and_items_without_one_stand_last(world: World):
    old = of(world.practice("Oud", date=date(2001, 1, 1)))
    new = of(world.practice("Nieuw", date=date(2024, 1, 1)))
    same = of(world.practice("Even nieuw", date=date(2024, 1, 1)))
    undated = of(world.practice("Zonder dag"))
    shuffled = [undated, same, old, new]
    assert sorted(shuffled, key=lambda one: -one.newest) == [new, same, old, undated]
    assert sorted(shuffled, key=lambda one: one.oldest) == [old, new, same, undated]


def test_an_item_without_a_date_is_of_the_first_day_of_its_first_year(world: World):
    page = world.practice(period_from=2010, period_until=2012)
    assert documents.item_date(page) == date(2010, 1, 1)
    assert of(page).keys["jaar"] == ("2010",)
    page.date = date(2011, 5, 6)
    assert documents.item_date(page) == date(2011, 5, 6)


def test_an_item_is_visible_between_its_moments_or_always(world: World):
    page = world.practice()
    assert (of(page).visible_from, of(page).visible_until) == (0, FAR_FUTURE)
    page.go_live_at = datetime(2024, 1, 1, tzinfo=UTC)
    page.expire_at = datetime(2025, 1, 1, tzinfo=UTC)
    begin, end = int(page.go_live_at.timestamp()), int(page.expire_at.timestamp())
    assert (of(page).visible_from, of(page).visible_until) == (begin, end)


def test_the_checksum_changes_with_whatever_changes(world: World):
    page = world.practice()
    before = of(page)
    assert before.payload[documents.CHECKSUM] == of(page).payload[documents.CHECKSUM]
    assert len(before.payload[documents.CHECKSUM]) == 16
    page.title = "Een ander café"
    assert of(page).payload[documents.CHECKSUM] != before.payload[documents.CHECKSUM]
    assert checksum(of(page)) != checksum(before)


def test_parts_of_compounds_in_the_title_count_for_more_than_those_in_a_text(world: World):
    parts = of(world.practice("Huurdersraad", teaser="Kort.")).texts["delen"].split()
    assert parts.count("raad") == 3
    parts = of(world.practice("Kort", teaser="Huurdersraad")).texts["delen"].split()
    assert parts.count("raad") == 1


def test_rich_text_becomes_its_words_with_a_paragraph_on_a_line():
    html = '<p>Een &amp; <b>twee</b></p><ul><li>drie</li></ul><p><a linktype="page">vier</a></p>'
    assert documents._plain(html) == "Een & twee\ndrie\nvier"
    assert documents._plain("<script>alert(1)</script>een<br/>twee") == "alert(1)een\ntwee"


def test_an_advice_is_searched_by_its_recommendations_and_they_by_their_advice(world: World):
    advice = world.advice("Advies over wonen", recommendations=("Bouw huizen.",))
    assert "Bouw huizen." in documents.policy_advice(advice).body
    (asked,) = PolicyAdvice.objects.get(pk=advice.pk).recommendations.all()
    document = build(advice, documents.recommendation(asked), restricted=False)
    assert document.texts["titel"] == document.texts["namen"] == ""
    assert document.texts[documents.BEGINNINGS] == ""
    assert "advies" in document.texts["tekst"].split()
    assert document.payload["ouder"] == "Advies over wonen"
