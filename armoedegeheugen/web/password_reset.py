"""Limit how many mails one mailbox gets to choose a new password.

Invariant: the visitor is told the same, so that nobody learns which accounts exist.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from wagtail.admin.forms.auth import PasswordResetForm

from .rate_limit import Limit, allows

# Enough for a mail that got lost, too few to fill a mailbox.
MAILS = Limit("password reset mail", 3, 3600)


class LimitedPasswordResetForm(PasswordResetForm):
    """The form that asks for an e-mail address and sends a link."""

    def get_users(self, email: str) -> Iterator[AbstractBaseUser]:
        """Return the users with this address whose mailbox may get another mail."""
        for user in super().get_users(email):
            if not settings.LIMIT_REQUESTS or allows(MAILS, user.email.lower()):
                yield user
