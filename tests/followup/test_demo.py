"""The follow-up of the demo: its references resolve, it is plain and invented, and comes once."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from armoedegeheugen.demo import files, followups, terms
from armoedegeheugen.followup.stories import load_stories
from armoedegeheugen.models import Adoption, Feedback, FollowUp, PolicyAdvice
from armoedegeheugen.models.choices import NEEDS_REASON, Execution, Position, Side
from tests.databases.content import Content
from tests.rows import every_row
from tests.world import World

TEXTS = files.read("followups")
ADVICES = {advice["slug"]: advice for advice in files.read("advices")}
CARDS = {card["slug"]: card for card in files.read("practices")}
SAID = [(row["advice"], row) for row in TEXTS["followups"] + TEXTS["feedback"]]


def words(text: str) -> list[str]:
    return re.findall(r"[\w’-]+", text)


@every_row("row", TEXTS["followups"], ids=lambda row: f"{row['advice']}-{row['date']}")
def test_each_step_is_about_a_recommendation_of_an_example(row):
    advice = ADVICES[row["advice"]]
    assert advice["is_example"]
    assert not advice["internal"]
    assert row["number"] in [asked["number"] for asked in advice["recommendations"]]
    assert row["side"] in Side.values
    assert row["position"] in Position.values
    assert row["execution"] in ["", *Execution.values]
    assert row["reason"] or row["position"] not in NEEDS_REASON
    assert advice["date"] <= row["date"]
    assert not row["due"] or row["date"] <= row["due"]


@every_row(("slug", "row"), SAID)
def test_it_is_said_by_nobody_real_and_in_plain_words(slug, row):
    assert "(voorbeeld)" in row.get("said_by", row.get("by_whom"))
    assert ADVICES[slug]["date"] <= row["date"]
    told = row.get("reason", row.get("how"))
    assert max((len(words(part)) for part in re.split(r"[.!?]", told)), default=0) <= 20
    assert row.get("decision_url", "")[:20] in ("", "https://example.org/")
    assert "'" not in told


@every_row("row", TEXTS["adoptions"], ids=lambda row: row["item"])
def test_who_took_something_over_is_part_of_an_example(row):
    item = {**ADVICES, **CARDS}[row["item"]]
    assert item["is_example"]
    assert not item["internal"]
    assert row["note"].startswith("Voorbeeld: ")
    assert "(voorbeeld)" in row["contact_organisation"]
    assert row["municipality"] != item["municipality"]
    assert not item["date"] or int(item["date"][:4]) <= row["year"]


@pytest.fixture
def loaded(world: World, content: Content) -> World:
    return content(add_known_items, world)


def add_known_items(world: World) -> World:
    """The advices and cards of the demo, in few words, as its loader would know them again."""
    for slug in {row["advice"] for _, row in SAID}:
        asked = [row["text"] for row in ADVICES[slug]["recommendations"]]
        page = world.advice(
            ADVICES[slug]["title"], tuple(asked), date=date.fromisoformat(ADVICES[slug]["date"]),
            translation_key=files.key("items", slug),
        )  # fmt: skip
        for number, row in enumerate(page.recommendations.all(), 1):
            key = files.key("recommendations", slug, str(number))
            type(row).objects.filter(pk=row.pk).update(key=key)
    for slug in {row["item"] for row in TEXTS["adoptions"]} & CARDS.keys():
        world.practice(CARDS[slug]["title"], translation_key=files.key("items", slug))
    from tests import world as making

    for row in TEXTS["adoptions"]:
        making.municipality(row["municipality"].capitalize())
    return world


def load() -> int:
    return followups.load(terms.Terms())


def test_all_of_it_is_loaded_and_a_second_time_nothing(loaded: World):
    assert load() == sum(len(rows) for rows in TEXTS.values())
    assert FollowUp.objects.count() == len(TEXTS["followups"])
    assert Feedback.objects.count() == len(TEXTS["feedback"])
    assert Adoption.objects.count() == len(TEXTS["adoptions"])
    assert load() == 0


def test_there_is_something_of_everything(loaded: World):
    load()
    advices = list(PolicyAdvice.objects.all())
    found = load_stories([page.pk for page in advices])
    states = [
        found.of(asked, page).state for page in advices for asked in page.recommendations.all()
    ]
    assert {state.position for state in states} == set(Position)
    assert {state.execution for state in states} >= set(Execution)
    assert sum(state.contested for state in states) >= 5
    assert sum(not state.answered and state.age > 183 for state in states) >= 10
    assert any(state.overdue for state in states)
    assert FollowUp.objects.exclude(corrects=None).exists()


def test_what_an_editor_took_away_stays_away(loaded: World):
    load()
    Adoption.objects.all().delete()
    assert load() == 0


def test_what_someone_said_before_is_left_alone(loaded: World):
    page = PolicyAdvice.objects.get(translation_key=files.key("items", "loketten-die-blijven"))
    asked = page.recommendations.first()
    FollowUp(
        advice=page, recommendation_key=asked.key, side=Side.COUNCIL, said_by="wij",
        date=page.date, position=Position.FOLLOWED,
    ).save()  # fmt: skip
    load()
    assert page.followups.count() == 1


def test_what_has_not_happened_yet_by_this_clock_is_left_out(loaded: World, monkeypatch):
    early = date(2024, 1, 1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: early)
    load()
    assert FollowUp.objects.exists()
    assert FollowUp.objects.filter(date__gt=early).count() == 0
    monkeypatch.undo()
    assert timezone.localdate() > early + timedelta(days=1)
