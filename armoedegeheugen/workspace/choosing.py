"""Choose a password by the link of an invitation, with Django's own token."""

from typing import Any

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse

from ..models import AssociationMember


class ChoosePassword(PasswordResetConfirmView):
    """The page on which an invited user chooses a password."""

    template_name = "workspace/choose_password.html"
    reset_url_token = "kies"

    def get_success_url(self) -> str:
        """Return the log-in page, which leads to the user's own work."""
        member = AssociationMember.objects.filter(user=self.user).exists()
        return f"{reverse('login')}?next={reverse('mijn_vereniging') if member else '/'}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invited user."""
        return {**super().get_context_data(**kwargs), "invited": self.user}
