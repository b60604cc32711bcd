"""Everyone who may come to the site, and one of each thing that an address can be about.

What has an owner is the member's or the sender's: another association, another sender and another
council have nothing to look for there.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
    Task,
    UploadedFile,
    Workflow,
)

from armoedegeheugen import models
from armoedegeheugen.editorial import roles
from armoedegeheugen.followup.unsubscribe import unsubscribe_path
from armoedegeheugen.models.outgoing_mail import MailState
from armoedegeheugen.models.submission import State
from armoedegeheugen.sections import models as sections
from armoedegeheugen.submissions import attachment, card, tokens
from search.models import Synonym
from tests import world
from tests.editorial.conftest import SHELVES, Own, Portal, joined, person, place_of, signed_in
from tests.safety.files import PDF, picture

ROLES = (
    *("visitor", "submitter", "member", "rival", "council", "staff", "editor", "administrator"),
)


# What is unpublished or someone's own, and who may read it. Each stands once in the scene.
SECRETS: dict[str, set[str]] = {
    "draft": {"member", "editor", "administrator"},
    "recommendation": {"member", "editor", "administrator"},
    "image": {"member", "editor", "administrator"},
    "document": {"member", "editor", "administrator"},
    "internal": {"staff", "editor", "administrator"},
    "closed": {"staff", "editor", "administrator"},  # staff search what is published, all of it
    "sent in": {"submitter", "editor", "administrator"},
    "sender": {"submitter", "editor", "administrator"},
}


@dataclass
class Scene:
    clients: dict[str, Client]
    values: dict[str, Any]
    secrets: dict[str, str]
    # Of the sender's own link, which nobody else has.
    token: str
    # Addresses of pages and files, by what they are.
    pages: dict[str, str]


def build(portal: Portal) -> Scene:
    own, rival = place_of("Welzijnshuis"), place_of("Buurtwerk")
    people = _people(own, rival)
    things = _things(portal, own, people)
    clients = {name: signed_in(user) for name, user in people.items()}
    clients |= {"visitor": Client(), "submitter": _sender(things["submission"])}
    secrets = {name: _secret(name) for name in SECRETS}
    token = tokens.follow(things["submission"])
    return Scene(clients, _values(things), secrets, token, _pages(portal, things))


def portal() -> Portal:
    """As the editorial tests have it."""
    made = world.make()
    for old in made.home.get_children():
        old.delete()
    made.home.refresh_from_db()
    shelves = {
        slug: made.home.add_child(
            instance=sections.OverviewPage(title=slug.title(), slug=slug, kind=kind)
        )
        for slug, kind in SHELVES.items()
    }
    roles.setup()
    return Portal(made.home, **shelves)


def _secret(name: str) -> str:
    return f"geheim-van-{name.replace(' ', '-')}"


def _people(own: Own, rival: Own) -> dict[str, User]:
    council = User.objects.create_user("bestuur", "bestuur@example.org", "x")
    body = world.authority("OCMW Gent")
    body.municipality = world.municipality("Gent")
    body.save()
    models.CouncilContact.objects.create(user=council, authority=body, role="diensthoofd")
    return {
        "member": joined("lid", own),
        "rival": joined("rivaal", rival),
        "council": council,
        "staff": person("medewerker", roles.STAFF),
        "editor": person("redacteur", roles.EDITORS),
        "administrator": User.objects.create_superuser("beheer", "beheer@example.org", "x"),
    }


def _things(portal: Portal, own: Own, people: dict[str, User]) -> dict[str, Any]:
    member, body = people["member"], models.Authority.objects.get()
    draft = _advice(
        own.adviezen, _secret("draft"), [own.association], body, owner=member, live=False
    )
    draft.get_workflow().start(draft, member)
    advice = _advice(portal.adviezen, "Advies", [own.association], body)
    practice = models.PracticeCard(title="Kaart", teaser="Kort.")
    portal.praktijken.refresh_from_db()
    portal.praktijken.add_child(instance=practice)
    inside = models.PracticeCard(title=_secret("internal"), teaser="Kort.")
    portal.intern.add_child(instance=inside)
    closed = models.PracticeCard(title=_secret("closed"), slug="achter-slot", teaser="Kort.")
    portal.praktijken.add_child(instance=closed)
    for model in (
        models.Theme,
        models.LadderLevel,
        models.TargetGroup,
        models.Method,
        models.Province,
    ):
        model.objects.create(name="Woord", slug="woord")
    for model in (models.SideEffectKind, models.HindranceKind):
        model.objects.create(name="Woord", slug="woord")
    Synonym.objects.create(word="woord", others="term")
    models.Adoption.objects.create(
        item=practice, municipality=models.Municipality.objects.get(), year=2024,
        contact_role="x", contact_organisation="y",
    )  # fmt: skip
    day = timezone.localdate()
    step = models.FollowUp(
        advice=advice, recommendation_key=advice.recommendations.get().key, side="bestuur",
        said_by="OCMW Gent", date=day, position="niet-gevolgd", reason="Er is geen geld.",
    )  # fmt: skip
    feedback = models.Feedback(advice=advice, date=day, how="Op een avond.", by_whom="De Brug")
    step.save()
    feedback.save()
    return {
        "step": step,
        "feedback": feedback,
        "draft": draft,
        "advice": advice,
        "practice": practice,
        "inside": inside,
        "closed": closed,
        "own": own,
        "submission": _submission(),
        "image": _image(own.workspace.collection, member),
        "document": _document(own.workspace.collection, _secret("document"), member),
        "people": people,
    }


def _advice(shelf: Any, title: str, associations: list[Any], body: Any, **values: Any) -> Any:
    page = models.PolicyAdvice(title=title, teaser="Kort.", authority=body, **values)
    asked = "Doe dit." if values.get("live", True) else _secret("recommendation")
    page.recommendations = [models.Recommendation(number="1", text=asked, responsible=body)]
    shelf.refresh_from_db()
    shelf.add_child(instance=page)
    page.associations = associations
    page.save()
    page.save_revision(user=values.get("owner"))
    return page


def _image(collection: Collection, owner: User) -> models.Picture:
    image = models.Picture(title=_secret("image"), collection=collection, uploaded_by_user=owner)
    image.file = ContentFile(picture(), name="beeld.png")
    image._set_image_file_metadata()
    image.save()
    return image


def _document(collection: Collection, title: str, owner: User | None = None) -> Any:
    return get_document_model().objects.create(
        title=title,
        file=ContentFile(PDF, name="stuk.pdf"),
        collection=collection,
        uploaded_by_user=owner,
    )


def _submission() -> models.Submission:
    """Sent, confirmed and given back with a question: then a sender may still do everything."""
    now = timezone.now()
    sent = models.Submission.objects.create(
        title=_secret("sent in"), teaser="Kort.", email=f"{_secret('sender')}@example.org",
        state=State.ASKED,
        sent_at=now, confirmed_at=now, consent_at=now,
        attachment=attachment.store(attachment.Attachment(PDF, "pdf")), attachment_name="stuk.pdf",
    )  # fmt: skip
    shelf = card.practices_overview()
    assert shelf is not None
    sent.page = card.create_draft(sent, shelf)
    sent.page_number = sent.page.pk
    sent.save()
    return sent


def _sender(submission: models.Submission) -> Client:
    """Who has the link to follow, from the mail; and is filling in another practice."""
    client = Client()
    client.post("/insturen/")
    return client


def _values(things: dict[str, Any]) -> dict[str, Any]:
    """What stands in an address for a parameter; after a colon, for addresses of that name."""
    draft, people, own = things["draft"], things["people"], things["own"]
    target = User.objects.create_user("iemand")
    upload = _upload(people["member"])
    sent = things["submission"]
    values: dict[str, Any] = {
        "page_id": draft.pk,
        "page_pk": draft.pk,
        "parent_page_id": own.adviezen.pk,
        "page_to_move_id": draft.pk,
        "destination_id": own.adviezen.pk,
        "revision_id": draft.latest_revision_id,
        "action_name": "approve",
        "task_state_id": draft.current_workflow_task_state.pk,
        "task_id": Task.objects.get(name__startswith="Nakijken").pk,
        "workflow_state_id": draft.current_workflow_state.pk,
        "workflow_pk": Workflow.objects.get(name="Redactie").pk,
        "app_label": "armoedegeheugen",
        "app_name": "armoedegeheugen",
        "content_type_app_name": "armoedegeheugen",
        "model_name": "policyadvice",
        "content_type_model_name": "policyadvice",
        "action": "publish",
        "object_id": draft.pk,
        "session_id": EditingSession.objects.create(
            user=people["member"],
            content_type=ContentType.objects.get_for_model(draft),
            object_id=str(draft.pk),
            last_seen_at=timezone.now(),
        ).pk,
        "collection_id": own.workspace.collection.pk,
        "user_id": people["member"].pk,
        "redirect_id": Redirect.objects.create(old_path="/oud", redirect_link="/").pk,
        "image_id": things["image"].pk,
        "document_id": things["document"].pk,
        "doc_id": things["document"].pk,
        "uploaded_file_id": upload.pk,
        "filter_spec": "width-100",
        "uidb64": "MQ",
        "token": "niets",
        "slug": "wat-en-waar",
        "key": sent.pk,
        "restriction_id": _closed_collection().pk,
        "page_view_restriction_id": _closed_page(things["closed"]).pk,
        "page_request_id": things["closed"].pk,
        "pk:sharing:picture": things["practice"].pk,
        "pk:paper:item": things["inside"].pk,
        "pk": draft.pk,
        "pk:wagtailusers_users": target.pk,
        "pk:wagtailusers_groups": Group.objects.get(name=roles.STAFF).pk,
        "pk:wagtailsites": Site.objects.get().pk,
        "pk:wagtailadmin_workflows": Workflow.objects.get(name="Redactie").pk,
        "pk:wagtailadmin_collections": own.workspace.collection.pk,
        "pk:wagtailadmin_api:documents": things["document"].pk,
        "pk:wagtailadmin_api:images": things["image"].pk,
        "pk:wagtaildocs_chooser": things["document"].pk,
        "pk:wagtailimages_chooser": things["image"].pk,
        "pk:wagtail_2fa": _device(target).pk,
        "pk:toegang": own.association.pk,
        "pk:toegang_lid": models.AssociationMember.objects.first().pk,
        "pk:toegang_contact": models.CouncilContact.objects.first().pk,
        "pk:followup:tell_back": things["advice"].pk,
        "pk:followup:remove_step": things["step"].pk,
        "pk:followup:remove_feedback": things["feedback"].pk,
        "pk:followup:adopt": things["practice"].pk,
        "key:berichten": models.OutgoingMail.objects.create(
            to="an@example.org",
            subject="Dag",
            state=MailState.FAILED,
            give_up_at=timezone.now(),
        ).pk,
        "key:followup": things["advice"].recommendations.get().key,
        "token:submissions:confirm": tokens.confirmation(sent),
        "token:submissions": tokens.follow(sent),
        "token:followup:stop": unsubscribe_path("iemand@example.org")
        .rstrip("/")
        .rpartition("/")[2],
        "action_name:wagtailadmin_api": "publish",
        "bulk:page": draft.pk,
        "bulk:picture": things["image"].pk,
        "bulk:document": things["document"].pk,
        "bulk:user": target.pk,
        # Of an internal item alone, and in no association's collection.
        "inside:document": _held(things["inside"]).pk,
        "inside:picture": _image(Collection.get_first_root_node(), people["editor"]).pk,
        "0:wagtaildocs_serve": things["document"].pk,
        "1:wagtaildocs_serve": "stuk.pdf",
        "0:wagtailadmin_pages:revisions_compare": draft.pk,
        "1:wagtailadmin_pages:revisions_compare": "earliest",
        "2:wagtailadmin_pages:revisions_compare": "latest",
    }
    return values


def _upload(owner: User) -> UploadedFile:
    kind = ContentType.objects.get_for_model(models.Picture)
    file = ContentFile(picture(), name="x.png")
    return UploadedFile.objects.create(uploaded_by_user=owner, for_content_type=kind, file=file)


def _device(owner: User) -> Any:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    return TOTPDevice.objects.create(user=owner, name="telefoon", confirmed=True)


def _closed_collection() -> CollectionViewRestriction:
    closed = Collection.get_first_root_node().add_child(name="Achter een wachtwoord")
    return CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="x"
    )


def _closed_page(page: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


def _pages(portal: Portal, things: dict[str, Any]) -> dict[str, str]:
    closed = Collection.get_first_root_node().add_child(name="Voor medewerkers")
    rule = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    rule.groups.set(Group.objects.filter(name__in=[roles.STAFF, roles.EDITORS]))
    held = {
        "document of a published item": _held(things["practice"]),
        "document of an internal item": _held(things["inside"]),
        "document of a draft": _held(things["draft"]),
        "document that nothing holds": _document(Collection.get_first_root_node(), "Stuk"),
        "internal document": _held(things["practice"], closed),
    }
    return {
        "home": "/",
        "overview": portal.praktijken.url,
        "practice": things["practice"].url,
        "advice": things["advice"].url,
        "internal overview": portal.intern.url,
        "internal item": things["inside"].url,
        "draft": things["draft"].get_url(),
        "sent in": things["submission"].page.get_url(),
        "behind a password": things["closed"].get_url(),
        **{name: document.url for name, document in held.items()},
        "nowhere": "/niet/er/",
    }


def _held(item: Any, collection: Collection | None = None) -> Any:
    """A document in the list of an item, beside those that stand there."""
    document = _document(collection or Collection.get_first_root_node(), "Stuk")
    item.documents = [
        *(("document", block.value) for block in item.documents),
        ("document", document),
    ]
    item.save()
    return document
