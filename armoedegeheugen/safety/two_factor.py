"""Require a code after the password, for editors and administrators.

wagtail-2fa does the work. This changes who must (a permission of the group of editors), accepts a
recovery code instead of the code of a telephone, lets everyone log out, and answers an address
typed by hand with a page instead of an error. The form of the package names no device, without
which django-otp 1.7.5 accepts no code.
"""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.views import View
from django_otp import devices_for_user
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.menu import MenuItem
from wagtail_2fa import utils, views
from wagtail_2fa.forms import TokenForm
from wagtail_2fa.middleware import VerifyUserPermissionsMiddleware

from ..compat import TWO_FACTOR_EXEMPT
from . import recovery_codes
from .recovery_code_views import NewRecoveryCodes, show_codes

NAME = "Moet zich in twee stappen aanmelden"
MENU_LABEL = "Aanmelden in twee stappen"


# Asked every few seconds and the same for everyone, so no session is read.
FOR_MONITORS = frozenset({"/gezond/"})


class TwoFactorMiddleware(VerifyUserPermissionsMiddleware):
    """Ask for the code on every page but login, logout and health."""

    _allowed_url_names = [
        *TWO_FACTOR_EXEMPT,
        "login",
        "logout",
    ]

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        """Redirect to the code form where it is required."""
        if request.path_info in FOR_MONITORS:
            return None
        return super().process_request(request)


def permission() -> Permission:
    """Return the permission that makes the second step mandatory, named in Dutch."""
    kind = ContentType.objects.get(app_label="wagtailadmin", model="admin")
    return Permission.objects.update_or_create(
        content_type=kind,
        codename="enable_2fa",
        defaults={"name": NAME},
    )[0]


class CodeForm(TokenForm):
    """A code and the device it is from, which is asked only if there are several.

    A recovery code takes the place of the code of that device, and a wrong one counts as a wrong
    code of the device: django-otp makes each guess after it wait longer.
    """

    otp_device = forms.ChoiceField(label="Toestel")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        devices = [(device.persistent_id, device.name) for device in devices_for_user(user)]
        self.fields["otp_device"].choices = devices
        if len(devices) == 1:
            self.fields["otp_device"].widget = forms.HiddenInput()
            self.fields["otp_device"].initial = devices[0][0]

    def clean(self) -> dict[str, Any]:
        """Check the code, or the recovery code.

        Raises:
            forms.ValidationError: It is wrong, or it comes too soon after a wrong one.
        """
        typed = self.cleaned_data.get("otp_token", "")
        if not recovery_codes.is_code(typed):
            return super().clean()
        if not (device := self._device_after_recovery_code(typed)):
            raise forms.ValidationError("Die herstelcode klopt niet.", code="invalid_token")
        self.user.otp_device = device
        return self.cleaned_data

    @transaction.atomic
    def _device_after_recovery_code(self, typed: str) -> TOTPDevice | None:
        """Return the chosen device if the recovery code is right, and count a wrong guess."""
        number = self.cleaned_data.get("otp_device", "").rpartition("/")[2] or None
        own = TOTPDevice.objects.devices_for_user(self.user, confirmed=True)
        device = own.select_for_update().filter(pk=number).first()
        if device is None or not device.verify_is_allowed()[0]:
            return None
        if not recovery_codes.use(self.user, typed):
            device.throttle_increment()
            return None
        device.throttle_reset()
        return device


class EnterCode(views.LoginView):
    """The page that asks for the code."""

    form_class = CodeForm


class NewDevice(views.DeviceCreateView):
    """The page that adds a device."""

    @property
    def device(self) -> TOTPDevice:
        """Return the device of the QR code shown; a form without that page gets a new one."""
        user = self.request.user
        if self.request.method != "GET" and (waiting := utils.get_unconfirmed_device(user)):
            return waiting
        return utils.new_unconfirmed_device(user)

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Add the device; a user's first one comes with recovery codes, shown once."""
        answer = super().form_valid(form)
        user = self.request.user
        devices = TOTPDevice.objects.devices_for_user(user, confirmed=True)
        if devices.count() > 1 and recovery_codes.remaining(user):
            return answer
        return show_codes(self.request, recovery_codes.renew(user))


class Devices(views.DeviceListView):
    """The list of devices, with the number of the user's own recovery codes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of recovery codes that are left."""
        return super().get_context_data(
            **kwargs, remaining=recovery_codes.remaining(self.request.user)
        )


class RemoveDevice(views.DeviceDeleteView):
    """The page that removes a device."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Answer 404 for a device that does not exist."""
        get_object_or_404(TOTPDevice, pk=pk)
        return super().dispatch(request, pk=pk)

    def get_success_url(self) -> str:
        """Return the list of devices of the same user."""
        return reverse("wagtail_2fa_device_list", args=[self.object.user_id])


class QRCode(views.DeviceQRCodeView):
    """The QR code of a new device."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Redirect to the form if there is no new device."""
        if utils.get_unconfirmed_device(request.user) is None:
            return redirect("wagtail_2fa_device_new")
        return super().get(request)


def urls() -> list[URLPattern]:
    """Return addresses that come before those of wagtail-2fa, under the same names."""
    ours: dict[str, tuple[str, type[View]]] = {
        "auth": ("auth", EnterCode),
        "devices/<int:user_id>": ("device_list", Devices),
        "devices/new": ("device_new", NewDevice),
        "devices/<int:pk>/remove": ("device_remove", RemoveDevice),
        "devices/qr-code": ("device_qrcode", QRCode),
        "herstelcodes": ("recovery_codes", NewRecoveryCodes),
    }
    return [
        path(f"2fa/{address}", view.as_view(), name=f"wagtail_2fa_{name}")
        for address, (name, view) in ours.items()
    ]


def account_item(request: HttpRequest) -> dict[str, str]:
    """Return the item of the account page that tells how many recovery codes are left."""
    remaining = recovery_codes.remaining(cast(User, request.user))
    return {
        "url": reverse("wagtail_2fa_recovery_codes"),
        "label": "Herstelcodes",
        "help_text": render_to_string("wagtail_2fa/remaining.html", {"remaining": remaining}),
    }


def name_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Name the only menu item of a user who has yet to add a device."""
    for item in items:
        if item.label == "2FA Setup":
            item.label = MENU_LABEL
