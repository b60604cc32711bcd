"""Settings for every environment. Values that differ per environment come from its variables."""

import os
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ

from armoedegeheugen.operations import logs

from .. import environment
from .safety import *

# The repository, the Django project in it, and the folder for data and generated files.
ROOT = Path(__file__).resolve().parent.parent.parent.parent
SITE = ROOT / "site"
VAR = ROOT / "var"

# Variables of the environment override those of an optional .env file.
env = environ.Env()
ENV_FILE = environment.ENV_FILE
environment.read_env_file()

# Settings of a server, which the system checks judge more strictly.
PRODUCTION = False
# The address of the site.
BASE_URL = env("BASE_URL", default="")

# Our apps come first, so that their templates and static files override those of Wagtail.
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

# The order matters: compression and caching see the answer after all middleware below them.
MIDDLEWARE = [
    "armoedegeheugen.operations.request_id.RequestIdMiddleware",
    "armoedegeheugen.operations.probes.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "armoedegeheugen.safety.csp_middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "armoedegeheugen.web.caching.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "armoedegeheugen.web.caching.CacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "armoedegeheugen.web.kept_input.KeptInputMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "armoedegeheugen.safety.two_factor.TwoFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "armoedegeheugen.safety.concealment.ConcealingRedirectMiddleware",
    "armoedegeheugen.web.rate_limit.RateLimitMiddleware",
    "axes.middleware.AxesMiddleware",
    "armoedegeheugen.web.odd_keys.OddKeyMiddleware",
]

# The modules with the addresses and with the WSGI application.
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# Form widgets can be overridden by templates in templates/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Templates come from templates/ and from the apps; every template has the `icon` tag.
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

# SQLite in var/, unless DATABASE_URL names another database.
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'armoedegeheugen.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With WAL, readers continue while a process writes. IMMEDIATE takes the write lock at the start
    # of a transaction, so that it waits for its turn instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Seconds that a thread keeps its connection. Opening one takes longer than a search, and closing
# the last connection to SQLite waits until its journal is written to the database.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
# A connection is checked before it is used again, so that a restart of the server goes unnoticed.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The type of primary keys.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The site is in Dutch only, in Belgian time.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Editors may choose English for the admin.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Brussels"
# Debian has files for the zone of the machine and for an unset one among the zones. No browser
# knows them, and Wagtail's list of offsets on the account page fails on them.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})
USE_I18N = True
USE_TZ = True

# Static files: their address, the folder that collectstatic fills, and their source.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
# Files of the site, static files, and files in submissions. The last come from strangers, so they
# are outside MEDIA_ROOT and readable by the server's user alone.
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "armoedegeheugen.safety.file_storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "submissions": {
        "BACKEND": "armoedegeheugen.safety.file_storage.WholeFileStorage",
        "OPTIONS": {
            "location": VAR / "inzendingen",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
# A web server of another user serves images and static files, whatever the umask of the service.
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
# Uploaded images and documents.
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
# On a server the web server in front serves media, so Django does not.
SERVE_MEDIA = False

# The file whose lock tells a restore that a process serves the site.
IN_USE_LOCK = VAR / "in-use.lock"

# A password is not similar to the user's name, not short, not common and not only digits.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# The log-in page, and where users without a start page go after logging in or out.
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# The name of the site in the admin.
WAGTAIL_SITE_NAME = "Armoedegeheugen"
# The address of the site in e-mails of the admin.
WAGTAILADMIN_BASE_URL = BASE_URL or "http://127.0.0.1:8000"
# The log-in form of the admin.
WAGTAILADMIN_USER_LOGIN_FORM = "armoedegeheugen.editorial.forms.AdminLoginForm"
# Images have a description and a credit, which their form asks for.
WAGTAILIMAGES_IMAGE_MODEL = "armoedegeheugen.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "armoedegeheugen.editorial.forms.PictureForm"
# E-mails about submitted pages go to editors only: administrators would get each of them twice.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Restricted pages send visitors to our log-in page.
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Slugs are ASCII, so that addresses are easy to type and share.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# One mailbox gets few mails to choose a new password.
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = (
    "armoedegeheugen.web.password_reset.LimitedPasswordResetForm"
)
# The search of the admin; decision 11 explains why it differs from Wagtail's.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "armoedegeheugen.editorial.admin_search"}}
# Wagtail's tasks run at once; one that fails is logged and does not undo an editor's change.
TASKS = {"default": {"BACKEND": "armoedegeheugen.editorial.afterwork.Afterwork"}}
# The site has one language.
WAGTAIL_I18N_ENABLED = False
# The admin fetches nothing from other sites: no version check, no news and no avatars.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# No embeds, which would be fetched from other sites: a video is a link with a transcript.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# A demonstration site, with example content and users with a public password.
DEMO = env.bool("DEMO", default=False)

# The search engine: `embedded:<folder>` or the address of Elasticsearch.
SEARCH_URL = env("SEARCH_URL", default=f"embedded:{VAR / 'index'}").strip()
# The prefix of index names, and the log-in and the certificate for Elasticsearch.
SEARCH_OPTIONS = {
    "prefix": env("SEARCH_PREFIX", default="armoedegeheugen"),
    "user": env("SEARCH_USER", default=""),
    "password": env("SEARCH_PASSWORD", default=""),
    "api_key": env("SEARCH_API_KEY", default=""),
    "ca_certs": env("SEARCH_CA", default=""),
}

# Seconds between two writes of what visitors ask and open. With 0, each is written at once.
COUNT_FLUSH_SECONDS = 5

# E-mails wait in the outbox for the worker, which sends them by this backend.
EMAIL_BACKEND = "armoedegeheugen.mail.backend.OutboxBackend"
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# Send each e-mail at once after its change, without a worker: for development and tests only.
MAIL_AT_ONCE = False
# Seconds for each network step of a mail server; without a limit, one that hangs stops the worker.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
# The sender of e-mails.
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="armoedegeheugen@example.org")
# Who gets a mail about an error, and its sender.
ADMINS = [(address, address) for address in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The address for questions of visitors.
CONTACT_EMAIL = env("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)
# Where to report a vulnerability: an e-mail or web address, shown in /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=DEFAULT_FROM_EMAIL)

# The number of our own proxies, whose part of X-Forwarded-For is trusted. With 0, a visitor's
# address is that of the connection.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# The cookie with the folder of a visitor.
FOLDER_COOKIE_NAME = "map"

# A cache that all processes share, for example `redis://host:6379/0`; without one, each process
# keeps its own. Counts of requests are apart, so that large values do not push them out.
_cache = env.cache("CACHE_URL", default="locmemcache://")
_limits = {**_cache, "KEY_PREFIX": "limits"}
if "locmem" in _cache["BACKEND"]:
    _limits |= {"LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 100_000}}
CACHES = {"default": _cache, "limits": _limits}
# CSV files that a process sends at the same time. A file of everything takes a thread for seconds,
# and a process has four: the other two answer visitors who read.
FILES_AT_ONCE = 2
# Refuse an address that asks too often (armoedegeheugen/web/rate_limit.py).
LIMIT_REQUESTS = True

# Days until an unconfirmed submission is erased.
SUBMISSION_UNCONFIRMED_DAYS = 7
# Days until a withdrawn or refused submission is erased.
SUBMISSION_KEEP_DAYS = 30
# Days until the sender's address is erased, from the publication of the card.
SUBMISSION_PUBLISHED_DAYS = 365
# The maximum size of all files of unconfirmed submissions together.
SUBMISSION_UNCONFIRMED_BYTES = 2 * 1024**3

# The link checker does not follow links to private addresses, so that it cannot reach our network.
LINK_CHECK_PRIVATE = False

# A long dossier has many blocks, and so many form fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# One line an event to the standard error; LOG_LEVEL and LOG_FORMAT choose which and how.
LOGGING = logs.from_environment(os.environ)
# Where Sentry collects errors, if anywhere.
SENTRY_DSN = env("SENTRY_DSN", default="")

# Addresses for load balancers and monitors, answered before the checks of host and https.
PROBES = {
    "/levend/": "armoedegeheugen.operations.probes.alive",
    "/klaar/": "armoedegeheugen.operations.probes.ready",
}
# Numbers for Prometheus: for this machine, or for who sends the token.
if env.bool("METRICS", default=False):
    PROBES["/metrics"] = "search.views.metrics.metrics"
METRICS_TOKEN = env("METRICS_TOKEN", default="")
