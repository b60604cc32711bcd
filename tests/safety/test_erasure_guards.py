"""What erasing a person closes, keeps, renames and undoes, one thing at a time."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.models import Page

from armoedegeheugen import models
from armoedegeheugen.management.commands import erase_person
from armoedegeheugen.safety import erasure, erasure_files
from armoedegeheugen.safety.erasure_report import ErasureReport
from armoedegeheugen.safety.person import Person
from armoedegeheugen.submissions import attachment
from tests.safety.files import PDF
from tests.world import World

NAME = "Kanarie Vogelaar"
PERSON = Person.of(NAME)

pytestmark = pytest.mark.django_db


def account(**values: object) -> User:
    return User.objects.create_user(
        **{"username": "kv", "password": "geheim", "first_name": "Kanarie", "last_name": "Vogelaar"}
        | values
    )


def other_administrator(**values: object) -> User:
    return User.objects.create_superuser("beheer", "beheer@example.org", "geheim", **values)


def test_an_account_is_known_by_its_full_name_and_opens_nothing_any_more():
    other_administrator()
    user = account(is_staff=True, is_superuser=True)
    user.user_permissions.add(Permission.objects.first())
    user.groups.add(Group.objects.create(name="x"))
    erasure.erase(PERSON)
    user.refresh_from_db()
    assert not user.is_active
    assert not user.is_staff
    assert not user.is_superuser
    assert not user.user_permissions.exists()
    assert not user.groups.exists()
    assert not user.has_usable_password()
    assert (user.username, user.email, user.get_full_name()) == (f"verwijderd-{user.pk}", "", "")


def test_an_administrator_who_may_not_log_in_is_no_other_administrator():
    other_administrator(is_active=False)
    account(is_superuser=True)
    with pytest.raises(erasure.OnlyAdministrator):
        erasure.erase(PERSON)
    assert User.objects.get(username="kv").is_active


def test_what_was_sent_in_is_known_by_the_role_of_its_sender_and_goes_with_its_file(
    django_capture_on_commit_callbacks,
):
    stored = attachment.store(attachment.Attachment(PDF, "pdf"))
    models.Submission.objects.create(role=f"{NAME}, buurtwerker", attachment=stored)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(PERSON)
    assert not models.Submission.objects.exists()
    assert stored not in attachment.stored()


def session(**values: str) -> str:
    store = SessionStore()
    store.update(values)
    store.create()
    return str(store.session_key)


def test_sessions_go_that_hold_the_person_or_are_of_a_closed_account_and_no_others():
    user, other = account(), other_administrator()
    keys = {
        "theirs": session(_auth_user_id=str(user.pk)),
        "visit": session(gezocht=NAME),
        "other": session(_auth_user_id=str(other.pk)),
        "visitor": session(gezocht="wonen"),
    }
    erasure.erase(PERSON)
    left = set(Session.objects.values_list("session_key", flat=True))
    assert left == {keys["other"], keys["visitor"]}


def test_an_address_that_is_taken_gets_a_number(world: World):
    first, second = world.practice("Een"), world.practice("Twee")
    Page.objects.filter(pk=first.pk).update(slug="met-verwijderd")
    Page.objects.filter(pk=second.pk).update(slug="met-kanarie-vogelaar")
    erasure.erase(PERSON)
    second.refresh_from_db()
    assert second.slug == f"met-verwijderd-{second.pk}"
    assert second.url_path.endswith(f"/met-verwijderd-{second.pk}/")


def test_a_page_and_the_one_below_it_are_renamed_from_the_top(world: World):
    page = world.practice("Een")
    shelf = page.get_parent()
    for pk, slug in ((shelf.pk, "kanarie-vogelaar"), (page.pk, "bij-kanarie-vogelaar")):
        named = Page.objects.get(pk=pk)
        named.slug = slug
        named.save()
    erasure.erase(PERSON)
    page.refresh_from_db()
    assert page.url_path.endswith("/verwijderd/bij-verwijderd/")


def test_all_of_it_happens_or_nothing(world: World, monkeypatch):
    page = world.practice(f"Met {NAME}")
    monkeypatch.setattr(erasure, "STEPS", (*erasure.STEPS, lambda *_: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        erasure.erase(PERSON)
    page.refresh_from_db()
    assert page.title == f"Met {NAME}"


def test_a_text_that_becomes_longer_still_fits_its_column():
    """A short name in a full column: what replaces it is longer."""
    name = "An Bos"
    theme = models.Theme.objects.create(name="x", slug="x")
    longest = models.Theme._meta.get_field("name").max_length
    models.Theme.objects.filter(pk=theme.pk).update(name=f"{'x' * (longest - 7)} {name}")
    erasure.erase(Person.of(name))
    theme.refresh_from_db()
    assert len(theme.name) == longest


# Files.


def document(name: str) -> str:
    made = get_document_model().objects.create(title="x", file=ContentFile(PDF, name=name))
    return str(made.file.name)


def test_a_file_is_renamed_after_commit_to_a_name_that_is_free(django_capture_on_commit_callbacks):
    taken = default_storage.save("documents/verwijderd.pdf", ContentFile(b"van een ander"))
    old = document("kanarie-vogelaar.pdf")
    with django_capture_on_commit_callbacks() as late:
        erasure.erase(PERSON)
        assert default_storage.exists(old)
    for callback in late:
        callback()
    (kept,) = get_document_model().objects.all()
    assert not default_storage.exists(old)
    assert kept.file.name != taken
    with kept.file.open("rb") as file:
        assert file.read() == PDF
    with default_storage.open(taken) as file:
        assert file.read() == b"van een ander"


def test_a_file_that_is_gone_already_is_no_fault(django_capture_on_commit_callbacks):
    default_storage.delete(document("kanarie-vogelaar.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(PERSON)
    assert "vogelaar" not in get_document_model().objects.get().file.name


@pytest.mark.parametrize("name", ["een/twee/kanarie_vogelaar.txt", "X_kanarie_vogelaar.txt"])
def test_strays_go_in_every_folder_and_others_stay(name: str):
    stray = default_storage.save(name, ContentFile(b"x"))
    other = default_storage.save("een/twee/merel.txt", ContentFile(b"x"))
    erasure_files.forget_strays(PERSON, ErasureReport())
    assert not default_storage.exists(stray)
    assert default_storage.exists(other)


def test_a_storage_without_folders_is_no_fault(monkeypatch, settings, tmp_path: Path):
    def listdir(path: str) -> None:
        raise NotImplementedError

    monkeypatch.setattr(default_storage, "listdir", listdir)
    settings.EMAIL_FILE_PATH = str(tmp_path)
    erasure_files.forget_strays(PERSON, ErasureReport())


def test_mail_goes_that_names_the_person_in_any_message_of_a_file(settings, tmp_path: Path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    plain = b"Subject: Dag\n\nBeste lezer\n"
    coded = b"Subject: =?utf-8?q?Voor_Kanari=65_Vogelaar?=\n\nBeste lezer\n"
    for name, data in (("a.log", plain), ("b.log", plain + b"-" * 79 + b"\n" + coded)):
        (tmp_path / name).write_bytes(data)
    erasure_files.forget_strays(PERSON, ErasureReport())
    assert [path.name for path in tmp_path.iterdir()] == ["a.log"]


def test_initials_are_listed_for_a_person_to_judge_and_stay(world: World, capsys):
    page = world.practice("Soep", teaser="Met dank aan K. Vogelaar en aan Kanarie Vogelaar.")
    found = erasure.erase(Person.of("Kanarie Vogelaar"), dry_run=True)
    places = {words for _table, words in found.possible}
    assert {"Met dank aan K. Vogelaar en aan [verwijderd]."} == places
    call_command("erase_person", "Kanarie Vogelaar", "--dry-run")
    told = capsys.readouterr().out
    assert "Misschien ook deze persoon. Dit bleef staan, kijk het zelf na:" in told
    assert "K. Vogelaar en aan [verwijderd]" in told
    erasure.erase(Person.of("Kanarie Vogelaar"))
    page.refresh_from_db()
    assert page.teaser == "Met dank aan K. Vogelaar en aan [verwijderd]."


def test_at_most_so_many_possible_matches_are_listed(capsys):
    report = ErasureReport()
    for number in range(erase_person.MOST_LISTED + 3):
        report.possible["kaart", f"K. Vogelaar {number:04}"] += 1
    erase_person.Command()._report_possible(report)
    told = capsys.readouterr().out
    assert told.count("kaart: ") == erase_person.MOST_LISTED
    assert "en nog 3 plaatsen" in told
