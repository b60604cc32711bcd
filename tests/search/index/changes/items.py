"""One item is saved, published, moved, copied, taken away."""

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Page,
    TaskState,
)

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import PolicyAdvice
from armoedegeheugen.sections.models import OverviewPage
from tests.editorial import forms
from tests.search.index.changes.registry import change, post, typed
from tests.search.scene import Scene


@change
def saved(scene: Scene) -> None:
    page = scene.page(scene.card)
    page.teaser = "Anders gezegd."
    page.save()


@change
def saved_by_the_base_class(scene: Scene) -> None:
    page = Page.objects.get(pk=scene.card)
    page.title = "Anders genoemd"
    page.save()


@change
def published(scene: Scene) -> None:
    page = scene.page(scene.card)
    page.title = "Nieuwe titel"
    page.save_revision().publish()


@change
def published_for_the_first_time(scene: Scene) -> None:
    post(scene, "wagtailadmin_pages:edit", scene.draft, **typed(), **forms.PUBLISH)


@change
def scheduled_publication(scene: Scene) -> None:
    call_command("publish_scheduled")
    assert scene.page(scene.scheduled).live


@change
def approved_in_a_workflow(scene: Scene) -> None:
    roles.set_up_workflow(Group.objects.get_or_create(name="Redactie")[0], scene.world.home)
    if not TaskState.objects.exists():
        post(scene, "wagtailadmin_pages:edit", scene.draft, **typed(), **forms.SUBMIT)
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    post(scene, "wagtailadmin_pages:workflow_action", scene.draft, "approve", task.pk, comment="")
    assert scene.page(scene.draft).live


@change
def unpublished(scene: Scene) -> None:
    post(scene, "wagtailadmin_pages:unpublish", scene.card)


@change
def deleted(scene: Scene) -> None:
    post(scene, "wagtailadmin_pages:delete", scene.card)


@change
def moved_under_a_fence(scene: Scene) -> None:
    args = (scene.card, scene.inside.pk)
    post(scene, "wagtailadmin_pages:move_confirm", *args)


@change
def moved_to_another_shelf(scene: Scene) -> None:
    home = scene.page(scene.world.home.pk)
    shelf = home.get_children().filter(slug="nieuw").first()
    shelf = shelf or home.add_child(instance=OverviewPage(title="Nieuw", slug="nieuw"))
    scene.page(scene.card).move(shelf, "last-child")


@change
def slug_changed(scene: Scene) -> None:
    page = scene.page(scene.card)
    page.slug = "ander-adres"
    page.save()


@change
def copied_live(scene: Scene) -> None:
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": scene.shelf.pk}
    post(scene, "wagtailadmin_pages:copy", scene.advice, **data, publish_copies="on")


@change
def source_of_an_alias_published_and_unpublished(scene: Scene) -> None:
    source = scene.page(scene.advice)
    source.create_alias(parent=scene.shelf, update_slug="nog-eens")
    source.title = "Bijgewerkt"
    source.save_revision().publish()
    assert PolicyAdvice.objects.filter(title="Bijgewerkt").count() == 2
    post(scene, "wagtailadmin_pages:unpublish", scene.advice)
    assert not PolicyAdvice.objects.live().exists()
