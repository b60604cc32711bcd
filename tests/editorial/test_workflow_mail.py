"""What is submitted, sent back and approved is told in Dutch, and compared version by version."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from armoedegeheugen.models import Dossier
from tests.editorial import forms
from tests.editorial.conftest import Own

ENGLISH = (" the ", " has been ", "Hello", "page", " your ")


@pytest.fixture
def submitted(editor: Client, member: Client, own: Own) -> Dossier:
    sent = forms.dossier(title="Wonen & <leven>")
    forms.add_dossier(member, own.dossiers, sent, **forms.SUBMIT)
    return Dossier.objects.get()


def decide(editor: Client, page: Dossier, action: str, comment: str = "") -> None:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert editor.post(address, {"comment": comment}).status_code == 302


def last() -> tuple[list[str], str, str]:
    message = mail.outbox[-1]
    return message.to, message.subject, message.body


def test_editors_hear_what_was_submitted_once(submitted: Dossier):
    User.objects.create_superuser("baas", "baas@example.org", "geheim")
    assert len(mail.outbox) == 1
    to, subject, body = last()
    assert to == ["redacteur@example.org"]
    assert subject == "Na te kijken: Wonen & <leven>"
    assert reverse("wagtailadmin_pages:edit", args=[submitted.pk]) in body


def test_the_author_hears_the_reason(editor: Client, submitted: Dossier):
    decide(editor, submitted, "reject", "Wie zegt dit? Zet 'rol' & jaar erbij.")
    to, subject, body = last()
    assert to == ["lid@example.org"]
    assert subject == "Pas nog iets aan: Wonen & <leven>"
    assert "Wie zegt dit? Zet 'rol' & jaar erbij." in body


def test_the_author_hears_that_it_is_online(editor: Client, submitted: Dossier):
    decide(editor, submitted, "approve")
    to, subject, body = last()
    assert to == ["lid@example.org"]
    assert subject == "Goedgekeurd: Wonen & <leven>"
    assert "Het staat nu online" in body
    assert "/dossiers/welzijnshuis/" in body


def test_no_mail_speaks_english(editor: Client, submitted: Dossier):
    decide(editor, submitted, "reject", "Kort.")
    again = {**forms.dossier(), "action-restart-workflow": "1"}
    submitted.refresh_from_db()
    member = Client()
    member.force_login(User.objects.get(username="lid"))
    member.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), again)
    decide(editor, submitted, "approve")
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        text = "\n".join(
            line for line in f"{message.subject}\n{message.body}".splitlines() if "://" not in line
        )
        assert not [word for word in ENGLISH if word in text], text
        assert "\n\n\n\n" not in message.body


def test_two_versions_are_compared(editor: Client, member: Client, submitted: Dossier):
    decide(editor, submitted, "reject", "Korter.")
    changed = forms.dossier(teaser="Buren praten elke week.")
    member.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), changed)
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=[submitted.pk, "earliest", "latest"]
    )
    for client in (editor, member):
        page = client.get(address).content.decode()
        shown = BeautifulSoup(page, "html.parser")
        assert "week" in " ".join(each.get_text() for each in shown.select(".addition"))
        assert "maand" in " ".join(each.get_text() for each in shown.select(".deletion"))
