"""A newcomer's machine: `make run`. Not for a server that others can reach.

As a visitor sees it, unless DEBUG=1: with Django's own error pages nobody would ever look at ours.
"""

from .base import *

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-trying-on-this-machine")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
# The log-ins of the demonstration work at once; TWO_STEP_LOGIN=1 to try the second step with them.
WAGTAIL_2FA_REQUIRED = env.bool("TWO_STEP_LOGIN", default=not DEMO)
