"""All that an editor, a program or the clock can do to what the index holds.

Each change takes a scene, and takes effect by Wagtail's own ways: its views or its models.
"""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    TaskState,
)

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import (
    Adoption,
    Association,
    Authority,
    DocumentText,
    Feedback,
    FollowUp,
    HindranceKind,
    LadderLevel,
    Municipality,
    OverviewPage,
    Picture,
    PolicyAdvice,
    PracticeCard,
    Province,
    TargetGroup,
    Term,
    Theme,
)
from tests.editorial import forms
from tests.search.scene import Scene, second_site, term

Change = Callable[[Scene], object]
CHANGES: dict[str, Change] = {}


def change(act: Change) -> Change:
    CHANGES[act.__name__] = act
    return act


def renamed(slug: str, model: type[Term] = Theme) -> Change:
    def act(scene: Scene) -> None:
        changed = term(slug, model)
        changed.name = f"{changed.name} anders"
        changed.save()

    return act


CHANGES |= {
    "theme_renamed": renamed("energie"),
    "municipality_renamed": renamed("gent", Municipality),
    "municipality_of_the_past_renamed": renamed("melle", Municipality),
    "province_of_a_municipality_renamed": renamed("oost-vlaanderen", Province),
    "rung_renamed": renamed("meebeslissen", LadderLevel),
    "target_group_renamed": renamed("jongeren", TargetGroup),
    "association_renamed": renamed("de-brug", Association),
    "hindrance_renamed": renamed("geld", HindranceKind),
    "authority_renamed": renamed("stad", Authority),
    "authority_of_a_recommendation_alone_renamed": renamed("ocmw", Authority),
}


def post(scene: Scene, name: str, *args: Any, **data: Any) -> None:
    answer = scene.admin.post(reverse(name, args=args), data)
    done = answer.status_code == 302 or answer["Content-Type"] == "application/json"
    assert done, BeautifulSoup(answer.content, "html.parser").select(".error-message, .messages")


def typed() -> dict[str, Any]:
    """What an editor types before asking for publication."""
    return {**forms.card(), "themes": [term("energie").pk]}


# One item


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
def aliased(scene: Scene) -> None:
    data = {"new_title": "Nog eens", "new_slug": "nog-eens", "new_parent_page": scene.shelf.pk}
    post(scene, "wagtailadmin_pages:copy", scene.advice, **data, alias="on")
    assert PolicyAdvice.objects.filter(alias_of=scene.advice).exists()


@change
def source_of_an_alias_published_and_unpublished(scene: Scene) -> None:
    source = scene.page(scene.advice)
    source.create_alias(parent=scene.shelf, update_slug="nog-eens")
    source.title = "Bijgewerkt"
    source.save_revision().publish()
    assert PolicyAdvice.objects.filter(title="Bijgewerkt").count() == 2
    post(scene, "wagtailadmin_pages:unpublish", scene.advice)
    assert not PolicyAdvice.objects.live().exists()


# Many items at once


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


# Fences and sites


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


# Terms, pictures, documents


@change
def theme_given_another_key(scene: Scene) -> None:
    theme = term("wonen")  # a main theme: only its sub-theme stands on the card
    theme.slug = "huisvesting"
    theme.save()


@change
def theme_of_a_recommendation_alone_given_another_key(scene: Scene) -> None:
    theme = term("enkel-hier")
    theme.slug = "enkel-daar"
    theme.save()


@change
def theme_given_another_parent(scene: Scene) -> None:
    theme = term("energie")
    theme.parent = term("werk")
    theme.save()


@change
def theme_renamed_by_an_editor(scene: Scene) -> None:
    data = {"name": "Energie en water", "parent": term("wonen").pk, "order": 0, "description": ""}
    answer = scene.admin.post(forms.term_url(term("energie"), "edit"), data)
    assert answer.status_code == 302


@change
def theme_deleted(scene: Scene) -> None:
    term("energie").delete()


@change
def theme_of_a_recommendation_alone_deleted(scene: Scene) -> None:
    Theme.objects.filter(slug="enkel-hier").delete()


@change
def municipalities_merged(scene: Scene) -> None:
    gent = term("gent", Municipality)
    gent.successor = term("gavere", Municipality)
    gent.save()


@change
def merger_undone(scene: Scene) -> None:
    """Items of the municipality that it had merged into lose its name."""
    page = scene.page(scene.draft)
    page.supralocal = False
    page.municipality = term("merelbeke-melle", Municipality)
    page.save_revision().publish()
    melle = term("melle", Municipality)
    melle.successor = None
    melle.save()


@change
def municipality_given_a_province(scene: Scene) -> None:
    today = term("merelbeke-melle", Municipality)  # the card says Melle
    today.province = term("oost-vlaanderen", Province)
    today.save()


@change
def terms_of_an_item_changed(scene: Scene) -> None:
    card = PracticeCard.objects.get(pk=scene.card)
    card.target_groups = []
    card.save(update_fields=["target_groups"])


@change
def terms_given_from_the_other_side(scene: Scene) -> None:
    Theme.objects.get(slug="werk").practicecard_set.add(PracticeCard.objects.get(pk=scene.hidden))


@change
def terms_taken_from_the_other_side(scene: Scene) -> None:
    Theme.objects.get(slug="energie").practicecard_set.clear()


@change
def recommendation_saved_alone(scene: Scene) -> None:
    recommendation = PolicyAdvice.objects.get(pk=scene.advice).recommendations.first()
    recommendation.text = "Bouw meer huizen."
    recommendation.save()


@change
def recommendation_deleted_alone(scene: Scene) -> None:
    PolicyAdvice.objects.get(pk=scene.advice).recommendations.first().delete()


@change
def credit_changed(scene: Scene) -> None:
    picture = Picture.objects.get(pk=scene.picture)
    picture.credit = "Iemand anders"
    picture.save()


@change
def picture_deleted(scene: Scene) -> None:
    Picture.objects.get(pk=scene.picture).delete()


@change
def document_renamed(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    document.title = "Jaarverslag"
    document.save()


@change
def document_deleted(scene: Scene) -> None:
    post(scene, "wagtaildocs:delete", scene.document)


@change
def document_read(scene: Scene) -> None:
    pages = [[1, "Wat er in het verslag staat."]]
    DocumentText.objects.create(document_id=scene.document, pages=pages, status="read")


@change
def document_in_another_collection(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    document.collection = closed_collection()
    document.save()


@change
def documents_put_in_another_collection(scene: Scene) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    where = closed_collection().pk
    answer = scene.admin.post(f"{address}?id={scene.document}", {"collection": where})
    assert answer.status_code == 302


@change
def collection_closed(scene: Scene) -> None:
    document = get_document_model().objects.get(pk=scene.document)
    CollectionViewRestriction.objects.create(collection=document.collection)


@change
def collection_moved_below_a_closed_one(scene: Scene) -> None:
    closed = closed_collection()
    document = get_document_model().objects.get(pk=scene.document)
    with transaction.atomic():  # one that holds what is public until now
        own = Collection.get_first_root_node().add_child(name="Verslagen")
        get_document_model().objects.filter(pk=document.pk).update(collection=own)
        own.move(closed, "sorted-child")


def closed_collection() -> Collection:
    with transaction.atomic():
        made = Collection.get_first_root_node().add_child(name="Dicht")
        CollectionViewRestriction.objects.create(collection=made)
    return Collection.objects.get(pk=made.pk)


@change
def followed_up(scene: Scene) -> None:
    advice = PolicyAdvice.objects.get(pk=scene.advice)
    FollowUp(
        advice=advice,
        recommendation_key=advice.recommendations.first().key,
        side="bestuur",
        said_by="OCMW",
        date=timezone.localdate(),
        position="gevolgd",
    ).save()


@change
def participants_told(scene: Scene) -> None:
    advice = PolicyAdvice.objects.get(pk=scene.advice)
    today = timezone.localdate()
    Feedback(advice=advice, date=today, how="Samen.", by_whom="De Brug").save()


@change
def taken_over(scene: Scene) -> None:
    gent = Municipality.objects.get(slug="gent")
    told = {"year": 2024, "contact_role": "coördinator", "contact_organisation": "OCMW"}
    Adoption.objects.create(item_id=scene.card, municipality=gent, **told)
