"""What is written in documents: found below what items say themselves, on its page, and by nobody
who may not read the document."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from armoedegeheugen.documents import texts
from armoedegeheugen.models import DocumentText
from search.index import sync
from search.index.attachments import MAX_LETTERS
from tests.extracting.made import Set, column, pdf
from tests.world import World, restrict, staff

CANARY = "zeppelinvlieger"
OUTLETS = ("search:search", "search:api", "search:feed", "search:csv", "search:suggestions")


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def index(request, settings, tmp_path) -> str:
    """An index of this test's own, on each engine."""
    if request.param == "embedded":
        settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    else:
        prefix = f"{request.getfixturevalue('elasticsearch_prefix')}-{abs(hash(tmp_path))}"
        settings.SEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_OPTIONS = {**settings.SEARCH_OPTIONS, "prefix": prefix}
    return settings.SEARCH_URL


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def collection(name: str, parent: Collection | None = None) -> Collection:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return (parent or root).add_child(name=name)


def document(*pages: str, title: str = "Jaarverslag", where: Collection | None = None) -> Any:
    """A document that was read."""
    made = get_document_model()(title=title, collection=where or collection(title))
    made.file.save("verslag.pdf", ContentFile(b"%PDF-1.4 niets"), save=False)
    made.save()
    DocumentText.objects.create(
        document=made,
        status=DocumentText.Status.READ,
        pages=[[number, text] for number, text in enumerate(pages, 1)],
        file_name=made.file.name,
        file_hash=made.file_hash,
    )
    return made


def close(where: Collection) -> CollectionViewRestriction:
    kind = CollectionViewRestriction.LOGIN
    return CollectionViewRestriction.objects.create(collection=where, restriction_type=kind)


def found(client: Any, q: str) -> list[Any]:
    sync.sync_all()
    return list(client.get(reverse("search:search"), {"q": q}).context["response"].results)


def attached(world: World, made: Any, title: str = "Praatcafé", **values: Any) -> Any:
    return world.practice(title, documents=[("document", made)], **values)


def test_a_document_is_read_found_and_shown_on_its_page(world, client):
    lines = [column("Over de wijk en haar bewoners."), column(f"Elke {CANARY} mocht meedoen.")]
    made = get_document_model()(title="Wijkverslag", collection=collection("Verslagen"))
    made.file.save("wijk.pdf", ContentFile(pdf([*lines, [Set("Slot")]])), save=False)
    made.save()
    attached(world, made)
    assert texts.read_waiting() == 1
    [one] = found(client, CANARY)
    assert one.passage.url == f"{made.url}#page=2"
    assert one.passage.page_label == "bladzijde 2"
    assert f"<mark>{CANARY}</mark>" in one.passage.fragment_html
    html = client.get(reverse("search:search"), {"q": CANARY}).content.decode()
    assert f'href="{made.url}#page=2"' in html


def test_what_an_item_says_itself_comes_first(world, client):
    attached(world, document(f"{CANARY} " * 40), "Eerste")
    world.practice("Tweede", teaser=f"Met een {CANARY}.")
    assert [one.title for one in found(client, CANARY)] == ["Tweede", "Eerste"]


def test_a_passage_is_shown_for_what_the_item_lacks(world, client):
    made = document("Over water.", "De meter en de factuur van het water.", "Nog eens: water.")
    attached(world, made, teaser="Over energie.")
    [one] = found(client, "energie factuur")
    assert one.passage.page_label == "bladzijde 2"
    [one] = found(client, "energie")
    assert one.passage is None


def test_a_phrase_and_a_part_of_a_compound_are_found(world, client):
    attached(world, document("Een schuldbemiddelaar helpt wie de brieven niet meer opent."))
    assert found(client, '"brieven niet meer"')[0].passage
    assert found(client, '"meer niet brieven"') == []
    assert found(client, "bemiddelaar")


def test_an_infosheet_in_a_dossier_is_found(world, client):
    sheet = {"document": document(f"Een {CANARY}."), "title": "", "description": ""}
    world.dossier("Dossier", sections=[("infosheet", sheet)])
    assert [one.title for one in found(client, CANARY)] == ["Dossier"]


def answers(client: Any) -> str:
    asked = [{"q": CANARY}, {"q": f"{CANARY} verslag", "sorteer": "titel"}, {"q": CANARY[:8]}]
    return "".join(
        client.get(reverse(name), query).getvalue().decode() for name in OUTLETS for query in asked
    )


@pytest.mark.parametrize("hidden", ["closed", "below-closed", "inside", "draft", "loose", "old"])
def test_no_public_answer_knows_of_a_document_that_is_not_public(world, client, hidden):
    where = collection("Map")
    made = document(f"Wie ziet de {CANARY} vliegen?", title="Geheime titel", where=where)
    world.practice("Openbaar verslag", teaser="Een verslag.")
    if hidden in ("closed", "below-closed", "old"):
        attached(world, made)
    if hidden == "closed":
        close(where)
    elif hidden == "below-closed":
        close(Collection.get_first_root_node())
    elif hidden == "inside":
        attached(world, made, "Binnen", under=world.inside)
    elif hidden == "draft":
        attached(world, made, "Ontwerp", live=False)
    elif hidden == "old":
        sync.sync_all()
        made.file.save("nieuw.pdf", ContentFile(b"%PDF-1.4 anders"))
    assert found(client, CANARY) == []
    assert found(client, "verslag")
    told = answers(client)
    assert "vliegen" not in told
    assert f"<mark>{CANARY}" not in told
    if hidden != "old":
        assert "Geheime titel" not in told


def test_staff_find_what_is_attached_inside_and_still_not_what_is_closed(world, client):
    client.force_login(staff())
    open_one, closed = collection("Open"), collection("Dicht")
    attached(world, document(f"Een {CANARY}.", where=open_one), "Binnen", under=world.inside)
    attached(world, document(f"Een {CANARY}.", title="Ander", where=closed), "Buiten")
    close(closed)
    assert [one.title for one in found(client, CANARY)] == ["Binnen"]


def test_a_document_that_is_closed_at_this_moment_is_not_shown_from_an_old_index(world, client):
    where = collection("Map")
    attached(world, document(f"Een {CANARY}.", where=where))
    assert found(client, CANARY)[0].passage
    CollectionViewRestriction.objects.bulk_create(  # as good as a change that came this instant
        [CollectionViewRestriction(collection=where, restriction_type="login")]
    )
    [one] = found(client, CANARY)
    assert one.passage is None


@pytest.mark.parametrize("way", ["closed", "moved", "collection-moved", "deleted"])
def test_the_index_follows_what_happens_to_a_document(world, client, way):
    where, shut = collection("Map"), collection("Dicht")
    made = document(f"Een {CANARY}.", where=where)
    fence = close(shut)
    attached(world, made)
    assert found(client, CANARY)
    if way == "closed":
        fence.collection = where
        fence.save()
    elif way == "moved":
        made.collection = shut
        made.save()
    elif way == "collection-moved":
        where.refresh_from_db()
        where.move(Collection.objects.get(pk=shut.pk), "sorted-child")
    else:
        made.delete()
    assert found(client, CANARY) == []
    if way == "closed":
        fence.delete()
        assert found(client, CANARY)


def test_a_fence_taken_away_shows_the_document_again(world, client):
    where = collection("Map")
    attached(world, document(f"Een {CANARY}.", where=where))
    fence = close(where)
    assert found(client, CANARY) == []
    fence.delete()
    assert found(client, CANARY)


def test_a_fence_around_the_page_hides_what_is_in_its_document(world, client):
    page = attached(world, document(f"Een {CANARY}."))
    assert found(client, CANARY)
    restrict(page)
    assert found(client, CANARY) == []


def test_of_many_long_documents_an_item_holds_so_much_and_no_more(world, client):
    long = "woord " * (MAX_LETTERS // 6)
    first, second = document(long), document(f"{CANARY} aan het einde", title="Tweede")
    world.practice("Vol", documents=[("document", first), ("document", second)])
    assert found(client, CANARY) == []
    assert found(client, "woord")


def test_the_number_of_queries_does_not_grow_with_the_hits(
    world, client, django_assert_max_num_queries
):
    for number in range(8):
        attached(world, document(f"Een {CANARY}.", title=f"Verslag {number}"), f"Item {number}")
    found(client, CANARY)
    with django_assert_max_num_queries(3):
        assert len(client.get(reverse("search:api"), {"q": CANARY}).json()["resultaten"]) == 8
