"""A confirmed submission as a draft card, put before the editors by the portal's own workflow."""

from django.utils.text import slugify
from wagtail.models import Page

from ..models import PracticeCard, Submission
from ..sections.models import OverviewPage
from . import plain_text

SOURCE = "Ingestuurd via de website"
TOLD = ("doelstelling", "bereik", "neveneffect", "hindernis")


def practices_overview() -> OverviewPage | None:
    """Where practices stand: the overview that is meant for them, and that anyone may see."""
    for kind in (PracticeCard.kind, ""):
        for page in OverviewPage.objects.filter(kind=kind, live=True).order_by("path"):
            if not page.get_view_restrictions().exists():
                return page
    return None


def create_draft(submission: Submission, under: Page) -> PracticeCard:
    """A card that nobody sees but editors, waiting in the workflow."""
    card = PracticeCard(
        title=submission.title,
        teaser=submission.teaser,
        municipality=submission.municipality,
        supralocal=submission.supralocal and submission.municipality is None,
        tips=[("tip", tip) for tip in plain_text.items(submission.tips)],
        sources=[("bron", {"title": SOURCE, "url": ""})],
        live=False,
        **{name: plain_text.paragraphs(getattr(submission, name)) for name in TOLD},
        **_contact(submission),
    )
    if not slugify(card.title):
        card.slug = f"praktijk-{submission.key.hex[:8]}"
    under.add_child(instance=card)
    card.save_revision()
    if workflow := card.get_workflow():
        workflow.start(card, None)
    return card


def _contact(submission: Submission) -> dict[str, str]:
    """Only what the sender allowed; the e-mail address never."""
    if not submission.show_contact:
        return {}
    return {
        "contact_role": submission.role,
        "contact_organisation": submission.organisation,
    }
