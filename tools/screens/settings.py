"""The demonstration site as a server sends it: hashed files, compressed; folders of its own."""

from config.settings.development import *

DEMO = True
WAGTAIL_2FA_REQUIRED = False
_place = Path(env("SCREENS_PLACE"))
MEDIA_ROOT = _place / "media"
STATIC_ROOT = _place / "static"
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
STORAGES["submissions"]["OPTIONS"]["location"] = _place / "inzendingen"
EMAIL_FILE_PATH = _place / "mail"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
