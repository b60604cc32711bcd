"""Provide the WSGI application: `gunicorn --chdir site config.wsgi` in the repository's root."""

import os
import sys
from importlib import import_module
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from config.environment import read_env_file

sys.path.insert(1, str(Path(__file__).resolve().parent.parent.parent))
read_env_file()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# A restore refuses to begin while this process lives.
import_module("armoedegeheugen.backup.serving").hold()

# Load the dictionary now: it takes half a second, which the first visitor should not wait for.
import_module("armoedegeheugen.dutch.analyzer").analyse("warm")

# No command checks the settings of a web server, so that it logs what is wrong.
import_module("armoedegeheugen.operations.checks").log_errors()
