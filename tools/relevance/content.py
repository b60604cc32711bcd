"""The demo content, as the rankers get it."""

from io import StringIO

from django.core.management import call_command

from armoedegeheugen.models import KnowledgePage, Recommendation
from search.engines.protocol import Audience
from search.facets import labels
from search.facets.kinds import MODELS
from search.index import documents, sync
from search.index.eligibility import eligible
from search.index.rebuild import rebuild
from search.query import index_vocabulary


def load() -> None:
    call_command("load_vocabularies", if_empty=True, stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    # What waits would be written once more after the rebuild, and what is replaced counts in the
    # statistics of an index until it is merged away.
    sync.sync_all()


def index() -> None:
    """Into the index of the settings."""
    labels.forget()
    rebuild()
    index_vocabulary.refresh(now=True)


def names() -> dict[str, str]:
    """What the search calls an item → what the judgements call it."""
    pages = KnowledgePage.__subclasses__()
    found = {
        str(pk): slug for model in pages for pk, slug in model.objects.values_list("pk", "slug")
    }
    for item in Recommendation.objects.select_related("advice"):
        found[str(item.key)] = f"{item.advice.slug}#{item.number}"
    return found


def texts() -> dict[str, str]:
    """All that a visitor may find, as plain text: the title three times, as it weighs with us."""
    found = {}
    for model in MODELS.values():
        for page in eligible(model, Audience.PUBLIC):
            source = documents.BUILDERS[model](page)
            found[page.slug] = _text(source)
            for item in getattr(page, "recommendations", Recommendation.objects.none()).all():
                found[f"{page.slug}#{item.number}"] = _text(documents.recommendation(item))
    return found


def _text(source: documents.Source) -> str:
    return "\n".join([source.title] * 3 + [source.summary, *source.names, source.body])
