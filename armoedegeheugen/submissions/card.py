"""Turn a confirmed submission into a draft card, and start the workflow of the editors on it."""

from django.utils.text import slugify
from wagtail.models import Page

from ..models import PracticeCard, Submission
from ..sections.models import OverviewPage
from ..visibility import is_public
from . import plain_text

SOURCE = "Ingestuurd via de website"
TEXT_FIELDS = ("doelstelling", "bereik", "neveneffect", "hindernis")


def practices_overview() -> OverviewPage | None:
    """Return the public overview page for practices, or None.

    An overview of practices goes before a general one; of equals the first in the tree.
    """
    for kind in (PracticeCard.kind, ""):
        for page in OverviewPage.objects.filter(kind=kind, live=True).order_by("path"):
            if is_public(page):
                return page
    return None


def create_draft(submission: Submission, under: Page) -> PracticeCard:
    """Create a draft card under a page, and start its workflow."""
    card = PracticeCard(
        title=submission.title,
        teaser=submission.teaser,
        municipality=submission.municipality,
        supralocal=submission.supralocal and submission.municipality is None,
        tips=[("tip", tip) for tip in plain_text.items(submission.tips)],
        sources=[("bron", {"title": SOURCE, "url": ""})],
        live=False,
        **{name: plain_text.paragraphs(getattr(submission, name)) for name in TEXT_FIELDS},
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
    """Return the role and organisation if the sender allowed it, never the e-mail address."""
    if not submission.show_contact:
        return {}
    return {
        "contact_role": submission.role,
        "contact_organisation": submission.organisation,
    }
