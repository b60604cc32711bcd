"""Load the demo content and index it for the rankers."""

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
    """Load the vocabularies and the demo content."""
    call_command("load_vocabularies", if_empty=True, stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    # Waiting updates would be written again after the rebuild, and replaced documents count in the
    # statistics of the index until they are merged away.
    sync.sync_all()


def index() -> None:
    """Rebuild the index of the settings."""
    labels.forget()
    rebuild()
    index_vocabulary.refresh(now=True)


def names() -> dict[str, str]:
    """Return the name in the judgements of each item, by its id in the search results."""
    models = KnowledgePage.__subclasses__()
    items = {
        str(pk): slug for model in models for pk, slug in model.objects.values_list("pk", "slug")
    }
    for item in Recommendation.objects.select_related("advice"):
        items[str(item.key)] = f"{item.advice.slug}#{item.number}"
    return items


def texts() -> dict[str, str]:
    """Return the plain text of every public item, with the title three times, as its weight is."""
    plain_texts = {}
    for model in MODELS.values():
        for page in eligible(model, Audience.PUBLIC):
            source = documents.BUILDERS[model](page)
            plain_texts[page.slug] = _text(source)
            for item in getattr(page, "recommendations", Recommendation.objects.none()).all():
                plain_texts[f"{page.slug}#{item.number}"] = _text(documents.recommendation(item))
    return plain_texts


def _text(source: documents.Source) -> str:
    return "\n".join([source.title] * 3 + [source.summary, *source.names, source.body])
