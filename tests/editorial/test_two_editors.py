"""Two editors change one page: nothing that either of them typed is lost."""

from django.test import Client
from wagtail.models import Revision

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import PracticeCard
from tests.editorial import forms
from tests.editorial.conftest import Portal, person, signed_in

FIRST, SECOND = "Buren praten elke week.", "Buren eten elke maand samen."


def kept() -> list[str]:
    """The teasers of all versions, the newest last."""
    return [
        revision.content["teaser"] for revision in Revision.page_revisions.order_by("created_at")
    ]


def test_both_versions_stay_and_the_last_one_counts(editor: Client, portal: Portal):
    editor.post(forms.add_url(PracticeCard, portal.praktijken), forms.card())
    page = PracticeCard.objects.get()
    other = signed_in(person("tweede", roles.EDITORS))
    address = f"/beheer/pages/{page.pk}/edit/"
    for client in (editor, other):  # both have the page open
        assert client.get(address).status_code == 200
    assert editor.post(address, forms.card(teaser=FIRST)).status_code == 302
    assert other.post(address, forms.card(teaser=SECOND)).status_code == 302
    assert kept()[-2:] == [FIRST, SECOND]
    latest = PracticeCard.objects.get().get_latest_revision_as_object()
    assert latest.teaser == SECOND


def test_a_page_that_saves_itself_does_not_overwrite_the_other_editor(
    editor: Client, portal: Portal
):
    editor.post(forms.add_url(PracticeCard, portal.praktijken), forms.card())
    page = PracticeCard.objects.get()
    opened = page.latest_revision
    other = signed_in(person("tweede", roles.EDITORS))
    address = f"/beheer/pages/{page.pk}/edit/"
    assert editor.post(address, forms.card(teaser=FIRST)).status_code == 302
    stale = {
        "loaded_revision_id": opened.pk,
        "loaded_revision_created_at": opened.created_at.isoformat(),
    }
    answer = other.post(
        address, {**forms.card(teaser=SECOND), **stale}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert kept()[-1] == FIRST
    # The other editor is told, and can still save by hand what was typed.
    assert other.post(address, {**forms.card(teaser=SECOND), **stale}).status_code == 302
    assert kept()[-2:] == [FIRST, SECOND]
