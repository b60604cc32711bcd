"""What holds everywhere. Anything that differs between places is read from the environment."""

from pathlib import Path
from typing import Any

import environ

from .safety import *

ROOT = Path(__file__).resolve().parent.parent.parent.parent
SITE = ROOT / "site"
VAR = ROOT / "var"

env = environ.Env()
environ.Env.read_env(str(ROOT / ".env"))

INSTALLED_APPS = [
    "armoedegeheugen",
    "armoedegeheugen.sections",
    "search",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "wagtail_2fa",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "armoedegeheugen.safety.csp_middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "armoedegeheugen.web.caching.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "armoedegeheugen.web.caching.CacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "armoedegeheugen.safety.two_factor.TwoFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that templates/ may hold widgets
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["armoedegeheugen.templatetags.icons"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'armoedegeheugen.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at the start,
    # so that a transaction waits for its turn instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# A connection for each thread, kept: to open one takes longer than a search, and whoever closes the
# last one to SQLite waits for its journal to be written away.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "submissions": {  # what strangers send: outside the public files
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "inzendingen", "file_permissions_mode": 0o600},
    },
}
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
SERVE_MEDIA = False  # on a server the web server in front does that, without waking Python

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

WAGTAIL_SITE_NAME = "Armoedegeheugen"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_USER_LOGIN_FORM = "armoedegeheugen.editorial.forms.AdminLoginForm"
WAGTAILIMAGES_IMAGE_MODEL = "armoedegeheugen.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "armoedegeheugen.editorial.forms.PictureForm"
# Mails about what was submitted go to the editors; an administrator would get each of them twice.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "armoedegeheugen.editorial.admin_search"}}
TASKS = {"default": {"BACKEND": "armoedegeheugen.editorial.afterwork.Afterwork"}}
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Embeds would fetch from outside while an editor types; a video is a link with a transcript here.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

DEMO = env.bool("DEMO", default=False)

SEARCH_URL = env("SEARCH_URL", default=f"embedded:{VAR / 'index'}")
SEARCH_OPTIONS = {
    "prefix": env("SEARCH_PREFIX", default="armoedegeheugen"),
    "user": env("SEARCH_USER", default=""),
    "password": env("SEARCH_PASSWORD", default=""),
    "ca_certs": env("SEARCH_CA", default=""),
}

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="armoedegeheugen@example.org")
CONTACT_EMAIL = env("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)
SECURITY_CONTACT = env("SECURITY_CONTACT", default=DEFAULT_FROM_EMAIL)
"""For who found a hole: an e-mail address or a web address, shown in /.well-known/security.txt."""

# The public form. A visitor's address is read from X-Forwarded-For only as far as our own proxies
# wrote it; with 0 it is the address that the connection comes from.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SUBMISSION_UNCONFIRMED_DAYS = 7
SUBMISSION_KEEP_DAYS = 30  # what was withdrawn or refused
SUBMISSION_PUBLISHED_DAYS = 365  # the sender's address, after the card came online
SUBMISSION_UNCONFIRMED_BYTES = 2 * 1024**3  # all files together that nobody confirmed yet

LINK_CHECK_PRIVATE = False  # links in items never lead the server to its own network

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long dossier has many blocks
