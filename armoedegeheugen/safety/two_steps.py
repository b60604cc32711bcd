"""Logging in with a password and a code from a telephone, for editors and administrators.

wagtail-2fa does the work. What differs here: who has to (a permission, which the group of editors
gets), that one can always log out, and that an address that is typed by hand ends in a page and not
in an error.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.menu import MenuItem
from wagtail_2fa import utils, views
from wagtail_2fa.middleware import VerifyUserPermissionsMiddleware

NAME = "Moet zich in twee stappen aanmelden"
MENU_LABEL = "Aanmelden in twee stappen"


class TwoStepMiddleware(VerifyUserPermissionsMiddleware):
    _allowed_url_names = [
        *VerifyUserPermissionsMiddleware._allowed_url_names,
        "login",
        "logout",
    ]


def permission() -> Permission:
    """Whoever has it must log in in two steps. Made by wagtail-2fa; named by us."""
    kind = ContentType.objects.get(app_label="wagtailadmin", model="admin")
    return Permission.objects.update_or_create(
        content_type=kind,
        codename="enable_2fa",
        defaults={"name": NAME},
    )[0]


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
        return views.reverse("wagtail_2fa_device_list", args=[self.object.user_id])


class QRCode(views.DeviceQRCodeView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        if utils.get_unconfirmed_device(request.user) is None:
            return redirect("wagtail_2fa_device_new")
        return super().get(request)


def urls() -> list[URLPattern]:
    """Before those of wagtail-2fa, under the same names."""
    return [
        path("2fa/devices/new", NewDevice.as_view(), name="wagtail_2fa_device_new"),
        path(
            "2fa/devices/<int:pk>/remove", RemoveDevice.as_view(), name="wagtail_2fa_device_remove"
        ),
        path("2fa/devices/qr-code", QRCode.as_view(), name="wagtail_2fa_device_qrcode"),
    ]


def name_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """All that a user sees who still has to set it up."""
    for item in items:
        if item.label == "2FA Setup":
            item.label = MENU_LABEL
