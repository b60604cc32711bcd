"""A value that means nothing is answered: in every path, and in every query of the site."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from search.facets import labels
from search.index.rebuild import rebuild
from search.models import Round
from tests.safety import addresses, scene, table
from tests.safety.conftest import rolled_back
from tests.safety.scene import Scene
from tests.safety.test_urls import _undone

NUMBERS = ("0", "9" * 19, "9" * 400)
# As they stand in an address: invisible letters, NUL, half a pair, what is no letter, and length.
WORDS = (
    quote("\u200b"), "%00", "a%00b", "%ED%A0%80", "%FF%FE", quote("\ufffe"),
    "a" * 5000, "-1", "9" * 400, "%27%22%3C", "..%2F..", "1e400", "nan",
)  # fmt: skip
# In a query, where there is one value for all parameters, and for the parameters of search.
SHORT = ("%00", "%ED%A0%80", "9" * 400, "-1")
ONE_BY_ONE = ("%00", quote("\u200b"), "9" * 400, "a" * 5000)
# Names of parameters that some view reads; views ignore the others.
PARAMETERS = (
    "q", "p", "pagina", "page", "id", "ids", "next", "ordering", "sort", "volgorde", "export",
    "weergave", "thema", "gemeente", "provincie", "soort", "trede", "vanaf_trede", "doelgroep",
    "vereniging", "opvolging", "van", "tot", "uitvoerder", "taal", "locale", "collection_id",
    "tag", "page_type", "content_type", "user", "child_of", "parent_page_id", "fields", "limit",
    "offset", "type", "search", "order", "allow_external_link", "link_text", "format",
    "object_id", "timestamp_from", "timestamp_to", "locked_by", "live", "owner", "site", "group",
)  # fmt: skip
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^()]*\)|(\((?!\?)[^()]*\))")


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    index = {"SEARCH_URL": f"embedded:{tmp_path_factory.mktemp('index')}"}
    with override_settings(**index), django_db_blocker.unblock(), rolled_back():
        labels.forget()
        made = scene.build(scene.portal())
        rebuild()
        # A worker that counts as present for as long as the test lasts.
        tomorrow = timezone.now() + timedelta(days=1)
        Round.objects.create(name="deliver_mail", due_at=tomorrow, ran_at=tomorrow)
        yield made
    labels.forget()


def _odd_paths(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each address with one of its parameters replaced by each odd value that its route takes."""
    for name, route in addresses._patterns(addresses.get_resolver().url_patterns):
        for place, match in enumerate(PARAMETER.finditer(re.sub(r"[\^$]", "", route))):
            for odd in NUMBERS if match[1] == "int" else WORDS:
                path = _with(name, route, values, place, odd)
                if path is not None:
                    yield name or route, path


def _with(name: str, route: str, values: dict[str, Any], place: int, odd: str) -> str:
    """The path of a route with an odd value in one place, and what the scene has in the others."""
    position = -1

    def write(match: re.Match[str]) -> str:
        nonlocal position
        position += 1
        if position == place:
            return odd
        parameter = match[2] or match[3] or str(position)
        return str(addresses._value(name or route, parameter, values))

    written = PARAMETER.sub(write, re.sub(r"[\^$]", "", route))
    return "/" + written.replace("\\.", ".").replace(".*/", "niets/")


def _broken(client: Client, asked: Iterator[tuple[str, str]]) -> list[str]:
    found = []
    for name, path in asked:
        with _undone(client):
            answer = client.get(path)
            if answer.status_code >= 500 and not table.stumbles(name):
                found.append(f"{answer.status_code} {name} {path[:160]}")
    return found


@pytest.mark.parametrize("role", ["visitor", "administrator"])
def test_no_odd_value_in_a_path_breaks_a_page(site: Scene, role: str, db: None):
    asked = (
        each for each in _odd_paths(site.values)
        if role == "administrator" or not each[1].startswith("/beheer/")
    )  # fmt: skip
    assert _broken(site.clients[role], asked) == []


def _odd_queries(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each public address with odd values in all parameters at once; search also one by one."""
    for address in addresses.everywhere(values):
        if address.path.startswith("/beheer/"):
            continue
        path = address.path.partition("?")[0]
        for odd in SHORT:
            query = "&".join(f"{each}={odd}" for each in PARAMETERS)
            yield address.name, f"{path}?{query}"
        if address.name.startswith("search:"):
            yield from (
                (address.name, f"{path}?{each}={odd}") for each in PARAMETERS for odd in ONE_BY_ONE
            )


def test_no_odd_value_in_a_query_breaks_a_public_page(site: Scene, db: None):
    assert _broken(site.clients["visitor"], _odd_queries(site.values)) == []


def test_no_huge_number_in_a_query_breaks_a_page_of_the_admin(site: Scene, db: None):
    numbers = "&".join(f"{each}={'9' * 30}" for each in PARAMETERS)
    asked = (
        (address.name, f"{address.path.partition('?')[0]}?{numbers}")
        for address in addresses.everywhere(site.values)
        # Wagtail asks for the pages of a workflow while the page is rendered, after the view.
        if address.path.startswith("/beheer/") and address.name != "wagtailadmin_workflows:edit"
    )
    assert _broken(site.clients["administrator"], asked) == []


def test_no_odd_number_breaks_the_choice_of_several_pages(site: Scene, db: None):
    path = "/beheer/choose-page/chosen-multiple/?id="
    asked = (("beheer/choose-page/chosen-multiple/", path + odd) for odd in (*WORDS, *NUMBERS))
    assert _broken(site.clients["administrator"], asked) == []
