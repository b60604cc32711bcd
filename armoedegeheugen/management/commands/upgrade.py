"""Bring a site to the release that is installed: all steps after `make install`, in order.

Invariant: a second run changes nothing.
"""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from os import geteuid
from pathlib import Path
from pwd import getpwuid
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from ...demo import tree
from ...editorial import roles
from ...operations import private_files
from ...web import site_address

# The apps of this repository. Other packages may drop migrations that a later one replaces.
OWN_APPS = frozenset({"armoedegeheugen", "search"})

# The umask for static files: the web server in front runs as another user.
READABLE = 0o022


class Command(BaseCommand):
    """Upgrade the database, vocabularies, pages, roles, static files and index of a site."""

    help = "Brings the site to the installed release. Restart web and worker afterwards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare no options."""

    # They run when the files have their modes, which the checks look at.
    requires_system_checks = ()

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Check that the site can be upgraded, run each step and say what it did."""
        try:
            require_owner(settings.VAR)
            require_hashed_static_files()
            migrations = pending_migrations()
            site_address.host_and_port()
            private_files.close_to_others()
            self.check()
            self._migrate(migrations)
            self._say("Vocabularies")
            call_command("load_vocabularies", stdout=self.stdout)
            with transaction.atomic():
                self._say("Pages", tree.build())
                self._say("Groups, permissions and workflow", roles.setup())
            moved = site_address.update_default_site()
        except (Refused, site_address.BadAddress, roles.PagesMissing) as reason:
            raise CommandError(str(reason)) from reason
        changed = "set to" if moved else "still"
        self.stdout.write(f"Address of the site: {changed} {settings.WAGTAILADMIN_BASE_URL}")
        self._say("Static files")
        with umask(READABLE):
            call_command("collectstatic", interactive=False, stdout=self.stdout)
        self._say("Search index")
        call_command("search", "refresh", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(self.style.SUCCESS("Done. Restart the web processes and the worker."))

    def _migrate(self, names: list[str]) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        self._say("Migrations", names)

    def _say(self, step: str, added: list[str] | None = None) -> None:
        """Print a step, and what it added if that is known."""
        if added is None:
            self.stdout.write(f"{step}:")
        else:
            self.stdout.write(f"{step}: {', '.join(added) or 'nothing new'}")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Make files with this umask for as long as it lasts."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


class Refused(Exception):
    """The site cannot be upgraded; the message says why and what to do."""


def require_owner(folder: Path) -> None:
    """Check that this user owns the folder of data.

    Files that root makes there could not be written by the service.

    Raises:
        Refused: There is no folder, or another user owns it.
    """
    if not folder.is_dir():
        raise Refused(f"{folder} does not exist. Run site/manage.py prepare to make a new site.")
    owner = folder.stat().st_uid
    if owner != geteuid():
        raise Refused(
            f"{folder} belongs to {_user(owner)}, and this runs as {_user(geteuid())}. "
            f"Run it as {_user(owner)}, so that the service can write what is made here."
        )


def require_hashed_static_files() -> None:
    """Check that these settings make the static files that the server asks for.

    Raises:
        Refused: Static files have no hash in their name, as on a developer's machine.
    """
    if not hasattr(staticfiles_storage, "manifest_name"):
        raise Refused(
            f"{settings.SETTINGS_MODULE} are not the settings of a server. "
            "Set DJANGO_SETTINGS_MODULE=config.settings.production; on your own machine, "
            "`make run` does all that is needed."
        )


def pending_migrations() -> list[str]:
    """Return the names of the migrations that this release adds.

    Raises:
        Refused: The database has no site yet, or a newer release migrated it.
    """
    executor = MigrationExecutor(connection)
    applied = [key for key in executor.loader.applied_migrations if key[0] in OWN_APPS]
    if not applied:
        raise Refused("The database has no site yet. Run site/manage.py prepare to make one.")
    unknown = [key for key in applied if key not in executor.loader.disk_migrations]
    if unknown:
        raise Refused(
            f"The database was migrated by a newer release ({_named(unknown)}). "
            "Install that release, or restore a backup that this release made."
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _named(keys: list[tuple[str, str]]) -> str:
    return ", ".join(sorted(".".join(key) for key in keys))


def _user(number: int) -> str:
    try:
        return getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
