"""What one association writes, another does not see, at any address of the admin."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from wagtail.models import Page, TaskState

from armoedegeheugen.models import Dossier
from armoedegeheugen.workspace.references import REFUSED
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal, joined, place_of, signed_in

SECRET = "Zwijgzaam ontwerp"
# Ends the session; fails on purpose.
NOT_TRIED = ("/logout/", "/failwhale/")


@pytest.fixture
def secret(member: Client, own: Own) -> Dossier:
    """A draft that waits for the editors, so that it also stands in workflow lists."""
    sent = forms.dossier(title=SECRET, slug="zwijgzaam", associations=[str(own.association.pk)])
    assert forms.add_dossier(member, own.dossiers, sent, **forms.SUBMIT).status_code == 302
    return Dossier.objects.get()


def patterns(resolver: URLResolver, before: str = "") -> list[tuple[str, set[str]]]:
    """Every named address with its parameters. Those in old regular expressions may have no name,
    and are tried by hand below."""
    found = []
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = f"{before}{each.namespace}:" if each.namespace else before
            found += patterns(each, space)
        elif each.name and isinstance(each.pattern, RoutePattern):
            found.append((before + each.name, set(each.pattern.converters)))
    return found


def addresses(secret: Dossier) -> list[str]:
    """Of the admin, with the draft's own numbers wherever an address takes some."""
    state = TaskState.objects.get()
    revision = secret.latest_revision_id
    values = {
        "page_id": secret.pk,
        "page_to_move_id": secret.pk,
        "parent_page_id": secret.get_parent().pk,
        "destination_id": secret.get_parent().pk,
        "revision_id": revision,
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "workflow_state_id": state.workflow_state_id,
        "action_name": "approve",
        "content_type_app_name": "armoedegeheugen",
        "content_type_model_name": "dossier",
        "app_label": "wagtailcore",
        "model_name": "page",
        "object_id": secret.pk,
        "pk": secret.pk,
        "action_type": "delete",
    }
    made = []
    for name, needs in patterns(get_resolver()):
        if needs <= values.keys():
            made.append(reverse(name, kwargs={need: values[need] for need in needs}))
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[secret.pk, "earliest", "latest"]
    )
    return [one for one in dict.fromkeys([*made, compare]) if one.startswith("/beheer/")]


def text_of(answer: HttpResponse) -> str:
    return b"".join(answer).decode(errors="ignore") if answer.status_code == 200 else ""


def test_no_address_of_the_admin_tells_a_rival_of_a_draft(rival: Client, secret: Dossier):
    tried = [a for a in addresses(secret) if not a.endswith(NOT_TRIED)]
    assert len(tried) > 150
    told = []
    for address in tried:
        for query in ("", f"?id={secret.pk}&q=zwijgzaam&child_of={secret.get_parent().pk}"):
            answer = rival.get(address + query)
            if SECRET in text_of(answer):
                told.append(address + query)
    assert told == [], "\n".join(told)


def test_its_own_association_does_find_it(member: Client, secret: Dossier):
    """Or the test above would hold of a page that nobody sees."""
    tell = [a for a in addresses(secret) if not a.endswith(NOT_TRIED)]
    shown = [a for a in tell if SECRET in text_of(member.get(f"{a}?q=zwijgzaam"))]
    assert len(shown) > 15
    edit = reverse("wagtailadmin_pages:edit", args=[secret.pk])
    explore = reverse("wagtailadmin_explore", args=[secret.get_parent().pk])
    for address in (edit, explore, reverse("mijn_vereniging"), "/beheer/themadossiers/"):
        assert SECRET in member.get(address).content.decode(), address


@pytest.mark.parametrize(
    "name", ["edit", "delete", "copy", "move", "unpublish", "lock", "convert_alias"]
)
def test_a_rival_changes_nothing(rival: Client, secret: Dossier, name: str):
    before = Page.objects.values_list("path", "live", "locked", "latest_revision").get(pk=secret.pk)
    address = reverse(f"wagtailadmin_pages:{name}", args=[secret.pk])
    assert rival.post(address, forms.dossier(title="Gekaapt")).status_code in (302, 403, 404)
    after = Page.objects.values_list("path", "live", "locked", "latest_revision").get(pk=secret.pk)
    assert after == before


def test_a_rival_explores_their_own_shelves_only(rival: Client, secret: Dossier, portal: Portal):
    page = rival.get(reverse("wagtailadmin_explore", args=[portal.dossiers.pk])).content.decode()
    assert "Buurtwerk" in page
    assert "Welzijnshuis" not in page


def test_choosers_offer_what_is_online_and_ones_own(rival: Client, member: Client, secret: Dossier):
    browse = reverse("wagtailadmin_choose_page_child", args=[secret.get_parent().pk])
    search = reverse("wagtailadmin_choose_page_search") + "?q=zwijgzaam"
    several = reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={secret.pk}"
    for address in (browse, search, several):
        assert SECRET not in rival.get(address).content.decode(), address
        assert SECRET in member.get(address).content.decode(), address
    secret.save_revision().publish()
    for address in (browse, search, several):
        assert SECRET in rival.get(address).content.decode(), address


def test_choosers_name_what_is_online_by_its_public_title(rival: Client, secret: Dossier):
    secret.save_revision().publish()
    secret.title = "Nog geheimer"
    secret.save_revision()
    browse = reverse("wagtailadmin_choose_page_child", args=[secret.get_parent().pk])
    several = reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={secret.pk}"
    for address in (browse, several):
        page = rival.get(address).content.decode()
        assert SECRET in page
        assert "Nog geheimer" not in page


def test_a_number_typed_by_hand_reveals_no_title(rival: Client, secret: Dossier):
    theirs = place_of("Buurtwerk")
    blocks = {
        "related_items-count": "1",
        "related_items-0-deleted": "",
        "related_items-0-order": "0",
        "related_items-0-type": "item",
        "related_items-0-id": "",
        "related_items-0-value": str(secret.pk),
    }
    answer = forms.add_dossier(rival, theirs.dossiers, {**forms.dossier(slug="x"), **blocks})
    assert answer.status_code == 200
    assert REFUSED in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert Dossier.objects.get() == secret


def test_a_member_speaks_for_their_own_association_only(rival: Client, own: Own):
    theirs = place_of("Buurtwerk")
    claimed = forms.dossier(associations=[str(own.association.pk)])
    assert forms.add_dossier(rival, theirs.dossiers, claimed).status_code == 200
    assert not Dossier.objects.exists()
    assert forms.add_dossier(rival, theirs.dossiers, forms.dossier()).status_code == 302
    assert [each.name for each in Dossier.objects.get().associations.all()] == ["Buurtwerk"]


def test_a_rival_adds_nothing_to_anothers_shelf(rival: Client, own: Own, portal: Portal):
    for shelf in (own.dossiers, portal.dossiers):
        assert forms.add_dossier(rival, shelf, forms.dossier()).status_code in (302, 403)
    assert not Dossier.objects.exists()


def test_files_of_one_association_are_not_offered_to_another(own: Own):
    from wagtail.images.permissions import permission_policy

    from armoedegeheugen.models import Picture

    mine, theirs = joined("een", own), joined("ander", place_of("Buurtwerk"))
    Picture.objects.bulk_create(
        [
            Picture(
                title="Foto", file="x.png", width=1, height=1, collection=own.workspace.collection
            )
        ]
    )
    offered = [
        permission_policy.instances_user_has_any_permission_for(user, ["choose", "change"]).count()
        for user in (mine, theirs)
    ]
    assert offered == [1, 0]


def test_two_associations_of_one_person_stay_two_places(own: Own):
    from armoedegeheugen.models import AssociationMember

    user, other = joined("beide", own), place_of("Buurtwerk")
    AssociationMember.objects.create(user=user, association=other.association)
    page = signed_in(User.objects.get(pk=user.pk)).get(reverse("mijn_vereniging")).content.decode()
    assert "Welzijnshuis" in page
    assert "Buurtwerk" in page
