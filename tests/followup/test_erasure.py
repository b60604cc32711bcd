"""A person's data goes where the law asks it; all else that was said stays."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import CharField, TextField
from wagtail.models import PageLogEntry

from armoedegeheugen.followup import erasure
from armoedegeheugen.followup.erasure import FIELDS, erase
from armoedegeheugen.models import Adoption, Correspondent, Feedback, FollowUp
from tests import world as making
from tests.followup.conftest import Scene

CANARY = "Kanarie Vogels"


@pytest.fixture
def typed(scene: Scene) -> Scene:
    scene.say(1, said_by=f"{CANARY}, OCMW Gent", reason=f"Bel {CANARY.lower()} op. Echt.")
    scene.say(2, reason="Niets over een persoon.")
    told = {"advice": scene.advice, "date": date(2024, 5, 1)}
    Feedback(**told, how=f"Door {CANARY}.", by_whom="De Brug").save()
    Adoption.objects.create(
        item=scene.world.practice(), municipality=making.municipality("Gent"), year=2024,
        contact_role=CANARY, contact_organisation="OCMW", note=f"Vraag {CANARY}.",
    )  # fmt: skip
    return scene


def everything() -> str:
    rows = [*FollowUp.objects.values(), *Feedback.objects.values(), *Adoption.objects.values()]
    return str(rows) + str(list(PageLogEntry.objects.values_list("data", flat=True)))


def test_a_name_goes_from_all_that_was_said_and_the_rest_stays(typed: Scene):
    assert erase(CANARY) == 3
    assert CANARY.lower() not in everything().lower()
    first, second = FollowUp.objects.order_by("pk")
    assert (first.said_by, first.reason) == ("[gewist], OCMW Gent", "Bel [gewist] op. Echt.")
    assert second.reason == "Niets over een persoon."
    assert Feedback.objects.get().how == "Door [gewist]."
    assert erase(CANARY) == 0


def test_a_name_goes_from_every_field_in_which_one_can_be_typed(scene: Scene):
    """A field of text that is added to one of these belongs in the list, or here."""
    no_names = {"side", "position", "execution", "decision_url", "link"}
    for model, fields in FIELDS.items():
        texts = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField)
        }
        assert texts - no_names == set(fields), model


@pytest.mark.parametrize("name", ["said_by", "reason"])
def test_an_entry_is_cleaned_in_each_field(scene: Scene, name):
    scene.say(1, **{name: f"Bel {CANARY}."})
    assert erase(CANARY) == 1
    assert getattr(FollowUp.objects.get(), name) == "Bel [gewist]."


def test_an_erasing_that_fails_erases_nothing(typed: Scene, monkeypatch):
    before = everything()
    monkeypatch.setattr(erasure, "log", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        erase(CANARY)
    assert everything() == before


def test_the_history_tells_that_and_not_what(typed: Scene):
    erase(CANARY)
    entries = PageLogEntry.objects.filter(action="armoedegeheugen.erased")
    assert entries.count() == 3
    assert {entry.message for entry in entries} == {
        "Gegevens van een persoon gewist: stap in de opvolging",
        "Gegevens van een persoon gewist: terugkoppeling aan de deelnemers",
        "Gegevens van een persoon gewist: overname",
    }


def test_an_address_is_forgotten_by_the_reminders_too(scene: Scene):
    Correspondent.objects.create(address="vogel@example.org")
    erase("Vogel@example.org")
    assert not Correspondent.objects.exists()


def test_a_text_that_fills_its_field_still_fits(scene: Scene):
    scene.say(1, said_by="x" * 158 + "ab")
    erase("ab")
    assert len(FollowUp.objects.get().said_by) == 160


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_is_not_erased_everywhere(typed: Scene, words):
    before = everything()
    with pytest.raises(ValueError, match="Erase what"):
        erase(words)
    assert everything() == before
