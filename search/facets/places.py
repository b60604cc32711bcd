"""Give the keys under which an item is filed in the facets of places."""

from armoedegeheugen.models import KnowledgePage

from ..fields import SUPRALOCAL, UNKNOWN


def places(page: KnowledgePage) -> tuple[str, str]:
    """Return the keys of an item's municipality and province as they are today.

    An item keeps the municipality of its own day; after a merger it is filed under the successor.
    """
    if page.municipality:
        today = page.municipality.today
        return today.slug, today.province.slug if today.province else UNKNOWN
    if page.province:
        return SUPRALOCAL, page.province.slug
    return (SUPRALOCAL, SUPRALOCAL) if page.supralocal else (UNKNOWN, UNKNOWN)
