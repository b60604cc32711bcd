"""*Mijn map*: a visitor collects items without an account, in one cookie."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from armoedegeheugen.paper import folder
from tests import world as making
from tests.paper.sheets import read, words
from tests.world import World


def test_a_page_that_is_no_item_is_not_collected(world: World, client: Client):
    assert put(client, "bewaar", world.home).status_code == 404
    item = world.practice()
    item.unpublish()
    assert put(client, "bewaar", item).status_code == 404


def test_what_was_taken_offline_leaves_the_folder_and_no_pdf_is_left(world: World, client: Client):
    item = world.practice(title="Buurtfruit delen")
    put(client, "bewaar", item)
    item.unpublish()
    assert "Buurtfruit" not in client.get(reverse("paper:folder")).content.decode()
    assert client.get(reverse("paper:folder_pdf")).status_code == 404


def test_a_folder_is_kept_by_no_cache(world: World, client: Client):
    put(client, "bewaar", world.practice())
    for name in ("folder", "folder_pdf"):
        assert "no-store" in client.get(reverse(f"paper:{name}"))["Cache-Control"]


def test_the_order_of_collecting_stays_and_forty_is_the_most(world: World, client: Client):
    items = [world.practice(title=f"Kaart {n}") for n in range(3)]
    for item in reversed(items):
        put(client, "bewaar", item)
    page = client.get(reverse("paper:folder")).content.decode()
    places = [page.index(item.title) for item in items]
    assert places == sorted(places, reverse=True)
    assert folder.MOST == 40


def test_collecting_needs_no_token(world):
    strict = Client(enforce_csrf_checks=True)
    assert put(strict, "bewaar", world.practice()).status_code == 302


def put(client: Client, action: str, item=None, **more):
    data = {"actie": action, **({"item": item.pk} if item else {}), **more}
    return client.post(reverse("paper:change"), data)


def test_a_visitor_collects_and_takes_along(world: World, client: Client):
    first, second = world.practice(title="Buurtfruit delen"), world.dossier(title="Warm wonen")
    assert put(client, "bewaar", first, terug=first.url).url == first.url
    put(client, "bewaar", second)
    put(client, "bewaar", first)
    page = client.get(reverse("paper:folder")).content.decode()
    assert page.index("Buurtfruit delen") < page.index("Warm wonen")
    text = words(read(client.get(reverse("paper:folder_pdf"))))
    assert "Buurtfruit delen" in text
    assert "Warm wonen" in text
    put(client, "weg", first)
    page = client.get(reverse("paper:folder")).content.decode()
    assert "Buurtfruit delen" not in page
    put(client, "leeg")
    assert "nog leeg" in client.get(reverse("paper:folder")).content.decode()
    assert not client.cookies["map"].value


def test_a_folder_makes_no_session(world: World, client: Client):
    put(client, "bewaar", world.practice())
    assert client.cookies["map"]["httponly"]
    assert client.cookies["map"]["samesite"] == "Lax"
    assert set(client.cookies) == {"map"}
    assert not Session.objects.exists()


def test_a_cookie_that_was_changed_is_an_empty_folder(world: World, client: Client):
    item = world.practice(title="Buurtfruit delen")
    put(client, "bewaar", item)
    kept = client.cookies["map"].value
    for forged in (
        f"{item.pk}",
        f"{kept}x",
        "",
        "é",
        kept.replace(":", ".", 1),
    ):
        client.cookies["map"] = forged
        page = client.get(reverse("paper:folder"))
        assert page.status_code == 200
        assert "Buurtfruit delen" not in page.content.decode()
    client.cookies["map"] = kept
    assert "Buurtfruit delen" in client.get(reverse("paper:folder")).content.decode()


def test_a_folder_of_a_session_moves_to_the_cookie(world: World, client: Client):
    first, second = world.practice(title="Buurtfruit delen"), world.dossier(title="Warm wonen")
    client.force_login(making.staff())
    session = client.session
    session[folder.SESSION_KEY] = [first.pk]
    session.save()
    assert "Buurtfruit delen" in client.get(reverse("paper:folder")).content.decode()
    put(client, "bewaar", second)
    assert folder.SESSION_KEY not in client.session
    page = client.get(reverse("paper:folder")).content.decode()
    assert page.index("Buurtfruit delen") < page.index("Warm wonen")
    put(client, "leeg")
    assert "nog leeg" in client.get(reverse("paper:folder")).content.decode()


def test_reading_sets_no_cookie(world: World, client: Client):
    item = world.practice()
    client.get(item.url)
    client.get(reverse("paper:folder"))
    client.get(reverse("paper:item", args=[item.pk]))
    assert not client.cookies
    assert not Session.objects.exists()


def test_the_item_says_that_it_is_kept(world: World, client: Client):
    item = world.practice()
    assert "Bewaar in mijn map" in client.get(item.url).content.decode()
    put(client, "bewaar", item)
    assert "Haal uit mijn map" in client.get(item.url).content.decode()


def test_what_was_closed_meanwhile_is_no_longer_in_the_folder(world: World, client: Client):
    item = world.practice(title="Buurtfruit delen")
    put(client, "bewaar", item)
    PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)
    assert "Buurtfruit" not in client.get(reverse("paper:folder")).content.decode()
    assert client.get(reverse("paper:folder_pdf")).status_code == 404
    assert put(client, "bewaar", item).status_code == 404


@pytest.mark.parametrize(
    "data",
    [{}, {"actie": "wis"}, {"actie": "bewaar"}, {"actie": "bewaar", "item": "1; DROP"},
     {"actie": "bewaar", "item": "9" * 30}, {"actie": "bewaar", "item": "²"}],
)  # fmt: skip
def test_nonsense_is_refused(world: World, client: Client, data):
    assert client.post(reverse("paper:change"), data).status_code == 404
    assert not client.cookies


def test_one_is_never_led_to_another_site(world: World, client: Client):
    item = world.practice()
    for address in ("https://elders.example/", "//elders.example/", "javascript:alert(1)"):
        assert put(client, "bewaar", item, terug=address).url == reverse("paper:folder")


def test_a_full_folder_says_so_and_keeps_what_it_has(world: World, client: Client, monkeypatch):
    monkeypatch.setattr(folder, "MOST", 1)
    first, second = world.practice(title="Eerste"), world.practice(title="Tweede")
    put(client, "bewaar", first)
    answer = put(client, "bewaar", second, terug=second.url)
    page = client.get(answer.url).content.decode()
    assert "map is vol" in page
    assert "Eerste" in page
    assert "Tweede" not in page
    assert client.cookies["map"].value.split(":")[0] == str(first.pk)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"referer": "https://elders.example/"},
    ],
)
def test_another_site_does_not_change_a_folder(world: World, client: Client, headers):
    data = {"actie": "bewaar", "item": world.practice().pk}
    assert client.post(reverse("paper:change"), data, headers=headers).status_code == 403
    assert not Session.objects.exists()
    own = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
    assert client.post(reverse("paper:change"), data, headers=own).status_code == 302
