"""Choosing a password by the link of an invitation. Django's own view and token, in our words."""

from typing import Any

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse

from ..models import AssociationMember


class ChoosePassword(PasswordResetConfirmView):
    template_name = "workspace/choose_password.html"
    reset_url_token = "kies"

    def get_success_url(self) -> str:
        member = AssociationMember.objects.filter(user=self.user).exists()
        return f"{reverse('login')}?next={reverse('mijn_vereniging') if member else '/'}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "invited": self.user}
