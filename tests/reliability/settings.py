"""Settings of a portal under fault: as in production, so that what breaks there breaks here too."""

from config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-fault-tests"
ALLOWED_HOSTS = ["*"]
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
