"""Many items at once: a shelf with all below it, and what is chosen in a list."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction

from armoedegeheugen.models import PolicyAdvice, PracticeCard
from tests.search.index.changes.registry import change, post
from tests.search.scene import Scene


@change
def shelf_unpublished_with_all_below(scene: Scene) -> None:
    action = UnpublishPageAction(scene.shelf, user=User.objects.get(), include_descendants=True)
    action.execute(skip_permission_checks=True)
    assert not PracticeCard.objects.live().descendant_of(scene.shelf).exists()


@change
def shelf_deleted(scene: Scene) -> None:
    post(scene, "wagtailadmin_pages:delete", scene.shelf.pk)


@change
def shelf_moved_under_a_fence(scene: Scene) -> None:
    scene.shelf.move(scene.inside, "last-child")


@change
def fenced_shelf_moved(scene: Scene) -> None:
    """The fence goes along; what stood inside it stays inside, at another address."""
    scene.inside.move(scene.shelf, "last-child")


@change
def shelf_slug_saved(scene: Scene) -> None:
    shelf = scene.shelf
    shelf.slug = "elders"
    shelf.save()


@change
def shelf_slug_published(scene: Scene) -> None:
    shelf = scene.shelf
    shelf.slug = "elders"
    shelf.save_revision().publish()


def bulk(scene: Scene, action: str, *pages: int, **data: Any) -> None:
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={key}" for key in pages)
    assert scene.admin.post(f"{path}?{query}", data).status_code == 302


@change
def published_in_bulk(scene: Scene) -> None:
    bulk(scene, "publish", scene.draft)
    assert scene.page(scene.draft).live


@change
def unpublished_in_bulk(scene: Scene) -> None:
    bulk(scene, "unpublish", scene.card, scene.advice)


@change
def deleted_in_bulk(scene: Scene) -> None:
    bulk(scene, "delete", scene.card, scene.advice)


@change
def moved_in_bulk(scene: Scene) -> None:
    bulk(scene, "move", scene.card, scene.advice, chooser=scene.inside.pk)
    assert PolicyAdvice.objects.descendant_of(scene.inside).exists()
