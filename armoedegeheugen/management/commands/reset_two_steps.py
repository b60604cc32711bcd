"""Remove the telephone and the recovery codes of a user who lost both."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ...safety.two_factor_reset import reset


class Command(BaseCommand):
    """Reset the second step of a user."""

    help = "Removes the devices and recovery codes of a user and logs them out everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the argument."""
        parser.add_argument("name", help="the user name, as it is typed at the log-in")

    def handle(self, *, name: str, **options: Any) -> None:
        """Reset, and print what was removed."""
        model = get_user_model()
        try:
            user = model._default_manager.get_by_natural_key(name)
        except model.DoesNotExist:
            raise CommandError(f"No user has the name {name!r}. Nothing was changed.") from None
        removed = reset(user)
        self.stdout.write(
            f"{name}: removed {removed.devices} devices and {removed.codes} recovery codes, and "
            f"ended {removed.sessions} sessions. At the next log-in {name} sets up a telephone."
        )
