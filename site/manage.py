#!/usr/bin/env python
"""Run a Django command, with the apps in the repository's root on the path."""

import os
import sys
from pathlib import Path

from config.environment import read_env_file


def main() -> None:
    """Run the command on the command line."""
    sys.path.insert(1, str(Path(__file__).resolve().parent.parent))
    read_env_file()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    from django.core.management import execute_from_command_line

    from armoedegeheugen.operations import uncaught

    sys.excepthook = uncaught.log_uncaught
    try:
        execute_from_command_line(sys.argv)
    except SystemExit as end:
        uncaught.log_refusal(end)
        raise


if __name__ == "__main__":
    main()
