"""Follow-up in the search: its facets, and that a new entry is found at once."""

from datetime import date

import pytest
from django.db import transaction

from armoedegeheugen.models import Adoption, Feedback
from armoedegeheugen.models.choices import Execution, Position, Side
from search.facets import age_buckets
from search.fields import FACETS, REGISTER_FACETS, SEARCH_FACETS, UNKNOWN
from search.index import consistency, sync
from search.index.loader import read_items
from search.index.outbox import Item
from search.models import Entry
from tests import world as making
from tests.followup.conftest import Scene


def keys(scene: Scene, number: int = 1) -> dict[str, tuple[str, ...]]:
    item = Item("aanbeveling", str(scene.asked[number - 1].key))
    return dict(read_items([item])[item].document.keys)


def page_keys(page) -> dict[str, tuple[str, ...]]:
    item = Item(page.kind, str(page.pk))
    return dict(read_items([item])[item].document.keys)


def counts(client, facet: str, query: str = "") -> dict[str, int]:
    sync.sync_all()
    found = client.get(f"/api/v1/zoeken/?{query}").json()["facetten"][facet]
    return {value["waarde"]: value["aantal"] for value in found}


def take_over(item, name: str = "Aalst") -> Adoption:
    place = making.municipality(name)
    role = {"contact_role": "coördinator", "contact_organisation": "OCMW"}
    return Adoption.objects.create(item=item, municipality=place, year=2024, **role)


def tell(scene: Scene) -> None:
    Feedback(advice=scene.advice, date=date(2024, 5, 1), how="Samen.", by_whom="De Brug").save()


def test_before_anything_is_said(scene: Scene):
    found = keys(scene)
    assert found["opvolging"] == ("geen-antwoord",)
    assert found["uitvoering"] == (UNKNOWN,)
    assert found["uitvoerder"] == ("ocmw-gent",)
    assert found["teruggekoppeld"] == ("nee",)
    assert found["overgenomen"] == ("nee",)
    assert found["ouderdom"] == ("2024-01",)


def test_what_each_side_says_is_filed(scene: Scene):
    body = making.authority("Netbeheerder")
    scene.say(1, Position.PARTLY, execution=Execution.ONGOING, responsible=body)
    assert keys(scene)["opvolging"] == ("deels-gevolgd",)
    scene.say(1, Position.REFUSED, side=Side.ASSOCIATION, date=date(2024, 6, 1))
    found = keys(scene)
    assert found["opvolging"] == ("deels-gevolgd", "betwist")
    assert found["uitvoering"] == ("lopend",)
    assert found["uitvoerder"] == ("netbeheerder",)
    assert keys(scene, 2)["opvolging"] == ("geen-antwoord",)


def test_an_advice_is_filed_under_all_that_became_of_it(scene: Scene):
    scene.say(1, Position.PARTLY)
    scene.say(1, Position.FOLLOWED, side=Side.ASSOCIATION)
    scene.say(2, Position.FOLLOWED)
    assert page_keys(scene.advice)["opvolging"] == (
        "betwist", "deels-gevolgd", "geen-antwoord", "gevolgd",
    )  # fmt: skip


def test_who_took_over_and_who_was_told(scene: Scene):
    card, dossier = scene.world.practice(), scene.world.dossier()
    take_over(card)
    take_over(scene.advice)
    tell(scene)
    assert page_keys(card)["overgenomen"] == ("ja",)
    assert page_keys(card)["opvolging"] == (UNKNOWN,)
    assert page_keys(dossier)["overgenomen"] == (UNKNOWN,)
    assert (keys(scene)["overgenomen"], keys(scene)["teruggekoppeld"]) == (("ja",), ("ja",))


def test_the_ordinary_search_counts_and_filters(scene: Scene, client):
    scene.say(1, Position.REFUSED)
    scene.world.practice("Kaart")
    found = counts(client, "opvolging", "soort=aanbeveling")
    assert found == {"niet-gevolgd": 1, "geen-antwoord": 2}
    (hit,) = client.get("/api/v1/zoeken/?soort=aanbeveling&opvolging=niet-gevolgd").json()[
        "resultaten"
    ]
    assert hit["id"] == str(scene.asked[0].key)


def test_the_labels_stand_in_the_order_of_the_words(scene: Scene, client):
    scene.say(1, Position.PARTLY)
    scene.say(1, Position.FOLLOWED, side=Side.ASSOCIATION)
    scene.say(2, Position.FOLLOWED)
    sync.sync_all()
    found = client.get("/api/v1/zoeken/?soort=aanbeveling").json()["facetten"]["opvolging"]
    assert [value["label"] for value in found] == [
        "Gevolgd", "Deels gevolgd", "Nog geen antwoord", "Betwist door de vereniging",
    ]  # fmt: skip


@pytest.mark.parametrize("facet", [f.name for f in FACETS if not f.everywhere])
def test_what_is_the_registers_own_is_not_of_the_ordinary_search(world, client, facet):
    assert facet not in {shown.name for shown in SEARCH_FACETS}
    assert facet in {shown.name for shown in REGISTER_FACETS}
    sync.sync_all()
    page = client.get(f"/zoeken/?{facet}=ja")
    assert page.status_code == 200
    assert f'name="{facet}"' not in page.content.decode()


def pending() -> set[str]:
    return {f"{entry.kind}-{entry.key}" for entry in Entry.objects.all()}


def test_each_change_leaves_rows_for_what_it_touches(scene: Scene):
    advice = f"advies-{scene.advice.pk}"
    asked = [f"aanbeveling-{each.key}" for each in scene.asked]
    for change, touched in (
        (lambda: scene.say(2), {advice, asked[1]}),
        (lambda: tell(scene), {advice, *asked}),
        (lambda: take_over(scene.advice), {advice, *asked}),
    ):
        sync.sync_all()
        assert pending() == set()
        change()
        assert pending() == touched


def test_a_taking_over_that_is_moved_or_deleted_frees_the_old_item(scene: Scene):
    card = scene.world.practice()
    adoption = take_over(scene.advice)
    sync.sync_all()
    adoption.item = card
    adoption.save()
    assert {f"advies-{scene.advice.pk}", f"praktijk-{card.pk}"} <= pending()
    sync.sync_all()
    adoption.delete()
    assert pending() == {f"praktijk-{card.pk}"}
    sync.sync_all()
    assert page_keys(card)["overgenomen"] == ("nee",)


def test_what_is_rolled_back_leaves_no_row(scene: Scene):
    @transaction.atomic
    def broken_off() -> None:
        scene.say()
        raise RuntimeError

    sync.sync_all()
    with pytest.raises(RuntimeError):
        broken_off()
    assert pending() == set()


def test_an_index_does_not_grow_stale_by_itself(scene: Scene, monkeypatch):
    scene.say(1, Position.FOLLOWED, due=date(2024, 6, 1))
    before = keys(scene)
    monkeypatch.setattr(
        "armoedegeheugen.followup.stories.timezone.localdate", lambda: date(2039, 1, 1)
    )
    assert keys(scene) == before


def test_reading_takes_as_many_queries_for_many_as_for_one(
    scene: Scene, django_assert_max_num_queries
):
    advices = [scene.advice]
    for number in range(4):
        advices.append(scene.world.advice(f"Advies {number}", ("Een.", "Twee.")))
    scene.say()
    tell(scene)
    take_over(scene.advice)
    with django_assert_max_num_queries(20):
        read_items([Item("advies", str(page.pk)) for page in advices])


TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("month", "age"),
    [
        ("2026-09", "tot-6-maanden"),
        ("2026-03", "tot-6-maanden"),
        ("2025-10", "tot-6-maanden"),
        ("2025-09", "6-tot-12-maanden"),
        ("2025-03", "1-tot-2-jaar"),
        ("2024-03", "2-tot-5-jaar"),
        ("2021-04", "2-tot-5-jaar"),
        ("2021-03", "vanaf-5-jaar"),
        ("1951-01", "vanaf-5-jaar"),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_a_month_has_one_age(month, age):
    assert age_buckets.age(month, TODAY) == age
    for key in [*age_buckets.LABELS, UNKNOWN]:
        assert (month in age_buckets.months([key], TODAY)) == (key == age)


def test_counts_by_month_become_counts_by_age():
    counted = {"2026-03": 2, "2026-01": 1, "2019-05": 4, UNKNOWN: 1}
    assert age_buckets.by_age(counted, TODAY) == {"tot-6-maanden": 3, "vanaf-5-jaar": 4, UNKNOWN: 1}


def test_the_index_agrees_with_the_database(scene: Scene):
    scene.say(1, Position.PARTLY)
    tell(scene)
    take_over(scene.advice)
    sync.sync_all()
    assert consistency.check().items == set()
