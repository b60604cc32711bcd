"""One person in every place where a person's data can be."""

from dataclasses import dataclass
from typing import Any

from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, TaskState, UploadedFile

from armoedegeheugen import models
from armoedegeheugen.models.choices import Position, Side
from armoedegeheugen.models.submission import State
from armoedegeheugen.submissions import attachment
from search.analytics import query_log
from tests import world
from tests.editorial.conftest import Own, Portal, joined, place_of, signed_in
from tests.safety.files import PDF, picture

NAME, MAIL, PHONE = "Kanarie Vogelaar", "kanarie.vogelaar@example.org", "0477 12 34 56"
SPELLINGS = (NAME, "Vogelaar, Kanarie", "KANARIE VOGELAAR", MAIL)
TOLD = f"Dank aan {NAME}, te bereiken op {MAIL}."
RICH = f'<p>Dank aan <b>Kanarie</b> Vogelaar en <a href="mailto:{MAIL}">{NAME}</a>.</p>'


@dataclass
class Planted:
    card: models.PracticeCard
    advice: models.PolicyAdvice
    dossier: models.Dossier
    user: User
    client: Client
    own: Own


def plant(portal: Portal) -> Planted:
    own = place_of("Welzijnshuis")
    user = joined("lid", own)
    user.username, user.email = "kanarievogelaar", MAIL
    user.first_name, user.last_name = NAME.split()
    user.save()
    advice = _advice(own)
    made = Planted(_card(portal), advice, _dossier(own), user, signed_in(user), own)
    _in_terms(own)
    _in_follow_up(advice)
    _in_comments(made)
    _in_submissions()
    _in_logs(made)
    _in_files(user)
    return made


def _common() -> dict[str, Any]:
    image = models.Picture(title=NAME, description=TOLD, credit=NAME)
    image.file = ContentFile(picture(size=(300, 200)), name="kanarie_vogelaar.png")
    image._set_image_file_metadata()
    image.save()
    image.get_rendition("width-100")
    return {
        "title": f"Gesprek met {NAME}",
        "slug": "gesprek-met-kanarie-vogelaar",
        "seo_title": NAME,
        "search_description": TOLD,
        "teaser": TOLD,
        "plain_summary": TOLD,
        "image": image,
        "contact_role": NAME,
        "contact_organisation": TOLD,
        "contact_email": MAIL,
        "sources": [("bron", {"title": NAME, "url": "https://example.org/kanarie-vogelaar"})],
    }


def _published(shelf: Any, page: Any) -> Any:
    """Online, and with a draft on top that says it again."""
    shelf.refresh_from_db()
    shelf.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    page.teaser = f"Nieuw: {TOLD}"
    page.save_revision()
    return page


def _card(portal: Portal) -> models.PracticeCard:
    told = dict.fromkeys(("doelstelling", "bereik", "neveneffect", "hindernis"), RICH)
    lists = {
        "tips": [("tip", TOLD)],
        "partners": [("partner", NAME)],
        "links": [("link", {"title": NAME, "url": "https://example.org/?q=Kanarie%20Vogelaar"})],
    }
    return _published(portal.praktijken, models.PracticeCard(**_common(), **told, **lists))


def _advice(own: Own) -> models.PolicyAdvice:
    told = dict.fromkeys(("context", "questions", "participation", "findings"), RICH)
    page = models.PolicyAdvice(**_common(), **told)
    page.recommendations = [models.Recommendation(number="1", text=TOLD)]
    return _published(own.adviezen, page)


def _dossier(own: Own) -> models.Dossier:
    sections = [
        ("tekst", RICH),
        ("citaat", {"quote": TOLD, "speaker_role": NAME}),
        ("stappen", {"title": NAME, "steps": [{"title": NAME, "text": TOLD}]}),
        ("video", {"title": NAME, "url": "https://example.org/film", "transcript": TOLD}),
    ]
    return _published(
        own.dossiers, models.Dossier(**_common(), introduction=RICH, sections=sections)
    )


def _in_terms(own: Own) -> None:
    association = own.association
    association.description, association.contact_role = TOLD, NAME
    association.contact_email, association.website = MAIL, "https://kanarie-vogelaar.example.org"
    association.save()
    models.Theme.objects.create(name=NAME, slug="kanarie-vogelaar", description=TOLD)


def _in_follow_up(advice: models.PolicyAdvice) -> None:
    asked = advice.recommendations.get()
    models.FollowUp(
        advice=advice, recommendation_key=asked.key, side=Side.COUNCIL, said_by=NAME,
        date=timezone.localdate(), position=Position.REFUSED, reason=TOLD,
    ).save()  # fmt: skip
    models.Feedback(advice=advice, date=timezone.localdate(), how=TOLD, by_whom=NAME).save()
    models.Adoption.objects.create(
        item=advice, municipality=world.municipality("Gent"), year=2024,
        contact_role=NAME, contact_organisation=NAME, note=TOLD,
    )  # fmt: skip
    reader = models.Correspondent.objects.create(address=MAIL)
    models.Reminder.objects.create(correspondent=reader, recommendation_key=asked.key, occasion="x")


def _in_comments(made: Planted) -> None:
    comment = Comment.objects.create(
        page=made.advice, user=made.user, text=TOLD, contentpath="title", position="x"
    )
    CommentReply.objects.create(comment=comment, user=made.user, text=TOLD)
    made.advice.get_workflow().start(made.advice, made.user)
    TaskState.objects.update(comment=TOLD)


def _in_submissions() -> None:
    theirs = {"email": MAIL, "role": NAME, "organisation": NAME}
    for number, sender in enumerate((theirs, {"email": "ander@example.org"})):
        sent = models.Submission.objects.create(
            title=TOLD, teaser=TOLD, doelstelling=TOLD, reason=TOLD, state=State.QUEUED,
            attachment=attachment.store(attachment.Attachment(PDF, "pdf")),
            attachment_name=f"kanarie vogelaar {number}.pdf", **sender,
        )  # fmt: skip
        models.SubmissionMessage.objects.create(submission=sent, text=TOLD)


def _in_logs(made: Planted) -> None:
    log(made.advice, "wagtail.edit", user=made.user, data={"title": {"old": NAME, "new": TOLD}})
    log(made.own.association, "wagtail.edit", data={"who": [NAME, {"mail": MAIL}]})
    AccessAttempt.objects.create(
        username=MAIL, ip_address="192.0.2.1", user_agent="x", failures_since_start=1,
        get_data="", post_data=f"username={MAIL}",
    )  # fmt: skip
    query_log.count(NAME.lower(), timezone.localdate())
    Redirect.objects.create(old_path="/gesprek-met-kanarie-vogelaar", redirect_link="/")
    session = made.client.session
    session["geschreven"] = TOLD
    session.save()
    visitor = Client()
    session = visitor.session
    session["gezocht"] = NAME
    session.save()


def _in_files(user: User) -> None:
    get_document_model().objects.create(
        title=NAME, file=ContentFile(PDF, name="Verslag van Kanarie Vogelaar.pdf")
    )
    UploadedFile.objects.create(
        uploaded_by_user=user, file=ContentFile(picture(), name="kanarie-vogelaar-2.png")
    )
    message = EmailMessage(f"Voor {NAME}", TOLD, "x@example.org", [MAIL])
    EmailBackend().send_messages([message])
    # Long lines are written with other signs between the letters.
    folded = EmailMessage("Onderwerp", f"{'é' * 990} {TOLD}", "x@example.org", ["y@example.org"])
    EmailBackend().send_messages([folded])
