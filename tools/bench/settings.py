"""Settings for measuring: as in production, on a database and an index of the benchmark's own.

`BENCH_PEER` puts Wagtail's own search in the place of ours in the admin: `database`, or an address
of Elasticsearch.
"""

from config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = False
WAGTAIL_2FA_REQUIRED = False  # the admin's search is measured, not its way in
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
