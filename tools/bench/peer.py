"""Wagtail's own search and ours over the same pages: `python -m tools.bench.peer --pages 10000`.

Measured in one process on one database: Wagtail's `search()` (count, first ten) with `.facet()` for
each facet that a foreign key gives it, and our search with every facet whole. Prints JSON.
"""

import argparse
import json
import os
import time
from typing import Any

from tools.bench.probe import setup, wsgi

FACETS = ("municipality", "ladder_level", "province")
"""Facets that Wagtail can count: it has none for relations of many to many."""

WORDS = {"one common word": "huis", "three words": "huis energie mensen"}
ADMIN = {"one common word": "huis", "of a title": "huis energie"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--make", action="store_true", help="migrate and make the pages")
    parser.add_argument(
        "--ours", action="store_true", help="measure our search instead of Wagtail's"
    )
    options = parser.parse_args()
    setup()
    _let_wagtail_count()
    if options.make:
        _make(options.pages)
        found: dict[str, Any] = {}
    else:
        found = ours() if options.ours else wagtails()
    print(json.dumps(found))


def wagtails() -> dict[str, Any]:
    from armoedegeheugen.models import PracticeCard
    from tools.bench.timing import once, timed

    found: dict[str, Any] = {"index_seconds": once(_update_index), "questions": {}}
    for name, words in WORDS.items():

        def hits(words: str = words) -> None:
            results = PracticeCard.objects.live().search(words)
            results.count()
            list(results[:10])

        def facets(words: str = words) -> None:
            for facet in FACETS:
                PracticeCard.objects.live().search(words).facet(f"{facet}_id")

        found["questions"][name] = {
            "total": PracticeCard.objects.live().search(words).count(),
            "hits": timed(hits, 30, 30),
            "facets": timed(facets, 30, 30),
        }
    return found


def admin() -> dict[str, Any]:
    """The editors' own search for pages, as the portal configures it."""
    from tools.bench.timing import timed

    _update_index()
    return {name: timed(_admin_search(words), 20, 30) for name, words in ADMIN.items()}


def ours() -> dict[str, Any]:
    from search.index.rebuild import rebuild
    from tools.bench.parts import answering, finding
    from tools.bench.timing import once, timed

    found: dict[str, Any] = {"index_seconds": once(rebuild), "questions": {}}
    get = wsgi()
    for name, words in WORDS.items():
        query = f"soort=praktijk&q={words.replace(' ', '+')}"
        found["questions"][name] = {
            "found": timed(finding(query), 100, 20),
            "all": timed(answering(query), 100, 20),
            "json": timed(lambda q=query: get(f"/api/v1/zoeken/?{q}"), 100, 20),
        }
    found["publish_to_findable"] = timed(_publish(get), 20, 60)
    found["admin"] = admin()
    return found


def _publish(get: Any) -> Any:
    """Publish a change and ask for it until it is found."""
    from armoedegeheugen.models import PracticeCard

    page = PracticeCard.objects.order_by("pk").last()
    assert page is not None
    turn = iter(range(10_000))

    def publish() -> None:
        mark = f"merkwoord{next(turn)}x{os.getpid()}"
        page.teaser = mark
        page.save_revision().publish()
        end = time.monotonic() + 30
        while json.loads(get(f"/api/v1/zoeken/?q={mark}"))["totaal"] != 1:
            assert time.monotonic() < end
            time.sleep(0.005)

    return publish


def _admin_search(words: str) -> Any:
    """The search box of the editors' page explorer, with all that it draws."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    user, _ = get_user_model().objects.get_or_create(
        username="meter", defaults={"is_superuser": True, "is_staff": True}
    )
    client = Client()
    client.force_login(user)

    def ask() -> None:
        answer = client.get("/beheer/pages/search/", {"q": words})
        assert answer.status_code == 200, answer.status_code

    return ask


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


def _let_wagtail_count() -> None:
    """Facets need filter fields, which the portal itself has no use for."""
    from wagtail.search import index

    from armoedegeheugen.models import PracticeCard

    PracticeCard.search_fields = [
        *PracticeCard.search_fields,
        *(index.FilterField(name) for name in FACETS),
    ]


if __name__ == "__main__":
    main()
