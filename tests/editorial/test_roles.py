"""Roles are made once, complete, and what an administrator changes afterwards stays."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
    PageViewRestriction,
    Workflow,
)

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Term
from tests.editorial.conftest import Portal, person


def test_setting_up_twice_changes_nothing(bare: Portal):
    assert roles.setup()
    counted = [GroupPagePermission, GroupCollectionPermission, Workflow, GroupApprovalTask]
    counted += [PageViewRestriction, Group, Collection]
    before = [model.objects.count() for model in counted]
    assert roles.setup() == []
    assert [model.objects.count() for model in counted] == before


def test_what_an_administrator_changed_stays(portal: Portal):
    editors = Group.objects.get(name=roles.EDITORS)
    editors.permissions.clear()
    GroupPagePermission.objects.filter(group=editors).delete()
    Workflow.objects.get(name="Redactie").deactivate()
    portal.intern.view_restrictions.get().delete()
    assert roles.setup() == []
    assert not editors.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=editors).exists()
    assert not Workflow.objects.filter(active=True).exists()
    assert not portal.intern.view_restrictions.exists()


def test_a_group_from_before_gets_what_it_lacks_and_keeps_what_it_has(portal: Portal):
    """As on a site whose roles were made by an earlier release, and changed by hand."""
    editors = Group.objects.get(name=roles.EDITORS)
    ModelLogEntry.objects.for_instance(editors).delete()
    editors.permissions.remove(*named("give_access", "view_submission", "change_submission"))
    editors.permissions.remove(*named("operate_index", "add_adoption"))
    editors.permissions.add(*named("add_user"))
    before = GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()
    (told,) = roles.setup()
    assert told.startswith("nieuwe rechten van de groep Redactie")
    user = person("redacteur", roles.EDITORS)
    for name in ("give_access", "view_submission", "change_submission", "add_adoption"):
        assert user.has_perm(f"armoedegeheugen.{name}"), name
    assert user.has_perm("search.operate_index")
    assert user.has_perm("auth.add_user")
    after = GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()
    assert after == before
    assert roles.setup() == []


def test_a_release_gives_what_is_new_and_not_what_was_taken_away(portal: Portal):
    editors = Group.objects.get(name=roles.EDITORS)
    editors.permissions.remove(*named("operate_index"))
    GroupPagePermission.objects.filter(group=editors, permission__codename="lock_page").delete()
    entry = ModelLogEntry.objects.for_instance(editors).get()
    entry.data["names"].remove("armoedegeheugen.give_access")  # which came later, let us say
    entry.save()
    editors.permissions.remove(*named("give_access"))
    assert roles.setup() == ["nieuwe rechten van de groep Redactie (1)"]
    user = person("redacteur", roles.EDITORS)
    assert user.has_perm("armoedegeheugen.give_access")
    assert not user.has_perm("search.operate_index")
    assert "lock" not in can(user, portal.adviezen)


def named(*codenames: str) -> list[Permission]:
    found = list(Permission.objects.filter(codename__in=codenames))
    assert len(found) == len(codenames)
    return found


def test_the_history_tells_what_a_role_was_given(portal: Portal):
    entry = ModelLogEntry.objects.for_instance(Group.objects.get(name=roles.STAFF)).get()
    assert entry.message == "Rechten van de rol gegeven: 1"
    assert entry.data["names"] == ["search.search_internal"]


def test_a_group_that_is_gone_is_made_again(portal: Portal):
    Group.objects.get(name=roles.STAFF).delete()
    assert roles.setup() == ["groep Medewerkers"]
    assert person("terug", roles.STAFF).has_perm("search.search_internal")


@pytest.mark.usefixtures("db")
def test_without_pages_nothing_is_made():
    with pytest.raises(CommandError, match="Maak eerst de pagina's"):
        call_command("setup_roles")
    assert not Group.objects.filter(name=roles.EDITORS).exists()


def test_with_half_the_pages_nothing_is_made(bare: Portal):
    bare.dossiers.delete()
    with pytest.raises(roles.PagesMissing, match="dossiers"):
        roles.setup()
    assert not Group.objects.filter(name=roles.EDITORS).exists()


def test_the_command_says_what_it_made(bare: Portal):
    first, second = StringIO(), StringIO()
    call_command("setup_roles", stdout=first)
    call_command("setup_roles", stdout=second)
    assert "groep Redactie, groep Verenigingen, groep Medewerkers, workflow" in first.getvalue()
    assert second.getvalue() == "Alles was er al.\n"


def test_the_groups_and_workflow_that_wagtail_starts_with_give_way(portal: Portal):
    assert set(Group.objects.values_list("name", flat=True)) == {
        roles.EDITORS,
        roles.ASSOCIATIONS,
        roles.STAFF,
    }
    assert [flow.name for flow in Workflow.objects.filter(active=True)] == ["Redactie"]


def test_a_starter_group_with_members_stays(bare: Portal):
    User.objects.create_user("iemand").groups.add(Group.objects.get(name="Editors"))
    roles.setup()
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def can(user: User, page: Page) -> set[str]:
    tester = page.permissions_for_user(user)
    asked = {
        "add": tester.can_add_subpage,
        "edit": tester.can_edit,
        "publish": tester.can_publish,
        "lock": tester.can_lock,
    }
    return {name for name, allowed in asked.items() if allowed()}


def test_editors_do_all_on_pages_and_terms(portal: Portal):
    user = person("redacteur", roles.EDITORS)
    for page in (portal.praktijken, portal.adviezen, portal.dossiers, portal.intern):
        assert can(user, page) == {"add", "edit", "publish", "lock"}
    for model in Term.__subclasses__():
        for action in ("add", "change", "delete", "view"):
            assert user.has_perm(f"armoedegeheugen.{action}_{model._meta.model_name}")
    assert user.has_perm("search.search_internal")
    assert not user.has_perm("auth.add_user")


def test_an_association_reaches_no_page_or_file_before_it_has_a_place(portal: Portal):
    user = person("lid", roles.ASSOCIATIONS)
    for page in (portal.home, portal.praktijken, portal.adviezen, portal.dossiers, portal.intern):
        assert can(user, page) == set()
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.has_perm("search.search_internal")
    assert not GroupCollectionPermission.objects.filter(group__name=roles.ASSOCIATIONS).exists()


def test_staff_search_inside_and_have_no_admin(portal: Portal):
    user = person("medewerker", roles.STAFF)
    assert user.get_all_permissions() == {"search.search_internal"}
    assert can(user, portal.adviezen) == set()
