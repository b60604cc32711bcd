"""What a visitor reads of the follow-up on the page of an advice and of a card."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from armoedegeheugen.models import Adoption, Feedback
from armoedegeheugen.models.choices import Execution, Position, Side
from armoedegeheugen.templatetags.followup import duration
from tests import world as making
from tests.followup.conftest import Scene, signed_in
from tests.pages.reading import headings, read, text


def stories(scene: Scene, client: Client) -> list:
    return read(client, scene.advice.url).select(".story")


def test_without_a_word_the_page_says_so_and_for_how_long(scene: Scene, client: Client):
    first = stories(scene, client)[0]
    years = (timezone.localdate() - scene.advice.date).days // 366
    assert text(first.select_one(".story__none")).startswith("Het bestuur gaf nog geen antwoord.")
    assert f"{years} jaar oud" in text(first) or "maanden oud" in text(first)
    assert not first.select(".side")


def test_both_sides_stand_side_by_side_with_their_words(scene: Scene, client: Client):
    scene.say(
        1,
        Position.PARTLY,
        execution=Execution.ONGOING,
        reason="Er is maar geld voor de helft.",
        decision_url="https://example.org/besluit",
        due=timezone.localdate() + timedelta(days=90),
    )
    scene.say(
        1, Position.REFUSED, side=Side.ASSOCIATION, said_by="De Brug", reason="Niets gezien.",
        date=date(2024, 5, 1),
    )  # fmt: skip
    story = stories(scene, client)[0]
    council, association = story.select(".side")
    assert [text(side.h5) for side in (council, association)] == [
        "Het bestuur zegt", "De vereniging zegt",
    ]  # fmt: skip
    assert text(council.select_one(".stand")) == "Deels gevolgd"
    assert "Uitvoering: lopend" in text(council)
    assert "Er is maar geld voor de helft." in text(council)
    assert "dienst wonen, OCMW Gent" in text(council)
    assert council.find("a", href="https://example.org/besluit")
    assert text(association.select_one(".stand")) == "Niet gevolgd"
    assert "zeggen niet hetzelfde" in text(story)


def test_what_was_said_before_is_folded_and_a_mistake_stays_in_view(scene: Scene, client: Client):
    wrong = scene.say(1, Position.REFUSED, reason="Een fout.", date=date(2024, 4, 1))
    scene.say(1, Position.FOLLOWED, reason="Zo is het.", date=date(2024, 3, 1), corrects=wrong)
    side = stories(scene, client)[0].select_one(".side")
    assert text(side.select_one(".stand")) == "Gevolgd"
    before = side.select_one("details")
    assert text(before.summary) == "1 vroegere stap"
    assert "Een fout." in text(before.select_one(".step--corrected"))
    assert "Hierin stond een fout" in text(before)


def test_a_day_that_went_by_is_named(scene: Scene, client: Client):
    scene.say(1, Position.FOLLOWED, execution=Execution.ONGOING, due=date(2024, 6, 1))
    assert "Dit moest klaar zijn tegen 1 juni 2024." in text(stories(scene, client)[0])


def test_the_summary_counts_the_recommendations(scene: Scene, client: Client):
    scene.say(1, Position.FOLLOWED)
    page = read(client, scene.advice.url)
    assert [text(item) for item in page.select(".legend li")] == [
        "1 gevolgd", "2 nog geen antwoord",
    ]  # fmt: skip
    bar = page.select_one("svg.bar")
    assert [(part["x"], part["width"]) for part in bar.select("rect")] == [
        ("0", "333"), ("333", "667"),
    ]  # fmt: skip


def test_feedback_to_the_participants_is_shown_or_missed(scene: Scene, client: Client):
    def told() -> str:
        return text(read(client, scene.advice.url).select_one(".told-back"))

    assert "Nog niet." in told()
    Feedback(
        advice=scene.advice, date=date(2024, 5, 2), how="Op een avond.", by_whom="De Brug"
    ).save()
    assert "Ja, op 2 mei 2024 , van De Brug." in told()
    assert "Op een avond." in told()


@pytest.mark.parametrize("kind", ["advice", "practice"])
def test_who_took_it_over_is_shown_and_counted(scene: Scene, client: Client, kind):
    item = scene.advice if kind == "advice" else scene.world.practice()
    assert "Overgenomen door" not in " ".join(headings(read(client, item.url)))
    for name, year in (("Gent", 2024), ("Aalst", 2022)):
        Adoption.objects.create(
            item=item, municipality=making.municipality(name), year=year, note="Bijna hetzelfde.",
            contact_role="coördinator", contact_organisation=f"OCMW {name}",
            link="https://example.org/lees",
        )  # fmt: skip
    section = read(client, item.url).select_one(".adopted")
    assert text(section.h2) == "Overgenomen door 2 gemeenten"
    assert [text(h) for h in section.find_all("h3")] == ["Aalst, 2022", "Gent, 2024"]
    assert "Contact: coördinator, OCMW Aalst" in text(section)


def test_only_who_may_add_sees_a_way_to_it(scene: Scene, client: Client):
    card = scene.world.practice()

    def ways(reader: Client, page) -> list[str]:
        links = [link["href"] for link in read(reader, page.url).select("main a.button")]
        return [link for link in links if link.endswith(("toevoegen/", "teruggekoppeld/"))]

    assert ways(client, scene.advice) == []
    assert ways(signed_in(scene.rival_member), scene.advice) == []
    assert len(ways(signed_in(scene.member), scene.advice)) == 4
    # A contact of another municipality may still say that it took the advice over.
    assert len(ways(signed_in(scene.rival_council), scene.advice)) == 1
    assert len(ways(signed_in(scene.council), card)) == 1
    assert len(ways(signed_in(scene.editor), scene.advice)) == 5


def test_hostile_words_are_shown_and_not_run(scene: Scene, client: Client):
    hostile = "<script>alert(1)</script>"
    scene.say(1, reason=hostile, said_by=hostile)
    Feedback(advice=scene.advice, date=date(2024, 5, 2), how=hostile, by_whom=hostile).save()
    page = read(client, scene.advice.url)
    assert text(page.main).count(hostile) == 6  # each twice, and who said it in the timeline
    assert not page.main.find_all("script")


def test_a_page_takes_as_many_queries_for_a_long_story(
    scene: Scene, client: Client, django_assert_max_num_queries
):
    def asked() -> int:
        with django_assert_max_num_queries(200) as captured:
            client.get(scene.advice.url)
        return len(captured)

    def queries() -> int:
        """The fewest of three: what is kept for some seconds may have to be read anew in one."""
        return min(asked() for _ in range(3))

    before = queries()
    for number in (1, 2, 3):
        for month in (2, 3, 4, 5):
            scene.say(number, date=date(2024, month, 1))
            scene.say(number, date=date(2024, month, 2), side=Side.ASSOCIATION)
    assert queries() == before


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 dagen"), (1, "1 dag"), (13, "13 dagen"), (14, "2 weken"), (60, "9 weken"),
        (61, "2 maanden"), (365, "12 maanden"), (729, "24 maanden"), (731, "2 jaar"),
        (3000, "8 jaar"), (None, ""),
    ],
)  # fmt: skip
def test_a_length_of_time_is_said_as_people_do(days, said):
    assert duration(days) == said
