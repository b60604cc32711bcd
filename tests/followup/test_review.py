"""What is added is checked and read once more before everyone reads it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import Adoption, AssociationMember, Feedback, FollowUp
from tests import world as making
from tests.followup.conftest import Scene, signed_in
from tests.followup.test_letters import letter
from tests.followup.test_views import STEP, TAKEN, address, fields, reviewed
from tests.pages.reading import text

PERSONAL = [
    ("Bel ons op 0470 12 34 56.", "een telefoonnummer: 0470 12 34 56"),
    ("Mail naar wannes@voorbeeld.example.", "een e-mailadres: wannes@voorbeeld.example"),
    ("Dossier 85.07.30-033.28.", "een rijksregisternummer: 85.07.30-033.28"),
]
TOLD = {"date": "2024-06-01", "how": "Op een avond met soep.", "nagekeken": "ja"}


def places(scene: Scene) -> list[tuple[str, dict[str, str], str, Client]]:
    """Each form, what to send, the field of its text, and who may send it."""
    card = scene.world.practice()
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    taken = {**TAKEN, "municipality": str(making.municipality("Aalst").pk)}
    adopt = reverse("followup:adopt", args=[card.pk])
    return [
        (address(scene), STEP, "reason", signed_in(scene.council)),
        (tell, TOLD, "how", signed_in(scene.member)),
        (adopt, taken, "note", signed_in(scene.rival_council)),
    ]


def stored() -> int:
    return FollowUp.objects.count() + Feedback.objects.count() + Adoption.objects.count()


@pytest.mark.parametrize(("words", "said"), PERSONAL)
def test_a_number_or_an_address_is_refused_in_each_form(scene: Scene, words: str, said: str):
    for where, typed, field, client in places(scene):
        answer = client.post(where, {**typed, field: words})
        assert answer.status_code == 400, where
        assert f"Hier staat {said}." in answer.content.decode(), where
    assert stored() == 0


def test_an_address_in_a_link_is_refused_and_other_numbers_are_not(scene: Scene):
    where, typed, _, client = places(scene)[0]
    link = "https://voorbeeld.example/?m=wannes@voorbeeld.example"
    answer = client.post(where, {**typed, "decision_url": link})
    assert "een e-mailadres: wannes@voorbeeld.example" in answer.content.decode()
    number = "https://voorbeeld.example/0470123456/"
    assert client.post(where, {**typed, "decision_url": number}).status_code == 302


def test_nothing_is_stored_before_it_is_reviewed(scene: Scene):
    for number, (where, typed, field, client) in enumerate(places(scene)):
        page = reviewed(client, where, typed)
        assert text(page.h1) == "Kijk na wat er komt te staan"
        assert typed[field] in text(page.select_one(".review"))
        assert stored() == number
        hidden = {i["name"]: i.get("value", "") for i in page.select("input[type=hidden]")}
        assert client.post(where, hidden | {"nagekeken": "ja"}).status_code == 302
    assert stored() == 3


def test_the_review_shows_all_that_everyone_will_read(scene: Scene):
    page = reviewed(signed_in(scene.council), address(scene), STEP)
    rows = {text(row.dt): text(row.dd) for row in page.select(".review > div")}
    assert rows["Namens"] == "diensthoofd welzijn, OCMW Gent"
    assert rows["Wanneer werd dit gezegd of beslist?"] == "5 maart 2024"
    assert rows["Volgt het bestuur deze aanbeveling?"] == "deels gevolgd"
    assert rows["Waar staat de officiële beslissing?"] == STEP["decision_url"]


def test_names_are_shown_at_the_review_and_do_not_refuse(scene: Scene):
    where, typed, field, client = places(scene)[0]
    words = {**typed, field: "Vraag het aan Wannes Verzonnenstra of aan mw. S. Staal."}
    page = reviewed(client, where, words)
    assert text(page.select_one(".review .notice strong")) == "Wannes Verzonnenstra, S. Staal"
    assert client.post(where, words).status_code == 302
    assert reviewed(client, where, typed).select(".review .notice") == []


def test_changing_gives_the_form_back_with_all_that_was_typed(scene: Scene):
    where, typed, field, client = places(scene)[0]
    typed = {k: v for k, v in typed.items() if k != "nagekeken"}
    answer = client.post(where, {**typed, "wijzig": "ja"})
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.find(id=f"id_{field}").get_text().strip() == typed[field]
    assert page.select_one('[name="position"][checked]')["value"] == typed["position"]
    assert stored() == 0


def test_a_letter_is_chosen_at_the_review_and_one_that_is_refused_leads_back_to_it(scene: Scene):
    where, typed, _, client = places(scene)[0]
    assert "file" not in fields(BeautifulSoup(client.get(where).content, "html.parser"))
    assert "file" in fields(reviewed(client, where, typed))
    answer = client.post(where, {**typed, "file": letter(b"geen pdf")})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 400
    assert text(page.h1) == "Kijk na wat er komt te staan"
    assert page.find(id="id_file_error")
    assert stored() == 0


def test_a_mistake_that_comes_up_at_the_review_leads_to_the_form(scene: Scene):
    where, typed, _, client = places(scene)[0]
    answer = client.post(where, {**typed, "reason": "", "file": letter(b"geen pdf")})
    assert answer.status_code == 400
    assert BeautifulSoup(answer.content, "html.parser").find(id="id_reason_error")


# Each side speaks for itself


@pytest.mark.parametrize(
    ("who", "name"), [("council", "diensthoofd welzijn, OCMW Gent"), ("member", "De Brug")]
)
def test_a_side_reports_back_in_its_own_name(scene: Scene, who: str, name: str):
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    client = signed_in(getattr(scene, who))
    page = reviewed(client, tell, {**TOLD, "by_whom": "De Brug en de burgemeester"})
    assert f"Namens {name}" in text(page.select_one(".review"))
    client.post(tell, {**TOLD, "by_whom": "De Brug en de burgemeester"})
    assert Feedback.objects.get().by_whom == name


def test_who_is_of_both_sides_chooses_one_of_them(scene: Scene):
    ours = scene.advice.associations.first()
    AssociationMember.objects.create(user=scene.council, association=ours)
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    client = signed_in(scene.council)
    page = BeautifulSoup(client.get(tell).content, "html.parser")
    offered = [radio["value"] for radio in page.select('[name="by_whom"]')]
    assert offered == ["De Brug", "diensthoofd welzijn, OCMW Gent"]
    assert client.post(tell, {**TOLD, "by_whom": "de burgemeester"}).status_code == 400
    assert client.post(tell, TOLD).status_code == 400
    client.post(tell, {**TOLD, "by_whom": offered[1]})
    assert Feedback.objects.get().by_whom == offered[1]


def test_an_editor_names_who_reported_back(scene: Scene):
    tell = reverse("followup:tell_back", args=[scene.advice.pk])
    client = signed_in(scene.editor)
    assert client.post(tell, TOLD).status_code == 400
    client.post(tell, {**TOLD, "by_whom": "stafmedewerker, De Brug"})
    assert Feedback.objects.get().by_whom == "stafmedewerker, De Brug"


def test_a_form_without_any_field_is_incomplete(scene: Scene):
    for where, _, _, client in places(scene):
        assert client.post(where, {}).status_code == 400
        assert client.post(where, {"nagekeken": "ja"}).status_code == 400
