"""The WSGI application: `gunicorn --chdir site config.wsgi` from the repository's root."""

import os
import sys
from importlib import import_module
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path.insert(1, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# The dictionary is read now, not by the first visitor: it takes half a second.
import_module("armoedegeheugen.dutch.analyzer").analyse("warm")
