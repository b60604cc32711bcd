"""Configure the site for measuring: as in production, with its own database and index.

`BENCH_PEER` makes the admin use Wagtail's own search: `database`, or an Elasticsearch address.
"""

from config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = False
LIMIT_REQUESTS = False
WAGTAIL_2FA_REQUIRED = False  # the client logs in without a second step
_peer = env("BENCH_PEER", default="")
if _peer == "database":
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
elif _peer:
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "tools.bench.peer_backend",
            "URLS": [_peer],
            "INDEX_PREFIX": "peer",
            "TIMEOUT": 60,
        }
    }
