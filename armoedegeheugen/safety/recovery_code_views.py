"""Show a user's new recovery codes, once, and renew them after the password."""

from typing import Any, cast

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import recovery_codes


def show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Answer with the codes. There is no address to which one could go back for them."""
    return render(request, "wagtail_2fa/recovery_codes.html", {"codes": codes})


class PasswordForm(forms.Form):
    """The password of the user, once more."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Check the password; wrong ones count as at the log-in.

        Raises:
            forms.ValidationError: It is not the password of the user.
        """
        name, password = self.request.user.get_username(), self.cleaned_data["password"]
        user = authenticate(self.request, username=name, password=password)
        if user != self.request.user:
            raise forms.ValidationError("Dat is niet je wachtwoord.", code="invalid")
        return password


@method_decorator(sensitive_post_parameters(), name="dispatch")
class NewRecoveryCodes(FormView[PasswordForm]):
    """The page that tells how many codes are left, and replaces them."""

    form_class = PasswordForm
    template_name = "wagtail_2fa/recovery_codes_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect a user without a telephone to the page that sets one up."""
        if not TOTPDevice.objects.devices_for_user(request.user, confirmed=True).exists():
            return redirect("wagtail_2fa_device_new")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Pass the request to the form."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of codes that are left."""
        remaining = recovery_codes.remaining(cast(User, self.request.user))
        return super().get_context_data(**kwargs, remaining=remaining)

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Replace the codes and show the new ones."""
        return show_codes(self.request, recovery_codes.renew(cast(User, self.request.user)))
