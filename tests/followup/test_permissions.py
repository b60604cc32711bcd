"""Who may add what: nobody speaks for another."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from wagtail.models import GroupPagePermission

from armoedegeheugen.followup.permissions import Speaker, adopting_places
from armoedegeheugen.models import AssociationMember, CouncilContact
from armoedegeheugen.models.choices import Side
from tests import world as making
from tests.followup.conftest import Scene, contact

WHO = {
    "editor": [Side.COUNCIL, Side.ASSOCIATION],
    "council": [Side.COUNCIL],
    "member": [Side.ASSOCIATION],
    "rival_council": [],
    "rival_member": [],
}


def sides(user, scene: Scene, number: int = 1) -> list[Side]:
    return Speaker(user, scene.advice).sides(scene.asked[number - 1])


@pytest.mark.parametrize("who", WHO)
def test_each_adds_only_from_their_own_side(scene: Scene, who):
    user = getattr(scene, who)
    assert sides(user, scene) == WHO[who]
    assert Speaker(user, scene.advice).may_tell_back == bool(WHO[who])


def test_who_may_change_a_page_but_not_publish_it_is_no_editor(scene: Scene):
    group = scene.editor.groups.get()
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    editor = User.objects.get(pk=scene.editor.pk)
    assert scene.advice.permissions_for_user(editor).can_edit()
    assert sides(editor, scene) == []


def test_a_name_fits_its_field(scene: Scene):
    """Of the council as of associations: 160 characters."""
    CouncilContact.objects.filter(user=scene.council).update(role="r" * 155)
    scene.advice.associations.update(name="v" * 100)
    second = making.association("w" * 100)
    AssociationMember.objects.create(user=scene.member, association=second)
    scene.advice.associations.add(second)
    for user, side in ((scene.council, Side.COUNCIL), (scene.member, Side.ASSOCIATION)):
        assert len(Speaker(user, scene.advice).name(side)) == 160


def test_a_place_is_offered_once_to_who_speaks_for_two_of_its_bodies(scene: Scene):
    second = making.authority("Stad Gent")
    second.municipality = scene.advice.authority.municipality
    second.save()
    CouncilContact.objects.create(user=scene.council, authority=second, role="schepen")
    assert adopting_places(scene.council) == [second.municipality]


def test_a_visitor_adds_nothing(scene: Scene):
    assert sides(AnonymousUser(), scene) == []
    assert not Speaker(AnonymousUser(), scene.advice).may_tell_back


@pytest.mark.parametrize("who", WHO)
def test_who_may_not_log_in_adds_nothing(scene: Scene, who):
    user = getattr(scene, who)
    user.is_active = False
    user.save()
    assert sides(user, scene) == []


def test_who_carries_out_one_recommendation_answers_for_that_one_only(scene: Scene):
    body = making.authority("Netbeheerder")
    first = scene.asked[0]
    first.responsible = body
    first.save()
    user = contact("net", body)
    assert sides(user, scene, 1) == [Side.COUNCIL]
    assert sides(user, scene, 2) == []


def test_whom_the_council_names_may_answer_and_whom_an_association_names_may_not(scene: Scene):
    from armoedegeheugen.followup.stories import load_stories

    body, other = making.authority("Netbeheerder"), making.authority("Ander")
    scene.say(1, side=Side.ASSOCIATION, responsible=other)
    scene.say(1, responsible=body)

    def named(user) -> list[Side]:
        asked = scene.asked[0]
        told = load_stories([scene.advice.pk]).of(asked, scene.advice)
        return Speaker(user, scene.advice).sides(asked, told.responsible)

    assert named(contact("net", body)) == [Side.COUNCIL]
    assert named(contact("ander", other)) == []
    assert named(scene.council) == [Side.COUNCIL]


def test_another_body_of_the_same_municipality_may_answer(scene: Scene):
    body = making.authority("Stad Gent")
    body.municipality = scene.advice.authority.municipality
    body.save()
    assert sides(contact("stad", body), scene) == [Side.COUNCIL]


def test_a_municipality_that_merged_answers_for_what_it_was(scene: Scene):
    old = making.merger("Melle", "Merelbeke-Melle")
    new_body, old_body = making.authority("Nieuw"), making.authority("Oud")
    new_body.municipality, old_body.municipality = old.successor, old
    new_body.save()
    old_body.save()
    scene.advice.authority = old_body
    scene.advice.save()
    assert sides(contact("nieuw", new_body), scene) == [Side.COUNCIL]


def test_bodies_without_a_municipality_have_nothing_in_common(scene: Scene):
    scene.advice.authority = making.authority("Zonder plaats")
    scene.advice.save()
    assert sides(contact("elders", making.authority("Ook zonder plaats")), scene) == []


def test_a_contact_that_is_taken_away_has_nothing_more_to_say(scene: Scene):
    CouncilContact.objects.filter(user=scene.council).delete()
    assert sides(scene.council, scene) == []


def test_a_contact_takes_over_for_the_municipality_of_today(scene: Scene):
    old = making.merger("Melle", "Merelbeke-Melle")
    body = making.authority("Oud bestuur")
    body.municipality = old
    body.save()
    assert adopting_places(contact("oud", body)) == [old.successor]
    assert adopting_places(scene.member) == []
