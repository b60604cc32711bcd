"""Read the environment of the site from `.env`, beside the Makefile."""

from pathlib import Path

import environ

ENV_FILE = Path(__file__).resolve().parent.parent.parent / ".env"


def read_env_file(path: Path = ENV_FILE) -> None:
    """Set the variables of `.env`, if it exists, that the environment lacks.

    Raises:
        PermissionError: This user may not read it. Going on would use the defaults.
    """
    if path.exists():
        with path.open(encoding="utf-8") as file:
            environ.Env.read_env(file)
