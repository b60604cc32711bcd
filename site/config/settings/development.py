"""Settings for a developer's machine (`make run`), never for a server that others can reach.

Without DEBUG=1 the site shows its own error pages, so that developers see them too.
"""

from .base import *

DEBUG = env.bool("DEBUG", default=False)
# Without a variable: a public key, which protects nothing.
SECRET_KEY = env("SECRET_KEY", default="only-for-trying-on-this-machine")
# Only this machine can open the site.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# E-mails are written to files, at once.
MAIL_AT_ONCE = True
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
# Static files are served from their source, so collectstatic is not needed.
WHITENOISE_USE_FINDERS = True
# Django serves media, because there is no web server in front.
SERVE_MEDIA = True
# The demo users log in with a password only; TWO_STEP_LOGIN=1 asks for the second step too.
WAGTAIL_2FA_REQUIRED = env.bool("TWO_STEP_LOGIN", default=not DEMO)
