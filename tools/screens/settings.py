"""Configure the demonstration site as on a server: hashed and compressed files, own folders."""

from config.settings.development import *

DEMO = True
LIMIT_REQUESTS = False
WAGTAIL_2FA_REQUIRED = False
_folder = Path(env("SCREENS_FOLDER"))
MEDIA_ROOT = _folder / "media"
STATIC_ROOT = _folder / "static"
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
STORAGES["submissions"]["OPTIONS"]["location"] = _folder / "inzendingen"
EMAIL_FILE_PATH = _folder / "mail"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
