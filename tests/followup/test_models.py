"""What was said stays said: written once, checked, logged, and gone only with its advice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageLogEntry

from armoedegeheugen.models import Adoption, Feedback, FollowUp, Recommendation
from armoedegeheugen.models.appendonly import Unchangeable
from armoedegeheugen.models.choices import Position, Side
from tests import world as making
from tests.followup.conftest import ASKED, Scene


def tell(scene: Scene, **values) -> Feedback:
    made = Feedback(
        **{
            "advice": scene.advice,
            "date": date(2024, 4, 1),
            "how": "Op een avond met soep.",
            "by_whom": "stafmedewerker, De Brug",
            **values,
        }
    )
    made.save()
    return made


def faults(make) -> set[str]:
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        make()
    return set(caught.value.message_dict)


def test_an_entry_is_written_once(scene: Scene):
    entry = scene.say()
    entry.reason = "Iets anders."
    for change in (entry.save, entry.delete):
        with pytest.raises(Unchangeable):
            change()
    entry.refresh_from_db()
    assert entry.reason == "Omdat het kan."


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(reason="x"),
        lambda rows: rows.update(author=None, reason="x"),
        lambda rows: rows.update(position=None),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["reason"]),
        lambda rows: rows.model.objects.bulk_create([rows.model(advice=rows[0].advice)]),
        lambda rows: rows.update_or_create({"reason": "x"}, pk=rows[0].pk),
        lambda rows: rows[0].advice.followups.add(rows[0]),
        lambda rows: rows[0].advice.followups.all().delete(),
    ],
)
def test_no_way_round_it_through_the_manager(scene: Scene, change):
    entry = scene.say(reason="Zo is het.")
    with pytest.raises(Unchangeable):
        change(FollowUp.objects.filter(pk=entry.pk))
    assert FollowUp.objects.values_list("reason", flat=True).get() == "Zo is het."


def test_another_row_cannot_take_the_place_of_one(scene: Scene):
    entry = scene.say()
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        scene.say(pk=entry.pk, reason="Iets anders.")
    assert FollowUp.objects.get().reason == "Omdat het kan."


def test_feedback_is_written_once_too(scene: Scene):
    told = tell(scene)
    for change in (told.save, told.delete, Feedback.objects.all().delete):
        with pytest.raises(Unchangeable):
            change()
    assert Feedback.objects.get().how == "Op een avond met soep."


def test_who_wrote_it_may_be_forgotten_and_the_words_stay(scene: Scene):
    entry = scene.say(author=scene.council)
    scene.council.delete()
    entry.refresh_from_db()
    assert entry.author is None
    assert entry.said_by == "dienst wonen, OCMW Gent"
    assert FollowUp.objects.filter(pk=entry.pk).update(author=None) == 1


def test_a_document_that_goes_leaves_the_entry(scene: Scene):
    file = ContentFile(b"%PDF-1.4", name="brief.pdf")
    document = get_document_model().objects.create(title="Brief", file=file)
    entry = scene.say(document=document)
    document.delete()
    entry.refresh_from_db()
    assert entry.document is None


def test_it_goes_with_its_advice(scene: Scene):
    first = scene.say()
    scene.say(corrects=first, date=date(2024, 5, 1))
    tell(scene)
    scene.advice.delete()
    assert not FollowUp.objects.exists()
    assert not Feedback.objects.exists()


def test_it_survives_that_an_older_revision_is_published(scene: Scene):
    entry = scene.say(2, Position.PARTLY)
    revision = scene.advice.save_revision()
    emptied = scene.advice.get_latest_revision_as_object()
    emptied.recommendations = []
    emptied.save_revision().publish()
    assert entry.recommendation is None
    revision.publish()
    assert entry.recommendation == scene.asked[1]
    assert FollowUp.objects.get().position == Position.PARTLY


def test_it_survives_that_the_recommendation_gets_another_row(scene: Scene):
    entry = scene.say(2)
    row = scene.asked[1]
    values = {"advice": scene.advice, "key": row.key, "text": row.text, "number": "2"}
    row.delete()
    again = Recommendation.objects.create(**values)
    assert again.pk != row.pk
    assert entry.recommendation == again


@pytest.mark.parametrize("position", [Position.PARTLY, Position.REFUSED])
def test_who_does_not_do_all_says_why(scene: Scene, position):
    assert faults(lambda: scene.say(1, position, reason="  ")) >= {"reason"}
    scene.say(1, position, reason="Er is geen geld voor.")


@pytest.mark.parametrize("position", [Position.FOLLOWED, Position.NO_ANSWER])
def test_elsewhere_a_reason_is_free(scene: Scene, position):
    assert scene.say(1, position, reason="").pk


def test_the_database_itself_wants_the_reason(scene: Scene):
    scene.say(1, Position.FOLLOWED, reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(FollowUp).update(position=Position.REFUSED)


def test_nothing_is_said_tomorrow_or_before_there_was_an_advice(scene: Scene):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in (tomorrow, ASKED - timedelta(days=1)):
        assert faults(lambda day=day: scene.say(date=day)) == {"date"}
        assert faults(lambda day=day: tell(scene, date=day)) == {"date"}
    scene.say(date=ASKED)


def test_a_day_to_meet_lies_ahead_of_what_is_said(scene: Scene):
    assert faults(lambda: scene.say(due=date(2024, 2, 1))) == {"due"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/x", "besluit"])
def test_a_decision_stands_on_the_web(scene: Scene, address):
    assert faults(lambda: scene.say(decision_url=address)) == {"decision_url"}


def test_it_is_about_a_recommendation_of_the_advice(scene: Scene):
    assert faults(lambda: scene.say(recommendation_key=uuid4())) == {"__all__"}


def test_a_correction_stays_within_its_side_and_its_recommendation(scene: Scene):
    first = scene.say()
    other_side = {"side": Side.ASSOCIATION, "corrects": first}
    assert faults(lambda: scene.say(**other_side)) == {"corrects"}
    assert faults(lambda: scene.say(2, corrects=first)) == {"corrects"}
    scene.say(corrects=first)
    assert faults(lambda: scene.say(corrects=first)) == {"corrects"}


def test_every_entry_is_in_the_history_with_who_and_when(scene: Scene):
    scene.say(3, Position.PARTLY, author=scene.council)
    tell(scene, author=scene.member)
    entries = PageLogEntry.objects.filter(page=scene.advice.pk).order_by("-pk")[:2]
    told, said = entries
    assert (told.action, told.user) == ("armoedegeheugen.feedback", scene.member)
    assert (said.action, said.user) == ("armoedegeheugen.followup", scene.council)
    assert said.message == (
        "Opvolging toegevoegd: Aanbeveling 3, het bestuur op 01/03/2024: deels gevolgd"
    )
    assert timezone.now() - said.timestamp < timedelta(minutes=1)


def test_what_is_refused_leaves_no_trace_in_the_history(scene: Scene):
    before = PageLogEntry.objects.count()
    faults(lambda: scene.say(1, Position.REFUSED, reason=""))
    assert PageLogEntry.objects.count() == before


def adopt(item, **values) -> Adoption:
    made = Adoption(
        **{
            "item": item,
            "municipality": making.municipality("Gent"),
            "year": 2024,
            "contact_role": "coördinator",
            "contact_organisation": "OCMW Gent",
            **values,
        }
    )
    made.full_clean()
    made.save()
    return made


def test_a_practice_and_an_advice_can_be_taken_over_and_a_dossier_not(scene: Scene):
    assert adopt(scene.advice).pk
    assert adopt(scene.world.practice()).pk
    assert faults(lambda: adopt(scene.world.dossier())) == {"item"}


def test_a_municipality_takes_something_over_once(scene: Scene):
    adopt(scene.advice)
    assert faults(lambda: adopt(scene.advice, year=2023)) == {"__all__"}


def test_a_taking_over_has_a_year_that_agrees_with_its_day(scene: Scene):
    assert faults(lambda: adopt(scene.advice, date=date(2023, 5, 1))) == {"date"}
    assert faults(lambda: adopt(scene.advice, year=2099)) == {"year"}
    assert adopt(scene.advice, date=date(2024, 5, 1)).pk


def test_a_taking_over_is_in_the_history(scene: Scene):
    adopt(scene.advice, author=scene.council)
    entry = PageLogEntry.objects.filter(action="armoedegeheugen.adoption").get()
    assert (entry.page_id, entry.user) == (scene.advice.pk, scene.council)
    assert entry.message == "Overname toegevoegd: Gent nam “Advies over wonen” over (2024)"
