"""An editor removes a text that should not have been public; the page says so, and why."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry, PageLogEntry

from armoedegeheugen.followup import removal
from armoedegeheugen.models import Feedback, FollowUp
from armoedegeheugen.models.appendonly import Unchangeable
from armoedegeheugen.models.choices import Position
from search.index import sync
from tests.followup.conftest import Scene, signed_in
from tests.followup.test_letters import letter
from tests.followup.test_views import STEP, address
from tests.pages.reading import read, text

SECRET = "Het gezin van de hoek kreeg geen water."
WHY = "Hier stond iets over een gezin."
NOTE = f"De redactie haalde deze tekst weg. Waarom: {WHY}"


@pytest.fixture
def step(scene: Scene) -> FollowUp:
    return scene.say(1, Position.REFUSED, reason=SECRET)


@pytest.fixture
def feedback(scene: Scene) -> Feedback:
    row = Feedback(advice=scene.advice, date=date(2024, 5, 1), how=SECRET, by_whom="De Brug")
    row.save()
    return row


def removing(entry: FollowUp | Feedback) -> str:
    name = "remove_step" if isinstance(entry, FollowUp) else "remove_feedback"
    return reverse(f"followup:{name}", args=[entry.pk])


@pytest.mark.parametrize("kind", ["step", "feedback"])
def test_the_page_says_that_the_editors_removed_it_and_why(scene: Scene, client, kind, request):
    entry = request.getfixturevalue(kind)
    answer = signed_in(scene.editor).post(removing(entry), {"why": WHY})
    assert answer.status_code == 302
    page = text(read(client, scene.advice.url).body)
    assert NOTE in page
    assert SECRET not in page
    stored = type(entry)._base_manager.get(pk=entry.pk)
    assert (stored.date, stored.created_at) == (entry.date, entry.created_at)


def test_the_entry_still_counts(scene: Scene, step: FollowUp):
    removal.remove_text(step, WHY, scene.editor)
    stored = FollowUp.objects.get()
    assert (stored.position, stored.said_by) == (Position.REFUSED, step.said_by)


@pytest.mark.parametrize("kind", ["step", "feedback"])
def test_the_history_keeps_that_it_existed_and_not_its_words(scene: Scene, kind: str, request):
    entry = request.getfixturevalue(kind)
    removal.remove_text(entry, WHY, scene.editor)
    logged = PageLogEntry.objects.filter(action=removal.ACTION).get()
    assert (logged.user, logged.data["why"]) == (scene.editor, WHY)
    assert WHY in logged.message
    rows = [PageLogEntry, ModelLogEntry, FollowUp, Feedback]
    assert SECRET not in str([list(model._base_manager.values()) for model in rows])


@pytest.mark.parametrize("who", ["council", "member", "rival_council", "rival_member"])
def test_only_an_editor_removes_a_text(scene: Scene, step: FollowUp, feedback: Feedback, who: str):
    client = signed_in(getattr(scene, who))
    for entry in (step, feedback):
        for answer in (client.get(removing(entry)), client.post(removing(entry), {"why": WHY})):
            assert answer.status_code == 404
    assert FollowUp.objects.get().reason == SECRET
    assert Feedback.objects.get().how == SECRET
    assert "/weghalen/" not in client.get(scene.advice.url).content.decode()


def test_an_editor_finds_the_way_and_sees_what_goes(scene: Scene, step: FollowUp):
    client = signed_in(scene.editor)
    assert removing(step) in client.get(scene.advice.url).content.decode()
    assert SECRET in text(read(client, removing(step)).body)
    client.post(removing(step), {"why": WHY})
    assert removing(step) not in client.get(scene.advice.url).content.decode()
    assert client.get(removing(step)).status_code == 404


@pytest.mark.parametrize(
    "why", ["", " ", "Er stond 0470 12 34 56.", "x" * 301], ids=["none", "blank", "phone", "long"]
)
def test_a_reason_is_needed_and_names_nothing_personal(scene: Scene, step: FollowUp, why: str):
    assert signed_in(scene.editor).post(removing(step), {"why": why}).status_code == 400
    assert FollowUp.objects.get().reason == SECRET


def test_the_letter_goes_too_unless_it_may_stay(scene: Scene, client: Client):
    council, editor = signed_in(scene.council), signed_in(scene.editor)
    for number in (1, 2):
        council.post(address(scene, number), {**STEP, "file": letter(name="Besluit.pdf")})
    first, second = FollowUp.objects.order_by("pk")
    gone = second.document.url
    assert "with_file" in {f["name"] for f in read(editor, removing(first)).select("[name]")}
    editor.post(removing(first), {"why": WHY})
    assert get_document_model().objects.count() == 2
    editor.post(removing(second), {"why": WHY, "with_file": "on"})
    assert list(get_document_model().objects.all()) == [first.document]
    assert client.get(gone).status_code == 404


def test_the_register_and_its_file_hold_the_note(scene: Scene, step: FollowUp, client: Client):
    sync.sync_all()
    removal.remove_text(step, WHY, scene.editor)
    file = b"".join(client.get("/opvolging/aanbevelingen.csv").streaming_content).decode()
    rows = list(csv.DictReader(StringIO(file.lstrip("\ufeff")), delimiter=";"))
    assert NOTE in [row["bestuur: reden"] for row in rows]
    assert SECRET not in file + client.get("/opvolging/").content.decode()


def test_nothing_else_changes_an_entry(scene: Scene, step: FollowUp):
    step.reason = ""
    with pytest.raises(Unchangeable):
        step.save()
    with pytest.raises(Unchangeable):
        FollowUp.objects.filter(pk=step.pk).update(removed_because=WHY)
