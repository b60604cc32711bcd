"""Adding to the story: each from their own side, once, and never for another."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from armoedegeheugen.models import Adoption, Feedback, FollowUp, Recommendation
from armoedegeheugen.models.choices import Position, Side
from tests import world as making
from tests.followup.conftest import Scene, contact, signed_in
from tests.pages.reading import read, text

STEP = {
    "date": "2024-03-05",
    "position": "deels-gevolgd",
    "execution": "lopend",
    "reason": "Er is maar geld voor de helft.",
    "due": "2030-01-01",
    "decision_url": "https://example.org/besluit",
    "nagekeken": "ja",
}


def address(scene: Scene, number: int = 1) -> str:
    return reverse("followup:add", args=[scene.asked[number - 1].key])


def reviewed(client: Client, where: str, typed: dict[str, str]) -> BeautifulSoup:
    """The page on which one checks what was typed."""
    answer = client.post(where, {k: v for k, v in typed.items() if k != "nagekeken"})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def fields(page) -> set[str]:
    named = page.select("form.asking [name]")
    return {field["name"] for field in named} - {"csrfmiddlewaretoken"}


def test_the_councils_contact_answers_for_the_council(scene: Scene):
    client = signed_in(scene.council)
    page = read(client, address(scene, 2))
    assert "Praat met mensen." in text(page.select_one(".asked"))
    assert {"side", "said_by", "corrects"}.isdisjoint(fields(page))
    answer = client.post(address(scene, 2), STEP)
    assert answer.url == f"{scene.advice.url}#{scene.asked[1].anchor}"
    entry = FollowUp.objects.get()
    assert entry.recommendation_key == scene.asked[1].key
    assert (entry.side, entry.position) == (Side.COUNCIL, Position.PARTLY)
    assert entry.said_by == "diensthoofd welzijn, OCMW Gent"
    assert (entry.author, entry.due) == (scene.council, date(2030, 1, 1))


def test_a_form_that_was_just_opened_complains_of_nothing(scene: Scene):
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    adopt = reverse("followup:adopt", args=[scene.advice.pk])
    for opened in (address(scene), tell, adopt):
        for user in (scene.council, scene.editor):
            answer = signed_in(user).get(opened)
            assert answer.status_code == 200
            assert "nog iets niet in orde" not in answer.content.decode()


def test_a_member_speaks_for_the_association_and_names_nobody_to_do_it(scene: Scene):
    client = signed_in(scene.member)
    assert "responsible" not in fields(read(client, address(scene)))
    client.post(address(scene), STEP)
    entry = FollowUp.objects.get()
    assert (entry.side, entry.said_by) == (Side.ASSOCIATION, "De Brug")


@pytest.mark.parametrize("who", ["member", "council"])
def test_what_is_not_asked_is_not_taken(scene: Scene, who):
    other = {"member": Side.COUNCIL, "council": Side.ASSOCIATION}[who]
    forged = {
        **STEP,
        "side": other.value,
        "said_by": "de burgemeester",
        "author": scene.editor.pk,
        "advice": 1,
        "recommendation_key": str(scene.asked[2].key),
    }
    signed_in(getattr(scene, who)).post(address(scene), forged)
    entry = FollowUp.objects.get()
    assert entry.side != other
    assert entry.said_by != "de burgemeester"
    assert entry.author == getattr(scene, who)
    assert entry.recommendation_key == scene.asked[0].key


def test_an_editor_adds_either_side_and_names_who_says_so(scene: Scene):
    client = signed_in(scene.editor)
    assert {"side", "said_by", "responsible"} <= fields(read(client, address(scene)))
    nameless = client.post(address(scene), {**STEP, "side": "vereniging"})
    assert nameless.status_code == 400
    for side in Side:
        client.post(address(scene), {**STEP, "side": side.value, "said_by": "iemand"})
    assert set(FollowUp.objects.values_list("side", "said_by")) == {
        ("bestuur", "iemand"), ("vereniging", "iemand"),
    }  # fmt: skip


@pytest.mark.parametrize("who", ["rival_council", "rival_member"])
def test_a_rival_is_told_why_not_and_adds_nothing(scene: Scene, who):
    client = signed_in(getattr(scene, who))
    for answer in (client.get(address(scene)), client.post(address(scene), STEP)):
        assert answer.status_code == 403
        assert "Dit kan je hier niet toevoegen" in answer.content.decode()
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    assert client.post(tell, {"date": "2024-03-05", "how": "x", "by_whom": "x"}).status_code == 403
    assert not FollowUp.objects.exists()
    assert not Feedback.objects.exists()


def test_a_visitor_is_asked_to_log_in(scene: Scene, client: Client):
    for where in (
        address(scene),
        reverse("followup:tell_back", args=[scene.advice.pk]),
        reverse("followup:adopt", args=[scene.advice.pk]),
    ):
        answer = client.get(where)
        assert answer.status_code == 302
        assert answer.url.startswith("/aanmelden/")
        refused = client.post(where, STEP)
        assert refused.status_code == 403
        assert "registration/login.html" in [template.name for template in refused.templates]
        assert STEP["reason"] in refused.content.decode()
    assert not FollowUp.objects.exists()


def test_what_a_user_may_not_read_is_not_there(scene: Scene):
    making.restrict(scene.advice).delete()
    restriction = making.restrict(scene.world.shelf)
    restriction.restriction_type = restriction.GROUPS
    restriction.save()
    client = signed_in(scene.council)
    for where in (
        address(scene),
        reverse("followup:tell_back", args=[scene.advice.pk]),
        reverse("followup:adopt", args=[scene.advice.pk]),
    ):
        assert client.get(where).status_code == 404
        assert client.post(where, STEP).status_code == 404
    assert not FollowUp.objects.exists()


def test_a_draft_or_a_withdrawn_advice_has_no_story_yet(scene: Scene):
    where = address(scene)
    others = [
        reverse("followup:tell_back", args=[scene.advice.pk]),
        reverse("followup:adopt", args=[scene.advice.pk]),
    ]
    scene.advice.unpublish()
    for address_ in (where, *others):
        assert signed_in(scene.council).get(address_).status_code == 404
        assert signed_in(scene.editor).get(address_).status_code == 404


def test_a_dossier_is_not_taken_over(scene: Scene):
    dossier = scene.world.dossier()
    assert signed_in(scene.editor).get(f"/overgenomen/{dossier.pk}/toevoegen/").status_code == 404
    assert signed_in(scene.editor).get("/overgenomen/99999/toevoegen/").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "Zeg waarom dit niet of maar deels gebeurt."),
        ({"date": ""}, "Vul dit in."),
        ({"date": "gisteren"}, "Dit is geen datum."),
        ({"date": "2019-01-01"}, "Deze dag ligt voor die van het advies (10/01/2024)."),
        ({"position": ""}, "Kies een antwoord."),
        ({"position": "misschien"}, "misschien"),
        ({"due": "2024-01-15"}, "Deze dag ligt voor de datum hierboven."),
        ({"decision_url": "javascript:alert(1)"}, "webadres"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(scene: Scene, change, said):
    answer = signed_in(scene.council).post(address(scene), {**STEP, **change})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert STEP["reason"] in page or "reason" in change
    assert "<title>Fout: " in page
    assert not FollowUp.objects.exists()


def test_tomorrow_is_refused(scene: Scene):
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = signed_in(scene.council).post(address(scene), {**STEP, "date": tomorrow.isoformat()})
    assert "Deze dag moet nog komen" in answer.content.decode()


def test_a_second_click_adds_nothing(scene: Scene):
    client = signed_in(scene.council)
    assert client.post(address(scene), STEP).status_code == 302
    assert client.post(address(scene), STEP).status_code == 302
    assert FollowUp.objects.count() == 1
    client.post(address(scene), {**STEP, "execution": "uitgevoerd"})
    assert FollowUp.objects.count() == 2


def test_a_mistake_is_put_right_by_a_new_step(scene: Scene):
    wrong = scene.say(1, Position.REFUSED)
    theirs = scene.say(1, Position.REFUSED, side=Side.ASSOCIATION)
    client = signed_in(scene.council)
    offered = [
        option["value"] for option in read(client, address(scene)).select("#id_corrects option")
    ]
    assert offered == ["", str(wrong.pk)]
    client.post(address(scene), {**STEP, "corrects": theirs.pk})
    assert FollowUp.objects.count() == 2
    client.post(address(scene), {**STEP, "corrects": wrong.pk})
    assert FollowUp.objects.get(corrects=wrong).position == Position.PARTLY
    assert "corrects" in fields(read(client, address(scene)))


def test_only_an_entry_of_this_recommendation_that_still_counts_is_corrected(scene: Scene):
    first = scene.say(1, Position.REFUSED)
    scene.say(2, Position.REFUSED)
    second = scene.say(1, Position.PARTLY, date=date(2024, 3, 2), corrects=first)
    third = scene.say(1, Position.FOLLOWED, date=date(2024, 3, 3))
    options = read(signed_in(scene.council), address(scene)).select("#id_corrects option")
    assert [option["value"] for option in options] == ["", str(third.pk), str(second.pk)]


def test_the_same_words_of_another_are_another_entry(scene: Scene):
    other = contact("collega", scene.advice.authority)
    for user in (scene.council, other):
        signed_in(user).post(address(scene), STEP)
    assert set(FollowUp.objects.values_list("author", flat=True)) == {scene.council.pk, other.pk}


def test_bodies_are_offered_in_the_order_of_their_names(scene: Scene):
    options = read(signed_in(scene.council), address(scene)).select("#id_responsible option")
    names = [text(option) for option in options][1:]
    assert names == sorted(names)
    assert len(names) > 1


def test_a_form_is_kept_by_no_cache_and_knows_two_methods(scene: Scene):
    client = signed_in(scene.editor)
    for where in (
        address(scene),
        reverse("followup:tell_back", args=[scene.advice.pk]),
        reverse("followup:adopt", args=[scene.advice.pk]),
    ):
        assert "no-store" in client.get(where)["Cache-Control"]
        for method in ("put", "patch", "delete"):
            assert getattr(client, method)(where).status_code == 405


def test_a_copied_page_leaves_the_link_to_the_first(scene: Scene):
    copy = scene.advice.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    Recommendation.objects.filter(advice=copy).update(key=scene.asked[0].key)
    answer = signed_in(scene.council).post(address(scene), STEP)
    assert answer.url.startswith(scene.advice.url)


def test_no_way_to_change_or_delete_over_the_web(scene: Scene):
    scene.say()
    for method in ("put", "patch", "delete"):
        client = signed_in(scene.editor)
        assert getattr(client, method)(address(scene)).status_code == 405
    assert FollowUp.objects.count() == 1


# An empty one, whose index begins where it says: at its 29th byte.
def test_the_participants_were_told(scene: Scene):
    where = reverse("followup:tell_back", args=[scene.advice.pk])
    client = signed_in(scene.member)
    assert "by_whom" not in fields(read(client, where))
    told = {
        "date": "2024-06-01",
        "how": "Op een avond met soep.",
        "by_whom": "de burgemeester",
        "nagekeken": "ja",
    }
    assert client.post(where, told).url == f"{scene.advice.url}#teruggekoppeld"
    client.post(where, told)
    feedback = Feedback.objects.get()
    assert (feedback.author, feedback.how) == (scene.member, "Op een avond met soep.")
    assert feedback.by_whom == "De Brug"
    assert client.post(where, {**told, "how": ""}).status_code == 400


TAKEN = {
    "year": "2024",
    "contact_role": "coördinator",
    "contact_organisation": "OCMW",
    "note": "Bijna hetzelfde.",
    "link": "",
    "nagekeken": "ja",
}


def test_a_contact_takes_something_over_for_their_own_municipality_only(scene: Scene):
    card = scene.world.practice()
    where = reverse("followup:adopt", args=[card.pk])
    client = signed_in(scene.rival_council)
    gent, aalst = making.municipality("Gent"), making.municipality("Aalst")
    options = read(client, where).select("#id_municipality option")
    assert [text(option) for option in options] == ["Aalst"]
    assert client.post(where, {**TAKEN, "municipality": gent.pk}).status_code == 400
    assert client.post(where, {**TAKEN, "municipality": aalst.pk}).url == f"{card.url}#overgenomen"
    adoption = Adoption.objects.get()
    assert (adoption.municipality, adoption.author) == (aalst, scene.rival_council)
    again = client.post(where, {**TAKEN, "municipality": aalst.pk})
    assert "Deze gemeente staat er al bij." in again.content.decode()


def test_an_editor_adds_any_municipality_of_today_and_a_member_none(scene: Scene):
    old = making.merger("Melle", "Merelbeke-Melle")
    where = reverse("followup:adopt", args=[scene.advice.pk])
    options = read(signed_in(scene.editor), where).select("#id_municipality option")
    names = [text(option) for option in options]
    assert {"Gent", "Aalst", "Merelbeke-Melle"} <= set(names)
    assert old.name not in names
    assert signed_in(scene.member).get(where).status_code == 403
    future = str(timezone.localdate().year + 1)
    wrong = {**TAKEN, "municipality": old.successor.pk, "year": future}
    answer = signed_in(scene.editor).post(where, wrong)
    assert "Dit jaar moet nog komen." in answer.content.decode()


def test_every_question_has_its_words_and_what_is_wrong_is_tied_to_it(scene: Scene):
    client = signed_in(scene.editor)
    page = read(client, address(scene))
    labels = {label["for"] for label in page.select("form.asking label")}
    asked = page.select(
        "form.asking input:not([type=hidden]), form.asking select, form.asking textarea"
    )
    assert {field["id"] for field in asked} <= labels
    assert all(text(group.legend) for group in page.select("fieldset"))
    answer = client.post(address(scene), {**STEP, "reason": "", "side": "bestuur", "said_by": "x"})
    page = BeautifulSoup(answer.content, "html.parser")
    reason = page.find(id="id_reason")
    assert page.find(id="id_reason_error")
    assert "id_reason_error" in reason["aria-describedby"]
    assert reason["aria-invalid"] == "true"
    assert page.select_one(".notice--error a")["href"] == "#id_reason"
