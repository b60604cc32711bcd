"""After a set time nothing is left of what nobody needs."""

import time
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from armoedegeheugen.mail import outbox
from armoedegeheugen.models import (
    OutgoingMail,
    Picture,
    PracticeCard,
    Submission,
    SubmissionAttempt,
)
from armoedegeheugen.models.submission import State
from armoedegeheugen.submissions import attachment, erasure, lifecycle
from armoedegeheugen.submissions.erasure import erase_submissions
from tests.submissions.conftest import EMAIL, Sender, follow_url, link_in, picture, upload

CANARY = "kanarievogel"


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def everywhere(word: str) -> list[str]:
    """The tables in which a word stands, whatever they are."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(cell) for row in cursor.fetchall() for cell in row):
                found.append(table)
    return found


def canary(sender: Sender) -> Submission:
    told = dict.fromkeys(("title", "teaser", "doelstelling", "bereik", "tips"), f"Een {CANARY}")
    sender.tell_all(**told, email=f"{CANARY}@example.org")
    sender.tell("tips-en-bijlage", tips=CANARY, bijlage=upload(picture(), f"{CANARY}.jpg"))
    sender.send()
    return sender.confirm()


@pytest.mark.parametrize(("days", "left"), [(6.9, 1), (7.1, 0)])
def test_what_was_not_sent_lives_a_week_after_the_last_word(sender: Sender, files, days, left):
    sender.tell_all()
    sender.tell("tips-en-bijlage", bijlage=upload(picture()))
    erase_submissions(in_days(days))
    assert Submission.objects.count() == left


def test_a_draft_lives_on_while_it_is_written(sender: Sender):
    draft = sender.tell_all()
    Submission.objects.filter(pk=draft.pk).update(created_at=in_days(-30))
    erase_submissions(in_days(6.9))
    assert Submission.objects.exists()


def test_what_changes_while_it_is_erased_stays(sender: Sender):
    draft = sender.tell_all()
    Submission.objects.filter(pk=draft.pk).update(changed_at=timezone.now())
    assert not erasure._erase(draft)
    assert Submission.objects.exists()


def test_an_erasing_that_fails_erases_nothing_and_keeps_the_file(
    sender: Sender, files, monkeypatch, django_capture_on_commit_callbacks
):
    submission = canary(sender)
    lifecycle.withdraw(submission)
    monkeypatch.setattr(lifecycle, "forget_history", lambda submission: 1 / 0)
    with pytest.raises(ZeroDivisionError), django_capture_on_commit_callbacks(execute=True):
        erase_submissions(in_days(31))
    assert Submission.objects.exists()
    assert list(files.iterdir())


def test_a_file_goes_only_once_its_row_is_gone_for_good(
    sender: Sender, files, django_capture_on_commit_callbacks
):
    lifecycle.withdraw(canary(sender))
    with django_capture_on_commit_callbacks() as late:
        erasure._erase(Submission.objects.get())
        assert list(files.iterdir())
    for callback in late:
        callback()
    assert not list(files.iterdir())


@pytest.mark.parametrize(("days", "left"), [(6.9, 1), (7.1, 0)])
def test_what_was_not_confirmed_lives_a_week(sender: Sender, days, left):
    sender.tell_all()
    sender.send()
    erase_submissions(in_days(days))
    assert Submission.objects.count() == left


def test_the_link_to_confirm_lives_no_longer_than_what_it_is_for(sender: Sender, monkeypatch):
    sender.tell_all()
    sender.send()
    later = time.time() + 8 * 24 * 3600
    link = link_in(mail.outbox[0].body)
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert Client().post(link).status_code == 404


@pytest.mark.parametrize("days", [29.9, 30.1])
@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_what_was_closed_is_gone_after_the_set_time(
    sender: Sender, files, how, days, django_capture_on_commit_callbacks
):
    submission = canary(sender)
    if how == "refused":
        lifecycle.refuse(submission, "Past hier niet.")
    else:
        lifecycle.withdraw(submission)
    with django_capture_on_commit_callbacks(execute=True):
        erase_submissions(in_days(days))
    if days < 30:
        assert Client().get(follow_url(submission)).status_code == 200
        assert list(files.iterdir())
        return
    assert everywhere(CANARY) == []
    assert not list(files.iterdir())
    assert not PracticeCard.objects.exists()
    assert not Revision.objects.filter(object_str__contains=CANARY).exists()
    assert PageLogEntry.objects.filter(page=submission.page_number).exists()
    assert Client().get(follow_url(submission)).status_code == 404


def test_what_was_online_and_withdrawn_is_gone_with_what_was_made_of_it(
    sender: Sender, editor: Client, django_capture_on_commit_callbacks
):
    submission = canary(sender)
    editor.post(f"/beheer/ingestuurd/{submission.pk}/mediatheek/")
    submission.page.get_latest_revision().publish()
    submission.refresh_from_db()
    lifecycle.withdraw(submission)
    with django_capture_on_commit_callbacks(execute=True):
        erase_submissions(in_days(31))
    assert [table for table in everywhere(CANARY) if not table.startswith("search_")] == []


def test_a_card_that_is_online_stays_and_its_sender_is_forgotten_after_a_year(sender: Sender):
    submission = sender.deliver()
    submission.page.get_latest_revision().publish()
    erase_submissions(in_days(364))
    assert Submission.objects.exists()
    erase_submissions(in_days(366))
    assert not Submission.objects.exists()
    assert PracticeCard.objects.get().live
    assert [table for table in everywhere(EMAIL) if table != "auth_user"] == []


def test_what_editors_took_from_a_card_that_is_online_stays(sender: Sender, editor: Client):
    submission = canary(sender)
    editor.post(f"/beheer/ingestuurd/{submission.pk}/mediatheek/")
    submission.page.get_latest_revision().publish()
    erase_submissions(in_days(366))
    assert not Submission.objects.exists()
    assert Picture.objects.exists()
    assert CANARY in str(list(PageLogEntry.objects.values_list("label", flat=True)))


def test_a_card_that_is_online_is_not_deleted_with_a_closed_submission(sender: Sender):
    submission = sender.deliver()
    submission.page.get_latest_revision().publish()
    Submission.objects.update(state=State.REFUSED, closed_at=timezone.now())
    erase_submissions(in_days(31))
    assert not Submission.objects.exists()
    assert PracticeCard.objects.get().live


@pytest.mark.parametrize("state", [State.QUEUED, State.ASKED])
def test_what_is_with_the_editors_is_kept(sender: Sender, state):
    submission = sender.deliver()
    Submission.objects.filter(pk=submission.pk).update(state=state)
    erase_submissions(in_days(4000))
    assert Submission.objects.exists()


def test_the_set_times_are_settings(sender: Sender, settings):
    settings.SUBMISSION_KEEP_DAYS = 2
    lifecycle.withdraw(sender.deliver())
    erase_submissions(in_days(2.1))
    assert not Submission.objects.exists()


def test_attempts_are_forgotten_when_they_no_longer_count(sender: Sender):
    sender.begin()
    erase_submissions(in_days(0.9))
    assert SubmissionAttempt.objects.exists()
    erase_submissions(in_days(1.1))
    assert not SubmissionAttempt.objects.exists()


def test_a_file_that_no_submission_knows_is_swept_but_not_one_just_stored(db, files):
    attachment.store(attachment.Attachment(b"x", "png"))
    (files / "van-iemand-anders.txt").write_text("blijft")
    assert erase_submissions(timezone.now()).files == 0
    assert erase_submissions(in_days(1)).files == 1
    assert [path.name for path in files.iterdir()] == ["van-iemand-anders.txt"]


def test_the_command_says_what_it_did_and_a_second_time_nothing(sender: Sender):
    submission = sender.deliver()
    lifecycle.withdraw(submission)
    Submission.objects.update(closed_at=in_days(-31))
    said = [StringIO(), StringIO()]
    for out in said:
        call_command("erase_submissions", stdout=out)
    assert said[0].getvalue().startswith("1 inzendingen")
    assert said[1].getvalue().startswith("0 inzendingen")


def test_a_mail_that_still_waits_for_the_same_address_leaves(sender: Sender, settings):
    submission = sender.deliver()
    submission.page.get_latest_revision().publish()
    settings.MAIL_AT_ONCE = False
    waiting = outbox.send(EMAIL, "Een herinnering", "hallo")
    erase_submissions(in_days(366))
    assert not Submission.objects.exists()
    assert list(OutgoingMail.objects.all()) == [waiting]
