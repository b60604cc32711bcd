"""Whatever editors do, each persona finds what the database says that they may find, no more."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page, PageViewRestriction, Workflow

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import PracticeCard
from armoedegeheugen.sections.models import OverviewPage
from search.facets import labels
from search.index import sync
from tests import world as making
from tests.reliability.conftest import ENGINES

pytestmark = pytest.mark.reliability

QUERIES = (
    "",
    "q=kaart",
    "thema=wonen",
    "q=kanarie",
    "soort=praktijk&sorteer=titel",
    "q=kaart+wonen",
)
GROUPS = {
    "vereniging": roles.ASSOCIATIONS,
    "redacteur": roles.EDITORS,
    "medewerker": roles.STAFF,
}
INSIDERS = ("redacteur", "medewerker")
numbers = count()


def may_find(page: PracticeCard, staff: bool) -> bool:
    """The oracle: Wagtail's own word on who may read a page, and its dates."""
    page = PracticeCard.objects.get(pk=page.pk)
    now = timezone.now()
    expired = page.expire_at is not None and page.expire_at <= now
    return page.live and not expired and (staff or not page.get_view_restrictions())


class Editors(RuleBasedStateMachine):
    """Changes in any order; after each, all personas look."""

    fresh_index = None  # set by the test: gives every run an index of its own
    looks = moderated = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).fresh_index()
        labels.forget()
        self.world = making.make()
        self.theme = making.theme("Wonen")
        for slug in roles.OPEN_TO_ASSOCIATIONS:
            self.world.home.add_child(instance=OverviewPage(title=slug.title(), slug=slug))
        # Both are given to a site's pages once, and those were of the run before.
        Workflow.objects.all().delete()
        Group.objects.filter(name__in=GROUPS.values()).delete()
        roles.setup()
        self.people = {
            name: _person(f"{name}-{next(numbers)}", group) for name, group in GROUPS.items()
        }
        self.clients = {"bezoeker": Client()}
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person)

    @initialize(live=st.booleans(), approved=st.booleans())
    def begin(self, live: bool, approved: bool) -> None:
        """Begin with one moderated item: a short run may never draw that rule."""
        self.add(inside=False, live=live)
        self._decide_on(self.pages()[-1], approved)

    def pages(self) -> list[PracticeCard]:
        return list(PracticeCard.objects.order_by("pk"))

    @rule(inside=st.booleans(), live=st.booleans())
    def add(self, inside: bool, live: bool) -> None:
        under = self.world.inside if inside else self.world.shelf
        self.world.practice(f"Kaart {next(numbers)}", under=under, live=live, themes=[self.theme])

    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        if page := self._some(data):
            page.expire_at = None
            page.save_revision().publish()

    @rule(data=st.data())
    def edit_a_draft(self, data: st.DataObject) -> None:
        if page := self._some(data):
            page.title = f"Kaart {next(numbers)} in ontwerp"
            page.save_revision()

    @rule(data=st.data(), approved=st.booleans())
    def moderate(self, data: st.DataObject, approved: bool) -> None:
        """An association asks to publish what it wrote, and an editor decides."""
        page = self._some(data)
        if page is not None and not page.workflow_in_progress:
            self._decide_on(page, approved)

    def _decide_on(self, page: PracticeCard, approved: bool) -> None:
        page.title = f"Kaart {next(numbers)} ingediend"
        page.save_revision(user=self.people["vereniging"])
        # What an editor sent back is asked anew, as Wagtail's own button does.
        if sent_back := page.current_workflow_state:
            sent_back.resume(user=self.people["vereniging"])
        else:
            page.get_workflow().start(page, self.people["vereniging"])
        task = page.current_workflow_task_state
        decide = task.approve if approved else task.reject
        decide(user=self.people["redacteur"])
        type(self).moderated += 1

    @rule(data=st.data())
    def unpublish(self, data: st.DataObject) -> None:
        if page := self._some(data):
            page.unpublish()

    @rule(data=st.data())
    def expire(self, data: st.DataObject) -> None:
        if page := self._some(data):
            page.expire_at = timezone.now() - timedelta(seconds=1)
            page.save()

    @rule(data=st.data(), inside=st.booleans())
    def move(self, data: st.DataObject, inside: bool) -> None:
        if page := self._some(data):
            target = self.world.inside if inside else self.world.shelf
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")

    @rule(data=st.data())
    def restrict(self, data: st.DataObject) -> None:
        if page := self._some(data):
            making.restrict(page)

    @rule()
    def restrict_the_shelf(self) -> None:
        making.restrict(self.world.shelf)

    @rule()
    def free(self) -> None:
        PageViewRestriction.objects.exclude(page=self.world.inside).delete()

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if page := self._some(data):
            page.delete()

    @rule()
    def rename(self) -> None:
        self.theme.name = f"Wonen {next(numbers)}"
        self.theme.save()

    @invariant()
    def everyone_finds_what_they_may(self) -> None:
        sync.sync_all()
        type(self).looks += 1
        for persona, client in self.clients.items():
            staff = persona in INSIDERS
            meant = {str(page.pk) for page in self.pages() if may_find(page, staff)}
            answer = client.get("/api/v1/zoeken/?per_pagina=50").json()
            assert {result["id"] for result in answer["resultaten"]} == meant, persona
            assert answer["totaal"] == len(meant)
            kinds = {value["waarde"]: value["aantal"] for value in answer["facetten"]["soort"]}
            assert kinds == ({"praktijk": len(meant)} if meant else {})
            page = client.get("/zoeken/?per_pagina=50").content.decode()
            assert page.count('class="result"') + page.count('class="result ') == len(meant)

    def _some(self, data: st.DataObject) -> PracticeCard | None:
        pages = self.pages()
        return data.draw(st.sampled_from(pages)) if pages else None

    def teardown(self) -> None:
        PracticeCard.objects.all().delete()


def _person(name: str, group: str) -> User:
    person = User.objects.create_user(name)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.mark.parametrize("engine_in_process", ENGINES, indirect=True)
def test_personas_find_what_the_database_says(db, engine_in_process, scale, measured):
    """Random sequences of publish, edit, moderate, unpublish, expire, move, restrict, free, delete
    and rename. After each change a visitor, an association, an editor and a member of staff
    search, and the page, the JSON and the counts are compared with the database.
    """
    Editors.fresh_index, Editors.looks = staticmethod(engine_in_process), 0
    Editors.moderated = 0
    examples, steps = scale.of(5, 60), scale.of(12, 40)
    run_state_machine_as_test(
        Editors,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=not scale.full,
        ),
    )
    assert Editors.moderated
    measured.update(sequences=examples, changes_in_each=steps, looks=Editors.looks)
    measured.update(decisions_of_editors=Editors.moderated, differences=0)


@pytest.mark.parametrize("engine_in_process", ENGINES, indirect=True)
def test_public_answers_are_the_same_with_and_without_internal_items(
    world, client, engine_in_process, measured
):
    """Public answers are compared before and after internal items and drafts are added. Pages,
    JSON, feed and export are the same, byte for byte.
    """
    engine_in_process()
    wonen = making.theme("Wonen")
    for number in range(14):
        world.practice(f"Kaart {number} over wonen", themes=[wonen] if number % 2 else [])
    before = _public_answers(client)
    for number in range(9):
        world.practice(f"Kanarie kaart {number}", under=world.inside, themes=[wonen])
        world.advice(f"Kanarie {number}", ("Kaart wonen kanarie.",), under=world.inside)
        world.practice(f"Kanarie in ontwerp {number}", live=False)
    assert _public_answers(client) == before
    measured.update(internal_items=27, answers_compared=len(before), different=0)


def _public_answers(client: Client) -> list[bytes]:
    sync.sync_all()
    answers = []
    for query in QUERIES:
        for path in ("/api/v1/zoeken/", "/zoeken/", "/zoeken/nieuw.atom"):
            answers.append(_settled(client.get(f"{path}?{query}").content))
        answers.append(b"".join(client.get(f"/zoeken/resultaten.csv?{query}").streaming_content))
    return answers


def _settled(content: bytes) -> bytes:
    """Without what differs between any two answers: the time of asking, in an empty feed."""
    return re.sub(rb"<updated>[^<]*</updated>", b"", content)
