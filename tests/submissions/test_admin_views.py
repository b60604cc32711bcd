"""What editors see of what was sent in, what they can do with it, and that nothing in it runs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Picture, PracticeCard, Submission
from armoedegeheugen.models.submission import State
from armoedegeheugen.submissions import admin_views, hooks, lifecycle
from tests.editorial import forms
from tests.editorial.answers import said
from tests.submissions.conftest import (
    EMAIL,
    Sender,
    follow_url,
    pdf,
    person,
    picture,
    signed_in,
    soup,
    text,
    upload,
)

MINUTE = timedelta(minutes=1)
REASON = "Dit is eerder een aankondiging. Vertel wat er gebeurde, dan kijken we opnieuw."
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7|add:7 }}{% debug %}",
    '<embed embedtype="image" id="1"/>',
    "javascript:alert(1)",
    "\u202eomgekeerd",
]


def url(name: str, submission: Submission) -> str:
    return reverse(f"ingestuurd:{name}", args=[submission.pk])


def deliver_with(sender: Sender, file: bytes, name: str) -> Submission:
    sender.tell_all()
    sender.tell("tips-en-bijlage", bijlage=upload(file, name))
    sender.send()
    return sender.confirm()


def test_the_list_shows_what_was_confirmed_and_how_it_stands(sender: Sender, editor: Client):
    submission = sender.deliver()
    Sender().tell_all(title="Nog niet verstuurd")
    page = text(editor.get("/beheer/ingestuurd/"))
    assert "Elke dinsdag samen koken" in page
    assert "bij de redactie" in page
    assert "Nog niet verstuurd" not in page
    assert editor.get("/beheer/ingestuurd/?state=geweigerd").status_code == 200
    assert editor.get(url("detail", submission)).status_code == 200


def test_one_in_full_with_who_to_reach(sender: Sender, editor: Client):
    page = text(editor.get(url("detail", sender.deliver(bereik="Bel 0470 12 34 56."))))
    for told in ("ruilkast", "Buurthuis De Brug", EMAIL, "hier staat een telefoonnummer"):
        assert told in page


def test_the_card_leads_to_its_submission_and_back(sender: Sender, editor: Client):
    submission = sender.deliver()
    edit = reverse("wagtailadmin_pages:edit", args=[submission.page_id])
    assert url("detail", submission) in editor.get(edit).content.decode()
    assert edit in editor.get(url("detail", submission)).content.decode()


@pytest.mark.parametrize("group", [roles.ASSOCIATIONS, roles.STAFF, None])
def test_others_see_and_do_nothing(sender: Sender, group):
    submission = deliver_with(sender, pdf(), "verslag.pdf")
    client = signed_in(person("iemand", group)) if group else Client()
    for name in ("detail", "attachment", "refuse"):
        assert client.get(url(name, submission)).status_code in (302, 403)
    for name in ("refuse", "take"):
        assert client.post(url(name, submission), {"reason": "x"}).status_code in (302, 403)
    assert client.get("/beheer/ingestuurd/").status_code in (302, 403)
    submission.refresh_from_db()
    assert submission.state == State.QUEUED
    assert not submission.document


def test_only_who_may_change_can_refuse(sender: Sender, editor: Client):
    submission = sender.deliver()
    reader = person("lezer", roles.ASSOCIATIONS)
    reader.user_permissions.add(Permission.objects.get(codename="view_submission"))
    client = signed_in(reader)
    page = client.get(url("detail", submission))
    assert page.status_code == 200
    assert url("refuse", submission) not in page.content.decode()
    assert client.post(url("refuse", submission), {"reason": "x"}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.QUEUED


def test_what_is_not_confirmed_is_not_there_for_editors(sender: Sender, editor: Client):
    sender.tell_all()
    sender.send()
    for name in ("detail", "attachment", "refuse"):
        assert editor.get(url(name, sender.draft)).status_code == 404


def test_saying_no_says_why(sender: Sender, editor: Client):
    submission = sender.deliver()
    assert "Schrijf waarom" in text(editor.post(url("refuse", submission), {"reason": " "}))
    assert editor.post(url("refuse", submission), {"reason": REASON}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.REFUSED
    assert not PracticeCard.objects.exists()
    message = mail.outbox[-1]
    assert message.to == [EMAIL]
    assert REASON in message.body
    assert REASON in text(Client().get(follow_url(submission)))
    count = len(mail.outbox)
    editor.post(url("refuse", submission), {"reason": "Nog eens"})
    assert len(mail.outbox) == count


def test_saying_no_to_what_is_online_takes_it_off(sender: Sender, editor: Client):
    submission = sender.deliver()
    page = submission.page
    page.get_latest_revision().publish()
    editor.post(url("refuse", submission), {"reason": REASON})
    assert Client().get(page.url).status_code == 404


def test_what_is_closed_is_not_refused_again(sender: Sender, editor: Client):
    submission = sender.deliver()
    lifecycle.withdraw(submission)
    refuse = url("refuse", submission)
    assert editor.get(refuse).url == url("detail", submission)
    assert refuse not in editor.get(url("detail", submission)).content.decode()


def test_a_reason_has_a_length(sender: Sender, editor: Client):
    submission = sender.deliver()
    assert editor.post(url("refuse", submission), {"reason": "x" * 2_001}).status_code == 200
    submission.refresh_from_db()
    assert submission.state == State.QUEUED


def test_the_newest_come_first_fifty_on_a_page(home, editor: Client):
    now = timezone.now()
    Submission.objects.bulk_create(
        Submission(title=f"Nummer {n:02}.", state=State.QUEUED, confirmed_at=now + n * MINUTE)
        for n in range(51)
    )
    page = text(editor.get("/beheer/ingestuurd/"))
    assert page.index("Nummer 50.") < page.index("Nummer 49.") < page.index("Nummer 01.")
    assert "Nummer 00." not in page


def test_only_who_may_see_submissions_has_them_in_the_menu(home, editor: Client):
    assert "/beheer/ingestuurd/" in editor.get("/beheer/").content.decode()
    request = RequestFactory().get("/beheer/")
    request.user = person("lid", roles.ASSOCIATIONS)
    assert not admin_views.ForEditors("x", "/x/").is_shown(request)


def buttons(submission: Submission, user: User, view: str = "edit") -> int:
    return len(list(hooks.to_submission(submission.page, user, view)))


def test_the_way_to_a_submission_is_for_who_edits_and_may_see_it(sender: Sender):
    submission = sender.deliver()
    editor, other = person("redacteur", roles.EDITORS), person("lid", roles.ASSOCIATIONS)
    assert buttons(submission, editor) == 1
    assert buttons(submission, editor, "index") == 0
    assert buttons(submission, other) == 0


def test_a_reason_is_asked_of_who_may_give_one_while_someone_waits(sender: Sender):
    submission = sender.deliver()
    request = RequestFactory().get("/")
    request.user = person("lid", roles.ASSOCIATIONS)
    assert hooks.refuse_first(request, submission.page) is None
    request.user = person("redacteur", roles.EDITORS)
    Submission.objects.update(state=State.WITHDRAWN)
    assert hooks.refuse_first(request, submission.page) is None


def test_deleting_the_card_asks_for_a_reason_first(sender: Sender, editor: Client):
    submission = sender.deliver()
    delete = reverse("wagtailadmin_pages:delete", args=[submission.page_id])
    for answer in (editor.get(delete), editor.post(delete)):
        assert answer.url == url("refuse", submission)
    assert PracticeCard.objects.exists()


def test_a_card_that_goes_another_way_still_tells_its_sender(sender: Sender):
    submission = sender.deliver()
    submission.page.delete()
    submission.refresh_from_db()
    assert submission.state == State.REFUSED
    assert submission.page is None
    assert mail.outbox[-1].subject == "Je praktijk komt niet online"


def test_publishing_what_was_withdrawn_is_refused_with_a_sentence(sender: Sender, editor: Client):
    submission = sender.deliver()
    submission.page.get_latest_revision().publish()
    submission.refresh_from_db()
    lifecycle.withdraw(submission)
    edit = reverse("wagtailadmin_pages:edit", args=[submission.page_id])
    response = editor.post(edit, {**forms.card(), **forms.PUBLISH}, follow=True)
    assert hooks.WITHDRAWN in said(response)
    assert not PracticeCard.objects.get().live


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(pdf(), "verslag.pdf", "application/pdf"), (picture(), "foto.jpg", "image/jpeg")],
)
def test_a_file_goes_out_as_a_download_that_runs_nothing(
    sender: Sender, editor: Client, data, name, kind
):
    response = editor.get(url("attachment", deliver_with(sender, data, name)))
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content)


def test_without_a_file_there_is_none_to_get(sender: Sender, editor: Client):
    assert editor.get(url("attachment", sender.deliver())).status_code == 404


def test_no_public_address_leads_to_a_file(sender: Sender, settings):
    settings.SERVE_MEDIA = True
    submission = deliver_with(sender, pdf(), "verslag.pdf")
    for address in (
        f"/media/{submission.attachment}",
        f"/media/images/{submission.attachment}",
        f"/media/images/../../inzendingen/{submission.attachment}",
        f"/inzendingen/{submission.attachment}",
        f"/static/{submission.attachment}",
    ):
        assert Client().get(address).status_code in (400, 404)


def test_an_editor_puts_an_image_in_the_library_once(sender: Sender, editor: Client):
    submission = deliver_with(sender, picture(), "Onze keuken.jpg")
    assert not Picture.objects.exists()
    assert editor.get(url("take", submission)).status_code == 405
    for _ in range(2):
        editor.post(url("take", submission))
    taken = Picture.objects.get()
    assert (taken.title, taken.width) == ("Onze-keuken", 60)
    submission.refresh_from_db()
    assert submission.picture == taken


def test_an_editor_puts_a_pdf_in_the_library(sender: Sender, editor: Client):
    submission = deliver_with(sender, pdf(), "verslag.pdf")
    editor.post(url("take", submission))
    taken = get_document_model().objects.get()
    assert taken.file_size == len(pdf())
    assert taken.file.read() == pdf()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_everywhere(sender: Sender, editor: Client, hostile):
    told = ("teaser", "doelstelling", "bereik", "neveneffect", "hindernis", "tips", "organisation")
    submission = sender.deliver(
        title=f"Koken {hostile}",
        role=f"rol {hostile}",
        **dict.fromkeys(told, f"Zie {hostile} eind"),
    )
    submission.page.get_latest_revision().publish()
    seen = {
        "page": Client().get(submission.page.url),
        "follow": Client().get(follow_url(submission)),
        "detail": editor.get(url("detail", submission)),
        "list": editor.get("/beheer/ingestuurd/"),
        "edit": editor.get(reverse("wagtailadmin_pages:edit", args=[submission.page_id])),
    }
    visible = hostile.replace("\u202e", "")
    for name, response in seen.items():
        assert response.status_code == 200
        assert not _running(soup(response)), name
        assert "\u202e" not in response.content.decode()
    assert f"Zie {visible} eind" in text(seen["page"])
    assert f"Zie {visible} eind" in text(seen["detail"])
    for message in mail.outbox:
        assert "\n" not in message.subject
        assert "\u202e" not in message.subject + message.body
        assert message.content_subtype == "plain"
        assert not getattr(message, "alternatives", [])


def _running(page: BeautifulSoup) -> list[str]:
    """What of a page would do something that we did not write."""
    handlers = [tag for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
    scripts = [script for script in page.find_all("script") if script.get_text() == "alert(1)"]
    links = [a for a in page.find_all(href=True) if a["href"].strip().startswith("javascript:")]
    images = page.find_all("img", src="x")
    return [str(tag) for tag in (*handlers, *scripts, *links, *images)]
