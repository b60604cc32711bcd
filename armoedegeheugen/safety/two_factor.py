"""Logging in with a password and a code from a telephone, for editors and administrators.

wagtail-2fa does the work. What differs here: who has to (a permission, which the group of editors
gets), that one can always log out, and that an address that is typed by hand ends in a page and not
in an error. Its form for the code names no device, without which django-otp 1.7.5 takes no code.
"""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views import View
from django_otp import devices_for_user
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.menu import MenuItem
from wagtail_2fa import utils, views
from wagtail_2fa.forms import TokenForm
from wagtail_2fa.middleware import VerifyUserPermissionsMiddleware

NAME = "Moet zich in twee stappen aanmelden"
MENU_LABEL = "Aanmelden in twee stappen"


# Asked every few seconds and the same for everyone: no session is read to answer it.
FOR_MONITORS = frozenset({"/gezond/"})


class TwoFactorMiddleware(VerifyUserPermissionsMiddleware):
    _allowed_url_names = [
        *VerifyUserPermissionsMiddleware._allowed_url_names,
        "login",
        "logout",
    ]

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        if request.path_info in FOR_MONITORS:
            return None
        return super().process_request(request)


def permission() -> Permission:
    """Whoever has it must log in in two steps. Made by wagtail-2fa; named by us."""
    kind = ContentType.objects.get(app_label="wagtailadmin", model="admin")
    return Permission.objects.update_or_create(
        content_type=kind,
        codename="enable_2fa",
        defaults={"name": NAME},
    )[0]


class CodeForm(TokenForm):
    """A code, and which of the user's telephones it is from: asked for only if there are more."""

    otp_device = forms.ChoiceField(label="Toestel")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        known = [(device.persistent_id, device.name) for device in devices_for_user(user)]
        self.fields["otp_device"].choices = known
        if len(known) == 1:
            self.fields["otp_device"].widget = forms.HiddenInput()
            self.fields["otp_device"].initial = known[0][0]


class EnterCode(views.LoginView):
    form_class = CodeForm


class NewDevice(views.DeviceCreateView):
    @property
    def device(self) -> TOTPDevice:
        """The one that the QR code on the page is of; a form without a page before it has none."""
        user = self.request.user
        if self.request.method != "GET" and (waiting := utils.get_unconfirmed_device(user)):
            return waiting
        return utils.new_unconfirmed_device(user)


class RemoveDevice(views.DeviceDeleteView):
    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        get_object_or_404(TOTPDevice, pk=pk)
        return super().dispatch(request, pk=pk)

    def get_success_url(self) -> str:
        return reverse("wagtail_2fa_device_list", args=[self.object.user_id])


class QRCode(views.DeviceQRCodeView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        if utils.get_unconfirmed_device(request.user) is None:
            return redirect("wagtail_2fa_device_new")
        return super().get(request)


def urls() -> list[URLPattern]:
    """Before those of wagtail-2fa, under the same names."""
    ours: dict[str, tuple[str, type[View]]] = {
        "auth": ("auth", EnterCode),
        "devices/new": ("device_new", NewDevice),
        "devices/<int:pk>/remove": ("device_remove", RemoveDevice),
        "devices/qr-code": ("device_qrcode", QRCode),
    }
    return [
        path(f"2fa/{address}", view.as_view(), name=f"wagtail_2fa_{name}")
        for address, (name, view) in ours.items()
    ]


def name_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """All that a user sees who still has to set it up."""
    for item in items:
        if item.label == "2FA Setup":
            item.label = MENU_LABEL
