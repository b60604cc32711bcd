"""Settings of a portal under fault: as in production, so that what breaks there breaks here too."""

from config.settings.base import *

# Uploads and locks of a portal under fault are its own.
_folder = Path(env("PORTAL_FOLDER", default=str(VAR)))
VAR = _folder
IN_USE_LOCK = _folder / "in-use.lock"
MEDIA_ROOT = _folder / "media"
STORAGES["submissions"]["OPTIONS"]["location"] = _folder / "inzendingen"
DEBUG = False
SECRET_KEY = "only-for-fault-tests"
ALLOWED_HOSTS = ["*"]
LIMIT_REQUESTS = False  # all actors have one address
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
