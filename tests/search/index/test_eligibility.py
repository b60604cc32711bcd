"""Who may find an item: the predicate and its queryset twin agree, whatever the tree."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from armoedegeheugen.models import PracticeCard
from search.engines.protocol import Audience
from search.index.eligibility import EVERYONE, NOBODY, STAFF, audiences, eligible
from tests.properties import examples
from tests.world import restrict


@pytest.fixture
def tree(world):
    return world


def agree() -> None:
    for audience in Audience:
        found = set(eligible(PracticeCard, audience))
        meant = {page for page in PracticeCard.objects.all() if audience in audiences(page)}
        assert found == meant


def test_published_is_for_everyone(tree):
    assert audiences(tree.practice()) == EVERYONE


def test_draft_is_for_nobody(tree):
    assert audiences(tree.practice(live=False)) == NOBODY


def test_under_a_fence_is_for_staff(tree):
    assert audiences(tree.practice(under=tree.inside)) == STAFF


def test_fenced_itself_is_for_staff(tree):
    page = tree.practice()
    restrict(page)
    assert audiences(page) == STAFF


def test_outside_every_site_is_for_nobody(tree):
    page = tree.practice()
    stray = Page.objects.get(depth=1).add_child(instance=Page(title="Los", slug="los"))
    page.move(stray, "last-child")
    page.refresh_from_db()
    assert audiences(page) == NOBODY
    agree()


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=5))
def test_predicate_and_queryset_agree(tree, pages):
    for inside, live, fenced in pages:
        page = tree.practice(under=tree.inside if inside else tree.shelf, live=live)
        if fenced:
            restrict(page)
    agree()
