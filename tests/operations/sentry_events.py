"""Print the events that Sentry would get of two requests, one a line; run as a process of its own.

Sentry's client changes Django for as long as the process lasts.
"""

import json
from typing import Any

import django
import sentry_sdk
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.test.utils import setup_test_environment


class Transport(sentry_sdk.transport.Transport):
    """Prints instead of sending."""

    def capture_envelope(self, envelope: Any) -> None:
        for item in envelope.items:
            if item.payload.json:
                print(json.dumps(item.payload.json))


def main() -> None:
    init = sentry_sdk.init
    sentry_sdk.init = lambda **options: init(**options, transport=Transport)
    django.setup()
    setup_test_environment()
    settings.ROOT_URLCONF = "tests.operations.urls"
    asking = RequestFactory(headers={"authorization": "Token geheim", "cookie": "sessie=geheim"})
    ask(asking.get("/verdacht/").environ)
    given = ask(asking.post("/kapot/?q=vraag", {"naam": "Jan"}).environ)
    print(json.dumps({"expected_id": given}))


def ask(environ: dict[str, Any]) -> str:
    """Ask as a web server does, and return the id of the request."""
    headers: dict[str, str] = {}
    answer = WSGIHandler()(environ, lambda _, pairs: headers.update(pairs))
    answer.close()
    return headers["X-Request-ID"]


if __name__ == "__main__":
    main()
