"""Measure Wagtail's own search or ours over the same pages, and print JSON.

    python -m tools.bench.peer --pages 10000 [--make | --ours]

Wagtail: `search()` with the count and the first ten results, and `.facet()` for each facet that is
a foreign key. Ours: a search with all values of every facet.
"""

import argparse
import json
import os
import time
from typing import Any

from tools.bench.probe import setup, wsgi

# The facets that Wagtail can count: it cannot count many-to-many relations.
FACETS = ("municipality", "ladder_level", "province")

WORDS = {"one common word": "huis", "three words": "huis energie mensen"}
ADMIN = {"one common word": "huis", "of a title": "huis energie"}


def main() -> None:
    """Create the pages or measure a search, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.peer")
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--make", action="store_true", help="migrate and create the pages")
    parser.add_argument(
        "--ours", action="store_true", help="measure our search instead of Wagtail's"
    )
    options = parser.parse_args()
    setup()
    _add_filter_fields()
    if options.make:
        _make(options.pages)
        figures: dict[str, Any] = {}
    else:
        figures = ours() if options.ours else wagtails()
    print(json.dumps(figures))


def wagtails() -> dict[str, Any]:
    """Measure Wagtail's search."""
    from armoedegeheugen.models import PracticeCard
    from tools.bench.timing import once, timed

    figures: dict[str, Any] = {"index_seconds": once(_update_index), "questions": {}}
    for name, words in WORDS.items():

        def hits(words: str = words) -> None:
            results = PracticeCard.objects.live().search(words)
            results.count()
            list(results[:10])

        def facets(words: str = words) -> None:
            for facet in FACETS:
                PracticeCard.objects.live().search(words).facet(f"{facet}_id")

        figures["questions"][name] = {
            "total": PracticeCard.objects.live().search(words).count(),
            "hits": timed(hits, 30, 30),
            "facets": timed(facets, 30, 30),
        }
    return figures


def admin() -> dict[str, Any]:
    """Measure the admin's search for pages, as the portal configures it."""
    from tools.bench.timing import timed

    _update_index()
    return {name: timed(_admin_search(words), 20, 30) for name, words in ADMIN.items()}


def ours() -> dict[str, Any]:
    """Measure our search, and the time from publishing to findable."""
    from search.index.rebuild import rebuild
    from tools.bench.stages import answering, finding
    from tools.bench.timing import once, timed

    figures: dict[str, Any] = {"index_seconds": once(rebuild), "questions": {}}
    get = wsgi()
    for name, words in WORDS.items():
        query = f"soort=praktijk&q={words.replace(' ', '+')}"
        figures["questions"][name] = {
            "found": timed(finding(query), 100, 20),
            "all": timed(answering(query), 100, 20),
            "json": timed(lambda q=query: get(f"/api/v1/zoeken/?{q}"), 100, 20),
        }
    figures["publish_to_findable"] = timed(_publish(get), 20, 60)
    figures["admin"] = admin()
    return figures


def _publish(get: Any) -> Any:
    """Return a call that publishes a change and searches for it until it is found."""
    from armoedegeheugen.models import PracticeCard

    page = PracticeCard.objects.order_by("pk").last()
    assert page is not None
    numbers = iter(range(10_000))

    def publish() -> None:
        word = f"merkwoord{next(numbers)}x{os.getpid()}"
        page.teaser = word
        page.save_revision().publish()
        end = time.monotonic() + 30
        while json.loads(get(f"/api/v1/zoeken/?q={word}"))["totaal"] != 1:
            assert time.monotonic() < end
            time.sleep(0.005)

    return publish


def _admin_search(words: str) -> Any:
    """Return a call that searches in the admin's page explorer and renders the results."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    user, _ = get_user_model().objects.get_or_create(
        username="meter", defaults={"is_superuser": True, "is_staff": True}
    )
    client = Client()
    client.force_login(user)

    def search() -> None:
        response = client.get("/beheer/pages/search/", {"q": words})
        assert response.status_code == 200, response.status_code

    return search


def _update_index() -> None:
    from django.core.management import call_command

    call_command("update_index", verbosity=0)


def _make(pages: int) -> None:
    from django.core.management import call_command

    from tools.bench.pages import make_pages

    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", if_empty=True)
    call_command("load_demo", empty=True)
    if pages:
        make_pages(pages)


def _add_filter_fields() -> None:
    # Wagtail's facets need filter fields, which the portal itself does not use.
    from wagtail.search import index

    from armoedegeheugen.models import PracticeCard

    PracticeCard.search_fields = [
        *PracticeCard.search_fields,
        *(index.FilterField(name) for name in FACETS),
    ]


if __name__ == "__main__":
    main()
