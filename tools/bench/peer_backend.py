"""Wagtail's Elasticsearch 8 backend with the analysers that the bare test server has.

The server lacks the n-gram filters; with `standard` in their place the peer indexes and searches
fewer terms, so it only gains by it.
"""

from copy import deepcopy

from wagtail.search.backends.elasticsearch8 import Elasticsearch8SearchBackend


class SearchBackend(Elasticsearch8SearchBackend):
    settings = deepcopy(Elasticsearch8SearchBackend.settings)
    settings["settings"] = {
        "analysis": {
            "analyzer": {
                "ngram_analyzer": {"type": "standard"},
                "edgengram_analyzer": {"type": "standard"},
            }
        }
    }
