"""Links inside the site lead to something that the readers of the page can open."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from armoedegeheugen.editorial import checks, internal_links, link_check
from armoedegeheugen.editorial.internal_links import (
    INTERNAL,
    NO_ADDRESS,
    NO_DOCUMENT,
    NO_PAGE,
    UNPUBLISHED,
)
from armoedegeheugen.editorial.own_addresses import is_own, own_hosts
from armoedegeheugen.editorial.quality import Severity
from armoedegeheugen.models import CheckedLink
from armoedegeheugen.sections.models import ThemesPage
from tests.editorial.test_reports import rows
from tests.world import World, theme

pytestmark = pytest.mark.django_db


def faults(page, user=None) -> list[tuple[str, str, str]]:
    page = page.specific_class.objects.get(pk=page.pk)
    return [(link.field, link.name, link.fault) for link in internal_links.broken([page], user)]


def to(page, words: str = "hier") -> str:
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def at(address: str, words: str = "hier") -> str:
    return f'<p><a href="{address}">{words}</a></p>'


def document(name: str = "verslag.txt", collection: Collection | None = None):
    where = {"collection": collection} if collection else {}
    return get_document_model().objects.create(
        title="Verslag", file=ContentFile(b"tekst", name), **where
    )


def test_links_that_work_are_not_named(world: World):
    target, held = world.practice("Doel"), document()
    page = world.dossier(
        introduction=to(target)
        + at(target.url)
        + at(f"http://localhost{target.url}#deel")
        + at("/zoeken/?q=wonen")
        + at("/alles")
        + at("/")
        + at("/static/logo.svg")
        + at("#verder")
        + at("mailto:info@example.org")
        + at("https://example.org/elders/")
        + at(held.url)
        + f'<p><a linktype="document" id="{held.pk}">verslag</a></p>',
        related_items=[{"type": "item", "value": target.pk}],
        documents=[{"type": "document", "value": held.pk}],
    )
    assert faults(page) == []


def test_a_page_that_is_not_published_is_named_in_every_field(world: World):
    target = world.practice("Doel", live=False)
    page = world.dossier(
        introduction=to(target),
        sections=[
            {"type": "tekst", "value": to(target, "lees  verder")},
            {"type": "verwijzing", "value": {"title": "", "items": [target.pk]}},
        ],
        related_items=[{"type": "item", "value": target.pk}],
    )
    assert sorted(faults(page)) == [
        ("introduction", "hier", UNPUBLISHED),
        ("related_items", "Doel", UNPUBLISHED),
        ("sections", "lees verder", UNPUBLISHED),
    ]


def test_a_page_of_another_tree_is_not_published(world: World):
    target = world.practice("Doel")
    page = world.dossier(introduction=to(target))
    Site.objects.update(root_page=world.inside)
    Site.clear_site_root_paths_cache()
    assert [fault for *_, fault in faults(page)] == [UNPUBLISHED]


def test_an_internal_page_is_named_only_where_the_readers_cannot_open_it(world: World):
    target = world.practice("Geheim", under=world.inside)
    public = world.dossier("Open", introduction=to(target) + at(target.url, "daar"))
    inside = world.dossier("Binnen", introduction=to(target) + at(target.url), under=world.inside)
    assert faults(public) == [
        ("introduction", "hier", INTERNAL),
        ("introduction", f"daar ({target.url})", INTERNAL),
    ]
    assert faults(inside) == []


def test_what_was_deleted_is_named(world: World):
    target, held = world.practice("Doel"), document()
    page = world.dossier(
        introduction=to(target)
        + f'<p><a linktype="document" id="{held.pk}">verslag</a></p>'
        + at(held.url),
        related_items=[{"type": "item", "value": target.pk}],
        documents=[{"type": "document", "value": held.pk}],
    )
    item, number, file = target.pk, held.pk, held.url
    target.delete()
    held.delete()
    assert sorted(faults(page)) == sorted(
        [
            ("introduction", "hier", NO_PAGE),
            ("introduction", "verslag", NO_DOCUMENT),
            ("introduction", f"hier ({file})", NO_DOCUMENT),
            ("related_items", f"pagina {item}", NO_PAGE),
            ("documents", f"document {number}", NO_DOCUMENT),
        ]
    )


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1"])
def test_an_odd_number_in_a_link_is_no_page(world: World, number: str):
    page = world.dossier()
    page.introduction = f'<a linktype="page" id="{number}">hier</a>'
    assert [link.fault for link in internal_links.broken([page])] == [NO_PAGE]


def test_an_address_that_moved_works_where_a_redirect_is_left(world: World):
    target = world.practice("Doel")
    page = world.dossier(introduction=at(target.url))
    old = target.url
    target.slug = "nieuw"
    target.save_revision().publish()
    Redirect.objects.all().delete()
    assert faults(page) == [("introduction", f"hier ({old})", NO_ADDRESS)]
    row = Redirect.objects.create(old_path=Redirect.normalise_path(old), redirect_page=target)
    assert faults(page) == []
    target.unpublish()
    assert faults(page) == [("introduction", f"hier ({old})", UNPUBLISHED)]
    row.redirect_page, row.redirect_link = None, "https://example.org/"
    row.save()
    assert faults(page) == []


@pytest.mark.parametrize("address", ["/nergens/", "/alles/nergens", "/wat.html", "/alles/a/b/"])
def test_an_address_without_a_page_is_named(world: World, address: str):
    page = world.dossier(
        introduction=at(f"http://localhost{address}"),
        sources=[{"type": "bron", "value": {"title": "b", "url": f"http://localhost{address}"}}],
    )
    assert sorted(field for field, _name, fault in faults(page) if fault == NO_ADDRESS) == [
        "introduction",
        "sources",
    ]


def test_the_page_of_a_term_is_there(world: World):
    theme("Wonen")
    world.home.add_child(instance=ThemesPage(title="Thema's", slug="themas"))
    page = world.dossier(introduction=at("/themas/wonen/") + at("/themas/wonen/verder/"))
    assert faults(page) == [("introduction", "hier (/themas/wonen/verder/)", NO_ADDRESS)]


def test_a_document_in_a_closed_collection_is_for_internal_items(world: World):
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Dicht"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    held = document("dicht.txt", closed)
    fields = {"documents": [{"type": "document", "value": held.pk}]}
    assert faults(world.dossier("Open", **fields)) == [("documents", "Verslag", NO_DOCUMENT)]
    assert faults(world.dossier("Binnen", under=world.inside, **fields)) == []


def test_a_user_learns_nothing_of_a_page_that_is_not_theirs(world: World):
    hidden = [
        world.practice("Concept", live=False),
        world.practice("Geheim", under=world.inside),
    ]
    gone = world.practice("Weg")
    page = world.dossier(
        related_items=[{"type": "item", "value": item.pk} for item in (*hidden, gone)]
    )
    numbers = [item.pk for item in (*hidden, gone)]
    gone.delete()
    told = faults(page, AnonymousUser())
    assert told == [("related_items", f"pagina {number}", NO_PAGE) for number in numbers]


def test_the_title_of_a_document_is_told_to_no_user(world: World):
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Dicht"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    held = document("dicht.txt", closed)
    page = world.dossier(documents=[{"type": "document", "value": held.pk}])
    assert faults(page, AnonymousUser())[0][1] == f"document {held.pk}"


def test_the_check_before_publication_names_the_link_and_the_reason(world: World):
    target = world.practice("Doel", live=False)
    page = world.dossier(related_items=[{"type": "item", "value": target.pk}])
    (finding,) = [one for one in checks.of_page(page, None) if one.field == "related_items"]
    assert finding.message == f"De link ‘Doel’ {UNPUBLISHED}."
    assert finding.severity is Severity.ADVICE


def test_the_report_names_page_field_and_reason(editor: Client, portal):
    world = World(portal.home, portal.dossiers, portal.intern)
    target = world.practice("Doel", live=False, under=portal.praktijken)
    world.dossier("Met link", introduction=to(target))
    world.dossier("Concept", introduction=to(target), live=False)
    portal.adviezen.introduction = at("/nergens/")
    portal.adviezen.save_revision().publish()
    found = {(row["Titel"], row["Veld"], row["Link"], row["Wat er mis is"])
             for row in rows(editor, "dode-links")}  # fmt: skip
    assert found == {
        ("Met link", "Inleiding", "hier", UNPUBLISHED),
        ("Adviezen", "Inleiding", "hier (/nergens/)", NO_ADDRESS),
    }
    page = editor.get("/beheer/reports/dode-links/").content.decode()
    assert UNPUBLISHED in page


def queries(call) -> int:
    with CaptureQueriesContext(connection) as asked:
        list(call())
    return len(asked)


def test_the_number_of_queries_does_not_grow(world: World):
    targets = [world.practice(f"Doel {n}", live=False) for n in range(4)]

    def add(number: int) -> None:
        for n in range(number):
            items = [{"type": "item", "value": target.pk} for target in targets]
            world.dossier(
                introduction="".join(to(target) + at(f"/alles/x{n}/") for target in targets),
                related_items=items,
                sections=[{"type": "verwijzing", "value": {"title": "", "items": [targets[n].pk]}}],
            )

    add(1)
    list(internal_links.broken_in_live_pages())  # fills caches of content types and sites
    few = queries(internal_links.broken_in_live_pages)
    add(4)
    assert queries(internal_links.broken_in_live_pages) == few
    assert len(list(internal_links.broken_in_live_pages())) == 5 * 10


def test_targets_are_read_in_batches(world: World, monkeypatch):
    monkeypatch.setattr(internal_links, "BATCH", 2)
    targets = [world.practice(f"Doel {n}", live=False) for n in range(5)]
    page = world.dossier(introduction="".join(to(target) for target in targets))
    assert len(faults(page)) == 5


def test_our_own_addresses_are_not_asked_over_the_network(world: World):
    world.dossier(introduction=at("http://localhost/nergens/") + at("https://example.org/a"))
    assert link_check.check_links(lambda _url: "") == (1, 0)
    assert CheckedLink.objects.get().url == "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("/a/", True),
        ("//localhost/a/", True),
        ("HTTP://LOCALHOST:80/a/", True),
        ("https://portaal.example:8443/a/", True),
        ("https://portaal.example/a/", False),
        ("https://localhost.example/a/", False),
        ("ftp://localhost/a", False),
        ("http://[x/", False),
        ("http://localhost:poort/", False),
        ("a/b", False),
        ("#a", False),
        ("mailto:a@localhost", False),
        ("", False),
    ],
)
def test_an_address_is_our_own_by_its_host(world: World, settings, url: str, own: bool):
    settings.WAGTAILADMIN_BASE_URL = "https://portaal.example:8443"
    assert is_own(url, own_hosts()) is own


def test_older_lists_without_ids_are_read(world: World):
    target = world.practice("Doel", live=False)
    page = world.dossier()
    stored = [{"type": "verwijzing", "value": {"title": "", "items": [target.pk]}, "id": "a"}]
    type(page).objects.filter(pk=page.pk).update(sections=json.dumps(stored))
    assert [fault for *_, fault in faults(page)] == [UNPUBLISHED]
