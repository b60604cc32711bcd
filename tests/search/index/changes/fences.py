"""Who may read what, and which site shows it."""

from wagtail.models import (
    PageViewRestriction,
    Site,
)

from tests.search.index.changes.registry import change, post
from tests.search.scene import Scene, second_site


@change
def fence_added(scene: Scene) -> None:
    data = {"restriction_type": "login", "password": ""}
    post(scene, "wagtailadmin_pages:set_privacy", scene.shelf.pk, **data)
    assert PageViewRestriction.objects.count() == 2


@change
def fence_removed(scene: Scene) -> None:
    data = {"restriction_type": "none", "password": ""}
    post(scene, "wagtailadmin_pages:set_privacy", scene.inside.pk, **data)
    assert not PageViewRestriction.objects.exists()


@change
def fence_added_on_an_item(scene: Scene) -> None:
    page = scene.page(scene.advice)
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@change
def fence_put_around_another_page(scene: Scene) -> None:
    fence = PageViewRestriction.objects.get(pk=scene.fence)
    fence.page = scene.shelf
    fence.save()


@change
def fence_added_by_who_knew_the_page_before_it_moved(scene: Scene) -> None:
    stale = scene.shelf
    scene.shelf.move(scene.page(scene.world.home.pk), "last-child")
    assert stale.path != scene.shelf.path
    PageViewRestriction.objects.create(page=stale, restriction_type="login")


@change
def fenced_page_deleted(scene: Scene) -> None:
    scene.inside.delete()


@change
def site_given_another_root(scene: Scene) -> None:
    site = Site.objects.get()
    site.root_page = scene.shelf
    site.save()


@change
def site_added(scene: Scene) -> None:
    second_site(scene.inside)


@change
def site_deleted(scene: Scene) -> None:
    Site.objects.all().delete()
