"""A canary in every place where a person's data can be: after the erasure it is nowhere."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, Comment, Page, Revision

from armoedegeheugen import models
from armoedegeheugen.safety import erasure
from armoedegeheugen.safety.person import Person
from search.engines import engine
from search.engines.protocol import Audience, Query
from search.facets import labels
from search.index import sync
from tests import world
from tests.editorial.conftest import Portal
from tests.safety import canary
from tests.safety.canary import MAIL, NAME, PHONE, Planted


@pytest.fixture
def planted(portal: Portal, index: str, settings: Any, tmp_path: Path) -> Iterator[Planted]:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    labels.forget()
    User.objects.create_superuser("beheer", "beheer@example.org", "x")
    made = canary.plant(portal)
    sync.sync_all()
    yield made
    labels.forget()


def everything_stored() -> Iterator[tuple[str, str]]:
    """Each value of each column of each table, as text: also of tables that no model knows."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor, include_views=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        yield table, bytes(value).decode("utf-8", "replace")
                    elif isinstance(value, str):
                        yield table, value
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%VIRTUAL%'")
            assert cursor.fetchall(), "the search index of Wagtail is looked at as well"


def where(found: str = "kanarie") -> set[str]:
    return {table for table, value in everything_stored() if found in value.lower()}


def erase(given: str, **options: Any) -> str:
    out = StringIO()
    call_command("erase_person", given, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


# Tables in which the canary has to sit beforehand, or the test would prove nothing.
MEANT = (
    *("armoedegeheugen_practicecard", "armoedegeheugen_policyadvice", "armoedegeheugen_dossier"),
    *("armoedegeheugen_recommendation", "armoedegeheugen_followup", "armoedegeheugen_feedback"),
    *("armoedegeheugen_adoption", "armoedegeheugen_correspondent", "armoedegeheugen_submission"),
    *("armoedegeheugen_submissionmessage", "armoedegeheugen_association", "armoedegeheugen_theme"),
    *("armoedegeheugen_picture", "armoedegeheugen_rendition", "wagtaildocs_document"),
    *("wagtailcore_page", "wagtailcore_revision", "wagtailcore_comment", "wagtailcore_taskstate"),
    *("wagtailcore_commentreply", "wagtailcore_pagelogentry", "wagtailcore_modellogentry"),
    *("wagtailcore_uploadedfile", "wagtailredirects_redirect", "auth_user", "axes_accessattempt"),
    *("wagtailsearch_indexentry", "search_askedquestion"),
)


def test_the_canary_is_everywhere_beforehand(planted: Planted):
    assert set(MEANT) - where() == set()
    assert in_search() == set(Audience)
    assert len(in_media()) >= 4
    assert len(in_mail()) >= 2


def test_every_table_with_words_is_read(db: None):
    """A new table needs nothing but to be a model of Django's."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        kept = set(connection.introspection.table_names(cursor))
    assert {name for name in kept - tables if "indexentry_fts" not in name} <= {"django_migrations"}


@pytest.mark.django_db(transaction=True)
def test_afterwards_it_is_nowhere(lasting: Planted):
    told = erase(NAME)
    erase(MAIL)
    assert where() == set()
    assert where("vogelaar") == set()
    assert in_search() == set()
    assert in_media() == []
    assert in_mail() == []
    assert in_sessions() == []
    for what in ("inspiratiekaart", "stap in de opvolging", "gebruiker", "opmerking", "sessie"):
        assert what in told, told
    assert "Back-ups" in told or "back-ups" in told


@pytest.fixture
def lasting(transactional_db: None, request: pytest.FixtureRequest) -> Planted:
    """In a database that really commits, as the command does."""
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    world._root() if not Page.objects.filter(depth=1).exists() else None
    return request.getfixturevalue("planted")


def in_search() -> set[Audience]:
    found = set()
    for audience in Audience:
        hits = engine().scan(audience, Query(now=int(timezone.now().timestamp()), size=0))
        if any("kanarie" in json.dumps(hit.payload).lower() for hit in hits):
            found.add(audience)
    return found


def in_media() -> list[str]:
    return [str(p) for p in Path(settings.MEDIA_ROOT).rglob("*") if "kanarie" in p.name.lower()]


def in_mail() -> list[Path]:
    return [*Path(settings.EMAIL_FILE_PATH).glob("*")]


def in_sessions() -> list[Any]:
    return [s for s in Session.objects.all() if "kanarie" in str(s.get_decoded()).lower()]


def test_a_dry_run_counts_and_changes_nothing(planted: Planted):
    before = sorted(everything_stored())
    told = erase(NAME, dry_run=True)
    assert "niets gewist" in told
    assert "inspiratiekaart" in told
    assert sorted(everything_stored()) == before
    assert len(in_media()) >= 4


def test_pages_stay_and_say_that_something_was_removed(planted: Planted, visitor: Client):
    erasure.erase(Person.of(NAME))
    card = models.PracticeCard.objects.get()
    assert card.title == "Gesprek met [verwijderd]"
    assert card.slug == "gesprek-met-verwijderd"
    assert card.contact_email == ""
    assert "[verwijderd]" in card.doelstelling
    shown = visitor.get(card.url)
    assert shown.status_code == 200
    assert "[verwijderd]" in shown.content.decode()


def test_a_revision_can_still_be_published(planted: Planted):
    erasure.erase(Person.of(NAME))
    for model in (models.PracticeCard, models.PolicyAdvice, models.Dossier):
        page = model.objects.get()
        page.get_latest_revision().publish()
        page.refresh_from_db()
        assert page.teaser.startswith("Nieuw: Dank aan [verwijderd]")
        assert page.slug == "gesprek-met-verwijderd"


def test_pages_below_move_along(planted: Planted, portal: Portal):
    shelf = portal.dossiers
    shelf.refresh_from_db()
    shelf.slug = "kanarie-vogelaar"
    shelf.save()
    erasure.erase(Person.of(NAME))
    below = Page.objects.filter(path__startswith=shelf.path, depth__gt=shelf.depth)
    assert below.exists()
    assert all(page.url_path.startswith("/home/verwijderd/") for page in below)


def test_the_account_is_closed_and_what_it_did_keeps_a_nameless_author(planted: Planted):
    erasure.erase(Person.of(MAIL))
    user = User.objects.get(pk=planted.user.pk)
    assert (user.is_active, user.email, user.get_full_name()) == (False, "", "")
    assert user.username == f"verwijderd-{user.pk}"
    assert not user.groups.exists()
    assert not models.AssociationMember.objects.filter(user=user).exists()
    assert Comment.objects.get().user == user
    assert Revision.objects.count() >= 6
    assert planted.client.get("/beheer/").status_code == 302


def test_what_others_sent_in_stays_without_the_name(planted: Planted):
    erasure.erase(Person.of(NAME))
    (sent,) = models.Submission.objects.all()
    assert sent.email == "ander@example.org"
    assert "[verwijderd]" in sent.title


def test_the_only_administrator_is_not_erased(planted: Planted):
    with pytest.raises(CommandError, match="enige beheerder"):
        erase("beheer@example.org")
    assert User.objects.get(username="beheer").is_active


def test_two_that_become_alike_stay_two(planted: Planted):
    Group.objects.create(name=f"Groep {NAME}")
    Group.objects.create(name="Groep Vogelaar, Kanarie")
    erasure.erase(Person.of(NAME))
    assert Group.objects.filter(name__startswith="Groep [verwijderd]").count() == 2


def test_a_telephone_number_goes_in_any_spelling(planted: Planted):
    for number, text in enumerate(("bel +32 477 12 34 56", "bel 0477/12.34.56")):
        world.theme(f"x{number}")
        models.Theme.objects.filter(slug=f"x{number}").update(description=text)
    erasure.erase(Person.of(PHONE))
    assert {theme.description for theme in models.Theme.objects.filter(slug__startswith="x")} == {
        "bel [verwijderd]"
    }


def test_who_is_not_there_is_not_found(planted: Planted):
    assert "Niets gevonden" in erase("Merel Lijster", dry_run=True)


def test_half_a_name_is_refused(planted: Planted):
    with pytest.raises(CommandError, match="voornaam en een familienaam"):
        erase("Kanarie")


def test_an_editor_reads_on_without_a_fault(planted: Planted, editor: Client):
    erasure.erase(Person.of(NAME))
    for page in (planted.card, planted.advice, planted.dossier):
        for view in ("edit", "history", "view_draft"):
            assert editor.get(f"/beheer/pages/{page.pk}/{view}/").status_code == 200
