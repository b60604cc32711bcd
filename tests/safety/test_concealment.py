"""What a reader may not see is answered as what does not exist."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Dossier, PracticeCard
from tests.editorial.conftest import Own, Portal, person, signed_in
from tests.safety.files import PDF


@pytest.fixture
def staff(portal: Portal) -> Client:
    return signed_in(person("medewerker", roles.STAFF))


def document(name: str = "stuk.pdf", **values: Any) -> Any:
    file = ContentFile(PDF, name=name)
    return get_document_model().objects.create(title="Stuk", file=file, **values)


def item(shelf: Page, live: bool = True, **values: Any) -> PracticeCard:
    page = PracticeCard(title="Kaart", teaser="Kort.", live=live, **values)
    shelf.refresh_from_db()
    shelf.add_child(instance=page)
    return page


def holding(held: Any, shelf: Page, live: bool = True) -> PracticeCard:
    return item(shelf, live, documents=[("document", held)])


def status(client: Client, held: Any) -> int:
    return client.get(held.url).status_code


# Documents


def test_a_document_of_a_published_item_is_for_everyone(portal: Portal, visitor: Client):
    held = document()
    assert status(visitor, held) == 404
    page = holding(held, portal.praktijken)
    assert status(visitor, held) == 200
    page.unpublish()
    assert status(visitor, held) == 404


def test_each_way_to_hold_a_document_counts(portal: Portal, visitor: Client):
    linked, sheet = document("gelinkt.pdf"), document("blad.pdf")
    text = f'<p><a linktype="document" id="{linked.pk}">hier</a></p>'
    sections = [("infosheet", {"document": sheet, "title": "", "description": ""})]
    page = Dossier(title="D", teaser="Kort.", introduction=text, sections=sections)
    portal.dossiers.add_child(instance=page)
    assert [status(visitor, held) for held in (linked, sheet)] == [200, 200]


def test_a_document_of_an_internal_item_is_for_staff(
    portal: Portal, visitor: Client, staff: Client, rival: Client
):
    held = document()
    holding(held, portal.intern)
    assert [status(client, held) for client in (visitor, rival, staff)] == [404, 404, 200]


def test_a_document_of_a_draft_is_for_those_who_work_on_it(
    own: Own, visitor: Client, staff: Client, rival: Client, member: Client, editor: Client
):
    held = document(collection=own.workspace.collection)
    page = Dossier(title="D", teaser="Kort.", documents=[("document", held)], live=False)
    own.dossiers.refresh_from_db()
    own.dossiers.add_child(instance=page)
    others = [status(client, held) for client in (visitor, staff, rival)]
    assert others == [404, 404, 404]
    assert [status(client, held) for client in (member, editor)] == [200, 200]


def test_a_member_reads_what_an_editor_put_into_their_draft(
    own: Own, member: Client, rival: Client
):
    held = document()
    page = Dossier(title="D", teaser="Kort.", documents=[("document", held)], live=False)
    own.dossiers.refresh_from_db()
    own.dossiers.add_child(instance=page)
    assert [status(client, held) for client in (member, rival)] == [200, 404]


def test_what_only_the_draft_of_a_published_item_holds_is_not_public(
    portal: Portal, visitor: Client
):
    held = document()
    page = item(portal.praktijken)
    page.save_revision().publish()
    page.documents = [("document", held)]
    revision = page.save_revision()
    assert status(visitor, held) == 404
    revision.publish()
    assert status(visitor, held) == 200


def test_a_document_in_a_closed_collection_stays_closed(
    portal: Portal, visitor: Client, staff: Client
):
    closed = Collection.get_first_root_node().add_child(name="Voor medewerkers")
    rule = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    rule.groups.set(Group.objects.filter(name=roles.STAFF))
    held = document(collection=closed)
    holding(held, portal.praktijken)
    assert [status(client, held) for client in (visitor, staff)] == [404, 200]


def test_a_collection_behind_a_password_asks_for_it(portal: Portal, visitor: Client):
    closed = Collection.get_first_root_node().add_child(name="Achter een wachtwoord")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="x"
    )
    held = document(collection=closed)
    holding(held, portal.praktijken)
    answer = visitor.get(held.url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")


def test_a_hidden_document_is_as_one_that_does_not_exist(portal: Portal, visitor: Client):
    held = document()
    holding(held, portal.intern)
    same_answer(visitor, held.url, f"/documenten/{held.pk + 1000}/stuk.pdf")


# Pages


def same_answer(client: Client, hidden: str, missing: str) -> None:
    first, second = client.get(hidden), client.get(missing)
    assert first.status_code == second.status_code == 404
    assert dict(first.headers) == dict(second.headers) or _sizes_differ(first, second)
    assert _without(first, hidden) == _without(second, missing)


def _without(answer: Any, path: str) -> str:
    """The body without its own address and without marks that are new in each answer."""
    body = answer.content.decode().replace(path, "ADRES")
    return re.sub(r'nonce="[^"]*"|value="[\w-]{64}"', "", body)


def _sizes_differ(first: Any, second: Any) -> bool:
    names = {"Content-Length", "ETag", "X-Request-ID"}
    kept = [{k: v for k, v in a.headers.items() if k not in names} for a in (first, second)]
    return kept[0] == kept[1]


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_an_internal_page_is_as_one_that_does_not_exist(
    portal: Portal, visitor: Client, rival: Client, kind: str
):
    hidden = item(portal.praktijken, slug="besloten")
    PageViewRestriction.objects.create(page=hidden, restriction_type=kind)
    same_answer(visitor, hidden.url, "/praktijken/nergens/")
    if kind == "groups":
        same_answer(rival, hidden.url, "/praktijken/nergens/")
    same_answer(visitor, hidden.url.rstrip("/") + "/verder/", "/praktijken/nergens/verder/")


def test_an_internal_overview_and_what_is_below_it_are_hidden(portal: Portal, visitor: Client):
    below = item(portal.intern, slug="besloten")
    same_answer(visitor, portal.intern.url, "/nergens/")
    same_answer(visitor, below.url, "/nergens/besloten/")


def test_an_alias_is_as_hidden_as_its_source(portal: Portal, visitor: Client, staff: Client):
    source = item(portal.praktijken, slug="besloten")
    alias = source.create_alias(parent=portal.adviezen, update_slug="alias")
    rule = PageViewRestriction.objects.create(page=source, restriction_type="groups")
    rule.groups.set(Group.objects.filter(name=roles.STAFF))
    same_answer(visitor, alias.url, "/adviezen/nergens/")
    assert staff.get(alias.url).status_code == 200


def test_an_alias_of_a_page_behind_a_password_is_hidden(portal: Portal, visitor: Client):
    source = item(portal.praktijken, slug="bron")
    alias = source.create_alias(parent=portal.adviezen, update_slug="alias")
    PageViewRestriction.objects.create(page=source, restriction_type="password", password="x")
    assert visitor.get(source.url).status_code == 200  # asks for the password
    same_answer(visitor, alias.url, "/adviezen/nergens/")


def test_a_page_behind_a_password_below_a_hidden_one_is_hidden(portal: Portal, visitor: Client):
    below = item(portal.intern, slug="besloten")
    PageViewRestriction.objects.create(page=below, restriction_type="password", password="x")
    same_answer(visitor, below.url, "/intern/nergens/")


@pytest.mark.parametrize("fate", ["internal", "unpublished", "deleted"])
def test_an_old_address_does_not_lead_to_a_hidden_page(
    portal: Portal, visitor: Client, staff: Client, fate: str
):
    target = item(portal.praktijken, slug="nieuw")
    Redirect.objects.create(old_path="/oud", redirect_link=target.url)
    assert visitor.get("/oud/").status_code == 301
    if fate == "internal":
        rule = PageViewRestriction.objects.create(page=target, restriction_type="groups")
        rule.groups.set(Group.objects.filter(name=roles.STAFF))
        assert staff.get("/oud/").status_code == 301
    elif fate == "unpublished":
        target.unpublish()
    else:
        target.delete()
    same_answer(visitor, "/oud/", "/nergens/")


def test_an_old_address_leads_to_a_view_and_to_another_site(portal: Portal, visitor: Client):
    Redirect.objects.create(old_path="/zoek", redirect_link="/zoeken/")
    Redirect.objects.create(old_path="/ver", redirect_link="https://voorbeeld.example/nergens/")
    assert visitor.get("/zoek/")["Location"] == "/zoeken/"
    assert visitor.get("/ver/")["Location"] == "https://voorbeeld.example/nergens/"


def test_the_page_for_what_is_missing_offers_the_login_to_strangers_only(
    portal: Portal, visitor: Client, staff: Client
):
    link = "/aanmelden/?next=/nergens/%3Fa%3D1"
    assert link in visitor.get("/nergens/?a=1").content.decode()
    assert "/aanmelden/" not in staff.get("/nergens/").content.decode().partition("<main")[2]
    assert User.objects.filter(username="medewerker").exists()
