"""What the admin gets of submissions: permissions to give, and nothing of other models."""

import pytest
from django.contrib.auth.models import Permission
from wagtail import hooks as wagtail_hooks

from armoedegeheugen.submissions import hooks


@pytest.mark.django_db
def test_the_permissions_on_submissions_can_be_given_and_no_others():
    found = hooks.permissions()
    assert {permission.codename for permission in found} == {
        "change_submission",
        "view_submission",
    }
    assert all(permission.content_type.app_label == "armoedegeheugen" for permission in found)


@pytest.mark.django_db
def test_a_permission_of_the_same_name_on_another_app_is_none_of_these(django_user_model):
    other = Permission.objects.filter(content_type__app_label="auth").first()
    other.content_type.model, other.content_type.app_label = "submission", "other"
    other.content_type.save()
    assert other not in hooks.permissions()


@pytest.mark.parametrize(
    ("hook", "function"),
    [
        ("register_permissions", hooks.permissions),
        ("register_page_header_buttons", hooks.to_submission),
        ("before_publish_page", hooks.not_withdrawn),
        ("before_delete_page", hooks.refuse_first),
    ],
)
def test_the_admin_asks_them(hook: str, function: object):
    assert function in wagtail_hooks.get_hooks(hook)
