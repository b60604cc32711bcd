"""A file with what is told: kept, replaced, refused, bounded, never at the cost of the words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from armoedegeheugen.submissions import attachment, rate_limit, step_views, upload_limit
from tests.submissions.conftest import Sender, complaint, pdf, picture, shown, soup, text, upload


def test_a_file_is_kept_though_another_field_is_wrong(sender: Sender):
    sender.begin()
    response = sender.tell("tips-en-bijlage", tips="x" * 7000, bijlage=upload(picture(), "Wij.jpg"))
    assert "plaats voor 6000" in complaint(response, "tips")
    assert "Wij.jpg" in text(response)
    assert sender.draft.attachment


def test_a_file_can_be_replaced_and_removed(sender: Sender, files):
    sender.begin()
    sender.tell("tips-en-bijlage", bijlage=upload(picture()))
    sender.tell("tips-en-bijlage", bijlage=upload(pdf(), "verslag.pdf"))
    assert [path.name for path in files.iterdir()] == [sender.draft.attachment]
    assert sender.draft.attachment_name == "verslag.pdf"
    response = sender.tell("tips-en-bijlage", button="weg", tips="Nog een tip")
    assert response.status_code == 200
    assert not list(files.iterdir())
    draft = sender.draft
    assert (draft.attachment, draft.attachment_name, draft.attachment_size) == ("", "", 0)
    assert draft.tips == "Nog een tip"


def test_a_refused_file_leaves_the_words_and_the_file_before(sender: Sender):
    sender.begin()
    sender.tell("tips-en-bijlage", bijlage=upload(picture(), "eerst.jpg"))
    for button in ("verder", "terug"):
        response = sender.tell(
            "tips-en-bijlage", button, tips="Mijn tip", bijlage=upload(b"<html>", "x.pdf")
        )
        assert complaint(response, "bijlage") == attachment.NEITHER
        assert shown(response, "tips") == "Mijn tip"
    assert sender.draft.attachment_name == "eerst.jpg"


def test_eleven_megabyte_is_let_go_and_the_words_are_kept(sender: Sender, monkeypatch):
    monkeypatch.setattr(step_views, "check", lambda upload: pytest.fail("it was held in full"))
    sender.begin()
    response = sender.tell(
        "tips-en-bijlage", tips="Mijn tip", bijlage=upload(b"%PDF-1.4\n" + b"x" * 11 * 2**20)
    )
    assert complaint(response, "bijlage") == attachment.TOO_LARGE
    assert sender.draft.tips == "Mijn tip"
    assert not sender.draft.attachment


def test_a_request_that_is_far_too_large_is_not_read(sender: Sender, monkeypatch):
    monkeypatch.setattr(upload_limit, "MOST", 1000)
    sender.begin()
    response = sender.tell("tips-en-bijlage", bijlage=upload(b"x" * 2000))
    assert response.status_code == 413
    assert "veel te groot" in text(response)


@pytest.mark.parametrize("length", [4 * attachment.LARGEST + 1, "veel", "-1", "1e9"])
def test_a_request_that_says_it_is_too_large_or_nonsense_is_not_read(sender: Sender, length):
    def unread(request: object) -> HttpResponse:
        pytest.fail("it was read")

    request = RequestFactory().post(sender.at("tips-en-bijlage"), CONTENT_LENGTH=str(length))
    request.user = AnonymousUser()
    assert upload_limit.limit_upload(unread)(request).status_code == 413


def test_files_of_strangers_together_have_a_bound(sender: Sender, settings):
    settings.SUBMISSION_UNCONFIRMED_BYTES = 100
    sender.begin()
    sender.tell("tips-en-bijlage", bijlage=upload(picture()))
    response = sender.tell("tips-en-bijlage", bijlage=upload(picture()))
    assert "Een bijlage kan nu even niet" in complaint(response, "bijlage")


def test_uploads_have_a_limit_of_their_own(sender: Sender, monkeypatch):
    monkeypatch.setitem(
        rate_limit.LIMITS, "upload", {"address": [rate_limit.Limit(1, rate_limit.HOUR)]}
    )
    sender.begin()
    sender.tell("tips-en-bijlage", bijlage=upload(picture(), "een.jpg"))
    response = sender.tell("tips-en-bijlage", bijlage=upload(picture(), "twee.jpg"))
    assert "veel bestanden" in complaint(response, "bijlage")
    assert sender.draft.attachment_name == "een.jpg"


def test_a_step_with_a_file_goes_with_the_token_of_its_page(sender: Sender):
    strict = Client(enforce_csrf_checks=True)
    token = soup(strict.get(reverse("submissions:start"))).find(
        attrs={"name": "csrfmiddlewaretoken"}
    )
    strict.post(reverse("submissions:start"), {"csrfmiddlewaretoken": token["value"]})
    page = soup(strict.get(sender.at("tips-en-bijlage")))
    token = page.find(attrs={"name": "csrfmiddlewaretoken"})["value"]
    sent = {"csrfmiddlewaretoken": token, "tips": "x", "bijlage": upload(picture())}
    assert strict.post(sender.at("tips-en-bijlage"), sent).status_code == 302
    assert sender.draft.attachment
