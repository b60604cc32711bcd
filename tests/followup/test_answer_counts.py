"""What the database counts about answers is what the story of each recommendation says."""

from datetime import date

import pytest

from armoedegeheugen.followup.answer_counts import count_answers, waiting_advices, with_position
from armoedegeheugen.followup.stories import load_stories
from armoedegeheugen.models import FollowUp, PolicyAdvice, Recommendation
from armoedegeheugen.models.choices import Position, Side
from tests import world as making
from tests.world import World

TODAY = date(2026, 1, 1)


def say(advice: PolicyAdvice, number: int, position: Position, day: date, **more) -> FollowUp:
    asked = advice.recommendations.all()[number]
    said = FollowUp(
        advice=advice,
        recommendation_key=asked.key,
        side=more.pop("side", Side.COUNCIL),
        said_by="OCMW",
        date=day,
        position=position,
        reason="Daarom.",
        **more,
    )
    said.save()
    return said


@pytest.fixture
def advice(world: World) -> PolicyAdvice:
    """One of every kind: answered, answered twice, corrected, only the association, nobody."""
    made = world.advice("Advies", ("Een", "Twee", "Drie", "Vier", "Vijf"), date=date(2024, 1, 1))
    say(made, 0, Position.FOLLOWED, date(2024, 2, 1))
    say(made, 1, Position.REFUSED, date(2024, 2, 1))
    say(made, 1, Position.PARTLY, date(2024, 3, 1))
    wrong = say(made, 2, Position.FOLLOWED, date(2024, 4, 1))
    say(made, 2, Position.NO_ANSWER, date(2024, 4, 2), corrects=wrong)
    say(made, 3, Position.FOLLOWED, date(2024, 5, 1), side=Side.ASSOCIATION)
    return made


def test_the_database_and_the_story_agree(advice: PolicyAdvice):
    told = load_stories([advice.pk], TODAY)
    for asked in with_position(Recommendation.objects.filter(advice=advice)):
        assert asked.stand == told.of(asked, advice).state.position, asked.text


@pytest.mark.parametrize("days", [(3, 1), (1, 3), (2, 2)])
def test_the_newest_day_counts_and_of_one_day_the_last_entry(world: World, days):
    made = world.advice("Advies", ("Een",), date=date(2024, 1, 1))
    for day, position in zip(days, (Position.FOLLOWED, Position.REFUSED), strict=True):
        say(made, 0, position, date(2024, 2, day))
    (asked,) = with_position(made.recommendations.all())
    assert asked.stand == (Position.FOLLOWED if days[0] > days[1] else Position.REFUSED)


def test_answers_are_counted_by_position(advice: PolicyAdvice):
    found = count_answers(PolicyAdvice.objects.all())
    assert (found.total, found.answered) == (5, 2)
    assert [(part.position, part.count) for part in found.parts] == [
        (Position.FOLLOWED, 1),
        (Position.PARTLY, 1),
        (Position.NO_ANSWER, 3),
    ]


def test_what_waits_longest_comes_first(advice: PolicyAdvice, world: World):
    older = world.advice("Ouder", ("Een",), date=date(2020, 1, 1))
    world.advice("Zonder dag", ("Een",))
    done = world.advice("Beantwoord", ("Een",), date=date(2019, 1, 1))
    say(done, 0, Position.FOLLOWED, date(2019, 2, 1))
    found = waiting_advices(PolicyAdvice.objects.all(), limit=5, today=TODAY)
    assert [(each.advice.pk, each.unanswered, each.total) for each in found] == [
        (older.pk, 1, 1),
        (advice.pk, 3, 5),
    ]
    assert found[1].days == (TODAY - date(2024, 1, 1)).days


def test_of_one_day_the_first_advice_comes_first_and_no_more_than_asked(world: World):
    made = [world.advice(f"Nummer {n}", ("Een",), date=date(2024, 1, 1)) for n in range(3)]
    found = waiting_advices(PolicyAdvice.objects.order_by("-pk"), limit=2, today=TODAY)
    assert [each.advice.pk for each in found] == [made[0].pk, made[1].pk]


def test_an_advice_of_two_themes_counts_its_recommendations_once(world: World):
    themes = [making.theme("Wonen"), making.theme("Energie")]
    world.advice("Advies", ("Een", "Twee"), date=date(2024, 1, 1), themes=themes)
    advices = PolicyAdvice.objects.filter(themes__in=themes)
    assert {each.total for each in waiting_advices(advices, limit=5, today=TODAY)} == {2}


def test_no_advice_at_all_is_no_fault(world: World):
    assert count_answers(PolicyAdvice.objects.none()).total == 0
    assert waiting_advices(PolicyAdvice.objects.none(), limit=3) == []


def test_what_the_database_cannot_count_is_nothing(advice: PolicyAdvice):
    found = count_answers(PolicyAdvice.objects.all())
    assert (found.contested, found.told_back, found.overdue, found.days) == (0, 0, 0, None)
