"""Settings for a server. SECRET_KEY and ALLOWED_HOSTS are required."""

from .base import *

PRODUCTION = True
DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# The origins that may send forms.
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[f"https://{h}" for h in ALLOWED_HOSTS]
)
# Without BASE_URL, which a system check asks for, links in mails have the first allowed host.
WAGTAILADMIN_BASE_URL = BASE_URL or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
# Static files have a hash in their name, so that browsers may cache them for ever.
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
# The mail server. Its backend delivers what the outbox holds.
EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
MAIL_DELIVERY_BACKEND = EMAIL_CONFIG.pop("EMAIL_BACKEND")
vars().update(EMAIL_CONFIG)

# A browser accepts a cookie with the prefix __Host- only over HTTPS, from this host, for all paths.
SESSION_COOKIE_NAME = "__Host-sessie"
SESSION_COOKIE_SECURE = True
FOLDER_COOKIE_NAME = "__Host-map"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
# HTTP redirects to HTTPS, and browsers remember for a year to use HTTPS only.
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the preview of the admin is a frame of this site
    "security.W021",  # the preload list concerns a whole domain and is hard to undo
]
if env.bool("BEHIND_PROXY", default=False):
    # Only if a proxy sets this header itself: otherwise a visitor could forge it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
