"""Whatever changes what the index should hold leaves a row in its own transaction, or fails."""

import pytest

from armoedegeheugen import models
from armoedegeheugen.models import PolicyAdvice
from search.index import after_commit, outbox
from tests import world as making
from tests.databases.content import Content
from tests.search.index.changes import CHANGES
from tests.search.index.changes.registry import post
from tests.search.scene import Scene, fingerprint, stage, unsettled


class NoRow(Exception):
    """What the outbox says while it is broken."""


def broken(items: object) -> int:
    raise NoRow


@pytest.fixture
def scene(transactional_db: None, index: str, content: Content, monkeypatch) -> Scene:
    monkeypatch.setattr(after_commit._Process, "paused_until", 0.0)
    made = content(stage, content(making.make))
    content.fill_index()
    return made


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_its_row_or_does_not_happen(scene: Scene, name: str, monkeypatch):
    before = fingerprint()
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "add", broken)
        with pytest.raises(NoRow):
            CHANGES[name](scene)
    assert fingerprint() == before
    assert unsettled() == []

    CHANGES[name](scene)
    assert fingerprint() != before
    assert unsettled() == []


def test_an_alias_changes_nothing_in_the_index(scene: Scene):
    before = fingerprint()
    data = {"new_title": "Nog eens", "new_slug": "nog-eens", "new_parent_page": scene.shelf.pk}
    post(scene, "wagtailadmin_pages:copy", scene.advice, **data, alias="on")
    assert PolicyAdvice.objects.filter(alias_of=scene.advice).exists()
    assert fingerprint() == before
    assert unsettled() == []


def test_an_adoption_that_moves_changes_the_item_that_it_was_about_and_the_new_one(scene: Scene):
    place = models.Municipality.objects.get(slug="gent")
    contact = {"contact_role": "hoofd", "contact_organisation": "OCMW"}
    adoption = models.Adoption.objects.create(
        item=scene.page(scene.card).page_ptr, municipality=place, year=2024, **contact
    )
    before = fingerprint()
    adoption.item = scene.page(scene.advice).page_ptr
    adoption.save()
    after = fingerprint()
    changed = {name for name in after if after[name] != before[name]}
    assert {f"praktijk-{scene.card}", f"advies-{scene.advice}"} <= changed
    assert unsettled() == []
