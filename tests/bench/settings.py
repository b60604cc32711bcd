"""Settings for measuring: as in production, on a database and an index of the benchmark's own.

`BENCH_PEER` chooses Wagtail's search backend: `database`, or an address of Elasticsearch.
"""

from config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = False
_peer = env("BENCH_PEER", default="database")
if _peer == "database":
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
else:
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "tests.bench.peer_backend",
            "URLS": [_peer],
            "INDEX_PREFIX": "peer",
            "TIMEOUT": 60,
        }
    }
