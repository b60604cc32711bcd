"""What an editor sees of it in Wagtail's admin."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Adoption, Feedback, FollowUp
from tests import world as making
from tests.editorial.conftest import Portal, bare, person, portal
from tests.followup.conftest import Scene, signed_in

__all__ = ["bare", "portal"]


@pytest.fixture
def admin(scene: Scene) -> Client:
    return signed_in(User.objects.create_superuser("beheer", "beheer@example.org", "geheim"))


def adoption(scene: Scene) -> Adoption:
    return Adoption.objects.create(
        item=scene.advice, municipality=making.municipality("Aalst"), year=2024,
        contact_role="coördinator", contact_organisation="OCMW Aalst",
    )  # fmt: skip


def test_who_took_over_what_is_a_list_that_can_be_put_right(scene: Scene, admin: Client):
    made = adoption(scene)
    listed = admin.get(reverse(Adoption.snippet_viewset.get_url_name("list")))
    assert "Advies over wonen" in listed.content.decode()
    edit = reverse(Adoption.snippet_viewset.get_url_name("edit"), args=[made.pk])
    values = {
        "item": scene.advice.pk, "municipality": made.municipality_id, "year": 2023,
        "contact_role": "diensthoofd", "contact_organisation": "OCMW Aalst", "date": "",
        "note": "", "link": "",
    }  # fmt: skip
    assert admin.post(edit, values).status_code == 302
    made.refresh_from_db()
    assert (made.year, made.contact_role) == (2023, "diensthoofd")


def test_the_list_is_not_copied_and_takes_as_many_queries_for_many(
    scene: Scene, admin: Client, django_assert_max_num_queries
):
    viewset = Adoption.snippet_viewset
    assert not viewset.copy_view_enabled
    assert viewset.list_per_page == 50
    listed = reverse(viewset.get_url_name("list"))

    def queries() -> int:
        with django_assert_max_num_queries(80) as captured:
            admin.get(listed)
        return len(captured)

    adoption(scene)
    admin.get(listed)
    before = queries()
    for number in range(5):
        Adoption.objects.create(
            item=scene.world.practice(f"Kaart {number}"),
            municipality=making.municipality(f"Plaats {number}"),
            year=2024,
            contact_role="x",
            contact_organisation="x",
        )
    assert queries() <= before


def test_a_dossier_is_refused_there_too(scene: Scene, admin: Client):
    add = reverse(Adoption.snippet_viewset.get_url_name("add"))
    values = {
        "item": scene.world.dossier().pk, "municipality": making.municipality("Aalst").pk,
        "year": 2023, "contact_role": "x", "contact_organisation": "x",
    }  # fmt: skip
    assert admin.post(add, values).status_code == 200
    assert not Adoption.objects.exists()


def test_what_was_said_has_no_form_there(scene: Scene, admin: Client):
    assert not hasattr(FollowUp, "snippet_viewset")
    assert not hasattr(Feedback, "snippet_viewset")


def test_the_history_of_the_advice_tells_it(scene: Scene, admin: Client):
    scene.say(2, author=scene.council)
    Feedback(
        advice=scene.advice, date=date(2024, 5, 1), how="Samen.", by_whom="x", author=scene.member
    ).save()
    history = admin.get(reverse("wagtailadmin_pages:history", args=[scene.advice.pk]))
    told = history.content.decode()
    assert "Opvolging toegevoegd: Aanbeveling 2, het bestuur op 01/03/2024: gevolgd" in told
    assert "Terugkoppeling aan de deelnemers toegevoegd" in told
    assert history.status_code == 200


def test_editors_keep_the_list_and_associations_do_not(portal: Portal):
    kept = [f"armoedegeheugen.{verb}_adoption" for verb in ("add", "change", "delete")]
    assert person("redacteur", roles.EDITORS).has_perms(kept)
    member = person("lid", roles.ASSOCIATIONS)
    assert not any(member.has_perm(each) for each in kept)
