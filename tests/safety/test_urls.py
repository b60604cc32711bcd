"""Every address of the site, by everyone who may come to it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from search import engines
from search.facets import labels
from search.index.rebuild import rebuild
from search.models import Round
from tests.safety import addresses, scene, table
from tests.safety.addresses import Address
from tests.safety.conftest import rolled_back
from tests.safety.scene import ROLES, Scene
from tests.safety.table import Line

# Rows that looking at something leaves, and that say nothing of it.
HOUSEKEEPING = frozenset(
    {"django_session", "wagtailusers_userprofile", "wagtailadmin_editingsession"}
    | {"wagtailadmin_formstate", "armoedegeheugen_rendition"}
)
_WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@dataclass(frozen=True)
class Outcome:
    address: Address
    role: str
    method: str
    status: int
    wrote: tuple[str, ...]
    # Secrets that stood in the answer.
    showed: tuple[str, ...]

    def __str__(self) -> str:
        told = "".join(f" {each}" for each in (*self.wrote, *self.showed))
        return f"{self.role} {self.method} {self.address.name} {self.status}{told}"


# What a walk saw at addresses that asked no engine: there the next engine gives the same answers.
_seen_without_engine: dict[str, list[Outcome]] = {}


@pytest.fixture(scope="module")
def walked(
    django_db_setup: None, django_db_blocker, engine_settings: dict[str, Any]
) -> Iterator[tuple[Scene, list[Outcome]]]:
    with override_settings(**engine_settings), django_db_blocker.unblock(), rolled_back():
        labels.forget()
        site = scene.build(scene.portal())
        rebuild()
        # A worker that counts as present for as long as the walk lasts.
        tomorrow = timezone.now() + timedelta(days=1)
        Round.objects.create(name="deliver_mail", due_at=tomorrow, ran_at=tomorrow)
        yield site, [*_walk(site, addresses.everywhere(site.values))]
    labels.forget()


def _walk(site: Scene, found: list[Address]) -> Iterator[Outcome]:
    """Visit all addresses in a session's first walk, and in the next those that ask an engine."""
    seen = dict(_seen_without_engine)
    for address in found:
        if address.name == "wagtail_serve":
            continue  # pages: see below
        # By its name, for a new scene has other keys; an address of several routes is seen anew.
        if address.name in seen:
            yield from (replace(outcome, address=address) for outcome in seen[address.name])
            continue
        with _asked_engine() as asked:
            outcomes = [
                _visit(site, address, role, method) for role in ROLES for method in ("get", "post")
            ]
        yield from outcomes
        if not asked and sum(other.name == address.name for other in found) == 1:
            _seen_without_engine[address.name] = outcomes


@contextmanager
def _asked_engine() -> Iterator[list[None]]:
    """Note each time that somebody takes the engine; the list stays empty if nobody does."""
    asked: list[None] = []
    opened = engines._engine

    def note(*settings: Any) -> Any:
        asked.append(None)
        return opened(*settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_engine", note)
        yield asked


def test_addresses_that_ask_an_engine_are_walked_with_each(
    walked: tuple[Scene, list[Outcome]],
):
    names = {outcome.address.name for outcome in walked[1]}
    asking = {"search:search", "search:api", "search:register"}
    assert asking <= names
    assert not asking & _seen_without_engine.keys()


def _visit(site: Scene, address: Address, role: str, method: str) -> Outcome:
    wrote: set[str] = set()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if (match := _WRITE.match(sql)) and match[1] not in HOUSEKEEPING:
            wrote.add(match[1])
        return execute(sql, *rest)

    with _undone(site.clients[role]) as client, connection.execute_wrapper(note):
        path = _as_known_to(role, address.path, site.token)
        answer = getattr(client, method)(path)
        body = _body(answer).replace(path, "")  # what a visitor typed tells that visitor nothing
        showed = tuple(name for name, words in site.secrets.items() if words in body)
    return Outcome(address, role, method, answer.status_code, tuple(sorted(wrote)), showed)


def _as_known_to(role: str, path: str, token: str) -> str:
    """Whoever is not the sender guesses: the right form, and a signature that is not ours."""
    return path if role == "submitter" else path.replace(token, token[:-1] + "~")


@contextmanager
def _undone(client: Client) -> Iterator[Client]:
    """What a visit changes is undone, in the database and in the visitor's cookies."""
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    client.raise_request_exception = False
    around = transaction.atomic()
    around._from_testcase = True  # so that code which has to commit by itself takes it for none
    with around:
        yield client
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)


def _body(answer: HttpResponse) -> str:
    parts = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return parts.decode("utf-8", "replace")


@cache
def _line(name: str) -> Line:
    found = [line for line in table.lines() if line.fits(name)]
    assert found, f"{name} is not in tests/safety/table.py. Decide who may see and do what there."
    return found[0]


def _ok(outcome: Outcome) -> bool:
    return 200 <= outcome.status < 300


def test_every_address_is_in_the_table(walked: tuple[Scene, list[Outcome]]):
    names = {outcome.address.name for outcome in walked[1]}
    assert [
        name for name in sorted(names) if not any(line.fits(name) for line in table.lines())
    ] == []


def test_the_table_holds_nothing_that_is_gone(walked: tuple[Scene, list[Outcome]]):
    names = {outcome.address.name for outcome in walked[1]}
    for line in table.lines():
        for each in line.names:
            assert any(table._fits(name, each) for name in names), each


def test_nobody_sees_what_is_not_theirs(walked: tuple[Scene, list[Outcome]]):
    assert [str(outcome) for outcome in walked[1] if _ok(outcome) and not _may_see(outcome)] == []


def _may_see(outcome: Outcome) -> bool:
    line = _line(outcome.address.name)
    return outcome.role in (line.sees if outcome.method == "get" else line.may)


def test_nobody_changes_what_is_not_theirs(walked: tuple[Scene, list[Outcome]]):
    wrote = [outcome for outcome in walked[1] if outcome.wrote]
    wrong = [each for each in wrote if each.role not in _line(each.address.name).may]
    assert [*map(str, wrong)] == []


def test_another_association_changes_nothing_by_actions_on_several(
    walked: tuple[Scene, list[Outcome]],
):
    actions = [each for each in walked[1] if each.address.name.startswith("bulk:")]
    assert {each.address.name.split(":")[1] for each in actions} >= {
        *("page", "picture", "document", "user", "theme"),
    }
    assert [str(each) for each in actions if each.wrote and each.role == "rival"] == []


def test_whoever_is_in_the_table_gets_in(walked: tuple[Scene, list[Outcome]]):
    """Or the table would allow more than there is, and hide what comes later."""
    for line in table.lines():
        seen = {
            o.role
            for o in walked[1]
            if _ok(o) and o.method == "get" and _line(o.address.name) == line
        }
        assert seen == line.sees, line.names


def test_nothing_breaks(walked: tuple[Scene, list[Outcome]]):
    broken = [outcome for outcome in walked[1] if outcome.status >= 500]
    assert [str(outcome) for outcome in broken if not _is_known(outcome)] == []


def _is_known(outcome: Outcome) -> bool:
    name = outcome.address.name
    return table.stumbles(name) and outcome.role in _line(name).may


@pytest.mark.parametrize("secret", scene.SECRETS)
def test_a_secret_stays_with_those_who_know_it(walked: tuple[Scene, list[Outcome]], secret: str):
    """Whatever the status: also a list, a question or an error page names nothing."""
    told = [outcome for outcome in walked[1] if secret in outcome.showed]
    known = scene.SECRETS[secret]
    assert [str(outcome) for outcome in told if outcome.role not in known] == []
    assert {outcome.role for outcome in told} == known


# Who reads which page. A draft is read in the admin, and nowhere else.
PAGES = {
    "home": "everyone",
    "overview": "everyone",
    "practice": "everyone",
    "advice": "everyone",
    "internal overview": "staff editors",
    "internal item": "staff editors",
    "document of a published item": "everyone",
    "document of an internal item": "staff editors",
    "document of a draft": "writers",
    "document that nothing holds": "editors",
    "internal document": "staff editors",
    "behind a password": "everyone",  # the form that asks for it
    "draft": "nobody",
    "sent in": "nobody",
    "nowhere": "nobody",
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_read_by_those_they_are_for(
    walked: tuple[Scene, list[Outcome]], page: str, db: None
):
    site, _ = walked
    address = Address(page, site.pages[page])
    outcomes = [_visit(site, address, role, "get") for role in ROLES]
    assert {outcome.role for outcome in outcomes if _ok(outcome)} == table._roles(PAGES[page])
    assert all(outcome.status < 500 for outcome in outcomes)
    assert not any(outcome.wrote for outcome in outcomes)
    for outcome in outcomes:
        assert all(outcome.role in scene.SECRETS[secret] for secret in outcome.showed), str(outcome)


def test_every_page_of_the_scene_is_asked_for(walked: tuple[Scene, list[Outcome]]):
    assert set(walked[0].pages) == set(PAGES)
